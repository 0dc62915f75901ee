/// Unifies radicals and compatibility ideographs, which a poor font map leaves in extracted text (⽉ ⼈ ⻓ for 月 人 长).
///
/// Only single code points change, so every character keeps its place; full-width digits and quotes stay as printed.
@usableFromInline
package struct Radicals: Sendable {
    /// Whether the page is set in simplified characters, where ⼾ reads 户 and not 戶.
    package let isSimplified: Bool

    /// The unification for text of that script.
    package init(isSimplified: Bool) {
        self.isSimplified = isSimplified
    }

    /// The ideograph that `scalar` stands for, or `scalar` itself.
    @inlinable
    @inline(__always)
    package func unified(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x2E80 { return scalar }
        if scalar > 0x2FDF, scalar < 0xF900 { return scalar }
        return looked(up: scalar)
    }

    @usableFromInline
    @inline(never)
    package func looked(up scalar: UInt32) -> UInt32 {
        let mapped: UInt32 =
            switch scalar {
            case 0x2E80...0x2FDF: RadicalTables.radicals[Int(scalar - 0x2E80)]
            case 0xF900...0xFAFF: RadicalTables.compatibility[Int(scalar - 0xF900)]
            case 0x2F800...0x2FA1F: RadicalTables.supplement[Int(scalar - 0x2F800)]
            default: 0
            }
        if mapped == 0 { return scalar }
        guard isSimplified, scalar <= 0x2FDF else { return mapped }
        return Self.simplified[mapped] ?? mapped
    }

    /// The simplified form of those radicals whose traditional form Unicode names.
    private static let simplified: [UInt32: UInt32] = {
        let traditional = "戶見貝車長門韋頁風飛馬魚鳥鹵麥黃黽齊齒龍龜鬥靑"
        let forms = "户见贝车长门韦页风飞马鱼鸟卤麦黄黾齐齿龙龟斗青"
        var pairs: [UInt32: UInt32] = [:]
        for (from, to) in zip(traditional.unicodeScalars, forms.unicodeScalars) { pairs[from.value] = to.value }
        return pairs
    }()
}
