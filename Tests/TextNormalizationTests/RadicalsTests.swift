import TextNormalization
import Testing

@Suite("Radicals")
struct RadicalsTests {
    private func unified(_ text: String, isSimplified: Bool) -> String {
        let radicals = Radicals(isSimplified: isSimplified)
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(Unicode.Scalar(radicals.unified(scalar.value)) ?? "?") }
        return String(scalars)
    }

    @Test("become the ideographs that they stand for")
    func unifies() {
        #expect(unified("⽉⼈⻓⺠⻔⽇", isSimplified: true) == "月人长民门日")
    }

    @Test("take the form of the page's script")
    func followsScript() {
        #expect(unified("⼾⾧⾨", isSimplified: true) == "户长门")
        #expect(unified("⼾⾧⾨", isSimplified: false) == "戶長門")
    }

    @Test("leave full-width digits and quotes as printed")
    func keepsWidth() {
        #expect(unified("１２“引”Ａ", isSimplified: true) == "１２“引”Ａ")
    }

    @Test("unify compatibility ideographs by their canonical mapping")
    func unifiesCompatibility() {
        #expect(
            Array(unified("\u{F900}\u{2F800}", isSimplified: true).unicodeScalars.map(\.value)) == [0x8C48, 0x4E3D]
        )
    }
}
