import Newsprint

/// What a rule read between two tokens.
struct Reading: Sendable {
    var kind: Fact.Kind
    /// Index of the first token, and one past the last.
    var first: Int
    var last: Int
    var value: Fact.Value
    var rule: Rule
    /// The first numeral's index among the tokens, for rules that look at what stands before it.
    var numeral: Int
}

/// Why a figure is no fact, or a weaker reading was dropped; only kept for `--explain`.
struct Refusal: Sendable {
    var first: Int
    var last: Int
    var rule: Rule
}

/// The grammar of figures and dates over a scanned text.
///
/// At each token the rules are tried in a fixed order and the first one that reads something takes its tokens, so the
/// readings never overlap. Every rule looks ahead by a bounded number of tokens: the whole is linear.
struct Grammar {
    let scan: Scan
    let issue: CalendarDate?
    private(set) var readings: [Reading] = []
    private(set) var refusals: [Refusal] = []
    let explains: Bool
    /// Tokens looked at by the main loop.
    private(set) var steps = 0

    init(_ scan: Scan, issue: CalendarDate?, explains: Bool = false) {
        self.scan = scan
        self.issue = issue
        self.explains = explains
    }

    var tokens: [Token] { scan.tokens }

    mutating func run() {
        var position = 0
        while position < scan.tokens.count {
            steps += 1
            let next = step(at: position)
            position = max(next, position + 1)
        }
        dropCoinedTerms()
    }

    private mutating func step(at t: Int) -> Int {
        switch scan.tokens[t].kind {
        case .numeral:
            if let next = date(at: t) { return next }
            return quantity(at: t)
        case .word:
            let entry = entry(t)
            if entry.isPhrase, !entry.isPlain, entry.dateWord == nil { return t + 1 }
            if entry.dateWord != nil || entry.time != nil || entry.marks != 0 {
                if let next = date(at: t) { return next }
            }
            if let next = prefixed(at: t) { return next }
            return t + 1
        default:
            return t + 1
        }
    }

    /// Takes a reading; returns the token after it.
    @discardableResult
    mutating func take(
        _ kind: Fact.Kind,
        _ first: Int,
        _ last: Int,
        _ value: Fact.Value,
        _ rule: Rule,
        numeral: Int? = nil
    ) -> Int {
        readings.append(
            Reading(kind: kind, first: first, last: last, value: value, rule: rule, numeral: numeral ?? first)
        )
        return last
    }

    /// Takes back the last reading, as `rule` says: a later one tells what it is part of.
    mutating func takeBack(_ rule: Rule) {
        guard let last = readings.popLast() else { return }
        _ = refuse(last.first, last.last, rule)
    }

    /// Notes that the tokens state no fact; returns the token after them.
    mutating func refuse(_ first: Int, _ last: Int, _ rule: Rule) -> Int {
        if explains { refusals.append(Refusal(first: first, last: last, rule: rule)) }
        return last
    }

    /// Drops the readings at these indexes, as `rule` says.
    mutating func drop(_ rule: Rule, at indexes: Set<Int>) {
        guard !indexes.isEmpty else { return }
        var kept: [Reading] = []
        for (index, reading) in readings.enumerated() {
            if indexes.contains(index) {
                _ = refuse(reading.first, reading.last, rule)
            } else {
                kept.append(reading)
            }
        }
        readings = kept
    }

    /// The weaker rules that would have read a part of the same tokens.
    func beaten(by reading: Reading) -> [Rule] {
        var rules: [Rule] = []
        for t in reading.first..<reading.last where numeral(t) != nil {
            guard reading.kind != .number, reading.kind != .ordinal, let amount = amount(at: t) else { continue }
            let (unit, _) = unit(after: amount, at: amount.next)
            switch unit {
            case .duration where reading.kind != .duration: rules.append(.duration)
            case .measure where reading.rule != .measure: rules.append(.measure)
            case .money where reading.rule != .money: rules.append(.money)
            case .percent where reading.rule != .percent: rules.append(.percent)
            default: rules.append(amount.traits.contains(.han) ? .numberHan : .number)
            }
        }
        return rules
    }

    // MARK: Looking at tokens

    /// The lexicon's entry of a word token; an empty entry for any other token and beyond the ends.
    func entry(_ t: Int) -> LexiconEntry {
        guard scan.tokens.indices.contains(t), scan.tokens[t].kind == .word else { return Grammar.noEntry }
        return scan.lexicon.entries[Int(scan.tokens[t].index)]
    }

    private static let noEntry = LexiconEntry()

    /// The numeral of a numeral token.
    func numeral(_ t: Int) -> Numeral? {
        guard scan.tokens.indices.contains(t), scan.tokens[t].kind == .numeral else { return nil }
        return scan.numerals[Int(scan.tokens[t].index)]
    }

    func has(_ t: Int, _ mark: Mark) -> Bool {
        guard scan.tokens.indices.contains(t), scan.tokens[t].kind == .word else { return false }
        return scan.lexicon.entries[Int(scan.tokens[t].index)].has(mark)
    }

    func time(_ t: Int) -> TimeUnit? { entry(t).time }

    /// Whether the token is the one character given.
    func isCharacter(_ t: Int, _ character: Unicode.Scalar) -> Bool {
        guard scan.tokens.indices.contains(t), scan.tokens[t].end == scan.tokens[t].start + 1 else { return false }
        return UInt32(scan.units[Int(scan.tokens[t].start)]) == character.value
    }

    /// The folded character before a token, or 0 at the start.
    func unitBefore(_ t: Int) -> UInt16 {
        let start = Int(scan.tokens[t].start)
        return start > 0 ? scan.units[start - 1] : 0
    }

    /// The folded character after the tokens before `t`, or 0 at the end.
    func unitAt(_ t: Int) -> UInt16 {
        guard scan.tokens.indices.contains(t) else { return 0 }
        return scan.units[Int(scan.tokens[t].start)]
    }

    func hasGap(_ t: Int) -> Bool { scan.tokens.indices.contains(t) && scan.tokens[t].hasGap }

    func kind(_ t: Int) -> Token.Kind? { scan.tokens.indices.contains(t) ? scan.tokens[t].kind : nil }

    /// Whether nothing that belongs to a sentence stands at `t`: an end, a stop, a bracket or a quote.
    func isBoundary(_ t: Int) -> Bool {
        guard let kind = kind(t) else { return true }
        switch kind {
        case .clauseEnd, .newline, .mark: return true
        case .word: return has(t, .openParenthesis) || has(t, .closeParenthesis)
        default: return false
        }
    }

    /// Whether a cue stands in the same clause within so many tokens before `t`.
    func cue(_ cue: Cue, before t: Int, within count: Int) -> Bool {
        var index = t - 1
        while index >= 0, index >= t - count {
            if let kind = kind(index), kind == .clauseEnd || kind == .newline { return false }
            if entry(index).has(cue) { return true }
            index -= 1
        }
        return false
    }

    /// Whether a cue stands in the same clause within so many tokens from `t` on.
    func cue(_ cue: Cue, after t: Int, within count: Int) -> Bool {
        var index = t
        while index < scan.tokens.count, index < t + count {
            if let kind = kind(index), kind == .clauseEnd || kind == .newline { return false }
            if entry(index).has(cue) { return true }
            index += 1
        }
        return false
    }
}
