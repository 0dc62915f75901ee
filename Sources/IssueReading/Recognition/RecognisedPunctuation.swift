import Newsprint

/// Puts punctuation right that recognition confuses, where the rest of the line says what is printed.
///
/// Brackets are printed in pairs: what opens as 〈 or 《 and closes as ） opened as （. Of two quotation marks in a row the
/// second closes. Two ones in a row are a dash but where 一一 says “one by one”.
enum RecognisedPunctuation {
    static func restore(_ words: inout [PositionedWord]) {
        restoreDashes(&words)
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

    /// What follows 一一 where it is the adverb: verbs of telling, answering, comparing.
    private static let verbs = Set("对列解回介核说作告道登标记查落兑".unicodeScalars)

    private static func restoreDashes(_ words: inout [PositionedWord]) {
        var places: [(word: Int, place: Int)] = []
        var scalars: [Unicode.Scalar] = []
        for (index, word) in words.enumerated() {
            for (place, scalar) in word.text.unicodeScalars.enumerated() {
                places.append((index, place))
                scalars.append(scalar)
            }
        }
        var index = 1
        while index + 1 < scalars.count {
            guard scalars[index] == "一", scalars[index - 1] == "一" else {
                index += 1
                continue
            }
            if !verbs.contains(scalars[index + 1]) {
                for mark in [index - 1, index] { words.replace(places[mark].word, places[mark].place, by: "—") }
            }
            index += 2
        }
    }
}

extension [PositionedWord] {
    /// Sets one character of a word.
    fileprivate mutating func replace(_ word: Int, _ place: Int, by scalar: Unicode.Scalar) {
        var scalars = [Unicode.Scalar](self[word].text.unicodeScalars)
        scalars[place] = scalar
        self[word].text = String(String.UnicodeScalarView(scalars))
    }

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
