/// What the evidence about a body's fragments counts, in nats, as `presscut-bench learn-weaving` found it.
package struct WeavingWeights: Sendable {
    /// In the order of `FragmentReader.endNames`.
    package var end: [Float]
    /// In the order of `FragmentReader.startNames`.
    package var start: [Float]
    /// In the order of `LinkReader.names`.
    package var link: [Float]
    /// In the order of `ColumnStep`, first those behind a step down, then those behind another.
    package var step: [Float]

    /// Each column beyond the first.
    var column: Float = 0.3
    /// A column one row shorter than the highest.
    var oneRow: Float = 0.8
    /// Each further row.
    var moreRows: Float = 2
    /// Each row by which the last column is higher than the others.
    var lastColumnHigher: Float = 1.5
    /// Each row beyond the number of columns by which it is shorter.
    var lastColumnShorter: Float = 0.25
    /// A body that does not begin with a paragraph.
    var noStart: Float = 3

    package static let learned = WeavingWeights(
        end: [-4.26, 5.65, 1.6, 0, 1.89, 0, 0, 1, -0.33, 0, 0.6, 3, -1, 2],
        start: [0, 3.5, -2.3, 0.6, 1.5, -2, 0, 1.5, -1, -1, -3, 4, 3, 2, 0],
        link: [-1, 1.67, -2.05, -2.06, 0.59, 0.5, 0.5, 0.3, 1, -1.45, -3.4, -0.4, 0, -3, 0.4],
        step: [
            1.09, 0.7, -0.38, -0.07, -0.63, 1.6, -1.16, 0.34, 0.1, 0.04, -0.54, 1.27, 1.29, 0.11, -2.75, -1.02,
            0.37, 0.3, -1.13, -1.19, -1.54, 1.69, 0.11, 2.06, 0.64, 0.43, -0.49, 1.78, 1.69, -0.41, -3.01, -1.3,
        ]
    )
}
