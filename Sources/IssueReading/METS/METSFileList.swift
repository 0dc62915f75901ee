/// The files that a METS document names, found by its tags alone.
///
/// One pass over the bytes that allocates nothing for what it passes over: fit for a document that nobody has checked
/// yet. It is read in the same way by whoever waits for the files and by the reader that then reads them.
package struct METSFileList: Equatable, Sendable {
    /// A `file` element with its `FLocat`.
    package struct Entry: Equatable, Sendable {
        /// The file's ID, by which areas of the structure name it.
        package var identifier: String
        /// USE or ID of the group that it stands in.
        package var use: String
        /// MIMETYPE.
        package var type: String
        /// What is referred to, as written but for `&amp;` and percent signs: a path below the METS file, or an address.
        package var reference: String

        /// Whether it is one of the files that carry the text (ALTO), not an image or a description.
        package var isText: Bool {
            let type = type.lowercased()
            let reference = reference.lowercased()
            guard
                reference.hasSuffix(".xml") || reference.hasSuffix(".alto") || type.contains("alto")
                    || type == "text/xml"
            else { return false }
            let use = use.lowercased()
            if ["alto", "text", "ocr"].contains(where: use.contains) { return true }
            return !["img", "image", "pdf", "thumb", "meta", "mods", "tei", "descr", "mix"].contains(
                where: use.contains
            )
        }

        /// Whether it is on another machine, so that it need not have come with the METS file.
        package var isRemote: Bool {
            ["http:", "https:", "ftp:"].contains { reference.lowercased().hasPrefix($0) }
        }

        /// The path below the METS file's folder that is meant, without `file:` and leading dots.
        package var path: String {
            var path = Substring(reference)
            if path.lowercased().hasPrefix("file:") { path = path.dropFirst(5) }
            path = Substring(path.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "/"))
            let parts = path.split(separator: "/").filter { $0 != "." }
            return parts.joined(separator: "/")
        }
    }

    /// The files, in document order.
    package private(set) var entries: [Entry] = []

    /// The most files that are listed; a METS document of a bound volume has some thousand.
    package static let maximumEntryCount = 100_000

    /// Lists the files that a document names.
    package init(_ bytes: [UInt8]) {
        var uses: [String] = []
        var file = (identifier: "", type: "")
        let tags = TagScanner(XMLBytes.utf8(bytes))
        for tag in tags where entries.count < Self.maximumEntryCount {
            switch tag.name {
            case "fileGrp":
                if tag.isEnd {
                    _ = uses.popLast()
                } else if !tag.isEmpty {
                    uses.append(tag["USE"] ?? tag["ID"] ?? uses.last ?? "")
                }
            case "file" where !tag.isEnd: file = (tag["ID"] ?? "", tag["MIMETYPE"] ?? "")
            case "FLocat" where !tag.isEnd:
                guard let reference = tag["href"] else { continue }
                entries.append(
                    Entry(
                        identifier: file.identifier,
                        use: uses.last ?? "",
                        type: file.type,
                        reference: Self.unescaped(reference)
                    )
                )
            default: break
            }
        }
    }

    /// The entries that carry the text.
    package var texts: [Entry] { entries.filter(\.isText) }

    private static func unescaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        let source = Array(text.replacing("&amp;", with: "&").utf8)
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
                let value = UInt8(String(decoding: source[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
