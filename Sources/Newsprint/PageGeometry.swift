/// Where the lines of a page stand and how they are set; evidence for separation beside the text.
package struct PageGeometry: Equatable, Sendable {
    /// How one line of `Page.lines` is set.
    package struct Line: Equatable, Sendable {
        package var box: Box
        /// The size of most of its characters, in points.
        package var fontSize: Double
        package var isBold: Bool
        /// The number of its block: lines of one column and kind of type, below each other without a gap.
        package var block: Int
        /// How sure the source is of the characters, 0…1; nil if it does not say.
        package var confidence: Double?

        /// A line in `box`.
        package init(box: Box, fontSize: Double, isBold: Bool = false, block: Int = 0, confidence: Double? = nil) {
            self.box = box
            self.fontSize = fontSize
            self.isBold = isBold
            self.block = block
            self.confidence = confidence
        }
    }

    /// The size of the page, in points.
    package var width: Double
    package var height: Double
    /// One for each line of `Page.lines`, nil for those that stand nowhere (empty lines).
    package var lines: [Line?]
    /// Drawn lines and the edges of frames.
    package var rules: [Box]
    /// Places of pictures.
    package var pictures: [Box]

    /// How the lines of a page of that size are set.
    package init(width: Double, height: Double, lines: [Line?], rules: [Box] = [], pictures: [Box] = []) {
        self.width = width
        self.height = height
        self.lines = lines
        self.rules = rules
        self.pictures = pictures
    }
}
