import FoundationEssentials
import IssueReading
import Newsprint

/// The files beside these tests.
enum Fixture {
    /// The bytes of the fixture `name`.
    static func bytes(_ name: String, file: StaticString = #filePath) throws -> [UInt8] {
        let folder = "\(file)".split(separator: "/").dropLast().joined(separator: "/")
        return Array(try Data(contentsOf: URL(filePath: "/\(folder)/Fixtures/\(name)")))
    }

    /// The text fixtures that are read whole in every form.
    static let texts = ["two-pages.txt", "traditional.txt"]
}

/// Reads `text` as a file named `page.txt`.
func read(_ text: String, options: ReadingOptions = ReadingOptions()) throws(ReadingError) -> ReadIssue {
    try read(Array(text.utf8), options: options)
}

/// Reads `bytes` as a file named `page.txt`.
func read(_ bytes: [UInt8], options: ReadingOptions = ReadingOptions()) throws(ReadingError) -> ReadIssue {
    try IssueReader.read(bytes, name: Array("page.txt".utf8), options: options)
}

/// The error that `bytes` are refused with, or nil if they are read.
func refusal(of bytes: [UInt8], name: String = "page.txt", options: ReadingOptions = ReadingOptions()) -> ReadingError?
{
    do throws(ReadingError) {
        _ = try IssueReader.read(bytes, name: Array(name.utf8), options: options)
        return nil
    } catch {
        return error
    }
}

extension Page {
    /// The text of each line.
    var lineTexts: [String] {
        lines.map { String(decoding: text[$0.range], as: UTF8.self) }
    }
}

extension ReadIssue {
    /// The text of each line of each page.
    var lineTexts: [[String]] { pages.map(\.lineTexts) }
}

/// The characters that a reader has to account for: neither blank nor control nor format character.
func visible(_ text: some Sequence<UInt8>) -> [Unicode.Scalar] {
    String(decoding: Array(text), as: UTF8.self).unicodeScalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: false
        default: true
        }
    }
}
