/// A step from one fragment of the dump to the next, between places of a body that is set in columns.
///
/// Dumps take what stands side by side from left to right, and then what stands below it.
enum ColumnStep: Int, CaseIterable {
    case down
    case rightToLevelTop, rightToNearTop, rightToFarTop, rightToLowerTop
    case leftToLowerTop, leftToTop
    case rightLevel, rightUp, rightFarUp, rightDown
    case leftDownOne, leftDownTwo, leftDownFour, leftFarDown, leftUp

    /// What the step is called in tables.
    var name: String { "\(self)" }

    /// The step from the middle of a fragment in one column to that of another, `distance` rows lower.
    init(from column: Int, to other: Int, isTop: Bool, distance: Float) {
        if column == other {
            self = .down
        } else if isTop {
            if other < column {
                self = distance >= 0.9 ? .leftToLowerTop : .leftToTop
            } else if abs(distance) <= 0.6 {
                self = .rightToLevelTop
            } else {
                self = distance > 0 ? .rightToLowerTop : distance >= -3 ? .rightToNearTop : .rightToFarTop
            }
        } else if other > column {
            self =
                abs(distance) <= 0.6
                ? .rightLevel : distance > 0 ? .rightDown : distance >= -2 ? .rightUp : .rightFarUp
        } else {
            self =
                distance < 0.9
                ? .leftUp
                : distance <= 1.1
                    ? .leftDownOne : distance <= 2.1 ? .leftDownTwo : distance <= 4.1 ? .leftDownFour : .leftFarDown
        }
    }
}
