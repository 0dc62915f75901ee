import Archives
import Newsprint

/// What is read as one out of an archive: a file, or a METS file with its ALTO files.
package struct ArchivedUnit: Sendable {
    /// The path in the archive; of an archive in the archive, behind that one's path and a slash.
    package var name: [UInt8]
    package var bytes: [UInt8]
    package var members: [SourceFile]
}

/// What an archive holds.
package struct ArchiveContents: Sendable {
    /// What is to be read, by name.
    package var units: [ArchivedUnit] = []
    /// Members that cannot be read, with the reason.
    package var refused: [(name: [UInt8], error: ReadingError)] = []
    /// How many members were passed over: pictures beside pages, style sheets, what computers leave behind.
    package var passedOverCount = 0
}

/// Unpacks archives of pages in memory, within limits; an archive in an archive is one more level.
struct ArchiveReader {
    private let options: ReadingOptions
    private var files: [[UInt8]: [UInt8]] = [:]
    private var order: [[UInt8]] = []
    private var contents = ArchiveContents()
    private var memberCount = 0
    private var byteCount = 0

    /// The units of an archive that came under `name`.
    static func contents(of bytes: [UInt8], name: [UInt8], options: ReadingOptions) throws(ReadingError)
        -> ArchiveContents
    {
        var reader = ArchiveReader(options: options)
        try reader.unpack(bytes, name: name, prefix: [], depth: 1)
        return reader.grouped()
    }

    private init(options: ReadingOptions) {
        self.options = options
    }

    private mutating func unpack(_ bytes: [UInt8], name: [UInt8], prefix: [UInt8], depth: Int) throws(ReadingError) {
        guard depth <= options.maximumArchiveDepth else { throw .nestedArchives(limit: options.maximumArchiveDepth) }
        var limits = options.archive
        limits.memberCount = max(0, limits.memberCount - memberCount)
        limits.byteCount = max(0, limits.byteCount - byteCount)
        do throws(ArchiveError) {
            let isCompressed = SourceFormat.sniff(bytes, name: name).isSingleCompressedFile
            let isTar = try ArchiveStream.isTar(bytes)
            let isSingle = isCompressed && !isTar
            var stream = try ArchiveStream(bytes, isSingleFile: isSingle, limits: limits)
            var inner: [(name: [UInt8], bytes: [UInt8])] = []
            while let member = try stream.next() {
                memberCount += 1
                let path = prefix + Self.utf8(isSingle ? Self.singleName(name) : member)
                guard !Self.isResource(path) else {
                    contents.passedOverCount += 1
                    continue
                }
                guard let data = try stream.data(upTo: options.maximumTextByteCount) else {
                    refuse(
                        path,
                        .tooLarge(byteCount: options.maximumTextByteCount + 1, limit: options.maximumTextByteCount)
                    )
                    continue
                }
                if SourceFormat.sniff(data, name: path).isArchive {
                    inner.append((path, data))
                } else {
                    keep(path, data)
                }
            }
            byteCount += stream.unpackedByteCount
            try unpack(inner, depth: depth)
        } catch {
            throw .archive(error)
        }
    }

    private mutating func unpack(_ inner: [(name: [UInt8], bytes: [UInt8])], depth: Int) throws(ArchiveError) {
        for archive in inner {
            do throws(ReadingError) {
                try unpack(archive.bytes, name: archive.name, prefix: archive.name + [0x2F], depth: depth + 1)
            } catch {
                refuse(archive.name, error)
            }
        }
    }

    private mutating func keep(_ path: [UInt8], _ data: [UInt8]) {
        if files[path] == nil { order.append(path) }
        files[path] = data
    }

    private mutating func refuse(_ path: [UInt8], _ error: ReadingError) {
        contents.refused.append((path, error))
    }

    private func grouped() -> ArchiveContents {
        var contents = contents
        var lists: [[UInt8]: METSFileList] = [:]
        for (path, bytes) in files where SourceFormat.sniff(bytes, name: path) == .mets {
            lists[path] = METSFileList(bytes)
        }
        let grouping = DropGrouping(paths: order, metsFiles: lists)
        contents.passedOverCount += grouping.junk.count
        var units: [ArchivedUnit] = []
        for group in grouping.groups {
            contents.passedOverCount += group.companions.count
            let members = group.members.map { SourceFile(name: $0, bytes: files[$0] ?? []) }
            units.append(ArchivedUnit(name: group.main, bytes: files[group.main] ?? [], members: members))
        }
        // Pictures beside pages are the pages' pictures; by themselves they are scans.
        let pages = units.filter { !SourceFormat.sniff($0.bytes, name: $0.name).isImage }
        contents.passedOverCount += pages.isEmpty ? 0 : units.count - pages.count
        contents.units = pages.isEmpty ? units : pages
        return contents
    }

    /// A name in UTF-8; old zips write theirs in the encoding of the country.
    private static func utf8(_ name: [UInt8]) -> [UInt8] {
        if String(validating: name, as: UTF8.self) != nil { return name }
        let encoding = EncodingGuess.encoding(of: name) ?? .gb18030
        guard let converted = try? CharacterConverter.convert(name, from: 0, as: encoding), !converted.isMalformed
        else {
            return Array(String(decoding: name, as: UTF8.self).utf8)
        }
        return converted.utf8
    }

    /// The name of the one file in `page.txt.gz`.
    private static func singleName(_ name: [UInt8]) -> [UInt8] {
        let last = name.lastIndex(of: 0x2F).map { Array(name[($0 + 1)...]) } ?? name
        guard let dot = last.lastIndex(of: UInt8(ascii: ".")), dot > 0 else {
            return last.isEmpty ? Array("page".utf8) : last
        }
        return Array(last[..<dot])
    }

    /// Files that only dress a page, told by their names so that they need not be unpacked.
    private static func isResource(_ path: [UInt8]) -> Bool {
        guard let dot = path.lastIndex(of: UInt8(ascii: ".")) else { return false }
        let ending = String(decoding: path[(dot + 1)...], as: UTF8.self).lowercased()
        return resourceEndings.contains(ending)
    }

    private static let resourceEndings: Set<String> = [
        "css", "js", "gif", "ico", "svg", "woff", "woff2", "ttf", "eot", "swf", "map", "mp3", "mp4", "db", "ini",
        "md5", "sha1", "sha256", "xsl", "xslt", "xsd", "dtd", "lnk", "url", "bak",
    ]
}
