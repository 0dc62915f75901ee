/// What is known of the issue that a file belongs to; what is not known is nil.
package struct IssueIdentification: Equatable, Sendable {
    /// Where the date was found; the raw value is `issue.date_source`.
    package enum DateSource: String, Sendable {
        case masthead, filename, path, option, none
    }

    /// What is known of one page.
    package struct PageIdentification: Equatable, Sendable {
        package var label: PageLabel?
        /// The name of the page (要闻), if one is printed.
        package var section: String?

        /// A page with that label and name.
        package init(label: PageLabel? = nil, section: String? = nil) {
            self.label = label
            self.section = section
        }
    }

    package var title: String?
    package var date: CalendarDate?
    package var dateSource: DateSource = .none
    /// The number of the issue (期号) in digits, as printed or named.
    package var number: String?
    /// The edition's printed name (海外版).
    package var edition: String?
    /// One for each page of the file, in order.
    package var pages: [PageIdentification] = []
    /// `date_conflict`, `title_conflict` and `page_conflict` where two sources differ, `weekday_conflict` where the
    /// masthead's weekday is not that of its date.
    package var flags: [String] = []

    /// Nothing known.
    package init() {}

    /// The label of the first page.
    package var page: PageLabel? { pages.first?.label }
}
