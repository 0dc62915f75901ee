/// Why an archive could not be unpacked.
package enum ArchiveError: Error, Equatable, Sendable, CustomStringConvertible {
    /// It is cut off or damaged, with the library's own words.
    case damaged(String)
    /// It, or this member, is encrypted.
    case encrypted(member: String?)
    /// A member has a name that leads out of the archive, or is a link or device.
    case unsafeMember(name: String, what: String)
    /// It has more than so many members.
    case tooManyMembers(limit: Int)
    /// What is unpacked has more than so many bytes in all.
    case tooLarge(limit: Int)
    /// What is unpacked is more than so many times as large as the archive: the mark of a bomb.
    case expandsTooFar(limit: Int)
    /// The library could not get the memory that it needs.
    case outOfMemory

    package var description: String {
        switch self {
        case .damaged(let message): "The archive is damaged or cut off: \(message)."
        case .encrypted(let member): "\(member ?? "The archive") is encrypted."
        case .unsafeMember(let name, let what): "The member “\(name)” \(what)."
        case .tooManyMembers(let limit): "The archive has more than \(limit) members."
        case .tooLarge(let limit): "The archive unpacks to more than \(limit) bytes."
        case .expandsTooFar(let limit): "The archive unpacks to more than \(limit) times its own size."
        case .outOfMemory: "There is not enough memory to unpack the archive."
        }
    }

    package static func == (left: ArchiveError, right: ArchiveError) -> Bool {
        switch (left, right) {
        case (.damaged, .damaged), (.outOfMemory, .outOfMemory): true
        case (.encrypted(let one), .encrypted(let other)): one == other
        case (.unsafeMember(let one, _), .unsafeMember(let other, _)): one == other
        case (.tooManyMembers(let one), .tooManyMembers(let other)), (.tooLarge(let one), .tooLarge(let other)),
            (.expandsTooFar(let one), .expandsTooFar(let other)):
            one == other
        default: false
        }
    }
}

/// What an archive may cost.
package struct ArchiveLimits: Equatable, Sendable {
    /// The most members, folders counted.
    package var memberCount = 10_000
    /// The most bytes that all members have unpacked, those that are passed over counted as far as they are unpacked.
    package var byteCount = 512 << 20
    /// How many times as large as the archive the unpacked members may be; text packs to a tenth, markup to a thirtieth.
    package var ratio = 200
    /// Below this many unpacked bytes the ratio is not looked at.
    package var freeByteCount = 16 << 20

    /// The limits for one dropped file.
    package init() {}
}
