/// An upright rectangle on a page, in points (1/72 inch) from the page's top left; y grows downwards.
///
/// Readers turn their formats' units into points (ALTO's MeasurementUnit). Of a scan that came as an image the pixels
/// count as points, so nothing may depend on absolute sizes.
package struct Box: Hashable, Sendable {
    /// Left edge.
    package var x0: Double
    /// Top edge.
    package var y0: Double
    /// Right edge, not left of `x0`.
    package var x1: Double
    /// Bottom edge, not above `y0`.
    package var y1: Double

    /// The box between two corners; edges given the wrong way round are put right.
    package init(x0: Double, y0: Double, x1: Double, y1: Double) {
        self.x0 = min(x0, x1)
        self.y0 = min(y0, y1)
        self.x1 = max(x0, x1)
        self.y1 = max(y0, y1)
    }

    package var width: Double { x1 - x0 }
    package var height: Double { y1 - y0 }
    package var midX: Double { (x0 + x1) / 2 }
    package var midY: Double { (y0 + y1) / 2 }

    /// The smallest box around both.
    package func union(_ other: Box) -> Box {
        Box(x0: min(x0, other.x0), y0: min(y0, other.y0), x1: max(x1, other.x1), y1: max(y1, other.y1))
    }

    /// The width that both cover; negative is the width of the gap between them.
    package func overlapX(_ other: Box) -> Double { min(x1, other.x1) - max(x0, other.x0) }

    /// The height that both cover; negative is the height of the gap between them.
    package func overlapY(_ other: Box) -> Double { min(y1, other.y1) - max(y0, other.y0) }

    /// Whether `other` lies inside, edges included, each up to `slack` points outside.
    package func contains(_ other: Box, slack: Double = 0) -> Bool {
        other.x0 >= x0 - slack && other.x1 <= x1 + slack && other.y0 >= y0 - slack && other.y1 <= y1 + slack
    }
}
