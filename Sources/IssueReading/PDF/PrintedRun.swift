import Newsprint

/// A run of text in one font as the PDF prints it, in the order of the file.
struct PrintedRun: Equatable {
    var text: String
    /// As high as the font says its type is, in points.
    var box: Box
    var fontSize: Double
    var isBold: Bool
    var font: Int

    /// Whether nothing of it is seen.
    var isBlank: Bool { text.unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}

/// A page as pdftohtml describes it.
struct PrintedPage: Equatable {
    /// From 1.
    var number: Int
    var width: Double
    var height: Double
    var runs: [PrintedRun] = []
}
