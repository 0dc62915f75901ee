/// One page of an issue as a reader hands it on: decoded text, its lines, and the way back to the source.
package struct Page: Sendable {
    /// The place of the page in its file, from 0.
    package var index: Int
    /// The page label that the source prints or its name carries (`01`, `A1`), if known.
    package var label: String?
    /// The whole decoded text, valid UTF-8, line terminators included.
    package var text: [UInt8]
    /// The lines in file order, blank ones too; their ranges do not overlap and ascend.
    package var lines: [TextLine]
    /// Leads from `text` back to what was dropped.
    package var source: SourceMap
    /// Ranges of `text` that no line covers and that belong to no article; they become leftovers.
    ///
    /// Such is the mark (U+FFFD) for a character that was cut off at the end of the file.
    package var residue: [Range<Int>]
    /// What the reader noticed, as the flags of `quality.flags` (`truncated`).
    package var flags: [String]
    /// Where the lines stand and how they are set, if the source tells.
    package var geometry: PageGeometry?

    /// A page of `text` whose lines are `lines`.
    package init(
        index: Int = 0,
        label: String? = nil,
        text: [UInt8],
        lines: [TextLine],
        source: SourceMap,
        residue: [Range<Int>] = [],
        flags: [String] = [],
        geometry: PageGeometry? = nil
    ) {
        self.index = index
        self.label = label
        self.text = text
        self.lines = lines
        self.source = source
        self.residue = residue
        self.flags = flags
        self.geometry = geometry
    }
}

/// One printed line: a range of UTF-8 byte offsets in `Page.text`, without its terminator.
package struct TextLine: Equatable, Sendable {
    /// UTF-8 byte offsets in `Page.text`, end exclusive.
    package var range: Range<Int>

    /// The line at `range`.
    package init(range: Range<Int>) {
        self.range = range
    }
}
