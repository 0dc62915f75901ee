import IssueReading
import Newsprint

/// What every reader of text owes: valid lines in order, and a way back from each of them.
enum TextLaws {
    private static let encodings: [TextEncoding?] = [nil, nil] + TextEncoding.allCases.map { $0 }

    static func check(_ bytes: [UInt8]) throws(BrokenLaw) {
        guard let choice = bytes.first else { return }
        var options = ReadingOptions()
        options.maximumPageCount = 16
        options.encoding = encodings[Int(choice) % encodings.count]
        let file = Array(bytes.dropFirst())
        let name = Array("page.txt".utf8)
        guard SourceFormat.sniff(file, name: name) == .text,
            let issue = try? IssueReader.read(file, name: name, options: options)
        else { return }
        try check(issue, of: file)
    }

    /// The laws of a file that could be read.
    static func check(_ issue: ReadIssue, of file: [UInt8]) throws(BrokenLaw) {
        for (index, page) in issue.pages.enumerated() {
            try hold(page.index == index, "page \(index) says that it is \(page.index)")
            try hold(String(validating: page.text, as: UTF8.self) != nil, "the text of page \(index) is not UTF-8")
            var end = 0
            var sourceEnd = 0
            for line in page.lines {
                try hold(
                    line.range.lowerBound >= end && line.range.upperBound <= page.text.count,
                    "line \(line.range) after \(end), in a text of \(page.text.count)"
                )
                end = line.range.upperBound
                let source = page.source.sourceRange(of: line.range)
                try hold(
                    source.lowerBound >= sourceEnd && source.upperBound <= file.count,
                    "line \(line.range) leads to \(source) after \(sourceEnd), in a file of \(file.count)"
                )
                sourceEnd = source.upperBound
                if issue.encoding == "UTF-8" {
                    try hold(
                        page.text[line.range] == file[source],
                        "line \(line.range) is not what stands at \(source) of the file"
                    )
                }
            }
            for range in page.residue {
                try hold(
                    range.upperBound <= page.text.count && page.lines.allSatisfy { !$0.range.overlaps(range) },
                    "residue \(range) lies in a line or outside the text"
                )
            }
        }
    }
}
