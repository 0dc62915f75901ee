package import Newsprint

/// A page's key as the manifest prints it: paper, date, edition (where there is one) and label, joined by `/`.
package struct PublishedKey: Equatable, Sendable {
    package var issue: IssueKey
    package var label: String

    /// Reads what the manifest says; nil if it is no key.
    ///
    /// The paper's name may contain any character.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let place = parts.lastIndex(where: { CalendarDate($0) != nil }), place > 0, place < parts.count - 1,
            let date = CalendarDate(parts[place])
        else { return nil }
        let edition = parts[(place + 1)..<(parts.count - 1)].joined(separator: "/")
        issue = IssueKey(
            paper: parts[..<place].joined(separator: "/"),
            date: date,
            edition: edition.isEmpty ? nil : edition
        )
        label = parts[parts.count - 1]
    }

    /// The key of the page `label` of the same issue; nil for a page without label.
    package func page(_ label: String?) -> PageKey? {
        label.map { PageKey(issue: issue, label: $0) }
    }
}
