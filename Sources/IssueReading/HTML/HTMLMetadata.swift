import Markup
import Newsprint
import TextScanning

/// What a page of HTML states of its article outside the text that it shows.
///
/// Sources, the first that says a thing counts: the comment block `enpproperty` that Founder's e-paper system writes;
/// JSON-LD of schema.org; meta tags (Open Graph, Dublin Core, and the names that publishers use).
struct HTMLMetadata {
    private(set) var title: String?
    private(set) var introTitle: String?
    private(set) var subtitle: String?
    private(set) var author: String?
    private(set) var date: CalendarDate?
    /// As stated: `第01版：要闻`.
    private(set) var page: String?
    private(set) var paper: String?
    /// A part of the page's `title` element that is built like the name of a newspaper.
    private(set) var paperInTitle: String?
    /// Whether something says that this is the page of one article.
    private(set) var isArticle = false

    init(_ document: HTMLDocument) {
        for node in document.nodes where node.kind == .comment {
            let text = String(decoding: node.text, as: UTF8.self)
            if text.contains("enpproperty") { readProperties(text) }
        }
        for (index, node) in document.nodes.enumerated() where node.name == "script" {
            guard node.attribute("type")?.lowercased().contains("ld+json") == true else { continue }
            for data in document.nodes[(index + 1)..<node.end] { readLinkedData(data.text) }
        }
        readMetaTags(document)
        readTitleElement(document)
    }

    /// `栖湖日报数字报-渠水引到田头`: one of the parts names the paper.
    private mutating func readTitleElement(_ document: HTMLDocument) {
        guard let index = document.nodes.firstIndex(where: { $0.name == "title" }) else { return }
        let inside = document.nodes[(index + 1)..<document.nodes[index].end]
        let text = inside.reduce("") { $0 + String(decoding: $1.text, as: UTF8.self) }
        let parts = text.split { "-_|—–·:：>《》 \u{3000}\n\t".contains($0) }.map(String.init)
        paperInTitle = parts.lazy.map(Self.withoutEditionKind).first(where: NewspaperWords.isPaperTitle)
    }

    /// The name of a paper without what says that this is its electronic edition.
    private static func withoutEditionKind(_ name: String) -> String {
        var name = name
        var isCut = true
        while isCut {
            isCut = false
            for ending in ["数字报刊", "数字报", "數位報", "电子报", "電子報", "电子版", "電子版", "数字版", "多媒体", "全媒体", "手机报", "官网"]
            where name.hasSuffix(ending) && name != ending {
                name = String(name.dropLast(ending.count))
                isCut = true
            }
        }
        return name
    }

    /// `<title>…</title><author>…</author>` in a comment; what a field holds may be markup itself.
    private mutating func readProperties(_ text: String) {
        func field(_ name: String) -> String? {
            guard let open = text.firstRange(of: "<\(name)>"),
                let close = text[open.upperBound...].firstRange(of: "</\(name)>")
            else { return nil }
            return Self.clean(String(text[open.upperBound..<close.lowerBound]))
        }
        title = field("title") ?? field("doctitle")
        introTitle = field("introtitle")
        subtitle = field("subtitle")
        author = field("author")
        date = (field("date") ?? field("pubdate")).flatMap(METSDescription.date)
        page = field("nodename") ?? field("pagename")
        paper = field("sitename") ?? field("papername") ?? field("paper")
        if title != nil || field("articleid") != nil { isArticle = true }
    }

    private mutating func readLinkedData(_ bytes: [UInt8]) {
        guard let value = try? JSONValue(parsing: bytes) else { return }
        var waiting = [value]
        var looked = 0
        while let next = waiting.popLast(), looked < 200 {
            looked += 1
            if let values = next.array { waiting.append(contentsOf: values) }
            guard next.object != nil else { continue }
            if let graph = next["@graph"]?.array { waiting.append(contentsOf: graph) }
            let types = next["@type"]?.array?.compactMap(\.string) ?? [next["@type"]?.string ?? ""]
            guard types.contains(where: { $0.hasSuffix("Article") || $0 == "BlogPosting" || $0 == "Report" }) else {
                continue
            }
            isArticle = true
            title = title ?? Self.text(next["headline"]) ?? Self.text(next["name"])
            introTitle = introTitle ?? Self.text(next["alternativeHeadline"])
            date = date ?? Self.text(next["datePublished"]).flatMap(METSDescription.date)
            author = author ?? Self.names(next["author"])
            page = page ?? Self.text(next["printPage"]) ?? Self.text(next["pageStart"])
            paper = paper ?? Self.text(next["isPartOf"]) ?? Self.text(next["publisher"])
        }
    }

    private static func text(_ value: JSONValue?) -> String? {
        guard let value else { return nil }
        if let number = value.integer { return String(number) }
        return (value.string ?? value["name"]?.string ?? value.array?.first?["name"]?.string).flatMap(clean)
    }

    private static func names(_ value: JSONValue?) -> String? {
        let names = (value?.array ?? [value].compactMap { $0 }).compactMap(text)
        return names.isEmpty ? nil : names.joined(separator: " ")
    }

    private mutating func readMetaTags(_ document: HTMLDocument) {
        var values: [String: String] = [:]
        for node in document.nodes where node.name == "meta" {
            guard let content = node.attribute("content"),
                let name = node.attribute("property") ?? node.attribute("name") ?? node.attribute("itemprop")
            else { continue }
            values[name.lowercased()] = values[name.lowercased()] ?? content
        }
        func value(_ names: String...) -> String? {
            names.lazy.compactMap { values[$0].flatMap(Self.clean) }.first
        }
        if values["og:type"] == "article" || values["articletitle"] != nil { isArticle = true }
        title = title ?? value("articletitle", "article:title", "og:title", "dc.title", "dcterms.title", "headline")
        introTitle = introTitle ?? value("introtitle", "article:introtitle")
        subtitle = subtitle ?? value("subtitle", "article:subtitle")
        author = author ?? value("article:author", "author", "dc.creator", "byline")
        date =
            date
            ?? value(
                "article:published_time",
                "pubdate",
                "publishdate",
                "datepublished",
                "dc.date",
                "dcterms.date",
                "date"
            ).flatMap(METSDescription.date)
        paper = paper ?? value("papername", "contentsource", "og:site_name", "source", "publisher", "dc.publisher")
        page = page ?? value("pagename", "nodename", "article:section")
        paper = paper.map(Self.withoutEditionKind)
    }

    /// Text of a field, tags and character references taken out; nil if nothing is left.
    private static func clean(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var isInTag = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "<") { isInTag = true }
            if !isInTag { bytes.append(byte) }
            if byte == UInt8(ascii: ">") {
                isInTag = false
                bytes.append(0x20)
            }
        }
        var plain = String(decoding: bytes, as: UTF8.self)
        for (reference, character) in [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
        {
            plain = plain.replacing(reference, with: character)
        }
        let words = plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.isEmpty ? nil : words
    }
}
