/// Finds among files that are there the ones that a METS document names.
///
/// A file is meant that stands where the document says; else, since vendors' documents tell of the vendor's folders, one
/// of the same name: beside the document before elsewhere, and among several the one whose folders agree furthest.
package struct METSFileMatcher: Sendable {
    private let folder: [UInt8]
    private var byName: [[UInt8]: [[UInt8]]] = [:]
    private var paths: Set<[UInt8]> = []

    /// The matcher for a document in `folder` (empty, or without a slash at its end) among files of these paths.
    package init(folder: [UInt8], paths: some Sequence<[UInt8]>) {
        self.folder = folder
        for path in paths {
            self.paths.insert(path)
            byName[Self.lastComponent(of: path), default: []].append(path)
        }
    }

    /// The path that an entry of the document means, or nil if no such file is there.
    package func path(of entry: METSFileList.Entry) -> [UInt8]? {
        let wanted = Array(entry.path.utf8)
        let direct = folder.isEmpty ? wanted : folder + [0x2F] + wanted
        if let normal = Self.normalized(direct), paths.contains(normal) { return normal }
        let candidates = byName[Self.lastComponent(of: wanted)] ?? []
        return candidates.max { left, right in
            let (one, other) = (Self.agreement(left, wanted), Self.agreement(right, wanted))
            if one != other { return one < other }
            let inFolder = (left.starts(with: folder), right.starts(with: folder))
            if inFolder.0 != inFolder.1 { return inFolder.1 }
            return right.lexicographicallyPrecedes(left)
        }
    }

    /// A path without `.` and `..`; nil if it leads out.
    private static func normalized(_ path: [UInt8]) -> [UInt8]? {
        var parts: [ArraySlice<UInt8>] = []
        for part in path.split(separator: 0x2F) {
            if part.elementsEqual("..".utf8) {
                guard parts.popLast() != nil else { return nil }
            } else if !part.elementsEqual(".".utf8) {
                parts.append(part)
            }
        }
        return Array(parts.joined(separator: [0x2F]))
    }

    private static func lastComponent(of path: [UInt8]) -> [UInt8] {
        Array(path.split(separator: 0x2F).last ?? [])
    }

    /// How many components at the end agree.
    private static func agreement(_ left: [UInt8], _ right: [UInt8]) -> Int {
        zip(left.split(separator: 0x2F).reversed(), right.split(separator: 0x2F).reversed()).prefix { $0.0 == $0.1 }
            .count
    }
}
