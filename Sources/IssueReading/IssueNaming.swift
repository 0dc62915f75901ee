package import Newsprint

/// Finds out which issue and pages a file holds: from options, mastheads, its name and its path.
///
/// The first that knows wins: an option, for it was given for this file; the masthead, for it was printed with the
/// page, unless its weekday contradicts its date; the file name, which someone chose for this page; the folders, which
/// often are only the day of the download. Differences are flagged. Nothing is inferred from a clock, from neighbours
/// or from names that only look like numbers:
///
/// - A date needs year, month and day; eight digits are one (20310509), ten are date and page (2031050903); six, nine,
///   eleven (a telephone number) and twelve or more (a clock reading) are none, nor is a number that is no valid day.
/// - Names given by cameras, scanners and messengers (IMG_20310509) say when a picture was taken, not which issue it is.
/// - A number alone is a page only if the path gives a date: A4.txt in the inbox is no page.
/// - A Latin code before a date is the title until the configuration maps it to one.
package enum IssueNaming {
    /// Identifies the file at `path` (raw bytes, relative to the inbox), whose pages are `pages`.
    package static func identify(
        path: [UInt8],
        pages: [Page],
        options: NamingOptions = NamingOptions()
    ) -> IssueIdentification {
        let mastheads = pages.map { $0.lines.isEmpty ? Masthead() : Masthead(of: $0) }
        return identify(path: path, mastheads: mastheads, options: options)
    }

    /// What the path alone says of a file with one page.
    package static func identify(
        path: [UInt8],
        options: NamingOptions = NamingOptions()
    ) -> IssueIdentification {
        identify(path: path, mastheads: [Masthead()], options: options)
    }

    /// Identifies the file at `path` from the mastheads of its pages, one for each.
    package static func identify(
        path: [UInt8],
        mastheads: [Masthead],
        options: NamingOptions = NamingOptions()
    ) -> IssueIdentification {
        let papers = PaperNames(options.papers)
        let name = PathReading(path, papers: papers)
        var printed = Masthead()
        for masthead in mastheads { printed.fill(from: masthead) }

        var issue = IssueIdentification()
        issue.chooseDate(option: options.date, printed: printed, name: name)
        if mastheads.contains(where: { $0.date != nil && $0.date != printed.date }) { issue.flag("date_conflict") }
        issue.title = options.title ?? printed.title.map(papers.title) ?? name.title.map(papers.title)
        issue.number = options.number ?? printed.number ?? name.file.number
        issue.edition = options.edition ?? printed.edition ?? name.file.edition
        if let title = printed.title.map(papers.title), let named = name.title.map(papers.title), named != title,
            named.unicodeScalars.contains(where: \.isHan)
        {
            issue.flag("title_conflict")
        }
        let named = name.labels(pageCount: mastheads.count)
        for (index, masthead) in mastheads.enumerated() {
            let option = mastheads.count == 1 ? options.label : nil
            let section = masthead.section ?? (mastheads.count == 1 ? name.file.section : nil)
            issue.pages.append(.init(label: option ?? masthead.label ?? named[index], section: section))
            let known = [option, masthead.label, named[index]].compactMap { $0?.canonical }
            if Set(known).count > 1 { issue.flag("page_conflict") }
        }
        return issue
    }
}

extension IssueIdentification {
    fileprivate mutating func chooseDate(option: CalendarDate?, printed: Masthead, name: PathReading) {
        let isDoubtful = printed.weekdayAgrees == false
        let inOrder: [(CalendarDate?, DateSource)] = [
            (option, .option),
            (isDoubtful ? nil : printed.date, .masthead),
            (name.file.date, .filename),
            (name.folderDate, .path),
            (printed.date, .masthead),
        ]
        for case (let date?, let source) in inOrder {
            if self.date == nil { (self.date, dateSource) = (date, source) }
            if date != self.date { flag("date_conflict") }
        }
        if isDoubtful { flag("weekday_conflict") }
    }

    fileprivate mutating func flag(_ flag: String) {
        if !flags.contains(flag) { flags.append(flag) }
    }
}
