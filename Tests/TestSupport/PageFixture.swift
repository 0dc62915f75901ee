import FoundationEssentials

/// A page of text in a folder of its own, with what should be found on it.
package struct PageFixture: Sendable, CustomStringConvertible {
    /// The folder's name.
    package let name: String
    /// The page as dropped.
    package let text: [UInt8]
    package let truth: PageTruth

    /// The page `text`, on which `truth` should be found.
    package init(name: String, text: [UInt8], truth: PageTruth) {
        self.name = name
        self.text = text
        self.truth = truth
    }

    /// Reads `file` and `truth.json` in `folder`.
    package init(folder: String, file: String = "issue.txt") throws {
        name = folder.split(separator: "/").last.map(String.init) ?? folder
        text = try PageFixture.bytes(at: "\(folder)/\(file)")
        truth = try PageTruth(parsing: try PageFixture.bytes(at: "\(folder)/truth.json"))
    }

    /// The pages in the folders below `directory` that hold `file`, by name.
    package static func all(in directory: String, file: String = "issue.txt") throws -> [PageFixture] {
        let manager = FileManager.default
        return try manager.contentsOfDirectory(atPath: directory).sorted()
            .map { "\(directory)/\($0)" }
            .filter { manager.fileExists(atPath: "\($0)/\(file)") }
            .map { try PageFixture(folder: $0, file: file) }
    }

    /// The folder of the project's written pages, each in a folder of its own.
    package static let pages = fixtures + "/pages"
    /// The folder of further pages of the same kinds that the rules of separation were not made from; keep it so.
    package static let unseenPages = fixtures + "/pages-unseen"

    /// The folder of pages that a browser printed as PDF, without the shapes of their characters.
    package static let printedPages = tests + "/IssueParsingTests/Fixtures/pdf/made"
    /// The folder of such pages that the rules were not made from; keep it so.
    package static let unseenPrintedPages = tests + "/IssueParsingTests/Fixtures/pdf/unseen"

    private static let fixtures = tests + "/ArticleSeparationTests/Fixtures"

    private static let tests = "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")

    /// A file's bytes.
    package static func bytes(at path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path)))
    }

    /// Writes a new file.
    package static func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    package var description: String { name }
}
