internal import FileAccess
internal import Inbox
internal import IssueReading

extension Intake {
    /// The most bytes of a METS document that are read for the files that it names.
    private static let maximumDocumentByteCount = 64 << 20
    /// The most files of a saved page's folder that are waited for.
    private static let maximumFolderFileCount = 2_000

    /// What a file is to those beside it, by its name, its first bytes, and what lies beside it.
    ///
    /// A file that cannot be looked at is plain: taking it up says what is wrong.
    func role(of arrival: Arrival) -> DropRole {
        guard arrival.status.kind == .regular else { return .plain }
        let path = arrival.path
        if !DropGrouping.pages(ofCompanion: path.bytes).isEmpty { return .companion }
        switch DropRole.ending(of: path) {
        case "xml", "alto": return documentRole(of: path)
        case "htm", "html", "xhtml": return pageRole(of: path)
        default: return hasXMLAbout(path) ? .attachment : .plain
        }
    }

    private func documentRole(of path: RawPath) -> DropRole {
        guard let head = try? beginning(of: path, byteCount: 4096) else { return .plain }
        switch SourceFormat.sniff(head, name: path.bytes) {
        case .alto: return .text
        case .mets:
            guard let bytes = try? open(path).readAll(upTo: Self.maximumDocumentByteCount) else { return .plain }
            let list = METSFileList(bytes)
            return list.texts.isEmpty ? .plain : .document(list)
        default: return .plain
        }
    }

    private func pageRole(of path: RawPath) -> DropRole {
        let name = path.lastComponent.bytes
        let stem = Array(name[..<(name.lastIndex(of: UInt8(ascii: ".")) ?? name.count)])
        for suffix in DropGrouping.folderSuffixes {
            let folder = path.parent.appending(RawPath(stem + Array(suffix.utf8)))
            if let files = files(below: folder), !files.isEmpty { return .page(folderFiles: files) }
        }
        guard let bytes = try? beginning(of: path, byteCount: 1 << 20), mentionsFolder(bytes) else { return .plain }
        return .page(folderFiles: [])
    }

    /// Whether a page takes pictures from a folder of its own name: `src="name_files/…"`.
    private func mentionsFolder(_ bytes: [UInt8]) -> Bool {
        let text = bytes.span
        for suffix in DropGrouping.folderSuffixes {
            let sign = Array(suffix.utf8) + [0x2F]
            var index = 0
            while index + sign.count <= text.count {
                if text[index] == sign[0], sign.indices.allSatisfy({ text[index + $0] == sign[$0] }) { return true }
                index += 1
            }
        }
        return false
    }

    private func files(below folder: RawPath) -> Set<RawPath>? {
        guard let root = try? Directory(at: inbox) else { return nil }
        var files: Set<RawPath> = []
        var waiting = [folder]
        while let next = waiting.popLast(), files.count < Self.maximumFolderFileCount {
            guard let entries = try? root.directory(next).entries() else { return files.isEmpty ? nil : files }
            for entry in entries where entry.name.bytes.first != UInt8(ascii: ".") {
                let path = next.appending(entry.name)
                if entry.kind == .regular { files.insert(path) }
                if entry.kind == .directory, path.components.count < 64 { waiting.append(path) }
            }
        }
        return files
    }

    /// Whether XML lies beside a file or beside its folder, so that a METS document may name it.
    private func hasXMLAbout(_ path: RawPath) -> Bool {
        guard let root = try? Directory(at: inbox) else { return false }
        for folder in [path.parent, path.parent.parent] where !folder.isEmpty {
            guard let entries = try? root.directory(folder).entries() else { continue }
            if entries.contains(where: { DropRole.ending(of: $0.name) == "xml" }) { return true }
        }
        return false
    }

    private func open(_ path: RawPath) throws(Errno) -> FileDescriptor {
        try Directory(at: inbox).file(path, for: .reading)
    }

    private func beginning(of path: RawPath, byteCount: Int) throws(Errno) -> [UInt8] {
        try open(path).read(upTo: byteCount)
    }
}
