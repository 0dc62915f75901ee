/// Why a marked-up document could not be read.
package enum MarkupError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A tag is missing, cut off or written wrongly, first noticed in this line (from 1; 0 if unknown).
    case malformed(line: Int, message: String)
    /// Elements are nested deeper than ``XMLStream/maximumDepth``.
    case tooDeep
    /// It declares entities, by which a small document can pretend to be a vast one.
    case declaresEntities
    /// It has more tags than the limit says.
    case tooManyTags(limit: Int)
    /// The library could not get the memory that it needs.
    case outOfMemory

    package var description: String {
        switch self {
        case .malformed(let line, let message): "In line \(line): \(message)"
        case .tooDeep: "Elements are nested more than \(XMLStream.maximumDepth) deep."
        case .declaresEntities: "The document declares entities."
        case .tooManyTags(let limit): "The document has more than \(limit) tags."
        case .outOfMemory: "There is not enough memory to read the document."
        }
    }

    package static func == (left: MarkupError, right: MarkupError) -> Bool {
        switch (left, right) {
        case (.malformed(let one, _), .malformed(let other, _)): one == other
        case (.tooDeep, .tooDeep), (.declaresEntities, .declaresEntities), (.outOfMemory, .outOfMemory): true
        case (.tooManyTags(let one), .tooManyTags(let other)): one == other
        default: false
        }
    }
}
