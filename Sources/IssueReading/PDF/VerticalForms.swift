/// Punctuation as fonts draw it in vertical text, and the characters that it is.
///
/// Source: Unicode, blocks Vertical Forms (FE10–FE1F) and CJK Compatibility Forms (FE30–FE4F), each by its compatibility
/// mapping, in the full width that Chinese print has.
enum VerticalForms {
    private static let forms: [Unicode.Scalar: Unicode.Scalar] = {
        let vertical = "︐︑︒︓︔︕︖︗︘︙︰︱︲︳︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈".unicodeScalars
        let upright = "，、。：；！？〖〗…‥—–＿（）｛｝〔〕【】《》〈〉「」『』［］".unicodeScalars
        return Dictionary(uniqueKeysWithValues: zip(vertical, upright))
    }()

    /// The text with the characters that its vertical forms stand for.
    static func upright(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { 0xFE10...0xFE4F ~= $0.value }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { forms[$0] ?? $0 }))
    }
}
