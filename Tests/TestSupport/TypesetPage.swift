/// A page of articles, typeset from what stands in them, in the forms in which a paper may come.
///
/// Headlines stand over three columns of text; each article begins below the one before.
package struct TypesetPage: Sendable {
    private struct Line {
        var text: String
        var x: Double
        /// The foot of the characters, from the top.
        var y: Double
        var size: Double
        var isBold = false
        /// The number of its block: a headline, a paragraph.
        var block: Int
    }

    private enum Part: String {
        case kicker = "KICKER"
        case title = "TITLE"
        case author = "AUTHOR"
        case paragraph = "PARAGRAPH"
    }

    package let truth: PageTruth
    private let date: String
    private var lines: [Line] = []
    /// The blocks of each article, with what they are.
    private var parts: [[(part: Part, block: Int)]] = []
    private var height = 40.0

    private static let width = 700.0
    private static let margin = 30.0
    private static let columnWidth = 200.0
    private static let gutter = 20.0
    private static let size = 10.0
    private static let leading = 15.0

    /// The page on which the articles of `truth` that have text stand.
    package init(_ truth: PageTruth) {
        var truth = truth
        truth.articles = truth.articles.filter { !$0.paragraphs.isEmpty && $0.media.isEmpty && !$0.headline.isEmpty }
        self.truth = truth
        date = truth.date ?? "2024-05-17"
        var block = 0
        for article in truth.articles { append(article, &block) }
    }

    private mutating func append(_ article: PageTruth.Item, _ block: inout Int) {
        var article = (parts: [(part: Part, block: Int)](), item: article)
        func next(_ part: Part) -> Int {
            block += 1
            article.parts.append((part, block))
            return block
        }
        func set(_ text: String, _ size: Double, isBold: Bool, _ part: Part) {
            let number = next(part)
            var rest = Array(text.unicodeScalars)[...]
            let count = Int((TypesetPage.width - 2 * TypesetPage.margin) / size)
            while !rest.isEmpty {
                height += size * 1.3
                let piece = String(String.UnicodeScalarView(rest.prefix(count)))
                lines.append(
                    Line(text: piece, x: TypesetPage.margin, y: height, size: size, isBold: isBold, block: number)
                )
                rest = rest.dropFirst(count)
            }
        }
        if let kicker = article.item.kicker { set(kicker, 13, isBold: false, .kicker) }
        set(article.item.headline, 22, isBold: true, .title)
        if let byline = article.item.byline, article.item.dateline?.contains(byline) != true {
            set(byline, TypesetPage.size, isBold: false, .author)
        }
        var rows: [(text: String, indent: Double, block: Int)] = []
        for (index, paragraph) in article.item.paragraphs.enumerated() {
            let number = next(.paragraph)
            let whole = (index == 0 ? article.item.dateline.map { $0 + "　" } ?? "" : "") + paragraph
            var rest = Array(whole.unicodeScalars)[...]
            let count = Int(TypesetPage.columnWidth / TypesetPage.size)
            var indent = 2
            while !rest.isEmpty {
                let piece = String(String.UnicodeScalarView(rest.prefix(count - indent)))
                rows.append((piece, Double(indent) * TypesetPage.size, number))
                rest = rest.dropFirst(count - indent)
                indent = 0
            }
        }
        let perColumn = (rows.count + 2) / 3
        let top = height + 8
        for (index, row) in rows.enumerated() {
            let column = Double(index / perColumn)
            let x = TypesetPage.margin + column * (TypesetPage.columnWidth + TypesetPage.gutter) + row.indent
            let y = top + Double(index % perColumn + 1) * TypesetPage.leading
            lines.append(Line(text: row.text, x: x, y: y, size: TypesetPage.size, block: row.block))
        }
        height = top + Double(perColumn) * TypesetPage.leading + 26
        parts.append(article.parts)
    }

    /// The page as a PDF with text, in a font that the reader must have.
    package var pdf: [UInt8] {
        var document = PrintedPDF(width: TypesetPage.width, height: height + 20)
        document.addPage(
            lines.map { PrintedPDF.Text($0.text, x: $0.x, y: $0.y, size: $0.size, isBold: $0.isBold) }
        )
        return document.bytes
    }

    /// The page as ALTO, version 3, in tenths of a millimetre; with `blocks` a TextBlock for each headline and paragraph,
    /// else one for all, its lines in the order in which they stand from top to bottom.
    package func alto(blocks: Bool) -> [UInt8] {
        func measure(_ points: Double) -> String { String(Int((points * 254 / 72).rounded())) }
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Description><MeasurementUnit>mm10</MeasurementUnit>\
            </Description><Styles><TextStyle ID="S10" FONTSIZE="10"/><TextStyle ID="S13" FONTSIZE="13"/>\
            <TextStyle ID="S22" FONTSIZE="22" FONTSTYLE="bold"/></Styles><Layout><Page ID="P1" PHYSICAL_IMG_NR="1" \
            WIDTH="\(measure(TypesetPage.width))" HEIGHT="\(measure(height + 20))"><PrintSpace>

            """
        let sorted = blocks ? lines : lines.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
        var open: Int?
        for line in sorted {
            if open == nil || blocks && open != line.block {
                if open != nil { text += "</TextBlock>\n" }
                text += "<TextBlock ID=\"B\(line.block)\">"
            }
            open = line.block
            let count = Double(line.text.unicodeScalars.count)
            func box(_ x: Double, _ width: Double) -> String {
                "HPOS=\"\(measure(x))\" VPOS=\"\(measure(line.y - line.size * 0.88))\" WIDTH=\"\(measure(width))\" "
                    + "HEIGHT=\"\(measure(line.size))\""
            }
            text += "<TextLine \(box(line.x, count * line.size)) STYLEREFS=\"S\(Int(line.size))\">"
            for (index, scalar) in line.text.unicodeScalars.enumerated() where !scalar.properties.isWhitespace {
                let x = line.x + Double(index) * line.size
                text += "<String \(box(x, line.size)) CONTENT=\"\(escaped(String(scalar)))\" WC=\"0.95\"/>"
            }
            text += "</TextLine>\n"
        }
        text += "</TextBlock></PrintSpace></Page></Layout></alto>\n"
        return Array(text.utf8)
    }

    /// A METS document of the page, whose file is `alto/1.xml` beside it.
    package var mets: [UInt8] {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:mods="http://www.loc.gov/mods/v3" \
            xmlns:xlink="http://www.w3.org/1999/xlink"><mets:dmdSec ID="I"><mets:mdWrap MDTYPE="MODS"><mets:xmlData>\
            <mods:mods><mods:titleInfo><mods:title>\(escaped(truth.paper ?? "栖湖日报"))</mods:title></mods:titleInfo>\
            <mods:originInfo><mods:dateIssued>\(date)</mods:dateIssued></mods:originInfo></mods:mods></mets:xmlData>\
            </mets:mdWrap></mets:dmdSec><mets:fileSec><mets:fileGrp USE="Text"><mets:file ID="A1" MIMETYPE="text/xml">\
            <mets:FLocat LOCTYPE="URL" xlink:href="file://./alto/1.xml"/></mets:file></mets:fileGrp></mets:fileSec>\
            <mets:structMap TYPE="LOGICAL"><mets:div TYPE="Newspaper"><mets:div TYPE="ISSUE" DMDID="I">

            """
        for article in parts {
            text += "<mets:div TYPE=\"ARTICLE\">"
            for part in article {
                text +=
                    "<mets:div TYPE=\"\(part.part.rawValue)\"><mets:fptr><mets:area FILEID=\"A1\" BETYPE=\"IDREF\" "
                    + "BEGIN=\"B\(part.block)\"/></mets:fptr></mets:div>"
            }
            text += "</mets:div>\n"
        }
        return Array((text + "</mets:div></mets:div></mets:structMap></mets:mets>\n").utf8)
    }

    /// How a saved page says what its parts are.
    package enum Markup: String, Sendable, CaseIterable {
        /// In the comment and the elements that Founder's systems write.
        case founder
        /// In a JSON-LD object.
        case linkedData
        /// By headings and paragraphs alone.
        case plain
    }

    /// Saved pages of the articles, one each, by the names of their files.
    package func html(_ markup: Markup) -> [(name: String, bytes: [UInt8])] {
        truth.articles.enumerated().map { index, article in
            let title = escaped(article.headline)
            let kicker = article.kicker.map(escaped) ?? ""
            var head = "<title>\(title)</title>"
            var body = article.paragraphs.enumerated().map { number, paragraph in
                "<p>　　" + (number == 0 ? article.dateline.map { escaped($0) + "　" } ?? "" : "") + escaped(paragraph)
                    + "</p>\n"
            }.joined()
            let byline = article.byline.map(escaped) ?? ""
            switch markup {
            case .founder:
                head +=
                    "<!--enpproperty <title>\(title)</title><introtitle>\(kicker)</introtitle><author></author>"
                    + "<date>\(date)</date>/enpproperty-->"
                body =
                    "<table><tr><td>\(kicker)</td></tr><tr><td>\(title)</td></tr><tr><td>\(byline)</td></tr></table>"
                    + "<founder-content>\(body)</founder-content>"
            case .linkedData:
                head +=
                    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"\(title)\","
                    + "\"datePublished\":\"\(date)\"}</script>"
                body = "<article><h3>\(kicker)</h3><h1>\(title)</h1><p>\(byline)</p>\(body)</article>"
            case .plain: body = "<div><h3>\(kicker)</h3><h1>\(title)</h1><p>\(byline)</p>\(body)</div>"
            }
            let menu = "<div><a href=\"1.html\">上一篇</a> <a href=\"3.html\">下一篇</a></div>"
            let page = "<html><head><meta charset=\"utf-8\">\(head)</head><body>\(menu)\(body)\(menu)</body></html>"
            return ("content_\(index + 1).html", Array(page.utf8))
        }
    }

    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
