import TestSupport
import Testing

@testable import TextNormalization

@Suite("A normalised body")
struct BodyNormalizerTests {
    @Test(
        "is the same for every way of printing it",
        arguments: [
            ("今年 ２月，\n增长 11.2％", "今年2月,增长11.2%"),
            ("⼾⼝⻚⻋", "戶口页车"),
            ("ﬁle e\u{301}\u{200B}\u{323}", "fileẹ\u{301}"),
            ("\u{FEFF}㍿２０㎡", "株式会社20m2"),
            ("a\u{B4}", "á"),
            ("가 각 \u{1100}\u{1161}\u{11A8}", "가각각"),
            ("\u{F900}\u{2F800}\u{20000}", "豈丽\u{20000}"),
            ("", ""),
            (" \u{3000}\t", ""),
        ]
    )
    func examples(text: String, expected: String) {
        #expect(Array(BodyNormalizer.normalized(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test("does not change when normalised again")
    func idempotence() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<3_000 {
            let once = BodyNormalizer.normalized(randomText(&random))
            #expect(BodyNormalizer.normalize(once) == Array(once.utf8))
        }
    }

    @Test("is what utf8proc makes of the decomposed text without blanks")
    func agreement() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<3_000 {
            let text = randomText(&random)
            let form = BodyNormalizer.normalize(text)
            #expect(form == reference(text), "\(text.unicodeScalars.map(\.value))")
        }
    }

    @Test("is what utf8proc makes of each scalar alone")
    func scalars() {
        for value in (0..<0x33480 as Range<UInt32>) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(scalar)
            let form = BodyNormalizer.normalize(text)
            if form != reference(text) { Issue.record("U+\(String(value, radix: 16))") }
        }
    }

    @Test("is made of a million combining marks without end")
    func marks() {
        let marks = String(repeating: "\u{301}\u{323}", count: 500_000)
        #expect(BodyNormalizer.normalize("e" + marks).count > 1_999_000)
    }
}
