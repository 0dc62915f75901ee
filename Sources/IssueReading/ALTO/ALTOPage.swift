import Newsprint

/// One page of an ALTO file: its words, lines and blocks in file order.
///
/// Boxes are in points; where the file counts in pixels, a pixel is a point.
struct ALTOPage {
    /// A String element.
    struct Word {
        var text: String
        var box: Box
        /// How sure the recognition is of it, 0…1, if the file says.
        var confidence: Double?
        var fontSize: Double?
        var isBold = false
        /// Whether a blank stands before it in its line.
        var hasGap: Bool
        /// Which half of a hyphenated word it is: 1, 2, or 0 for none.
        var half = 0
        /// The whole word that it is a half of.
        var whole: String?
        /// The hyphen that ends the line behind it.
        var hyphen: (text: String, box: Box)?
    }

    /// A TextLine element.
    struct Line {
        var words: Range<Int>
        /// The number of its block on the page.
        var block: Int
        var box: Box
    }

    var identifier: String?
    /// How many points the file's unit of measure is.
    var unit = 1.0
    var width: Double
    var height: Double
    /// PC: how sure the recognition is of the page as a whole, 0…1, if the file says.
    var confidence: Double?
    /// The page's printed number (PRINTED_IMG_NR), if the file says.
    var printedNumber: String?
    var words: [Word] = []
    var lines: [Line] = []
    var blockCount = 0
    /// The numbers of the blocks that stand in a ComposedBlock of type Advertisement.
    var advertisementBlocks: Set<Int> = []
    /// Illustrations and graphical elements.
    var pictures: [Box] = []
    /// Thin graphical elements.
    var rules: [Box] = []
    /// The lines that each identified element holds.
    var linesByIdentifier: [String: Range<Int>] = [:]
    /// Pictures by their identifiers.
    var pictureIdentifiers: Set<String> = []
}
