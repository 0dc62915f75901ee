/// Finds what papers put around a report that they take over: its dateline and its byline.
enum Furniture {
    /// The longest line of credits that is looked for.
    private static let longest = 48
    /// What stands at the edge and is no longer than this is furniture whatever it says.
    private static let shortest = 4

    /// Words of which a dateline or a byline has one: 本报讯, 新华社…电, （记者 …）, ■通讯员 ….
    private static let words: [[UInt32]] = ["记者", "通讯员", "讯", "电", "作者", "摄", "编辑", "来源", "供稿"]
        .map { $0.unicodeScalars.map(\.value) }
    /// What ends a sentence in a normalised text; lines of credits are none.
    private static let ends = Set("。!?;".unicodeScalars.map(\.value))

    /// Whether the scalars, which stand at an edge of one text only, are furniture.
    static func holds(_ scalars: ArraySlice<UInt32>) -> Bool {
        if scalars.count <= shortest { return true }
        guard scalars.count <= longest, !scalars.contains(where: { ends.contains($0) }) else { return false }
        return words.contains { word in
            scalars.indices.contains { start in scalars[start...].starts(with: word) }
        }
    }
}
