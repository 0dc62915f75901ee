/// Tells which of many files belong together: what one page or issue is made of.
///
/// A METS file goes with the files that it names, a saved page (`x.html`) with its folder (`x_files`), every other file
/// stands by itself. The files that computers leave behind by themselves belong to nothing.
package struct DropGrouping: Sendable {
    /// Files that are read as one.
    package struct Group: Equatable, Sendable {
        /// The file that the reader begins with.
        package var main: [UInt8]
        /// The files that are read with it.
        package var members: [[UInt8]] = []
        /// The files that belong to it and say nothing that is read: pictures, style sheets.
        package var companions: [[UInt8]] = []
    }

    /// The groups, by the names of their main files.
    package private(set) var groups: [Group] = []
    /// Files that belong to nothing.
    package private(set) var junk: [[UInt8]] = []

    /// Groups files of these paths; `metsFiles` are the lists of those of them that are METS.
    package init(paths: [[UInt8]], metsFiles: [[UInt8]: METSFileList]) {
        let files = paths.filter { !Self.isJunk($0) }
        junk = paths.filter(Self.isJunk)
        var taken: Set<[UInt8]> = []
        for (main, list) in metsFiles.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
        where !taken.contains(main) {
            var group = Group(main: main)
            let folder = Array(main.lastIndex(of: 0x2F).map { main[..<$0] } ?? [])
            let matcher = METSFileMatcher(folder: folder, paths: files.filter { $0 != main })
            for entry in list.entries {
                guard let path = matcher.path(of: entry), taken.insert(path).inserted else { continue }
                if entry.isText { group.members.append(path) } else { group.companions.append(path) }
            }
            taken.insert(main)
            groups.append(group)
        }
        let names = Set(files)
        var pages: [[UInt8]: Int] = [:]
        for file in files where !taken.contains(file) {
            guard let page = Self.page(ofCompanion: file, isThere: names.contains) else { continue }
            taken.insert(file)
            if let place = pages[page] {
                groups[place].companions.append(file)
            } else {
                pages[page] = groups.count
                groups.append(Group(main: page, companions: [file]))
                taken.insert(page)
            }
        }
        for file in files where !taken.contains(file) { groups.append(Group(main: file)) }
        groups.sort { $0.main.lexicographicallyPrecedes($1.main) }
    }

    /// The saved page whose folder a file lies in, if that page is there.
    package static func page(ofCompanion path: [UInt8], isThere: ([UInt8]) -> Bool) -> [UInt8]? {
        pages(ofCompanion: path).first(where: isThere)
    }

    /// How browsers name the folder of a saved page, behind the page's own name.
    package static let folderSuffixes = ["_files", ".files", "_file", "-Dateien"]

    /// The names that the saved page may have whose folder a file lies in; none if it lies in no such folder.
    package static func pages(ofCompanion path: [UInt8]) -> [[UInt8]] {
        var pages: [[UInt8]] = []
        var end = 0
        while let slash = path[end...].firstIndex(of: 0x2F) {
            let folder = path[..<slash]
            for suffix in folderSuffixes where folder.count > suffix.utf8.count + end {
                guard folder.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) else { continue }
                let stem = Array(folder.dropLast(suffix.utf8.count))
                for ending in [".html", ".htm", ".xhtml", ".HTML", ".HTM"] { pages.append(stem + Array(ending.utf8)) }
            }
            end = slash + 1
        }
        return pages
    }

    /// Files that an operating system leaves beside others.
    private static func isJunk(_ path: [UInt8]) -> Bool {
        let parts = path.split(separator: 0x2F)
        guard let name = parts.last else { return true }
        if parts.contains(where: { $0.elementsEqual("__MACOSX".utf8) || $0.first == UInt8(ascii: ".") }) { return true }
        return ["Thumbs.db", "desktop.ini", "Desktop.ini"].contains { name.elementsEqual($0.utf8) }
    }
}
