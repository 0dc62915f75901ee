/// The label of a page, as a paper prints it: a number (07), or letters for a section and a number (A7, AA12).
package struct PageLabel: Hashable, Sendable, CustomStringConvertible {
    /// The letters before the number, upper case; empty for most papers.
    package let letters: String
    /// The number of the page within its section, from 1.
    package let number: Int
    /// The label as printed or named; a number alone has at least two digits, so that `第7版` and `07` are the same.
    package let description: String

    /// The page `number` of the section `letters`, written with at least `digits` digits.
    ///
    /// Nil without a number in 1…999, or with more than two letters or others than A to Z.
    package init?(letters: String = "", number: Int, digits: Int = 2) {
        let upper = letters.uppercased()
        guard 1...999 ~= number, upper.utf8.count <= 2,
            upper.utf8.allSatisfy({ UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 })
        else { return nil }
        self.letters = upper
        self.number = number
        description = upper + Self.padded(number, to: upper.isEmpty ? 2 : min(digits, 2))
    }

    /// Reads letters and digits and nothing else: `7`, `07`, `A1`, `b03`.
    package init?(_ text: some StringProtocol) {
        let digits = text.utf8.reversed().prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }.count
        guard 1...3 ~= digits, let number = Int(text.suffix(digits)) else { return nil }
        self.init(letters: String(text.dropLast(digits)), number: number, digits: digits)
    }

    /// The form in which labels are compared and hashed: `07`, `A01`, whether the paper writes A1 or A01.
    package var canonical: String { letters + Self.padded(number, to: 2) }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
