import Newsprint
import TextNormalization
import TextScanning

/// Writes the text of a passage whose words the source keeps apart, under the declared normalisations.
///
/// Between words of an alphabet stands one space, also where a line wraps; beside Han characters and their punctuation
/// none, save that a gap between two Han characters of one line may be meant and stays. Words hyphenated at the end of a
/// line are joined. Radicals and compatibility ideographs are unified.
struct PassageWriter {
    /// How a character stands to blanks.
    private enum Setting {
        /// Han characters and full-width punctuation, which no blank parts.
        case solid
        case han
        /// Letters, digits and signs that blanks part.
        case spaced
        /// Quotes, dashes and dots that both kinds of writing share.
        case neutral

        init(_ scalar: UInt32) {
            switch scalar {
            case 0x2018...0x201D, 0x2013...0x2015, 0x2025, 0x2026, 0xB7: self = .neutral
            case 0x3000...0x3004, 0x3008...0x303F, 0xFE10...0xFE4F, 0xFF00...0xFFEF: self = .solid
            default: self = CharacterClass(scalar) == .han ? .han : .spaced
            }
        }
    }

    /// What stands between two words in the source.
    enum Gap {
        case none
        case blank
        case lineBreak
    }

    private let radicals: Radicals
    private(set) var text = String.UnicodeScalarView()
    private(set) var ranges: [Range<Int>] = []
    private var last: UInt32?
    private var pending = Gap.none

    init(radicals: Radicals) {
        self.radicals = radicals
    }

    /// The passage so far, or nil if nothing visible was written.
    var passage: Passage? {
        ranges.isEmpty || text.isEmpty ? nil : Passage(text: String(text), ranges: ranges)
    }

    /// A blank or line break stands before the next word.
    mutating func gap(_ gap: Gap) {
        if pending == .none || gap == .lineBreak { pending = gap }
    }

    /// Writes the word that stands at `range` of the page's text.
    mutating func word(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var position = range.lowerBound
        while position < range.upperBound {
            let scalar = ScalarCursor.next(bytes, &position, end: range.upperBound)
            switch CharacterClass(scalar) {
            case .ignorable: continue
            case .blank: gap(.blank)
            default: write(radicals.unified(scalar))
            }
        }
        // Words of one line are one place.
        if let open = ranges.last, open.upperBound + 1 == range.lowerBound, bytes[open.upperBound] == 0x20 {
            ranges[ranges.count - 1] = open.lowerBound..<range.upperBound
        } else {
            cover(range)
        }
    }

    /// Whether blanks part a character from others: no Han character and no full-width sign.
    static func isSpaced(_ scalar: Unicode.Scalar) -> Bool {
        switch Setting(scalar.value) {
        case .spaced, .neutral: true
        case .solid, .han: false
        }
    }

    /// Writes `replacement` for what stands at `range`: a word whose other half stands on the line before.
    mutating func word(_ replacement: some Sequence<Unicode.Scalar>, for range: Range<Int>) {
        for scalar in replacement { write(radicals.unified(scalar.value)) }
        cover(range)
    }

    /// Takes `range` into the passage without writing anything: a hyphen that only the line break asked for.
    mutating func cover(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        if let open = ranges.last, open.upperBound == range.lowerBound {
            ranges[ranges.count - 1] = open.lowerBound..<range.upperBound
        } else {
            ranges.append(range)
        }
    }

    /// Takes the last `count` scalars back.
    mutating func unwrite(_ count: Int) {
        text.removeLast(min(count, text.count))
        last = text.last?.value
    }

    private mutating func write(_ scalar: UInt32) {
        if let last, pending != .none, keepsSpace(last, scalar) { text.append(" ") }
        pending = .none
        text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
        last = scalar
    }

    private func keepsSpace(_ left: UInt32, _ right: UInt32) -> Bool {
        switch (Setting(left), Setting(right)) {
        case (.solid, _), (_, .solid): false
        case (.han, .han): pending == .blank
        case (.han, _), (_, .han): false
        default: true
        }
    }
}
