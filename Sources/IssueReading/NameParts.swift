import Newsprint

/// What one file or folder name says of an issue.
struct NameParts {
    var date: CalendarDate?
    /// A label that says so (第3版, p03) or stands where labels stand: behind the date.
    var label: PageLabel?
    /// The last label, if the name gives a range of pages.
    var lastLabel: PageLabel?
    /// The whole name is letters and digits of a label's form, which counts once the path gives a date.
    var bareLabel: PageLabel?
    var number: String?
    var edition: String?
    var section: String?
    /// The words that can be a title: those before the date, then those behind it.
    var wordsBeforeDate: [String] = []
    var wordsAfterDate: [String] = []
    /// The name was given by a camera, a scanner or a messenger and says nothing of the issue.
    private(set) var isDevice = false

    /// Reads a name, without extension.
    init(_ name: FoldedText) {
        let elements = ElementLexer(name, inName: true).elements
        let dateIndex = elements.firstIndex { if case .date = $0 { true } else { false } }
        for (index, element) in elements.enumerated() {
            let isBeforeDate = dateIndex.map { index < $0 } ?? true
            take(element, isBeforeDate: isBeforeDate)
        }
        if let first = (wordsBeforeDate + wordsAfterDate).first, NewspaperWords.isDevice(first) {
            self.clear()
            return
        }
        guard label == nil else { return }
        guard let dateIndex else {
            if elements.count == 1, case .bare(let label) = elements[0] { bareLabel = label }
            return
        }
        if dateIndex + 1 < elements.count, case .bare(let label) = elements[dateIndex + 1] {
            self.label = label
        } else if dateIndex > 0, case .bare(let label) = elements[dateIndex - 1], !label.letters.isEmpty {
            self.label = label
        } else if let label = labelBehindWords(elements[(dateIndex + 1)...]) {
            self.label = label
        }
    }

    /// 2031-05-09-青溪日报-A1: a label that ends the name, behind words.
    private func labelBehindWords(_ elements: ArraySlice<IssueElement>) -> PageLabel? {
        guard elements.count > 1, case .bare(let label) = elements.last else { return nil }
        let areWords = elements.dropLast().allSatisfy { if case .text = $0 { true } else { false } }
        return areWords ? label : nil
    }

    private mutating func take(_ element: IssueElement, isBeforeDate: Bool) {
        switch element {
        case .date(let date): self.date = self.date ?? date
        case .label(let label): self.label = self.label ?? label
        case .labels(let first, let last):
            if label == nil { (label, lastLabel) = (first, last) }
        case .number(let number, _): self.number = self.number ?? number
        case .text(let word, _):
            if NewspaperWords.isEdition(word) {
                edition = edition ?? word
            } else if NewspaperWords.isSection(word) {
                section = section ?? word
            } else if isBeforeDate {
                wordsBeforeDate.append(word)
            } else {
                wordsAfterDate.append(word)
            }
        case .month, .weekday, .lunarDate, .pageCount, .serial, .bare: break
        }
    }

    private mutating func clear() {
        date = nil
        label = nil
        lastLabel = nil
        number = nil
        edition = nil
        section = nil
        wordsBeforeDate = []
        wordsAfterDate = []
        isDevice = true
    }

    /// The title that the name gives.
    ///
    /// A word that the configuration knows wins, then one built like a paper's name. Before a date other words will do:
    /// the last of them in Han, or the Latin ones together.
    func title(papers: PaperNames, acceptsAnyWord: Bool) -> String? {
        let words = wordsBeforeDate + wordsAfterDate
        if let known = words.first(where: papers.knows) { return known }
        if papers.knows(wordsBeforeDate.joined(separator: " ")) { return wordsBeforeDate.joined(separator: " ") }
        guard date != nil || acceptsAnyWord else { return nil }
        if let paper = words.first(where: NewspaperWords.isPaperTitle) { return paper }
        guard date != nil else { return nil }
        let named = wordsBeforeDate.filter { !NewspaperWords.isGeneric($0) && !NewspaperWords.isStaff($0) }
        if let han = named.last(where: { $0.unicodeScalars.count(where: \.isHan) >= 2 }) { return han }
        let latin = named.filter { word in
            word.unicodeScalars.count(where: \.isDigit) < 3 && !word.unicodeScalars.contains(where: \.isHan)
        }
        let title = latin.joined(separator: " ")
        return title.unicodeScalars.count(where: { $0.properties.isAlphabetic }) >= 2 ? title : nil
    }
}

/// The papers that the configuration names.
struct PaperNames {
    private let titles: [String: String]
    private let names: Set<String>

    /// Codes and other names, each with the title that it stands for; upper and lower case are the same.
    init(_ papers: [String: String]) {
        titles = Dictionary(papers.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
        names = Set(papers.values)
    }

    func knows(_ word: String) -> Bool { titles[word.lowercased()] != nil || names.contains(word) }

    /// The configured title, or the word itself.
    func title(of word: String) -> String { titles[word.lowercased()] ?? word }
}
