internal import FileAccess
internal import IssueReading

/// What a whole file is to the files beside it.
enum DropRole: Equatable, Sendable {
    /// Taken by itself.
    case plain
    /// A METS document, which is taken with the files that it names.
    case document(METSFileList)
    /// An ALTO file, which a METS document may name.
    case text
    /// A saved page of the web with its folder, of which these files are there.
    case page(folderFiles: Set<RawPath>)
    /// A file in the folder of a saved page.
    case companion
    /// A picture or PDF with XML about it, which a METS document may name.
    case attachment

    /// Whether the name alone leaves it open that a file belongs with others.
    ///
    /// Most files do not: they are never looked at for this.
    static func isOpen(_ path: RawPath) -> Bool {
        if !DropGrouping.pages(ofCompanion: path.bytes).isEmpty { return true }
        let ending = ending(of: path)
        if ["xml", "htm", "html", "xhtml", "alto"].contains(ending) { return true }
        return path.components.count > 1 && attachmentEndings.contains(ending)
    }

    /// Whether a file that came with another is one that the reader needs; as the assembler decided it.
    static func isRead(_ path: RawPath) -> Bool { ["xml", "alto"].contains(ending(of: path)) }

    static let attachmentEndings: Set<String> = ["pdf", "tif", "tiff", "jpg", "jpeg", "png", "jp2", "gif"]

    /// The part of a name behind its last dot, in lower case.
    static func ending(of path: RawPath) -> String {
        let name = path.lastComponent.bytes
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return "" }
        return String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
    }
}
