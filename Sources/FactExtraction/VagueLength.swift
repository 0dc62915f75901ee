/// A length of time of more than one unit that is not told: 几小时, 数年.
///
/// 数 ends many nouns (人数年均), so that a break or a verb must stand before it; 几 after 第 asks for a number.
enum VagueLength {
    private static let units = ["天", "年", "周", "日", "个月", "小时", "分钟", "秒钟", "个小时", "个星期", "月"].map { Array($0.utf16) }

    /// After the unit these make another word of it: 年级, 年均, 日报.
    private static let compoundEnds = Set("级均增度轻产报历份末底初".utf16)

    /// Verbs and particles before 数年, 数日.
    private static let verbs = Set("了经历达长时续过隔待的后前在于花需要有为止续用".utf16)

    private static let ordinal = character("第")
    private static let month = character("月")

    /// Whether the 几 or 数 at `position` begins one.
    static func begins(_ text: [UInt16], at position: Int, table: CharacterTable) -> Bool {
        let rest = text[(position + 1)..<min(position + 4, text.count)]
        guard units.contains(where: { rest.starts(with: $0) }) else { return false }
        let isSeveral = text[position] == Folded.several
        // 几月几日 asks for a date.
        if isSeveral, rest.first == month { return false }
        guard position + 2 >= text.count || !compoundEnds.contains(text[position + 2]) else { return false }
        guard position > 0 else { return true }
        let before = text[position - 1]
        if isSeveral { return before != ordinal }
        switch table.classes[Int(before)] {
        case .clauseEnd, .mark, .newline: return true
        default: return verbs.contains(before)
        }
    }

    private static func character(_ scalar: Unicode.Scalar) -> UInt16 { UInt16(truncatingIfNeeded: scalar.value) }
}
