internal import TextNormalization

/// What a line such as （下转第4版） or ▲上接A01版 says.
package struct JumpLine: Equatable, Sendable {
    package var direction: JumpEnd.Direction
    /// The letters before the page's number, upper case; mostly none.
    package var letters: String
    package var number: Int

    /// The label of the other page in canonical form: `04`, `A01`.
    package var target: String { letters + (number < 10 ? "0" : "") + String(number) }

    /// Words that lead on or back; a single character does so only with a page behind it.
    private static let words: [(word: [UInt32], direction: JumpEnd.Direction)] = {
        func entries(_ words: [String], _ direction: JumpEnd.Direction) -> [(word: [UInt32], JumpEnd.Direction)] {
            words.map { ($0.unicodeScalars.map(\.value), direction) }
        }
        return entries(["下转", "下轉"], .to) + entries(["上接", "紧接", "緊接", "续自", "續自"], .from)
            + entries(["转", "轉"], .to) + entries(["接", "续", "續"], .from)
    }()
    /// What may stand between the word and the page: 下转今日第4版, 上接本报1版.
    private static let longestFiller = 4

    /// What a jump line says; both directions where a story comes from one page and goes on to another.
    package static func read(_ line: String) -> [JumpLine] {
        let scalars = String(decoding: BodyNormalizer.normalize(line), as: UTF8.self).unicodeScalars.map(\.value)
        var found: [JumpLine] = []
        var place = 0
        while place < scalars.count {
            guard let entry = words.first(where: { scalars[place...].starts(with: $0.word) }) else {
                place += 1
                continue
            }
            place += entry.word.count
            guard let page = page(scalars, from: place, mustSayPage: entry.word.count == 1) else { continue }
            place = page.end
            guard !found.contains(where: { $0.direction == entry.direction }) else { continue }
            found.append(JumpLine(direction: entry.direction, letters: page.letters, number: page.number))
        }
        return found
    }

    private static let pageWords = Set("版页頁".unicodeScalars.map(\.value))
    private static let first = Set("头頭".unicodeScalars.map(\.value))
    private static let numerals: [UInt32: Int] = {
        let digits = zip("〇一二三四五六七八九".unicodeScalars, 0...).map { ($0.0.value, $0.1) }
        return Dictionary(uniqueKeysWithValues: digits)
    }()
    private static let ten: UInt32 = 0x5341

    private static func page(
        _ scalars: [UInt32],
        from start: Int,
        mustSayPage: Bool
    ) -> (letters: String, number: Int, end: Int)? {
        for skipped in 0...longestFiller {
            var place = start + skipped
            guard place < scalars.count else { return nil }
            var letters = ""
            while letters.utf8.count < 2, place < scalars.count, let letter = letter(scalars[place]) {
                letters.append(letter)
                place += 1
            }
            if letters.isEmpty, place + 1 < scalars.count, first.contains(scalars[place]),
                pageWords.contains(scalars[place + 1])
            {
                return ("", 1, place + 2)
            }
            guard let (number, end) = number(scalars, from: place), 1...999 ~= number else { continue }
            let saysPage = end < scalars.count && pageWords.contains(scalars[end])
            guard saysPage || !mustSayPage else { return nil }
            return (letters, number, saysPage ? end + 1 : end)
        }
        return nil
    }

    private static func letter(_ scalar: UInt32) -> Character? {
        switch scalar {
        case 0x41...0x5A: Unicode.Scalar(scalar).map { Character($0) }
        case 0x61...0x7A: Unicode.Scalar(scalar - 0x20).map { Character($0) }
        default: nil
        }
    }

    /// A number below 1,000 in ASCII digits, or one below 100 in Chinese ones.
    private static func number(_ scalars: [UInt32], from start: Int) -> (number: Int, end: Int)? {
        var place = start
        var value = 0
        while place < scalars.count, place - start < 3, isDigit(scalars[place]) {
            value = value * 10 + Int(scalars[place] - 0x30)
            place += 1
        }
        if place > start { return (value, place) }
        var tens: Int?
        var ones: Int?
        while place < scalars.count, place - start < 3 {
            if scalars[place] == ten, tens == nil {
                tens = ones ?? 1
                ones = nil
            } else if let digit = numerals[scalars[place]], ones == nil {
                ones = digit
            } else {
                break
            }
            place += 1
        }
        return place == start ? nil : ((tens ?? 0) * 10 + (ones ?? 0), place)
    }
}
