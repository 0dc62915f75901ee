package import Newsprint

/// Turns what is printed where on a page into a page of text in reading order, for separation.
///
/// The one way for every source that knows positions: a PDF's text layer, ALTO, a scan after text recognition.
package enum PageLayout {
    /// The text of `page` in reading order, its lines with their geometry, and the way back to its boxes.
    package static func page(from page: GeometricPage) -> Page {
        PageComposer.compose([page.lines], of: page)
    }
}
