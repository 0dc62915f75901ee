import Markup
import Newsprint
import PageLayout

/// Reads a METS document and the ALTO files that it names as one issue, whose articles are those of its structure.
struct METSReader {
    /// The structure, and the pages that the ALTO files gave.
    let structure: METSStructure
    let pages: [METSPage]
    let text: ALTOText

    /// Reads the document `bytes`, which came under `name`, with the files that came with it.
    static func read(
        _ bytes: [UInt8],
        name: [UInt8],
        members: [SourceFile],
        options: ReadingOptions
    ) throws(ReadingError) -> ReadIssue {
        let structure = try METSStructure(bytes)
        let list = METSFileList(bytes)
        let folder = Array(name.lastIndex(of: 0x2F).map { name[..<$0] } ?? [])
        let matcher = METSFileMatcher(folder: folder, paths: members.map(\.name))
        var contents: [[UInt8]: [UInt8]] = [:]
        for member in members { contents[member.name] = member.bytes }
        var files: [(identifier: String, bytes: [UInt8])] = []
        var missing: [String] = []
        for entry in list.texts {
            if let path = matcher.path(of: entry), let bytes = contents[path] {
                files.append((entry.identifier, bytes))
            } else if !entry.isRemote {
                missing.append(entry.path)
            }
        }
        guard missing.isEmpty, !files.isEmpty else {
            throw .incomplete(missing: missing.isEmpty ? list.texts.map(\.path) : missing, of: list.texts.count)
        }
        var pages: [METSPage] = []
        for file in files {
            for page in try ALTOReader.pages(of: file.bytes) {
                pages.append(METSPage(file: file.identifier, page: page))
            }
            guard pages.count <= options.maximumPageCount else {
                throw .tooManyPages(limit: options.maximumPageCount, offset: 0)
            }
        }
        pages = structure.ordered(pages)
        let text = ALTOText(pages.map(\.page))
        guard !text.lines.isEmpty else { throw .noText() }
        return METSReader(structure: structure, pages: pages, text: text).issue()
    }

    private func issue() -> ReadIssue {
        var collector = METSItemCollector(structure: structure, pages: pages, text: text)
        let items = collector.items()
        var issue = ReadIssue(format: .mets, encoding: "UTF-8", pages: text.pages(separately: items == nil, pages))
        issue.items = items
        issue.statements = statements()
        return issue
    }

    /// What the descriptions say of the issue, and the structure of the pages.
    private func statements() -> [Masthead] {
        let tree = structure.tree
        var description: METSDescription?
        func take(_ section: Int) {
            let next = METSDescription(section, of: tree)
            if description == nil { description = next } else { description?.fill(from: next) }
        }
        for section in structure.issueDescriptions() { take(section) }
        if description?.title == nil || description?.date == nil {
            for section in structure.otherDescriptions() { take(section) }
        }
        var printed = Masthead()
        printed.title = description?.title
        printed.date = description?.date
        printed.number = description?.number
        return pages.map { page in
            var masthead = printed
            masthead.label = page.label
            return masthead
        }
    }
}

/// A page of a METS issue.
struct METSPage {
    /// The ID of the ALTO file that it stands in.
    var file: String
    var page: ALTOPage
    /// Its label by the physical structure.
    var label: PageLabel?

    init(file: String, page: ALTOPage) {
        self.file = file
        self.page = page
        label = page.printedNumber.flatMap { PageLabel($0) }
    }
}

extension METSStructure {
    /// The pages in the order of the physical structure, with its labels; pages that it does not name come last.
    func ordered(_ pages: [METSPage]) -> [METSPage] {
        var rank: [String: Int] = [:]
        var labels: [String: PageLabel] = [:]
        let physical = roots(ofType: "PHYSICAL")
        for root in physical.isEmpty ? untypedRoots() : physical {
            var waiting = [root]
            while let division = waiting.popLast() {
                let inside = children(of: division)
                waiting.append(contentsOf: inside.reversed())
                let areas = areas(of: division)
                guard METSDivision(type: tree[division].attributes["TYPE"] ?? "") == .page || inside.isEmpty else {
                    continue
                }
                for area in areas where rank[area.file] == nil {
                    rank[area.file] = rank.count
                    labels[area.file] = label(of: division)
                }
            }
        }
        let sorted = pages.enumerated().sorted { left, right in
            let one = rank[left.element.file] ?? Int.max
            let other = rank[right.element.file] ?? Int.max
            return (one, left.offset) < (other, right.offset)
        }
        return sorted.map { _, page in
            var page = page
            page.label = labels[page.file] ?? page.label
            return page
        }
    }

    /// ORDERLABEL as printed (`1`, `[3]`, `Seite 2`, `A1`), else ORDER.
    private func label(of division: Int) -> PageLabel? {
        let attributes = tree[division].attributes
        for text in [attributes["ORDERLABEL"], attributes["LABEL"], attributes["ORDER"]] {
            let words = (text ?? "").split { !($0.isLetter || $0.isNumber) }
            if let label = words.last.flatMap({ PageLabel($0) }) { return label }
        }
        return nil
    }

    /// The descriptions that the divisions around the items name: those of the paper and of the issue.
    func issueDescriptions() -> [Int] {
        var found: [Int] = []
        for root in roots(ofType: "LOGICAL") + roots(ofType: "PHYSICAL") + untypedRoots() {
            var waiting = [root]
            while let division = waiting.popLast() {
                switch METSDivision(type: tree[division].attributes["TYPE"] ?? "") {
                case .container: break
                default: continue
                }
                for section in descriptions(of: division) where !found.contains(section) { found.append(section) }
                waiting.append(contentsOf: children(of: division).reversed())
            }
        }
        return found
    }

    /// The descriptions that no division names.
    func otherDescriptions() -> [Int] {
        var named: Set<Int> = []
        for index in tree.elements.indices where tree[index].name == "div" {
            named.formUnion(descriptions(of: index))
        }
        return tree.children(of: 0, named: "dmdSec").filter { !named.contains($0) }
    }
}

extension ALTOText {
    /// The pages of the text.
    ///
    /// Either all pages share the text, as the items of an issue need that go over several, or each has its own part.
    func pages(separately: Bool, _ pages: [METSPage]) -> [Page] {
        guard separately else { return self.pages(of: pages.count) }
        return pages.enumerated().map { index, page in page.page.laidOut(at: index) }
    }

    /// The first `count` pages, which share the text.
    func pages(of count: Int) -> [Page] {
        let source = SourceMap(pageStarts: pageStarts, words: placed)
        return (0..<count).map { index in
            Page(
                index: index,
                text: text,
                lines: lines(ofPage: index).map { TextLine(range: range(ofLine: $0)) },
                source: source
            )
        }
    }
}

extension ALTOPage {
    /// The page in reading order, for separation by where its lines stand.
    func laidOut(at index: Int) -> Page {
        var geometric = GeometricPage(index: index, width: width, height: height)
        geometric.rules = rules
        geometric.pictures = pictures
        geometric.lines = lines.map { line in
            var positioned: [PositionedWord] = []
            for word in words[line.words] where !word.text.isEmpty {
                if word.hasGap, !positioned.isEmpty { positioned[positioned.count - 1].text += " " }
                let size = word.fontSize ?? line.box.height * 0.75
                positioned.append(
                    PositionedWord(
                        text: word.text,
                        box: word.box,
                        fontSize: size,
                        isBold: word.isBold,
                        confidence: word.confidence
                    )
                )
                if let hyphen = word.hyphen, !hyphen.text.isEmpty {
                    positioned.append(PositionedWord(text: hyphen.text, box: hyphen.box, fontSize: size))
                }
            }
            return PositionedLine(words: positioned, block: line.block, statesBlanks: true)
        }
        .filter { !$0.words.isEmpty }
        return PageLayout.page(from: geometric)
    }
}
