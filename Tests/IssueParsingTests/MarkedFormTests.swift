import FoundationEssentials
import IssueReading
import Newsprint
import TestSupport
import Testing
import TextScanning

@Suite("A METS issue")
struct METSTests {
    @Test(
        "gives the articles of its structure, whoever wrote it",
        arguments: ["docworks", "flat", "chinese", "links"]
    )
    func vendors(name: String) throws {
        let found = FormFixture.summary(try FormFixture.mets(name))
        #expect(try FormFixture.expected("mets/\(name)", found: found) == found)
    }

    @Test("counts its places in points on the page that they are on")
    func boxes() throws {
        let records = try FormFixture.mets("docworks")
        let article = try #require(records.first { $0["headline"]?["main"]?.string == "Die neue Brücke" })
        let spans = article["paragraphs"]?.array?.first?["spans"]?.array ?? []
        let pages = spans.compactMap { $0.array?.first?.integer }
        // Its one paragraph has five lines on two pages; tenths of millimetres are 72/254 points.
        #expect(pages == [1, 1, 1, 1, 2])
        #expect(spans.first?.array?.map { $0.text } == ["1", "28.35", "113.39", "157.04", "121.89"])
    }

    @Test("tells how sure the recognition was of body and headline")
    func confidence() throws {
        let article = try #require(try FormFixture.mets("docworks").first { $0["kind"]?.string == "article" })
        #expect(article["quality"]?["headline"]?.text == "0.9")
        let confidence = try #require(Double(article["quality"]?["confidence"]?.text ?? ""))
        #expect(confidence > 0.65 && confidence < 0.8)
    }

    @Test("without its ALTO files names what is missing")
    func incomplete() throws {
        let bytes = try FormFixture.bytes("mets/docworks/talbote-mets.xml")
        #expect(throws: ReadingError.incomplete(missing: ["text/00001.xml", "text/00002.xml"], of: 2)) {
            try FormFixture.records(bytes, name: "talbote-mets.xml")
        }
    }

    @Test("or ALTO page that is cut short anywhere is an error that says so")
    func cuts() throws {
        let alto = try FormFixture.bytes("mets/chinese/alto/p1.xml")
        for end in stride(from: 60, to: alto.count - 2, by: 7) {
            do throws(ReadingError) {
                _ = try FormFixture.records(Array(alto[..<end]), name: "p1.xml")
                Issue.record("\(end) bytes were read without an error")
            } catch {
                #expect(error.code == .damaged || error.code == .unsupported)
            }
        }
    }

    /// The records of a METS issue and its one ALTO file, both changed before they are read.
    private func changed(_ change: (String) -> String, encoded: (String) -> [UInt8] = { Array($0.utf8) }) throws
        -> String
    {
        var files: [[UInt8]] = []
        for name in ["L_Echo_18990302_mets.xml", "L_Echo_18990302_1.xml"] {
            files.append(encoded(change(String(decoding: try FormFixture.bytes("mets/flat/\(name)"), as: UTF8.self))))
        }
        let member = SourceFile(name: Array("L_Echo_18990302_1.xml".utf8), bytes: files[1])
        return FormFixture.summary(
            try FormFixture.records(files[0], name: "L_Echo_18990302_mets.xml", members: [member])
        )
    }

    @Test("is the same in UTF-16, and where areas are rectangles or begin and end with words")
    func otherAreas() throws {
        let plain = try changed { $0 }
        let utf16 = try changed {
            $0.replacing("encoding=\"UTF-8\"", with: "encoding=\"UTF-16\"")
        } encoded: { text in
            [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        }
        #expect(utf16 == plain)
        let areas = [
            "b2": "90,140,1010,205", "b3": "90,195,1010,295", "b4": "90,296,1010,345", "b5": "90,345,1010,395",
        ]
        let rectangles = try changed { text in
            areas.reduce(text) {
                $0.replacing("BETYPE=\"IDREF\" BEGIN=\"\($1.key)\"", with: "SHAPE=\"RECT\" COORDS=\"\($1.value)\"")
            }
        }
        #expect(rectangles == plain)
        let words = try changed {
            $0.replacing("BEGIN=\"b3\"", with: "BEGIN=\"b3_S0_0\" END=\"b3_S1_1\"")
        }
        #expect(words == plain)
    }

    @Test("in which every printed word stands in one record alone")
    func conservation() throws {
        for name in ["docworks", "flat", "chinese", "links"] {
            let records = try FormFixture.mets(name)
            var places: [String: Int] = [:]
            for record in records {
                let spans = (record["spans"]?.object ?? [:]).values.flatMap { $0.array ?? [] }
                let paragraphs = (record["paragraphs"]?.array ?? []).flatMap { $0["spans"]?.array ?? [] }
                for span in spans + paragraphs {
                    places[span.array?.map(\.text).joined(separator: ",") ?? "", default: 0] += 1
                }
            }
            #expect(places.values.allSatisfy { $0 == 1 })
        }
    }
}

@Suite("A saved page of an e-paper")
struct EPaperTests {
    static let pages = [
        "founder-tables/content_20417.htm", "founder-layout/node_3.htm", "linked-data/detail-8841.html",
        "heading-stack/nw.D110000_20240517_1-02.htm", "meta-figures/20240517_A02_03.html", "unmarked/story.html",
        "aside-table/con_55012.htm", "aside-div/content_8_112.html", "aside-photo/content_301.htm",
    ]

    @Test("gives its article, and what stands around it as leftovers", arguments: pages)
    func article(page: String) throws {
        let name = String(page.split(separator: "/")[0])
        let file = String(page.split(separator: "/")[1])
        let found = FormFixture.summary(try FormFixture.records(FormFixture.bytes("html/\(page)"), name: file))
        #expect(try FormFixture.expected("html/\(name)", found: found) == found)
    }

    @Test("names each character that it shows exactly once", arguments: pages)
    func conservation(page: String) throws {
        let bytes = try FormFixture.bytes("html/\(page)")
        let records = try FormFixture.records(bytes, name: String(page.split(separator: "/")[1]))
        let read = try IssueReader.read(bytes, name: Array(page.split(separator: "/")[1].utf8))
        var seen: [Int: Set<Int>] = [:]
        for record in records {
            let spans = (record["spans"]?.object ?? [:]).values.flatMap { $0.array ?? [] }
            let paragraphs = (record["paragraphs"]?.array ?? []).flatMap { $0["spans"]?.array ?? [] }
            for span in spans + paragraphs {
                let numbers = span.array?.compactMap(\.integer) ?? []
                for place in numbers[1]..<numbers[2] { #expect(seen[numbers[0], default: []].insert(place).inserted) }
            }
        }
        for node in read.pages[0].source.nodes {
            let text = String(decoding: read.pages[0].text[node.range], as: UTF8.self)
            for (place, scalar) in text.unicodeScalars.enumerated() where !scalar.properties.isWhitespace {
                #expect(seen[node.node]?.contains(place) == true, "\(scalar) of text node \(node.node) is nowhere")
            }
        }
    }

    @Test("is read the same in GB18030 that calls itself GB2312")
    func encoding() throws {
        let page = "founder-tables/content_20417.htm"
        let text = String(decoding: try FormFixture.bytes("html/\(page)"), as: UTF8.self)
        let declared = text.replacing("charset=utf-8", with: "charset=gb2312")
        let utf8 = try FormFixture.records(Array(text.utf8), name: "content_20417.htm")
        let gb = try FormFixture.records(Array(gb18030(declared)), name: "content_20417.htm")
        #expect(FormFixture.summary(gb) == FormFixture.summary(utf8))
        #expect(gb.first?["provenance"]?["encoding"]?.string == "GB18030")
    }

    @Test("that is cut short anywhere still gives what is there", arguments: ["founder-tables/content_20417.htm"])
    func cuts(page: String) throws {
        let bytes = try FormFixture.bytes("html/\(page)")
        for end in stride(from: 1, to: bytes.count, by: 23) {
            _ = try? FormFixture.records(Array(bytes[..<end]), name: "content_20417.htm")
        }
        let half = try FormFixture.records(Array(bytes[..<(bytes.count - 400)]), name: "content_20417.htm")
        #expect(half.first?["headline"]?["main"]?.string == "渠水引到田头")
    }

    /// The text in GB18030, by iconv.
    private func gb18030(_ text: String) throws -> [UInt8] {
        let directory = try TemporaryDirectory()
        try Data(text.utf8).write(to: URL(filePath: directory.path + "/in"))
        try run("/bin/sh", "-c", "iconv -f UTF-8 -t GB18030 '\(directory.path)/in' > '\(directory.path)/out'")
        return Array(try Data(contentsOf: URL(filePath: directory.path + "/out")))
    }
}

extension JSONValue {
    /// A number as it is written.
    fileprivate var text: String {
        switch self {
        case .number(let text): text
        default: string ?? ""
        }
    }
}
