/// What the evidence about a body's fragments counts, in nats, as `presscut-bench learn-weaving` found it.
package struct WeavingWeights: Sendable {
    /// In the order of `FragmentReader.endNames`.
    package var end: [Float]
    /// In the order of `FragmentReader.startNames`.
    package var start: [Float]
    /// In the order of `LinkReader.names`.
    package var link: [Float]
    /// In the order of `ColumnStep`, first those behind a step down, then those behind another.
    package var step: [Float]

    /// Each column beyond the first.
    package var column: Float = 0.3
    /// A column one row shorter than the highest.
    package var oneRow: Float = 0.8
    /// Each further row.
    package var moreRows: Float = 2
    /// Each row by which the last column is higher than the others.
    package var lastColumnHigher: Float = 1.5
    /// Each row beyond the number of columns by which it is shorter.
    package var lastColumnShorter: Float = 0.25
    /// A body that does not begin with a paragraph.
    package var noStart: Float = 3
    /// A body that does not end with a paragraph.
    package var noEnd: Float = 3

    /// Fragments of different column widths in one body that follow each other in the dump.
    package var columnChange: Float = 2.5
    /// A seam, since the paragraphs that meet there are not of one body, which would count for it.
    package var seam: Float = 1
    /// How likely rows are parted at a height where those of another column stand together.
    package var levelBroken: Float = 0.04
    /// A deal whose dump would differ from the one at hand, and each place where it does.
    package var otherDump: Float = 1
    package var dumpBreak: Float = 0.5

    /// The weights learned from pages with truth.
    package static let learned = WeavingWeights(
        end: [
            -4.28,  // any fragment
            4.66,  // a sentence ends
            1.95,  // and 0.7 cells stay free
            2.82,  // and 1.7 cells stay free
            2.64,  // no sentence ends, but 1.7 cells stay free and no comma stands there
            -1.01,  // one row
            1.18,  // one row that ends a sentence
            0.63,  // one short row without a comma
            -0.1,  // a bracket stays open
            0.0,  // a colon
            1.15,  // a full row below others ends a sentence
            2.78,  // headline lines
            -0.54,  // a comma ends it
            0.0,  // a signature
        ],
        start: [
            -0.94,  // any fragment
            3.02,  // cells that the first row misses the column by
            -2.26,  // cells that it misses an indented row by
            2.55,  // the first row fits an indented row alone
            -1.59,  // the first row fits a full one alone
            0.04,  // it fits neither
            -1.93,  // one row
            0.48,  // one row, too wide for an indented one
            4.26,  // one row of a paragraph that goes on fits an indented one alone
            -3.9,  // one row of a paragraph that goes on fits a full one alone
            -0.37,  // a bracket closes
            0.0,  // a character that begins no row
            3.77,  // a dateline
            0.0,  // a visible indent
            1.22,  // headline lines
            2.52,  // one short row in which no sentence ends
            2.51,  // one full row in which no sentence ends
        ],
        link: [
            -0.35,  // any two fragments
            0.36,  // a sentence goes on
            -2.37,  // an unfinished paragraph over a new one
            -1.99,  // a finished paragraph over an unbegun one
            1.34,  // a whole paragraph over a new one
            0.98,  // the characters that would meet belong together
            1.64,  // they meet elsewhere on the page
            -0.53,  // they meet elsewhere more than once
            1.15,  // a bracket is closed
            -1.13,  // a bracket is closed on one side alone
            -3.29,  // a dateline below
            0.0,  // a signature above
            0.62,  // a comma above
            0.0,  // a comma above a row that none begins with
            0.71,  // the characters that would meet avoid each other
        ],
        step: [
            1.0,  // down
            0.49,  // rightToLevelTop
            -0.47,  // rightToNearTop
            -0.08,  // rightToFarTop
            -0.22,  // rightToLowerTop
            1.15,  // leftToLowerTop
            -0.62,  // leftToTop
            0.64,  // rightLevel
            0.27,  // rightUp
            -0.37,  // rightFarUp
            -0.57,  // rightDown
            1.19,  // leftDownOne
            0.83,  // leftDownTwo
            0.56,  // leftDownFour
            -2.6,  // leftFarDown
            -0.98,  // leftUp
            0.31,  // down, after a switch
            0.45,  // rightToLevelTop, after a switch
            -1.48,  // rightToNearTop, after a switch
            -1.89,  // rightToFarTop, after a switch
            -1.57,  // rightToLowerTop, after a switch
            1.27,  // leftToLowerTop, after a switch
            0.19,  // leftToTop, after a switch
            1.99,  // rightLevel, after a switch
            1.23,  // rightUp, after a switch
            0.54,  // rightFarUp, after a switch
            -0.71,  // rightDown, after a switch
            1.68,  // leftDownOne, after a switch
            1.47,  // leftDownTwo, after a switch
            -0.47,  // leftDownFour, after a switch
            -2.86,  // leftFarDown, after a switch
            0.0,  // leftUp, after a switch
        ]
    )
}
