package import Newsprint

/// What the operator says of an issue, and what the configuration says of papers.
package struct NamingOptions: Equatable, Sendable {
    package var title: String?
    package var date: CalendarDate?
    /// The label of a file with one page.
    package var label: PageLabel?
    package var number: String?
    package var edition: String?
    /// Codes and other names of papers, each with its title: `["qxrb": "青溪日报"]`.
    package var papers: [String: String] = [:]

    /// Nothing said.
    package init() {}
}
