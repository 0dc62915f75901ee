import Markup
import Testing

@Suite("An XML document")
struct XMLStreamTests {
    private func names(_ text: String) throws(MarkupError) -> [String] {
        var stream = try XMLStream(Array(text.utf8))
        var names: [String] = []
        while let event = try stream.next() { if event == .start { names.append(stream.name) } }
        return names
    }

    private func error(_ text: String) -> MarkupError? {
        do throws(MarkupError) {
            _ = try names(text)
            return nil
        } catch {
            return error
        }
    }

    @Test("gives its elements without prefixes, and attributes by name")
    func reads() throws {
        var stream = try XMLStream(Array(#"<a:x xmlns:a="u" b="1" xmlns:l="v" l:href="p">t<y/></a:x>"#.utf8))
        var events: [XMLStream.Event?] = []
        events.append(try stream.next())
        let (name, known, unknown) = (stream.name, stream.attribute("b"), stream.attribute("c"))
        let all = stream.attributes()
        #expect(name == "x")
        #expect(known == "1")
        #expect(unknown == nil)
        #expect(all == ["b": "1", "href": "p"])
        events.append(try stream.next())
        events.append(try stream.next())
        let isEmpty = stream.isEmptyElement
        #expect(isEmpty)
        events.append(try stream.next())
        events.append(try stream.next())
        #expect(events == [.start, .text("t"), .start, .end, nil])
    }

    @Test(
        "is refused if it declares entities, of whatever kind",
        arguments: [
            #"<!DOCTYPE a [<!ENTITY x "yyyy">]><a/>"#, #"<!DOCTYPE a [<!ENTITY % x "yyyy">]><a/>"#,
            #"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>"#,
        ]
    )
    func entities(text: String) {
        #expect(error(text) == .declaresEntities)
    }

    @Test("is refused if it is nested too deep, and read just below that")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        }
        #expect(try names(nested(XMLStream.maximumDepth - 1)).count == XMLStream.maximumDepth - 1)
        #expect(error(nested(3000)) == .tooDeep)
    }

    @Test("that is cut short anywhere is an error and says in which line")
    func cuts() throws {
        let text = "<a>\n<b c=\"d\">e</b>\n<!-- f --><g/>\n</a>"
        for end in 0..<text.utf8.count {
            guard case .malformed(let line, _)? = error(String(text.prefix(end))) else {
                Issue.record("read \(end) bytes without an error")
                continue
            }
            #expect(line <= 4)
        }
    }
}

@Suite("A page of HTML")
struct HTMLDocumentTests {
    @Test("is read whatever is wrong with its markup")
    func broken() throws {
        let document = try HTMLDocument(utf8: Array("<p>a<td>b</p><b>c<!--d--><script>e<f</script>".utf8))
        let texts = document.nodes.filter { $0.kind == .text }.map { String(decoding: $0.text, as: UTF8.self) }
        #expect(texts == ["a", "b", "c"])
        #expect(document.nodes.contains { $0.kind == .comment && $0.text == Array("d".utf8) })
        for (index, node) in document.nodes.enumerated() {
            #expect(node.end > index && node.end <= document.nodes.count)
            if let parent = node.parent { #expect(parent < index && document.nodes[parent].end >= node.end) }
        }
    }

    @Test("that nests without end is an error, not a page that ends in the middle")
    func depth() {
        #expect(throws: MarkupError.tooDeep) {
            try HTMLDocument(utf8: Array(String(repeating: "<div>", count: 5000).utf8))
        }
    }

    @Test("with more tags than the limit is refused before it is parsed")
    func tags() {
        #expect(throws: MarkupError.tooManyTags(limit: 3)) {
            try HTMLDocument(utf8: Array("<b><b><b><b>".utf8), maximumTagCount: 3)
        }
    }
}
