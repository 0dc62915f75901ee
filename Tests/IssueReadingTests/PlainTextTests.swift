import IssueReading
import Newsprint
import Testing

@Suite("A plain text")
struct PlainTextTests {
    @Test(
        "ends its lines at every newline function",
        arguments: ["\n", "\r\n", "\r", "\u{0B}", "\u{85}", "\u{2028}", "\u{2029}"]
    )
    func terminators(_ terminator: String) throws {
        let issue = try read("第一行" + terminator + terminator + "第三行" + terminator)
        #expect(issue.lineTexts == [["第一行", "", "第三行"]])
        #expect(try read("甲\(terminator)乙").lineTexts == [["甲", "乙"]])
    }

    @Test("keeps quotation marks, which are near the separators in UTF-8, in their lines")
    func quotationMarks() throws {
        #expect(try read("“甲”‘乙’…—").lineTexts == [["“甲”‘乙’…—"]])
    }

    @Test("begins a page at every form feed, and none behind the last")
    func formFeeds() throws {
        #expect(try read("甲\n\u{0C}乙\u{0C}").lineTexts == [["甲"], ["乙"]])
        #expect(try read("甲\u{0C}\n \u{3000}\n\u{0C}丙\n\u{0C}\n").lineTexts == [["甲"], [], ["丙"]])
        #expect(try read("甲\u{0C}\u{0C}").lineTexts == [["甲"], []])
        let issue = try read("甲\u{0C}\u{0C}丙")
        #expect(issue.pages.map(\.index) == [0, 1, 2])
        #expect(issue.pages.map { $0.source.sourceOffset(of: 0) } == [0, 4, 5])
    }

    @Test("leaves a byte order mark out of its lines, and counts offsets from the start of the file")
    func byteOrderMark() throws {
        let issue = try read("\u{FEFF}甲\n\u{FEFF}乙\u{0C}\u{FEFF}丙")
        #expect(issue.lineTexts == [["甲", "乙"], ["丙"]])
        let page = issue.pages[0]
        #expect(page.source.sourceRange(of: page.lines[0].range) == 3..<6)
        #expect(page.source.sourceRange(of: page.lines[1].range) == 10..<13)
    }

    @Test("marks a character cut off at its end as truncated, and leads back to its bytes")
    func cutCharacter() throws {
        let whole = Array("甲乙".utf8)
        for cut in 4...5 {
            let page = try read(Array(whole[..<cut])).pages[0]
            #expect(page.flags == ["truncated"])
            #expect(page.text == Array("甲\u{FFFD}".utf8))
            #expect(page.lines == [TextLine(range: 0..<3)])
            #expect(page.residue == [3..<6])
            #expect(page.source.sourceRange(of: 3..<6) == 3..<cut)
            #expect(page.source.sourceRange(of: 0..<3) == 0..<3)
        }
    }

    @Test("gives a character cut off behind the last form feed a page of its own")
    func cutCharacterOnNewPage() throws {
        let issue = try read(Array("甲\n\u{0C}".utf8) + [0xE4, 0xB9])
        #expect(issue.lineTexts == [["甲"], []])
        #expect(issue.pages[1].residue == [0..<3])
        #expect(issue.pages[1].source.sourceRange(of: 0..<3) == 5..<7)
    }

    @Test(
        "is refused where a byte begins no character, with its offset and line",
        arguments: [
            [0xFF], [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE4, 0xB9], [0xE4], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]]
    )
    func malformed(_ bytes: [UInt8]) throws {
        let error = try #require(refusal(of: Array("a\r\nb\rc\n".utf8) + bytes + Array("甲\n".utf8)))
        #expect(error.code == .encoding)
        #expect(error.offset == 7)
        #expect(error.line == 4)
    }

    @Test("reads every well-formed character at the edges of the table")
    func edges() throws {
        let text =
            "\u{7F}\u{80}\u{7FF}\u{800}\u{FFF}\u{1000}\u{D7FF}\u{E000}\u{FFFD}\u{10000}\u{3FFFF}\u{40000}\u{10FFFF}"
        let issue = try read("甲乙丙丁" + text)
        #expect(issue.pages[0].text == Array(("甲乙丙丁" + text).utf8))
        #expect(issue.privateUseCount == 2)
    }

    @Test("counts private-use characters and flags their pages")
    func privateUse() throws {
        let issue = try read("甲\u{E000}\u{F8FF}\u{F900}\u{0C}乙\u{0C}丙\u{F0000}\u{10FFFD}\u{EFFFD}")
        #expect(issue.privateUseCount == 4)
        #expect(issue.pages.map(\.flags) == [["private_use"], [], ["private_use"]])
    }

    @Test("is empty, has no text, or is binary, each under its own code")
    func nothingToRead() {
        #expect(refusal(of: [])?.code == .empty)
        #expect(refusal(of: Array("\u{FEFF}".utf8))?.code == .noText)
        #expect(refusal(of: Array(" \r\n\u{3000}\u{A0}\t\u{0C}\u{200B}\n".utf8))?.code == .noText)
        #expect(refusal(of: [0xE4])?.code == .noText)
        #expect(refusal(of: [UInt8](repeating: 0, count: 5000)) == .some(ReadingError.zeros(at: 0)))
        #expect(refusal(of: [0])?.code == .binary)
        #expect(refusal(of: Array("ab\0\0\0\0cd".utf8))?.code == .binary)
    }

    @Test("is kept in spite of a stray control")
    func strayControl() throws {
        #expect(try read("甲\0乙\u{1B}[0m\t丙").lineTexts == [["甲\0乙\u{1B}[0m\t丙"]])
    }

    @Test("is refused above the limit, and read at the limit")
    func limit() throws {
        var options = ReadingOptions()
        options.maximumTextByteCount = 6
        #expect(try read("甲乙", options: options).pages.count == 1)
        #expect(refusal(of: Array("甲乙a".utf8), options: options)?.code == .tooLarge)
    }

    @Test("is refused with more pages than the limit")
    func pageLimit() throws {
        var options = ReadingOptions()
        options.maximumPageCount = 2
        #expect(try read("甲\u{0C}乙\u{0C}", options: options).pages.count == 2)
        #expect(refusal(of: Array("甲\u{0C}乙\u{0C}丙\u{0C}".utf8), options: options)?.code == .tooLarge)
        #expect(refusal(of: Array("甲".utf8) + [UInt8](repeating: 0x0C, count: 100_000))?.code == .tooLarge)
    }

    @Test("keeps blank lines, but not an endless run of them")
    func blankLines() throws {
        #expect(try read("甲\n\n\n \n乙\n\n").lineTexts == [["甲", "", "", " ", "乙", ""]])
        let lines = try read("甲" + String(repeating: "\r\n", count: 10_000) + "乙\n\n丙").lineTexts[0]
        #expect(lines.count == 68)
        #expect(lines.suffix(4) == ["", "乙", "", "丙"])
    }

    @Test("cut short at any length is read up to the cut, every character accounted for", arguments: Fixture.texts)
    func everyLength(_ name: String) throws {
        let whole = try Fixture.bytes(name)
        for length in 3...whole.count {
            let issue = try read(Array(whole[..<length]))
            var read: [Unicode.Scalar] = []
            var remainder = 0
            for page in issue.pages {
                for line in page.lines { read += visible(page.text[line.range]) }
                for range in page.residue { remainder += page.source.sourceRange(of: range).count }
            }
            #expect(read == visible(whole[..<(length - remainder)]))
            #expect(issue.pages.contains { $0.flags.contains("truncated") } == (remainder > 0))
        }
    }

    @Test("gives the same lines with other line ends and with a byte order mark", arguments: Fixture.texts)
    func lineEnds(_ name: String) throws {
        let whole = try Fixture.bytes(name)
        let expected = try read(whole).lineTexts
        let carriageReturns = whole.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        #expect(try read(carriageReturns).lineTexts == expected)
        #expect(try read(whole.map { $0 == 0x0A ? 0x0D : $0 }).lineTexts == expected)
        #expect(try read([0xEF, 0xBB, 0xBF] + whole).lineTexts == expected)
    }

    @Test("leads back, line by line, to the bytes of the file", arguments: Fixture.texts)
    func wayBack(_ name: String) throws {
        let whole = try Fixture.bytes(name)
        for page in try read(whole).pages {
            for line in page.lines {
                #expect(Array(whole[page.source.sourceRange(of: line.range)]) == Array(page.text[line.range]))
            }
        }
    }
}

extension ReadingError {
    /// A refusal as binary at `offset`.
    static func zeros(at offset: Int) -> ReadingError {
        ReadingError(.binary, reason: Wording("", ""), advice: Wording("", ""), offset: offset)
    }
}
