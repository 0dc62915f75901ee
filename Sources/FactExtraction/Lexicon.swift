import Newsprint

/// What the tables say about one word.
///
/// A word can play several parts (分 is a coin, a minute, a point); the grammar asks for the one that its place calls for.
struct LexiconEntry: Sendable {
    var marks: UInt64 = 0
    var cues: UInt32 = 0
    /// Index in `Unit.all`, or −1.
    var unit: Int16 = -1
    /// Index in `Currency.all` of a name that follows an amount, or −1.
    var currencyAfter: Int16 = -1
    /// Index in `Currency.all` of a name that stands before an amount, or −1.
    var currencyBefore: Int16 = -1
    var time: TimeUnit?
    var isMeasure = false
    /// A set phrase: its characters state no figure.
    var isPhrase = false
    /// A set phrase that holds even after a numeral (年级, 号线).
    var holdsAfterNumeral = false
    /// Begins with a numeral that counts although a shorter set phrase covers it (十分钟).
    var numeralFirst = false
    var dateWord: DateWord?
    var length: UInt8 = 0

    func has(_ mark: Mark) -> Bool { marks >> UInt64(mark.rawValue) & 1 == 1 }
    func has(_ cue: Cue) -> Bool { cues >> UInt32(cue.rawValue) & 1 == 1 }
    /// Whether the word plays a part beside being a set phrase.
    var isPlain: Bool {
        marks != 0 || unit >= 0 || currencyAfter >= 0 || currencyBefore >= 0 || time != nil || isMeasure
    }
}

/// All words of the grammar in one trie over folded characters.
struct Lexicon: Sendable {
    private(set) var entries: [LexiconEntry] = []
    private var roots: [UInt16]
    private var keys: [UInt32] = []
    private var targets: [UInt16] = []
    private var entryOfNode: [Int16] = [-1]

    /// The lexicon of the built-in tables.
    static let shared = Lexicon()

    private init() {
        roots = [UInt16](repeating: 0, count: 0x10000)
        var builder = Builder()
        builder.addTables()
        entries = builder.entries
        build(from: builder)
    }

    /// The longest word at `position`, and the longest that plays a part of its own; −1 for none.
    @inline(__always)
    func longest(in units: [UInt16], at position: Int) -> (word: Int, plain: Int) {
        var node = roots[Int(units[position])]
        guard node != 0 else { return (-1, -1) }
        var word = -1
        var plain = -1
        var index = position
        while true {
            let entry = Int(entryOfNode[Int(node)])
            if entry >= 0 {
                word = entry
                if entries[entry].isPlain { plain = entry }
            }
            index += 1
            guard index < units.count else { break }
            let next = child(of: node, by: units[index])
            guard next != 0 else { break }
            node = next
        }
        return (word, plain)
    }

    @inline(__always)
    private func child(of node: UInt16, by unit: UInt16) -> UInt16 {
        let key = UInt32(node) << 16 | UInt32(unit)
        let mask = keys.count - 1
        var slot = Lexicon.slot(key) & mask
        while true {
            let found = keys[slot]
            if found == key { return targets[slot] }
            if found == 0 { return 0 }
            slot = (slot + 1) & mask
        }
    }

    @inline(__always)
    private static func slot(_ key: UInt32) -> Int {
        Int((key &* 0x9E37_79B1) >> 13)
    }

    private mutating func build(from builder: Builder) {
        keys = [UInt32](repeating: 0, count: 1 << 15)
        targets = [UInt16](repeating: 0, count: 1 << 15)
        for (word, index) in builder.indexes.sorted(by: { $0.value < $1.value }) {
            guard let first = word.first else { continue }
            var node = roots[Int(first)]
            if node == 0 {
                node = newNode()
                roots[Int(first)] = node
            }
            for unit in word.dropFirst() {
                var next = child(of: node, by: unit)
                if next == 0 {
                    next = newNode()
                    insert(UInt32(node) << 16 | UInt32(unit), next)
                }
                node = next
            }
            entryOfNode[Int(node)] = Int16(index)
        }
    }

    private mutating func newNode() -> UInt16 {
        entryOfNode.append(-1)
        return UInt16(entryOfNode.count - 1)
    }

    private mutating func insert(_ key: UInt32, _ target: UInt16) {
        let mask = keys.count - 1
        var slot = Lexicon.slot(key) & mask
        while keys[slot] != 0 { slot = (slot + 1) & mask }
        keys[slot] = key
        targets[slot] = target
    }
}

/// Collects the tables' words, one entry a spelling.
private struct Builder {
    var entries: [LexiconEntry] = []
    var indexes: [[UInt16]: Int] = [:]

    mutating func add(_ word: some StringProtocol, _ change: (inout LexiconEntry) -> Void) {
        let table = CharacterTable.shared
        let key = word.utf16.map { table.folds[Int($0)] }.filter { $0 != 0x20 }
        guard !key.isEmpty else { return }
        let index: Int
        if let known = indexes[key] {
            index = known
        } else {
            index = entries.count
            indexes[key] = index
            entries.append(LexiconEntry(length: UInt8(key.count)))
        }
        change(&entries[index])
    }

    mutating func addAll(_ words: String, _ change: (inout LexiconEntry) -> Void) {
        for word in words.split(separator: " ") { add(word, change) }
    }

    mutating func addTables() {
        addQuantities()
        for (mark, words) in Mark.words {
            addAll(words) { $0.marks |= 1 << UInt64(mark.rawValue) }
        }
        for (cue, words) in Cue.words {
            addAll(words) { $0.cues |= 1 << UInt32(cue.rawValue) }
        }
        addAll(SetPhrases.all) { $0.isPhrase = true }
        addAll(SetPhrases.beforeAndAfter) { $0.isPhrase = true }
        addAll(SetPhrases.afterNumeral) {
            $0.isPhrase = true
            $0.holdsAfterNumeral = true
        }
        addAll(SetPhrases.numeralFirst) { $0.numeralFirst = true }
        addDates()
    }

    mutating func addQuantities() {
        for (index, unit) in Unit.all.enumerated() {
            for name in unit.names { add(name) { $0.unit = Int16(index) } }
        }
        for (index, currency) in Currency.all.enumerated() {
            for name in currency.after { add(name) { $0.currencyAfter = Int16(index) } }
            for name in currency.before { add(name) { $0.currencyBefore = Int16(index) } }
        }
        addAll(MeasureWords.all) { $0.isMeasure = true }
        for (unit, words) in TimeUnit.words { addAll(words) { $0.time = unit } }
    }

    mutating func addDates() {
        for (word, date) in RelativeDates.all { add(word) { $0.dateWord = date } }
        for (index, festival) in Festival.all.enumerated() {
            addAll(festival.names) { $0.dateWord = .festival(index) }
        }
        for (index, name) in SolarTermNames.all.enumerated() where name != "清明" {
            add(name) { $0.dateWord = .term(index) }
        }
        add("清明") { $0.dateWord = .festival(Festival.all.firstIndex { $0.names.contains("清明节") } ?? 0) }
        for reign in Reigns.firstYears { add(reign.name) { $0.dateWord = .era(reign.year - 1) } }
    }
}
