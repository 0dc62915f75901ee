/// Where the lines of a page stand and how they are set; evidence for separation beside the text.
package struct PageGeometry: Equatable, Sendable {
    /// How one line of `Page.lines` is set.
    package struct Line: Equatable, Sendable {
        /// Where it stands; on a page set from top to bottom as if the page were turned to read from left to right.
        package var box: Box
        /// The size of most of its characters, in points.
        package var fontSize: Double
        package var isBold: Bool
        /// The number of the part of the page that it stands in: what whitespace, rules and headlines set off as one.
        package var section: Int
        /// The number of its column within the section, from 0; nil for a line above the columns.
        package var column: Int?
        /// How far it begins behind the edge of its column, in points.
        package var indent: Double
        /// How far it ends before the edge of its column, in points.
        package var slack: Double
        /// How sure the source is of the characters, 0…1; nil if it does not say.
        package var confidence: Double?
        /// The index of the line, before this one, that it prints a second time, as a shadow does.
        package var repeated: Int?
        /// Whether it stands under a picture and tells what that shows.
        package var isCaption = false

        /// A line in `box`.
        package init(
            box: Box,
            fontSize: Double,
            isBold: Bool = false,
            section: Int = 0,
            column: Int? = nil,
            indent: Double = 0,
            slack: Double = 0,
            confidence: Double? = nil,
            repeated: Int? = nil
        ) {
            self.box = box
            self.fontSize = fontSize
            self.isBold = isBold
            self.section = section
            self.column = column
            self.indent = indent
            self.slack = slack
            self.confidence = confidence
            self.repeated = repeated
        }
    }

    /// The size of the page, in points.
    package var width: Double
    package var height: Double
    /// The size of the type that running text is set in, in points.
    package var bodySize: Double
    /// One for each line of `Page.lines`, nil for those that stand nowhere (empty lines).
    package var lines: [Line?]
    /// Drawn lines and the edges of frames.
    package var rules: [Box]
    /// Places of pictures.
    package var pictures: [Box]

    /// How the lines of a page of that size are set.
    package init(
        width: Double,
        height: Double,
        bodySize: Double,
        lines: [Line?],
        rules: [Box] = [],
        pictures: [Box] = []
    ) {
        self.width = width
        self.height = height
        self.bodySize = bodySize
        self.lines = lines
        self.rules = rules
        self.pictures = pictures
    }
}
