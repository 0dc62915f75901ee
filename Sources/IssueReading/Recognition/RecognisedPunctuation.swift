import Newsprint

/// Puts punctuation right that recognition confuses, where the rest of the line says what is printed.
///
/// Brackets are printed in pairs: what opens as 〈 or 《 and closes as ） opened as （. Of two quotation marks in a row the
/// second closes.
enum RecognisedPunctuation {
    static func restore(_ words: inout [PositionedWord]) {
        var opened: (word: Int, place: Int)?
        var isQuoted = false
        for index in words.indices {
            var scalars = Array(words[index].text.unicodeScalars)
            for place in scalars.indices {
                switch scalars[place] {
                case "〈", "《": opened = (index, place)
                case "〉", "》", "（", "(": opened = nil
                case "）", ")":
                    if let mark = opened { words.replace(mark.word, mark.place, by: "（", &scalars, current: index) }
                    scalars[place] = "）"
                    opened = nil
                case "“":
                    if isQuoted { scalars[place] = "”" }
                    isQuoted.toggle()
                case "”": isQuoted = false
                default: break
                }
            }
            words[index].text = String(String.UnicodeScalarView(scalars))
        }
    }
}

extension [PositionedWord] {
    /// Sets one character of a word; that of the word at `current` stands in `scalars` yet.
    fileprivate mutating func replace(
        _ word: Int,
        _ place: Int,
        by scalar: Unicode.Scalar,
        _ scalars: inout [Unicode.Scalar],
        current: Int
    ) {
        if word == current {
            scalars[place] = scalar
            return
        }
        var others = Array<Unicode.Scalar>(self[word].text.unicodeScalars)
        others[place] = scalar
        self[word].text = String(String.UnicodeScalarView(others))
    }
}
