import ArticleSeparation
import ChildPrograms
import FileAccess
import IssueReading
import Newsprint
import TestSupport

/// What is recovered of each form in which a page may arrive, against what stands on it, and how long it takes.
///
/// Text is that of the written pages; the other forms are typeset from three of them. Scans are drawn by poppler at 300
/// dots an inch, so that they take a font for Chinese; archives are made by bsdtar.
enum FormFigures {
    /// A file or files that come as one, with what stands in them.
    private struct Drop {
        var bytes: [UInt8]
        var name: String
        var members: [SourceFile] = []
    }

    /// Drops of one form, and the page that each of them or all together are.
    private struct Row {
        var form: String
        var pages: [(truth: PageTruth, drops: [Drop])] = []
    }

    static func print() throws {
        Swift.print("| form | pages | articles (F1) | perfect | headline | paragraphs (F1) | ms a page |")
        Swift.print("|---|---|---|---|---|---|---|")
        for row in try textRows() { print(row) }
        let typeset = try typesetPages()
        for row in printedRows() { print(row) }
        for row in markedRows(typeset) { print(row) }
        for row in try archiveRows(typeset) { print(row) }
        for row in try scanRows(Array(typeset.prefix(1))) { print(row) }
    }

    /// Writes the typeset pages in the forms that are made of them into a folder, to be looked at.
    static func write(_ words: [String]) throws {
        guard let folder = words.first else { return Swift.print("Name a folder that is there.") }
        for (number, page) in try typesetPages().enumerated() {
            let pdf = page.pdf
            let scan = output("pdftoppm", ["-r", "300", "-gray", "-singlefile", "-png", "/dev/stdin"], input: pdf)
            try PageFixture.write(pdf, to: "\(folder)/\(number).pdf")
            try PageFixture.write(scan, to: "\(folder)/\(number).png")
            try PageFixture.write(page.alto(blocks: false), to: "\(folder)/\(number).alto.xml")
            for markup in TypesetPage.Markup.allCases {
                for file in page.html(markup) {
                    try PageFixture.write(file.bytes, to: "\(folder)/\(number).\(markup.rawValue).\(file.name)")
                }
            }
        }
    }

    private static func typesetPages() throws -> [TypesetPage] {
        try PageFixture.all(in: PageFixture.pages)
            .filter { ["025-county-front", "013-agency-front", "039-county-large"].contains($0.name) }
            .map { TypesetPage($0.truth) }
    }

    private static func print(_ row: Row) {
        let separator = ArticleSeparator()
        var score = PageScore()
        var failure: String?
        let start = ContinuousClock.now
        for page in row.pages {
            var articles: [Article] = []
            for drop in page.drops {
                do throws(ReadingError) {
                    for issue in try issues(drop) {
                        if let items = issue.items {
                            articles += items.map { separator.refined($0.article, on: issue.pages[$0.page]) }
                        } else {
                            articles += issue.pages.flatMap { separator.separate($0) }
                        }
                    }
                } catch {
                    failure = failure ?? "\(error)"
                }
            }
            score += PageScore(of: articles, against: page.truth)
        }
        guard !row.pages.isEmpty, failure == nil else {
            return Swift.print(
                "| \(row.form) | – | \(failure ?? "the program that makes it is not installed") | | | | |"
            )
        }
        let milliseconds = (ContinuousClock.now - start) / .milliseconds(1) / Double(row.pages.count)
        let time = milliseconds < 10 ? (milliseconds * 10).rounded() / 10 : milliseconds.rounded()
        let decimal = PageScoreTable.decimal
        Swift.print(
            "| \(row.form) | \(row.pages.count) | \(decimal(score.articles.f1)) | \(decimal(score.perfect.rate)) | "
                + "\(decimal(score.headlines.rate)) | \(decimal(score.paragraphs.f1)) | \(time) |"
        )
    }

    private static func issues(_ drop: Drop) throws(ReadingError) -> [ReadIssue] {
        let name = Array(drop.name.utf8)
        guard SourceFormat.sniff(drop.bytes, name: name).isArchive else {
            return [try IssueReader.read(drop.bytes, name: name, members: drop.members)]
        }
        var issues: [ReadIssue] = []
        for unit in try IssueReader.unpack(drop.bytes, name: name).units {
            issues.append(try IssueReader.read(unit.bytes, name: unit.name, members: unit.members))
        }
        return issues
    }

    // MARK: The forms

    private static func textRows() throws -> [Row] {
        let fixtures = try PageFixture.all(in: PageFixture.pages)
        return [
            ("text, UTF-8", "UTF-8"), ("text, UTF-16 LE", "UTF-16LE"), ("text, UTF-16 BE", "UTF-16BE"),
            ("text, GB18030", "GB18030"), ("text, Big5 (traditional script)", "BIG5"),
        ].map { form, encoding in
            var row = Row(form: form)
            for fixture in fixtures where encoding != "BIG5" || fixture.name.contains("traditional") {
                let mark: [UInt8] = encoding == "UTF-16LE" ? [0xFF, 0xFE] : encoding == "UTF-16BE" ? [0xFE, 0xFF] : []
                guard let bytes = converted(fixture.text, to: encoding) else { continue }
                row.pages.append((fixture.truth, [Drop(bytes: mark + bytes, name: "page.txt")]))
            }
            return row
        }
    }

    private static func printedRows() -> [Row] {
        [("PDF with text", PageFixture.printedPages), ("PDF with text, others", PageFixture.unseenPrintedPages)]
            .map { form, folder in
                var row = Row(form: form)
                for page in (try? PageFixture.all(in: folder, file: "page.pdf")) ?? [] {
                    row.pages.append((page.truth, [Drop(bytes: page.text, name: "page.pdf")]))
                }
                return row
            }
    }

    private static func markedRows(_ pages: [TypesetPage]) -> [Row] {
        var rows = [
            Row(
                form: "METS with ALTO",
                pages: pages.map { page in
                    let alto = SourceFile(name: Array("alto/1.xml".utf8), bytes: page.alto(blocks: true))
                    return (page.truth, [Drop(bytes: page.mets, name: "mets.xml", members: [alto])])
                }
            ),
            Row(
                form: "ALTO alone, a block a paragraph",
                pages: pages.map { ($0.truth, [Drop(bytes: $0.alto(blocks: true), name: "1.xml")]) }
            ),
            Row(
                form: "ALTO alone, one block",
                pages: pages.map { ($0.truth, [Drop(bytes: $0.alto(blocks: false), name: "1.xml")]) }
            ),
        ]
        for (markup, form) in [
            (TypesetPage.Markup.founder, "Founder's"), (.linkedData, "JSON-LD"), (.plain, "headings alone"),
        ] {
            rows.append(
                Row(
                    form: "HTML, an article a page, \(form)",
                    pages: pages.map { ($0.truth, $0.html(markup).map { Drop(bytes: $0.bytes, name: $0.name) }) }
                )
            )
        }
        return rows
    }

    private static func archiveRows(_ pages: [TypesetPage]) throws -> [Row] {
        func packed(_ form: String, _ arguments: [String], _ name: String, mets: Bool) throws -> Row {
            var row = Row(form: form)
            for page in pages {
                let folder = try TemporaryDirectory()
                try run("/bin/mkdir", "\(folder.path)/alto")
                if mets {
                    try PageFixture.write(page.mets, to: "\(folder.path)/mets.xml")
                    try PageFixture.write(page.alto(blocks: true), to: "\(folder.path)/alto/1.xml")
                } else {
                    for file in page.html(.founder) {
                        try PageFixture.write(file.bytes, to: "\(folder.path)/\(file.name)")
                    }
                }
                let bytes = output("bsdtar", ["-c", "-f", "-"] + arguments + ["-C", folder.path, "."])
                guard !bytes.isEmpty else { break }
                row.pages.append((page.truth, [Drop(bytes: bytes, name: name)]))
            }
            return row
        }
        return [
            try packed("zip of METS and ALTO", ["--format", "zip"], "issue.zip", mets: true),
            try packed("zip of HTML", ["--format", "zip"], "issue.zip", mets: false),
            try packed("tar of HTML", ["--format", "ustar"], "issue.tar", mets: false),
            try packed("tar.gz of HTML", ["--format", "ustar", "-z"], "issue.tar.gz", mets: false),
            try packed("7z of HTML", ["--format", "7zip"], "issue.7z", mets: false),
        ]
    }

    private static func scanRows(_ pages: [TypesetPage]) throws -> [Row] {
        var rows = ["PNG", "JPEG", "TIFF", "PDF"].map { Row(form: $0 == "PDF" ? "PDF of pictures" : "\($0), a scan") }
        let drawing = ["-r", "300", "-gray", "-singlefile"]
        for page in pages {
            let png = output("pdftoppm", drawing + ["-png", "/dev/stdin"], input: page.pdf)
            let jpeg = output("pdftoppm", drawing + ["-jpeg", "/dev/stdin"], input: page.pdf)
            let folder = try TemporaryDirectory()
            _ = output("pdftoppm", drawing + ["-tiff", "/dev/stdin", "\(folder.path)/page"], input: page.pdf)
            let tiff = (try? PageFixture.bytes(at: "\(folder.path)/page.tif")) ?? []
            let pdf = IssueReader.sheet(of: jpeg, format: .jpeg, resolution: 300) ?? []
            for (index, file) in [(png, "page.png"), (jpeg, "page.jpg"), (tiff, "page.tif"), (pdf, "page.pdf")]
                .enumerated()
            where !file.0.isEmpty {
                rows[index].pages.append((page.truth, [Drop(bytes: file.0, name: file.1)]))
            }
        }
        return rows
    }

    /// What a program prints; nothing if it is not there.
    private static func output(_ program: String, _ arguments: [String], input: [UInt8] = []) -> [UInt8] {
        var bytes: [UInt8] = []
        guard let file = try? FileDescriptor.inMemory(input, label: "bench") else { return [] }
        _ = try? ChildProgram(program).run(arguments, input: file) {
            bytes += $0
            return true
        }
        return bytes
    }
}
