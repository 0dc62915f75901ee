/// The entries of a key whose ranks begin with the same digits, in base four.
struct KeyStretch: Equatable {
    /// How many digits a rank has.
    private static let digits = 8
    private static let bitsPerDigit = 2

    let key: UInt64
    /// The least word of the stretch.
    let first: UInt64
    /// How many digits its ranks have in common.
    private let depth: Int

    /// All entries of a key.
    init(key: UInt64) {
        self.init(key: key, first: key << 16, depth: 0)
    }

    private init(key: UInt64, first: UInt64, depth: Int) {
        self.key = key
        self.first = first
        self.depth = depth
    }

    /// Whether all of it is of one rank.
    var isDeepest: Bool { depth == Self.digits }

    private var width: UInt64 { 1 << UInt64(Self.bitsPerDigit * (Self.digits - depth)) }

    /// The four parts that differ in one digit more.
    var parts: [KeyStretch] {
        let width = width >> UInt64(Self.bitsPerDigit)
        return (0..<4).map { KeyStretch(key: key, first: first + width * $0, depth: depth + 1) }
    }

    func holds(_ entry: KeyEntry) -> Bool { holds(word: entry.word) }

    func holds(word: UInt64) -> Bool { word >= first && word - first < width }
}
