import Markup
import Newsprint

/// The parts of a METS document that say what the pages are and which places belong together.
struct METSStructure {
    /// A place in an ALTO file.
    struct Area {
        /// The ID of the file.
        var file: String
        /// The element that it begins with; nil for the whole file.
        var begin: String?
        /// The element that it ends with, if it has more than one.
        var end: String?
        /// The rectangle that it is, in the measure of the ALTO file, where it names no element.
        var rectangle: Box?
    }

    let tree: XMLTree
    /// `div` elements that the structure links name by the divisions that are linked to them.
    private let links: [String: [Int]]
    /// All descriptions by their IDs.
    private let sections: [String: Int]

    init(_ bytes: [UInt8]) throws(ReadingError) {
        do throws(MarkupError) {
            tree = try XMLTree(bytes)
        } catch {
            throw .markup(error, format: .mets)
        }
        var divisions: [String: Int] = [:]
        for (index, element) in tree.elements.enumerated() where element.name == "div" {
            if let identifier = element.attributes["ID"] { divisions[identifier] = index }
        }
        var links: [String: [Int]] = [:]
        for element in tree.elements where element.name == "smLink" {
            guard let from = element.attributes["from"], let to = element.attributes["to"], let target = divisions[to]
            else { continue }
            links[from, default: []].append(target)
        }
        self.links = links
        var sections: [String: Int] = [:]
        for index in tree.children(of: 0, named: "dmdSec") {
            if let identifier = tree[index].attributes["ID"] { sections[identifier] = index }
        }
        self.sections = sections
    }

    /// The root divisions of the structure maps of that TYPE.
    func roots(ofType type: String) -> [Int] {
        tree.elements.indices.filter {
            tree[$0].name == "structMap" && tree[$0].attributes["TYPE"]?.uppercased() == type
        }
        .flatMap { tree.children(of: $0, named: "div") }
    }

    /// The root divisions of structure maps without a TYPE that is known.
    func untypedRoots() -> [Int] {
        tree.elements.indices.filter { index in
            guard tree[index].name == "structMap" else { return false }
            return !["PHYSICAL", "LOGICAL", "SINGLEFILE"].contains(tree[index].attributes["TYPE"]?.uppercased() ?? "")
        }
        .flatMap { tree.children(of: $0, named: "div") }
    }

    /// The places that a division names itself: `fptr` with a file, or `area`s in it, in `seq` and `par` too.
    func areas(of division: Int) -> [Area] {
        var areas: [Area] = []
        for pointer in tree.children(of: division, named: "fptr") {
            let inside = tree.descendants(of: pointer, named: "area")
            if inside.isEmpty, let file = tree[pointer].attributes["FILEID"] {
                areas.append(Area(file: file))
            }
            for area in inside {
                let attributes = tree[area].attributes
                guard let file = attributes["FILEID"] else { continue }
                var area = Area(file: file, begin: attributes["BEGIN"], end: attributes["END"])
                if area.begin == nil { area.rectangle = METSStructure.rectangle(attributes["COORDS"] ?? "") }
                areas.append(area)
            }
        }
        return areas
    }

    /// The box around the points that COORDS names: a rectangle's two, or a polygon's.
    private static func rectangle(_ text: String) -> Box? {
        let numbers = text.split(whereSeparator: { $0 == "," || $0 == " " }).compactMap { Double($0) }
            .filter { $0.isFinite }
        let xs = numbers.indices.filter { $0.isMultiple(of: 2) }.map { numbers[$0] }
        let ys = numbers.indices.filter { !$0.isMultiple(of: 2) }.map { numbers[$0] }
        guard numbers.count >= 4, xs.count == ys.count, let x0 = xs.min(), let x1 = xs.max(), let y0 = ys.min(),
            let y1 = ys.max()
        else { return nil }
        return Box(x0: x0, y0: y0, x1: x1, y1: y1)
    }

    /// The places of the divisions that the structure links tie to a division: finer ones than whole pages.
    func linkedAreas(of division: Int) -> [Area] {
        guard let identifier = tree[division].attributes["ID"] else { return [] }
        return (links[identifier] ?? []).flatMap { areas(of: $0) }.filter { $0.begin != nil || $0.rectangle != nil }
    }

    /// The divisions in a division, in the order that ORDER gives.
    func children(of division: Int) -> [Int] {
        let children = tree.children(of: division, named: "div")
        let orders = children.map { tree[$0].attributes["ORDER"].flatMap(Int.init) }
        guard !orders.contains(nil), zip(orders, orders.dropFirst()).contains(where: { $0 ?? 0 > $1 ?? 0 }) else {
            return children
        }
        return zip(orders, children).enumerated()
            .sorted { ($0.element.0 ?? 0, $0.offset) < ($1.element.0 ?? 0, $1.offset) }.map(\.element.1)
    }

    /// The descriptions (`dmdSec`) that a division names.
    func descriptions(of division: Int) -> [Int] {
        let names = (tree[division].attributes["DMDID"] ?? "").split(separator: " ")
        return names.compactMap { sections[String($0)] }
    }
}
