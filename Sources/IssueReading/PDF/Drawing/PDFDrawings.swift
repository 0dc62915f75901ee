package import Newsprint

/// What is drawn on a page beside its text, in points from the top left.
package struct PageDrawing: Equatable {
    package var width: Double
    package var height: Double
    /// Lines, each a thin box.
    package var rules: [Box] = []
    /// Rectangles that are outlined, or filled with another colour than white.
    package var frames: [Box] = []
    /// Images.
    package var pictures: [Box] = []
}

/// Finds rules, frames and pictures on the pages of a PDF, of which pdftohtml says nothing.
///
/// It is evidence and no more: what cannot be read, such as encrypted files, turned pages and contents that are packed in
/// rare ways, has no drawings.
package struct PDFDrawings {
    private var objects: PDFObjects
    private var pages: [Page] = []

    /// A page with what it inherits from the folders of pages that it lies in.
    private struct Page {
        var members: [String: PDFValue]
        var resources: PDFValue?
        var box: Box?
        var rotation = 0
    }

    /// Finds the first `limit` pages of a file.
    package init(_ bytes: [UInt8], limit: Int) {
        objects = PDFObjects(bytes)
        var seen: Set<Int> = []
        var waiting: [(value: PDFValue, from: Page)] = []
        if let root = objects.root?["Pages"] { waiting.append((root, Page(members: [:]))) }
        while let (value, outer) = waiting.popLast(), pages.count < limit {
            if case .reference(let number) = value, !seen.insert(number).inserted { continue }
            guard let members = objects.resolved(value)?.dictionary else { continue }
            var page = Page(members: members, resources: outer.resources, box: outer.box, rotation: outer.rotation)
            if let resources = members["Resources"] { page.resources = resources }
            if let box = box(members["CropBox"]) ?? box(members["MediaBox"]) { page.box = box }
            if let turn = objects.resolved(members["Rotate"])?.integer { page.rotation = turn }
            if let kids = objects.resolved(members["Kids"])?.elements {
                waiting.append(contentsOf: kids.reversed().map { ($0, page) })
            } else {
                pages.append(page)
            }
        }
    }

    private func box(_ value: PDFValue?) -> Box? {
        let numbers = (objects.resolved(value)?.elements ?? []).compactMap { objects.resolved($0)?.number }
        guard numbers.count == 4 else { return nil }
        return Box(
            x0: min(numbers[0], numbers[2]),
            y0: min(numbers[1], numbers[3]),
            x1: max(numbers[0], numbers[2]),
            y1: max(numbers[1], numbers[3])
        )
    }

    /// What is drawn on the page `index`; nil if that cannot be told.
    package mutating func drawing(ofPage index: Int) -> PageDrawing? {
        guard pages.indices.contains(index), let box = pages[index].box, pages[index].rotation % 360 == 0,
            box.width > 1, box.height > 1
        else { return nil }
        var content: [UInt8] = []
        let parts = pages[index].members["Contents"]
        let streams = objects.resolved(parts)?.elements ?? parts.map { [$0] } ?? []
        for part in streams {
            guard let bytes = objects.stream(part) else { return nil }
            content += bytes + [0x0A]
        }
        var painter = PDFPainter(box: box)
        draw(content, pages[index].resources, with: &painter, depth: 0)
        return painter.finish()
    }

    private mutating func draw(
        _ content: [UInt8],
        _ resources: PDFValue?,
        with painter: inout PDFPainter,
        depth: Int
    ) {
        var lexer = PDFLexer(content[...])
        var operands: [PDFValue] = []
        let things = objects.resolved(objects.resolved(resources)?["XObject"])
        painter.save()
        defer { painter.restore() }
        while let value = lexer.next(), !painter.isFull {
            guard case .word(let name) = value else {
                if operands.count < 64 { operands.append(value) }
                continue
            }
            switch name {
            case "BT": lexer.skipText()
            case "BI": lexer.skipImage()
            case "Do":
                guard depth < 8, case .name(let thing) = operands.last, let reference = things?[thing],
                    let header = objects.resolved(reference)
                else { break }
                if objects.resolved(header["Subtype"]) == .name("Image") {
                    painter.addPicture()
                } else if objects.resolved(header["Subtype"]) == .name("Form"),
                    let content = objects.stream(reference)
                {
                    painter.save()
                    let matrix = (objects.resolved(header["Matrix"])?.elements ?? []).compactMap(\.number)
                    painter.transform(matrix)
                    draw(content, header["Resources"] ?? resources, with: &painter, depth: depth + 1)
                    painter.restore()
                }
            default: painter.perform(name, operands.compactMap(\.number))
            }
            operands.removeAll(keepingCapacity: true)
        }
    }
}
