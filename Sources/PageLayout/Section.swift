import Newsprint

/// A part of the page that is set as one: what stands above its columns, and the columns from left to right.
struct Section {
    /// Headline lines, bylines and whatever else spans the columns, from top to bottom.
    var top: [LayoutItem]
    /// Each from top to bottom; none is empty.
    var columns: [[LayoutItem]]
    /// What stands under its pictures, where that would interrupt the text.
    var captions: [LayoutItem] = []

    var items: [LayoutItem] { top + columns.joined() + captions }
}
