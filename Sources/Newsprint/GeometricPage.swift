/// The direction in which a word's characters follow each other on the page.
package enum TextDirection: Sendable {
    /// From left to right, lines below each other.
    case right
    /// From top to bottom, columns of characters from right to left: 竖排, or text turned clockwise.
    case down
    /// From bottom to top: text turned counter-clockwise.
    case up
}

/// A piece of printed text and where it stands: a word of ALTO, a run of one font in a PDF, a word found in a scan.
package struct PositionedWord: Equatable, Sendable {
    /// The characters in reading order; never empty.
    package var text: String
    /// The box around them.
    package var box: Box
    /// The size of the type in points; for a source that does not say, the height of its boxes is near enough.
    package var fontSize: Double
    package var isBold: Bool
    /// A number for the typeface, so that faces can be told apart on their page; 0 if the source does not say.
    package var font: Int
    package var direction: TextDirection
    /// How sure the source is of the characters, 0…1; nil if it does not say (a PDF is always sure).
    package var confidence: Double?

    /// A word of one size and face.
    package init(
        text: String,
        box: Box,
        fontSize: Double,
        isBold: Bool = false,
        font: Int = 0,
        direction: TextDirection = .right,
        confidence: Double? = nil
    ) {
        self.text = text
        self.box = box
        self.fontSize = fontSize
        self.isBold = isBold
        self.font = font
        self.direction = direction
        self.confidence = confidence
    }
}

/// Words of one printed line of one column, in reading order.
package struct PositionedLine: Equatable, Sendable {
    /// Never empty; words that the source keeps apart by a blank carry it in their text, or say so by their distance.
    package var words: [PositionedWord]
    /// The number of the block that the source puts the line in, if it does (an ALTO TextBlock); layout takes it as a hint.
    package var block: Int?
    /// Whether its blanks are all in the text of its words, and distances between boxes say nothing of blanks.
    package var statesBlanks: Bool

    /// A line of those words.
    package init(words: [PositionedWord], block: Int? = nil, statesBlanks: Bool = false) {
        self.words = words
        self.block = block
        self.statesBlanks = statesBlanks
    }

    /// The box around all words.
    package var box: Box {
        var box = words[0].box
        for word in words.dropFirst() { box = box.union(word.box) }
        return box
    }

    /// The size of most of its characters.
    package var fontSize: Double { dominantWord.fontSize }

    /// The word with the most characters, the first of equals.
    package var dominantWord: PositionedWord {
        var dominant = words[0]
        for word in words.dropFirst() where word.text.utf8.count > dominant.text.utf8.count { dominant = word }
        return dominant
    }
}

/// One page as a geometric source hands it on: what is printed where, in no particular order.
package struct GeometricPage: Equatable, Sendable {
    /// The place of the page in its file, from 0.
    package var index: Int
    package var width: Double
    package var height: Double
    package var lines: [PositionedLine]
    /// Drawn lines and the edges of frames, each a thin box.
    package var rules: [Box] = []
    /// Places of pictures.
    package var pictures: [Box] = []
    /// What the reader noticed, as the flags of `quality.flags`.
    package var flags: [String] = []

    /// A page of that size in points.
    package init(index: Int = 0, width: Double, height: Double, lines: [PositionedLine] = []) {
        self.index = index
        self.width = width
        self.height = height
        self.lines = lines
    }
}
