import IssueReading
import Newsprint
import TestSupport
import Testing

/// A fixture in another encoding.
private struct Encoded: Sendable, CustomTestStringConvertible {
    var fixture: String
    var encoding: String
    var mark: [UInt8] = []

    var testDescription: String { "\(fixture) \(encoding) mark \(mark.count)" }

    /// The bytes of the fixture in the encoding, or nil if it cannot be written in it.
    func bytes() throws -> [UInt8]? {
        try converted(Fixture.bytes(fixture), to: encoding).map { mark + $0 }
    }

    static let all: [Encoded] =
        Fixture.texts.flatMap { fixture in
            [
                Encoded(fixture: fixture, encoding: "GB18030"),
                Encoded(fixture: fixture, encoding: "GB18030", mark: [0x84, 0x31, 0x95, 0x33]),
                Encoded(fixture: fixture, encoding: "UTF-16LE"),
                Encoded(fixture: fixture, encoding: "UTF-16LE", mark: [0xFF, 0xFE]),
                Encoded(fixture: fixture, encoding: "UTF-16BE"),
                Encoded(fixture: fixture, encoding: "UTF-16BE", mark: [0xFE, 0xFF]),
                Encoded(fixture: fixture, encoding: "UTF-32LE", mark: [0xFF, 0xFE, 0, 0]),
                Encoded(fixture: fixture, encoding: "UTF-32BE", mark: [0, 0, 0xFE, 0xFF]),
            ]
        } + [Encoded(fixture: "traditional.txt", encoding: "Big5")]
}

@Suite("A text in another encoding")
struct EncodingTests {
    @Test("is recognised and gives the pages that it gives in UTF-8", arguments: Encoded.all)
    private func samePages(_ encoded: Encoded) throws {
        let bytes = try #require(try encoded.bytes())
        let issue = try read(bytes)
        #expect(issue.encoding == encoded.encoding)
        #expect(issue.lineTexts == (try read(Fixture.bytes(encoded.fixture))).lineTexts)
    }

    @Test("leads back, character by character, to the bytes of the file", arguments: Encoded.all)
    private func wayBack(_ encoded: Encoded) throws {
        let bytes = try #require(try encoded.bytes())
        var end = encoded.mark.count
        for page in try read(bytes).pages {
            var offset = 0
            for character in String(decoding: page.text, as: UTF8.self).unicodeScalars {
                let range = offset..<offset + UTF8.width(character)
                let source = page.source.sourceRange(of: range)
                #expect(converted(bytes[source], from: encoded.encoding, to: "UTF-8") == Array(page.text[range]))
                // Only a form feed stands between pages.
                #expect(
                    source.lowerBound == end || (offset == 0 && source.lowerBound - end == 4 / encoded.unitsPerFour)
                )
                end = source.upperBound
                offset = range.upperBound
            }
            for line in page.lines {
                let source = bytes[page.source.sourceRange(of: line.range)]
                #expect(converted(source, from: encoded.encoding, to: "UTF-8") == Array(page.text[line.range]))
            }
        }
        #expect(end == bytes.count)
    }

    @Test("keeps a map no larger than its text", arguments: Encoded.all)
    private func compactMap(_ encoded: Encoded) throws {
        let bytes = try #require(try encoded.bytes())
        for page in try read(bytes).pages {
            #expect(page.source.anchors.count <= 1 + page.text.count / 8)
        }
    }

    @Test("cut short at any length is read up to the cut", arguments: Encoded.all)
    private func everyLength(_ encoded: Encoded) throws {
        let bytes = try #require(try encoded.bytes())
        // Of fewer characters the encoding is not known without a mark.
        let least = encoded.mark.isEmpty ? 60 : encoded.mark.count + 4
        for length in least...bytes.count {
            let issue = try read(Array(bytes[..<length]))
            let remainder = issue.pages.flatMap { page in page.residue.map { page.source.sourceRange(of: $0) } }
            #expect(remainder.allSatisfy { $0.upperBound == length && $0.count < 4 })
            let whole = bytes[encoded.mark.count..<length - remainder.reduce(0) { $0 + $1.count }]
            let expected = try #require(converted(whole, from: encoded.encoding, to: "UTF-8"))
            #expect(
                issue.pages.flatMap { page in page.lines.flatMap { visible(page.text[$0.range]) } } == visible(expected)
            )
            #expect(issue.pages.contains { $0.flags.contains("truncated") } == !remainder.isEmpty)
        }
    }

    @Test("is refused at the byte that begins no character, under the name of its encoding")
    func damage() throws {
        let bytes = try #require(converted(Fixture.bytes("two-pages.txt"), to: "GB18030"))
        for offset in stride(from: 200, to: 300, by: 7) {
            var damaged = bytes
            damaged.replaceSubrange(offset..<offset + 2, with: [0xFF, 0xFF])
            let error = try #require(refusal(of: damaged))
            #expect(error.code == .encoding)
            #expect(error.reason.english.contains("GB18030"))
            // A lead byte may stand before the damage.
            #expect(error.offset == offset || error.offset == offset - 1)
            let line = bytes[..<offset].count { $0 == 0x0A } + 1
            #expect(error.line == line)
        }
        var lone = try #require(converted(Fixture.bytes("two-pages.txt"), to: "UTF-16LE"))
        lone.replaceSubrange(100..<102, with: [0x00, 0xDC])
        #expect(refusal(of: lone)?.offset == 100)
    }

    @Test("in damaged UTF-8 is not taken for another")
    func damagedUTF8() throws {
        let bytes = try Fixture.bytes("two-pages.txt")
        for offset in 0..<bytes.count where bytes[offset] & 0xC0 == 0x80 {
            var damaged = bytes
            damaged[offset] = 0x41
            let error = try #require(refusal(of: damaged))
            #expect(error.code == .encoding)
            #expect(error.reason.english.contains("UTF-8"))
            #expect(error.offset.map { offset - 2 <= $0 && $0 <= offset } == true)
        }
    }

    @Test("that is not read is refused as what it is not: UTF-8")
    func otherEncodings() throws {
        let german = "Der Bürgermeister eröffnete gestern die Brücke über die Weser; für Fußgänger ist sie frei."
        let latin = try #require(converted(german.utf8, to: "ISO-8859-1"))
        #expect(refusal(of: latin)?.code == .encoding)
        #expect(refusal(of: latin)?.offset == 5)
        let japanese = "昨日、市内で三番目の歩道橋が開通しました。これまでは遠回りをしていました。"
        #expect(refusal(of: try #require(converted(japanese.utf8, to: "SHIFT_JIS")))?.code == .encoding)
    }

    @Test("is the one demanded, whatever it looks like")
    func demanded() throws {
        var options = ReadingOptions()
        options.encoding = .gb18030
        #expect(try read([0xB6, 0xAB], options: options).lineTexts == [["东"]])
        options.encoding = .utf8
        #expect(throws: ReadingError.self) { try read([0xB6, 0xAB, 0x0A], options: options) }
        options.encoding = .utf16BigEndian
        #expect(try read([0xFE, 0xFF, 0x4E, 0x1C], options: options).lineTexts == [["东"]])
    }

    @Test(
        "is known by its usual names",
        arguments: [
            ("gbk", TextEncoding.gb18030), ("GB2312", .gb18030), ("gb18030", .gb18030), ("utf8", .utf8),
            ("utf-16le", .utf16LittleEndian),
            ("big5", .big5), ("Big5-HKSCS", .big5HongKong), ("utf_32be", .utf32BigEndian),
        ]
    )
    func names(_ name: String, _ encoding: TextEncoding) {
        #expect(TextEncoding(name: name) == encoding)
        #expect(TextEncoding(name: "KOI8-R") == nil)
    }

    @Test("keeps the private-use characters of GBK and counts them")
    func privateUse() throws {
        let text = try #require(converted("本报讯 昨天，青溪县第三座人行天桥建成通行。".utf8, to: "GB18030"))
        let issue = try read(text + [0xAA, 0xA1, 0xF8, 0xA1])
        #expect(issue.encoding == "GB18030")
        #expect(issue.privateUseCount == 2)
        #expect(issue.pages[0].flags == ["private_use"])
        #expect(issue.lineTexts[0][0].hasSuffix("\u{E000}\u{E234}"))
    }

    @Test("reads the Hong Kong supplement of Big5, whose pairs are one code")
    func hongKong() throws {
        let text = try #require(converted("本報訊 昨天，雲門縣第三座人行天橋建成通行。".utf8, to: "Big5"))
        let bytes = text + [0x88, 0x62, 0xFA, 0x40, 0xA4, 0xA4]
        let issue = try read(bytes)
        #expect(issue.encoding == "Big5-HKSCS")
        let page = issue.pages[0]
        #expect(issue.lineTexts[0][0].hasSuffix("\u{CA}\u{304}\u{20547}中"))
        #expect(page.source.sourceRange(of: page.text.count - 3..<page.text.count) == bytes.count - 2..<bytes.count)
        #expect(page.source.sourceRange(of: page.text.count - 11..<page.text.count - 7) == text.count..<text.count + 2)
    }

    @Test("of Latin letters is UTF-16 by its zero bytes")
    func latinUTF16() throws {
        for encoding in ["UTF-16LE", "UTF-16BE"] {
            let bytes = try #require(
                converted("Gestern wurde die Brücke eröffnet.\nSie ist frei.\n".utf8, to: encoding)
            )
            #expect(try read(bytes).encoding == encoding)
            #expect(try read(bytes).lineTexts == [["Gestern wurde die Brücke eröffnet.", "Sie ist frei."]])
        }
    }

    @Test("names its file in GBK as well")
    func fileName() throws {
        let name = try #require(converted("青溪日报20310509第03版.txt".utf8, to: "GBK"))
        let issue = IssueNaming.identify(path: Array("收件/".utf8) + name, mastheads: [Masthead()])
        #expect(issue.title == "青溪日报")
        #expect(issue.date == CalendarDate("2031-05-09"))
        #expect(issue.pages == [.init(label: PageLabel("03"))])
    }
}

extension Encoded {
    /// How many code units are in four bytes.
    fileprivate var unitsPerFour: Int {
        encoding.hasPrefix("UTF-16") ? 2 : encoding.hasPrefix("UTF-32") ? 1 : 4
    }
}
