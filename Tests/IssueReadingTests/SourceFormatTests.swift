import IssueReading
import Testing

@Suite("The format of a file")
struct SourceFormatTests {
    @Test(
        "is told by its first bytes, whatever its name",
        arguments: [
            ("%PDF-1.7\n", SourceFormat.pdf), ("\n%PDF-1.4", .pdf), ("PK\u{3}\u{4}....", .zip), ("BZh91AY", .bzip2),
            ("GIF89a...", .gif), ("{\\rtf1\\ansi", .rtf), ("%!PS-Adobe-3.0", .postscript),
            ("<?xml version=\"1.0\"?>\n<alto xmlns=\"x\">", .alto),
            ("<?xml version=\"1.0\"?><!-- a > b --><mets:mets xmlns:mets=\"x\">", .mets),
            ("\u{FEFF}<?xml version=\"1.0\"?><rss>", .xml), ("<!DOCTYPE HTML PUBLIC \"x\">", .html),
            ("  \r\n<HTML lang=\"zh\">", .html), ("<!-- saved from url --><html>", .html),
            ("<meta charset=\"utf-8\">", .html), ("<本报讯>", .text), ("<", .text), ("<!--", .text), ("本报讯", .text),
        ]
    )
    func content(_ text: String, _ format: SourceFormat) {
        #expect(SourceFormat.sniff(Array(text.utf8), name: Array("page.txt".utf8)) == format)
    }

    @Test("is told by marks that are no text")
    func marks() {
        let marks: [([UInt8], SourceFormat)] = [
            ([0x1F, 0x8B, 8], .gzip), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
            ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png), ([0x49, 0x49, 0x2A, 0x00], .tiff),
            (Array("RIFF".utf8) + [1, 2, 3, 4] + Array("WEBPVP8".utf8), .webp), (Array("RIFF".utf8), .text),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .office), ([0x28, 0xB5, 0x2F, 0xFD], .zstd),
            ([UInt8](repeating: 0x61, count: 257) + Array("ustar".utf8), .tar),
        ]
        for (bytes, format) in marks {
            #expect(SourceFormat.sniff(bytes, name: []) == format)
        }
    }

    @Test("is told by the extension only for markup")
    func extensions() {
        let text = Array("本报讯".utf8)
        #expect(SourceFormat.sniff(text, name: Array("a.HTM".utf8)) == .html)
        #expect(SourceFormat.sniff(text, name: Array("a.pdf".utf8)) == .text)
        #expect(SourceFormat.sniff(text, name: [0xC8, 0xD5, 0x2E, 0xFF]) == .text)
        #expect(SourceFormat.sniff(Array("<rss>".utf8), name: Array("a.xml".utf8)) == .xml)
    }

    @Test("is named, with advice, when it is not read")
    func refusals() throws {
        let error = try #require(refusal(of: [0x1F, 0x8B, 8, 0]))
        #expect(error.code == .unsupported)
        #expect(error.reason.english.contains("gzip"))
        #expect(!error.advice.english.isEmpty && !error.advice.chinese.isEmpty)
    }
}
