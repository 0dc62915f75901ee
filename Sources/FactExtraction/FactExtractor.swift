package import Newsprint

/// Reads the facts that a text states in figures.
///
/// Pure: the same text and issue date give the same facts, in any locale and time zone. The work is linear in the length
/// of the text.
package struct FactExtractor: Sendable {
    private let lexicon: Lexicon
    private let table: CharacterTable

    /// An extractor with the built-in tables.
    package init() {
        lexicon = .shared
        table = .shared
    }

    /// The facts of `text`, by start.
    ///
    /// Without an issue date, expressions such as 昨天 keep their relative form.
    package func facts(in text: String, issueDate: CalendarDate?) -> [Fact] {
        let grammar = read(text, issueDate: issueDate, explains: false)
        return facts(of: grammar, text)
    }

    private func read(_ text: String, issueDate: CalendarDate?, explains: Bool) -> Grammar {
        let scan = Scan(text, lexicon: lexicon, table: table)
        var grammar = Grammar(scan, issue: issueDate, explains: explains)
        grammar.run()
        return grammar
    }

    private func facts(of grammar: Grammar, _ text: String) -> [Fact] {
        let scan = grammar.scan
        let relations = grammar.relations()
        return grammar.readings.enumerated().map { index, reading in
            let place = scan.place(reading.first, reading.last)
            var fact = Fact(
                kind: reading.kind,
                text: scan.text(of: reading.first, reading.last, in: text),
                start: place.lowerBound,
                end: place.upperBound,
                value: reading.value,
                rule: reading.rule.rawValue
            )
            if let found = relations[index] {
                var relation = Relation(kind: found.kind)
                relation.of = found.subject.map { scan.text(ofUnits: $0, in: text) }
                relation.basis = found.basis
                if let period = found.period, case .date(let span) = grammar.readings[period].value {
                    relation.period = span.edtf
                }
                fact.relation = relation
            }
            return fact
        }
    }

    /// What the grammar made of a place in the text.
    package struct Explanation: Sendable {
        /// Scalar offsets.
        package let start: Int
        package let end: Int
        package let text: String
        /// The id of the rule.
        package let rule: String
        /// Whether a fact came out; else the rule says why none did.
        package let isFact: Bool
        /// The ids of the rules that would have read a part of the same characters, and lost.
        package let beat: [String]
    }

    /// Every reading and every refusal, by start.
    package func explain(_ text: String, issueDate: CalendarDate?) -> [Explanation] {
        let grammar = read(text, issueDate: issueDate, explains: true)
        let scan = grammar.scan
        let read = grammar.readings.map { reading in
            explanation(
                scan,
                text,
                reading.first,
                reading.last,
                reading.rule,
                isFact: true,
                beat: grammar.beaten(by: reading)
            )
        }
        let refused = grammar.refusals.map { refusal in
            explanation(scan, text, refusal.first, refusal.last, refusal.rule, isFact: false, beat: [])
        }
        return (read + refused).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }

    private func explanation(
        _ scan: Scan,
        _ text: String,
        _ first: Int,
        _ last: Int,
        _ rule: Rule,
        isFact: Bool,
        beat: [Rule]
    ) -> Explanation {
        let place = scan.place(first, last)
        return Explanation(
            start: place.lowerBound,
            end: place.upperBound,
            text: scan.text(of: first, last, in: text),
            rule: rule.rawValue,
            isFact: isFact,
            beat: beat.map(\.rawValue)
        )
    }

    /// How many characters and tokens reading a text looks at; linear in its length.
    package func work(in text: String, issueDate: CalendarDate?) -> Int {
        let grammar = read(text, issueDate: issueDate, explains: false)
        return grammar.scan.steps + grammar.steps
    }

    /// The sums that the text states among its facts, done again.
    package func checks(among facts: [Fact], in text: String) -> [Check] {
        Arithmetic(facts: facts, text: text).checks()
    }
}
