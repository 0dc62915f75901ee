/// The weights of the separation, in nats: logarithms of how much likelier one reading is than the other.
struct Weights: Sendable {
    // MARK: Lines of a paragraph

    /// A row that is not the last of its paragraph fills the column: log density of its width there.
    var full: Float = -1.12
    /// For each cell by which such a row misses the column beyond tolerance.
    var missing: Float = -3.45
    /// At most this for one row, since pictures and unknown characters upset measures.
    var missingFloor: Float = -9.75
    /// A last row may have any width: log density for a column of one cell.
    var lastRowScale: Float = -0.2

    /// Cells that may be left free though the next piece would have fitted.
    var slackTolerance: Float = 0.35
    /// Cells by which a row may be wider than its column.
    var overTolerance: Float = 0.68
    /// Cells of the indent that was taken off a paragraph's first row.
    var indentTrace: Float = 2.25

    // MARK: Paragraph ends

    /// A paragraph ends here, and a sentence too.
    var endAtSentence: Float = -1.4
    /// A paragraph ends though no sentence does.
    var endInSentence: Float = -5.0
    /// A row by itself without punctuation: perhaps a crosshead.
    var endOfCrosshead: Float = -1.7
    /// A paragraph goes on where a sentence ends with the row.
    var wrapAtSentence: Float = -3.2
    /// A paragraph goes on in mid-sentence.
    var wrapInSentence: Float = -0.2
    /// For each nat by which the characters that meet over a wrap belong together, up to so many.
    var wrapPair: Float = 0.7
    var wrapPairMost: Float = 2
    /// A colon ends it.
    var endAtColon: Float = -3.2
    /// A quotation or bracket stays open at a paragraph's end.
    var endInBracket: Float = -3.5
    /// An empty line inside a paragraph.
    var wrapOverBlank: Float = -1.6
    /// A paragraph's end without an empty line, on a page that has them between rows.
    var endWithoutBlank: Float = -1.8
    /// An empty line and 近日 or the like inside a paragraph.
    var wrapBeforeLead: Float = -2.5
    /// A visible indent inside a paragraph.
    var wrapIndented: Float = -9
    /// A paragraph that begins without indent on a page that prints them.
    var startUnindented: Float = -5
    /// The next row begins with a character that no row begins with.
    var startShunned: Float = -8
    /// A paragraph that is cut: its end stands elsewhere.
    var cut: Float = -7.0
    var cutAtBlank: Float = -2.5
    /// A paragraph's rest behind an empty line, whose beginning stands elsewhere.
    var resumedAtBlank: Float = -7
    /// Headline lines and paragraphs with no empty line between them.
    var headInBlock: Float = 0
    /// A dateline inside a paragraph.
    var wrapBeforeDateline: Float = -9

    // MARK: Changes

    var columnChangeInside: Float = -8.0
    var columnChange: Float = -3.0
    /// Headlines begin after a body.
    var headStart: Float = -0.9
    var headGoesOn: Float = 0.0
    /// A row of a headline: any width up to thirty cells.
    var headRow: Float = -3.2
    /// A block of rows between empty lines that has no punctuation, on a page that has empty lines.
    var headBlock: Float = 1.5
    /// A row whose text stands on the page twice.
    var headRepeated: Float = 6
    /// A dateline in a headline.
    var headDateline: Float = -8
    var headPause: Float = -3.2
    var headTerminator: Float = -5.5
    var headLong: Float = -0.5
    var bodyWithoutPause: Float = -0.75
    var unwrapped: Float = -6

    /// The weights for a page whose columns were dumped piece by piece.
    ///
    /// Paragraphs are cut at every few rows there; where empty lines stand around blocks, none holds headlines and text.
    func mixed(partsBlocks: Bool) -> Weights {
        var weights = self
        weights.cutAtBlank = -2.5
        weights.resumedAtBlank = -7
        if partsBlocks { weights.headInBlock = -5 }
        return weights
    }
}
