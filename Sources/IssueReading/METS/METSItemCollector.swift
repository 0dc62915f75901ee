import Markup
import Newsprint

/// Collects the items of a METS structure: what each division is, and the lines that it holds.
///
/// Each line goes to the first division that names it; lines that none names become leftovers, one for each block.
struct METSItemCollector {
    /// A part of an item: some lines with one purpose.
    struct Part {
        var part: METSPart
        var lines: [Int]
    }

    /// An item while it is collected.
    struct Unit {
        var kind: Article.Kind
        var label: String?
        var division: Int
        var parts: [Part] = []
        var captions: [Part] = []
        var pictureCount = 0
        /// Whether items in it are items of their own, so that its own lines are no article.
        var isSection = false
        var hasItems = false
    }

    /// What a division inherits from those around it.
    private struct Place {
        var unit: Int?
        var part: METSPart?
        var isInBody = false
        var isInPicture = false
    }

    private let structure: METSStructure
    let pages: [METSPage]
    let text: ALTOText
    private var units: [Unit] = []
    private var usedLines: Set<Int> = []
    /// The first line of each file's first page, by file ID, with its pages.
    private var pagesByFile: [String: [Int]] = [:]

    init(structure: METSStructure, pages: [METSPage], text: ALTOText) {
        self.structure = structure
        self.pages = pages
        self.text = text
        for (index, page) in pages.enumerated() { pagesByFile[page.file, default: []].append(index) }
    }

    /// All items in page order, or nil if the structure tells no articles apart.
    mutating func items() -> [ReadItem]? {
        var roots = structure.roots(ofType: "LOGICAL")
        if roots.isEmpty { roots = structure.untypedRoots() }
        for root in roots { walk(root) }
        // Some vendors put the articles below the pages of the only structure that they write.
        if !units.contains(where: isArticle) {
            units = []
            usedLines = []
            for root in structure.roots(ofType: "PHYSICAL") { walk(root) }
        }
        guard units.contains(where: isArticle) else { return nil }
        var items: [ReadItem] = []
        for unit in units {
            items.append(contentsOf: METSItemBuilder(text: text, structure: structure).items(of: unit))
        }
        items.append(contentsOf: leftovers())
        // A stable sort: within a page the order of the structure stays.
        return items.enumerated().sorted { ($0.element.page, $0.offset) < ($1.element.page, $1.offset) }.map(\.element)
    }

    private func isArticle(_ unit: Unit) -> Bool {
        !unit.kind.isLeftover && unit.parts.contains { !$0.lines.isEmpty } && !(unit.isSection && unit.hasItems)
    }

    private mutating func walk(_ root: Int) {
        var waiting: [(division: Int, place: Place)] = [(root, Place())]
        while let (division, place) = waiting.popLast() {
            let inside = enter(division, place)
            waiting.append(contentsOf: structure.children(of: division).reversed().map { ($0, inside) })
        }
    }

    /// Takes up one division and says what the divisions in it inherit.
    private mutating func enter(_ division: Int, _ place: Place) -> Place {
        let attributes = structure.tree[division].attributes
        let type = attributes["TYPE"] ?? ""
        var place = place
        let meaning = METSDivision(type: type)
        switch meaning {
        case .unit(let kind):
            if let outer = place.unit, units[outer].isSection { units[outer].hasItems = true }
            place = begin(Unit(kind: kind, label: attributes["LABEL"], division: division))
        case .section:
            // A section in an article is a part of it.
            if place.unit.map({ !units[$0].isSection }) ?? false { break }
            var unit = Unit(kind: .article, label: attributes["LABEL"], division: division)
            unit.isSection = true
            if let outer = place.unit { units[outer].hasItems = true }
            place = begin(unit)
        case .illustration where place.part == .table:
            // The picture of a table; its text is the table.
            break
        case .illustration:
            if place.unit.map({ units[$0].isSection }) ?? true {
                if let outer = place.unit { units[outer].hasItems = true }
                place = begin(Unit(kind: .photo, label: attributes["LABEL"], division: division))
            }
            if let unit = place.unit { units[unit].pictureCount += 1 }
            place.isInPicture = true
            place.part = .caption
        case .part(let part): place.part = Self.part(part, in: place)
        case .page, .container: break
        }
        if isBody(type) { place.isInBody = true }
        var areas = structure.areas(of: division)
        if meaning == .page || areas.allSatisfy({ $0.begin == nil && $0.rectangle == nil }) && !isLeaf(division) {
            areas = []
        }
        if areas.isEmpty { areas = structure.linkedAreas(of: division) }
        take(areas.flatMap { lines(of: $0) }, division, place)
        return place
    }

    private mutating func begin(_ unit: Unit) -> Place {
        units.append(unit)
        return Place(unit: units.count - 1)
    }

    private func isLeaf(_ division: Int) -> Bool { structure.children(of: division).isEmpty }

    private func isBody(_ type: String) -> Bool {
        let type = type.uppercased()
        return type.hasPrefix("BODY") || type == "CONTENT"
    }

    /// What a part is for where it stands: a TEXT takes its purpose from around it, a TITLE in a body is a crosshead.
    private static func part(_ part: METSPart, in place: Place) -> METSPart {
        if place.isInPicture { return part == .credit || part == .author ? .credit : .caption }
        switch part {
        case .body:
            // PARAGRAPH, TEXTBLOCK and TEXT inside a heading or note are that heading or note.
            return place.part ?? .body
        case .title where place.isInBody: return .crosshead
        default: return part
        }
    }

    private mutating func take(_ lines: [Int], _ division: Int, _ place: Place) {
        let new = lines.filter { usedLines.insert($0).inserted }
        guard !new.isEmpty else { return }
        if place.unit == nil {
            // Text outside of all items: a title block, a running head.
            units.append(Unit(kind: .other, division: division, parts: [Part(part: .body, lines: new)]))
            return
        }
        guard let unit = place.unit else { return }
        let part = Part(part: place.part ?? .body, lines: new)
        if part.part == .caption || part.part == .credit {
            units[unit].captions.append(part)
        } else {
            units[unit].parts.append(part)
        }
    }

    /// The lines of an area: those of the element it begins with, through the one it ends with.
    private func lines(of area: METSStructure.Area) -> [Int] {
        for index in pagesByFile[area.file] ?? [] {
            let page = pages[index].page
            let first = text.firstLines[index]
            if let rectangle = area.rectangle {
                return text.lines(ofPage: index).filter {
                    let x = text.lines[$0].box.midX / page.unit
                    let y = text.lines[$0].box.midY / page.unit
                    return x > rectangle.x0 && x < rectangle.x1 && y > rectangle.y0 && y < rectangle.y1
                }
            }
            guard let begin = area.begin else { return Array(text.lines(ofPage: index)) }
            guard let start = page.linesByIdentifier[begin] else { continue }
            var end = start.upperBound
            if let last = area.end.flatMap({ page.linesByIdentifier[$0] }) { end = max(end, last.upperBound) }
            return Array(first + start.lowerBound..<first + end)
        }
        return []
    }

    /// The lines that no division named, by blocks.
    private func leftovers() -> [ReadItem] {
        var items: [ReadItem] = []
        var block: [Int] = []
        func close() {
            guard let first = block.first, let passage = text.passage(block) else { return }
            var article = Article(kind: .other)
            article.paragraphs = [Paragraph(passage, role: .body)]
            article.quality.body = text.confidence(block) ?? 1
            items.append(ReadItem(article, page: text.lines[first].page))
            block = []
        }
        for line in text.lines.indices where !usedLines.contains(line) {
            if let last = block.last, text.lines[last].block != text.lines[line].block { close() }
            block.append(line)
        }
        close()
        return items
    }
}
