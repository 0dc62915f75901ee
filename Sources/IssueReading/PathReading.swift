import Newsprint

/// What a path says of the file at its end.
struct PathReading {
    /// What the file's own name says.
    private(set) var file: NameParts
    /// The day that the folders give, alone or together with the file name.
    private(set) var folderDate: CalendarDate?
    private(set) var title: String?

    private var bareLabel: PageLabel?

    /// How many names, from the file outwards, are looked at.
    private static let depth = 12

    /// Reads a path of raw bytes.
    init(_ path: [UInt8], papers: PaperNames) {
        var components = path.split(separator: UInt8(ascii: "/")).suffix(Self.depth).map { NameText.decoded(Array($0)) }
        let fileName = components.popLast() ?? ""
        let folders = components.map { FoldedText($0) }
        let stem = FoldedText(NameText.withoutExtension(fileName))
        let folderParts = folders.map(NameParts.init)
        file = NameParts(stem)
        bareLabel = file.bareLabel

        let spelled = PathDate(folders + [stem])
        if let index = folderParts.lastIndex(where: { $0.date != nil }) {
            folderDate = folderParts[index].date
        } else if let spelled, !file.isDevice {
            folderDate = spelled.date
            // The last folder may be the month and the file the day: 2031/05/09.txt.
            if spelled.components.contains(folders.count) { bareLabel = nil }
        }
        title = title(folderParts, papers)
    }

    /// The title in the file's name, else in the nearest folder that has one.
    private func title(_ folders: [NameParts], _ papers: PaperNames) -> String? {
        let isNumbered = file.label != nil || file.number != nil
        if let title = file.title(papers: papers, acceptsAnyWord: isNumbered || folderDate != nil) { return title }
        let hasDate = file.date != nil || folderDate != nil
        return folders.reversed().lazy.compactMap { $0.title(papers: papers, acceptsAnyWord: hasDate) }.first
    }

    /// The label of each page of the file, as far as the name gives it.
    func labels(pageCount: Int) -> [PageLabel?] {
        if pageCount == 1 { return [file.label ?? (folderDate != nil ? bareLabel : nil)] }
        guard let first = file.label, let last = file.lastLabel, last.number - first.number + 1 == pageCount else {
            return Array(repeating: nil, count: pageCount)
        }
        return (first.number...last.number).map { PageLabel(letters: first.letters, number: $0) }
    }
}

/// The text of raw file names.
enum NameText {
    /// The name as text: in UTF-8 or else in GB18030, if it is valid in it; otherwise with U+FFFD for what is not UTF-8.
    static func decoded(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        if let conversion = try? CharacterConverter.convert(bytes, from: 0, as: .gb18030), !conversion.isMalformed,
            conversion.end == bytes.count
        {
            return String(decoding: conversion.utf8, as: UTF8.self)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The name without the extensions of formats that arrive here; other dots belong to the name.
    static func withoutExtension(_ name: String) -> String {
        var name = Substring(name)
        while let dot = name.lastIndex(of: "."), dot > name.startIndex,
            extensions.contains(name[name.index(after: dot)...].lowercased())
        {
            name = name[..<dot]
        }
        return String(name)
    }

    private static let extensions: Set<String> = [
        "txt", "text", "md", "pdf", "htm", "html", "xhtml", "mht", "mhtml", "xml", "json", "jsonl", "csv",
        "zip", "tar", "gz", "tgz", "7z", "rar", "xz", "bz2", "zst",
        "png", "jpg", "jpeg", "jp2", "tif", "tiff", "gif", "bmp", "webp", "doc", "docx", "rtf", "wps", "ps", "eps",
        "ocr",
    ]
}
