internal import TextScanning

extension Radicals {
    /// The unification for `text`, whose script is told by which of some frequent pairs of characters it has more of.
    package init(scriptOf text: Span<UInt8>) {
        var balance = 1
        var position = 0
        let end = min(text.count, 30_000)
        while position < end {
            let scalar = ScalarCursor.next(text, &position, end: text.count)
            guard scalar > 0x4E00, scalar < 0xA000 else { continue }
            if Self.simple.contains(scalar) { balance += 1 } else if Self.traditional.contains(scalar) { balance -= 1 }
        }
        self.init(isSimplified: balance > 0)
    }

    private static let simple = Set("这们国说为来时个会对发过动实长门开关农业".unicodeScalars.map(\.value))
    private static let traditional = Set("這們國說為來時個會對發過動實長門開關農業".unicodeScalars.map(\.value))
}
