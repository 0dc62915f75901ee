import Markup
import Newsprint

/// What the descriptions (MODS or Dublin Core) of a METS document say of an issue or an article.
struct METSDescription {
    private(set) var title: String?
    private(set) var date: CalendarDate?
    private(set) var number: String?
    private(set) var authors: [String] = []

    /// Reads the description in the `dmdSec` at `section`.
    init(_ section: Int, of tree: XMLTree) {
        for index in tree.descendants(of: section, named: "titleInfo") where title == nil && !isPart(index, tree) {
            title = Self.title(index, tree)
        }
        for index in tree.descendants(of: section, named: "title") where title == nil {
            title = Self.clean(tree[index].text)
        }
        for name in ["dateIssued", "date", "issued"] where date == nil {
            for index in tree.descendants(of: section, named: name) where date == nil {
                date = Self.date(tree[index].text)
            }
        }
        for index in tree.descendants(of: section, named: "detail")
        where tree[index].attributes["type"]?.lowercased() == "issue" {
            number = tree.children(of: index, named: "number").first.flatMap { Self.digits(tree[$0].text) } ?? number
        }
        for index in tree.descendants(of: section, named: "partNumber") where number == nil {
            number = Self.issueNumber(tree[index].text)
        }
        for index in tree.descendants(of: section, named: "name") {
            if let author = Self.author(index, tree) { authors.append(author) }
        }
    }

    /// Takes over what this description does not say.
    mutating func fill(from other: METSDescription) {
        title = title ?? other.title
        date = date ?? other.date
        number = number ?? other.number
    }

    /// Whether a title is that of the whole that the described thing is a part of.
    private func isPart(_ index: Int, _ tree: XMLTree) -> Bool {
        tree[index].parent.map { tree[$0].name == "relatedItem" && tree[$0].attributes["type"] != "host" } ?? false
    }

    private static func title(_ index: Int, _ tree: XMLTree) -> String? {
        let parts = ["nonSort", "title"].flatMap { tree.children(of: index, named: $0) }.map { tree[$0].text }
        return clean(parts.joined(separator: " "))
    }

    private static func clean(_ text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.isEmpty ? nil : words
    }

    private static func author(_ index: Int, _ tree: XMLTree) -> String? {
        let roles = tree.descendants(of: index, named: "roleTerm").map { tree[$0].text.lowercased() }
        guard roles.isEmpty || roles.contains(where: { ["aut", "author", "cre", "creator"].contains($0) }) else {
            return nil
        }
        let parts = tree.children(of: index, named: "namePart")
        func text(_ type: String) -> [String] {
            parts.filter { tree[$0].attributes["type"] == type }.compactMap { clean(tree[$0].text) }
        }
        let plain = parts.filter { tree[$0].attributes["type"] == nil }.compactMap { clean(tree[$0].text) }
        return clean((plain + text("given") + text("family")).joined(separator: " "))
    }

    /// A day as W3CDTF, compact, or day before year (07.12.1858).
    static func date(_ text: String) -> CalendarDate? {
        let numbers = text.split(whereSeparator: { !(0x30...0x39 ~= ($0.unicodeScalars.first?.value ?? 0)) })
        if let first = numbers.first, first.utf8.count == 8, let number = Int(first) {
            return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        }
        guard numbers.count >= 3, let one = Int(numbers[0]), let two = Int(numbers[1]), let three = Int(numbers[2])
        else { return nil }
        if numbers[0].utf8.count == 4 { return CalendarDate(year: one, month: two, day: three) }
        if numbers[2].utf8.count == 4 { return CalendarDate(year: three, month: two, day: one) }
        return nil
    }

    private static func digits(_ text: String) -> String? {
        let digits = text.filter { 0x30...0x39 ~= ($0.unicodeScalars.first?.value ?? 0) }
        return digits.isEmpty ? nil : digits
    }

    /// The number behind the sign for one (`nº 288`, `Nr. 12`), or the only number that is there.
    private static func issueNumber(_ text: String) -> String? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "." || $0 == "\u{A0}" })
        for (sign, word) in zip(words, words.dropFirst())
        where ["n", "nº", "n°", "no", "nr", "№", "num", "issue"].contains(sign.lowercased()) {
            if let digits = digits(String(word)) { return digits }
        }
        let numbers = words.compactMap { digits(String($0)) }
        return numbers.count == 1 ? numbers[0] : nil
    }
}
