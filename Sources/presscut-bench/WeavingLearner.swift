import ArticleSeparation
import IssueReading
import Newsprint
import TestSupport
import TextNormalization

/// Learns the weights by which the columns of mixed dumps are undone, from pages with truth, and prints them.
///
/// Arguments: `--file NAME` the dump in each page's folder, `--pairs FILE` a table of `learn-pairs` that was not counted on
/// these pages, then the folders of pages; behind `--against` pages to measure with alone.
enum WeavingLearner {
    private struct Body {
        var lesson: Int
        var answers: [WeavingLesson.Answer]
        /// Places in `answers` in reading order.
        var order: [Int]
        var next: [Int?]
    }

    static func print(_ arguments: [String]) throws {
        var file = "page.miner.txt"
        var pairs = CharacterPairs.standard
        var folders: [String] = []
        var against: [String] = []
        var isAgainst = false
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--file": file = rest.popFirst() ?? file
            case "--pairs": pairs = try CharacterPairs(table(of: rest.popFirst() ?? ""))
            case "--against": isAgainst = true
            default: if isAgainst { against.append(argument) } else { folders.append(argument) }
            }
        }
        let (lessons, bodies) = try read(folders, file, pairs)
        let (tests, testBodies) = try read(against, file, pairs)
        Swift.print("\(lessons.count) pages, \(bodies.count) bodies")
        Swift.print("weights in use: \(score(bodies, lessons, { _ in .learned }))")
        if !tests.isEmpty { Swift.print("weights in use, tests: \(score(testBodies, tests, { _ in .learned }))") }
        let folds = 4
        let held = (0..<folds).map { fold in weights(bodies.filter { $0.lesson % folds != fold }, lessons) }
        Swift.print("cross-validated by page: \(score(bodies, lessons) { held[$0 % folds] })")
        let all = weights(bodies, lessons)
        Swift.print("learned from all: \(score(bodies, lessons, { _ in all }))\n")
        if !tests.isEmpty { Swift.print("learned from all, tests: \(score(testBodies, tests, { _ in all }))") }
        show("end", all.end, WeavingWeights.names.end)
        show("start", all.start, WeavingWeights.names.start)
        show("link", all.link, WeavingWeights.names.link)
        show("step", all.step, WeavingWeights.names.step + WeavingWeights.names.step.map { "\($0), after a switch" })
    }

    private static func read(_ folders: [String], _ file: String, _ pairs: CharacterPairs) throws
        -> ([WeavingLesson], [Body])
    {
        var lessons: [WeavingLesson] = []
        var bodies: [Body] = []
        for folder in folders {
            let fixture = try PageFixture(folder: folder, file: file)
            for page in try IssueReader.read(fixture.text, name: Array("page.txt".utf8)).pages {
                lessons.append(WeavingLesson(page, pairs: pairs))
                bodies += self.bodies(lessons.count - 1, lessons[lessons.count - 1], fixture.truth)
            }
        }
        return (lessons, bodies)
    }

    private static func table(of path: String) throws -> String {
        let text = String(decoding: try PageFixture.bytes(at: path), as: UTF8.self)
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("        ") && !$0.hasSuffix("\"\"\"") }
        return lines.map { $0.dropFirst(8) }.map { $0.hasSuffix("\\") ? String($0.dropLast()) : String($0) }.joined()
    }

    // MARK: Learning

    private static func weights(_ bodies: [Body], _ lessons: [WeavingLesson]) -> WeavingWeights {
        var weights = WeavingWeights.learned
        let edges = bodies.map { lessons[$0.lesson].edges($0.answers) }
        weights.end = Regression.logistic(edges.flatMap(\.ends))
        weights.start = Regression.logistic(edges.flatMap(\.starts))
        let links = bodies.flatMap { lessons[$0.lesson].links($0.answers, next: $0.next, weights: weights) }
        weights.link = Regression.logistic(links, prior: 2)
        // Links are weighed against each other: that few of all possible ones are real counts for none.
        let real = links.count(where: \.isTrue)
        weights.link[0] -= Regression.logarithm(Float(real) / Float(max(1, links.count - real)))
        let steps = bodies.flatMap { lessons[$0.lesson].steps($0.answers, order: $0.order) }
        weights.step = Regression.choice(steps, size: weights.step.count)
        return weights
    }

    private static func show(_ title: String, _ weights: [Float], _ names: [String]) {
        Swift.print("\(title):")
        for (weight, name) in zip(weights, names) {
            Swift.print("    \(Float((weight * 100).rounded()) / 100), // \(name)")
        }
    }

    // MARK: Truth

    /// The bodies of the page whose fragments were found, all of them and in an order.
    private static func bodies(_ number: Int, _ lesson: WeavingLesson, _ truth: PageTruth) -> [Body] {
        let texts = lesson.texts.map { Array(BodyNormalizer.normalized($0).unicodeScalars.map(\.value)) }
        var taken = Set<Int>()
        return truth.articles.compactMap { article in
            let heads = ([article.headline, article.kicker].compactMap(\.self) + article.sub)
                .map { Array(BodyNormalizer.normalized($0).unicodeScalars.map(\.value)) }
            var whole = article.dateline.map { Array(BodyNormalizer.normalized($0).unicodeScalars.map(\.value)) } ?? []
            var edges: Set<Int> = [0]
            for paragraph in article.paragraphs {
                whole += BodyNormalizer.normalized(paragraph).unicodeScalars.map(\.value)
                edges.insert(whole.count)
            }
            var found: [(fragment: Int, start: Int, end: Int)] = []
            for index in texts.indices where !texts[index].isEmpty && !taken.contains(index) {
                let isOfHeadline = heads.contains { position(of: texts[index], in: $0, from: 0) != nil }
                var start = position(of: texts[index], in: whole, from: 0)
                while let place = start,
                    found.contains(where: { $0.start < place + texts[index].count && place < $0.end })
                {
                    start = position(of: texts[index], in: whole, from: place + 1)
                }
                guard let place = start, !isOfHeadline else { continue }
                found.append((index, place, place + texts[index].count))
            }
            let covered = found.reduce(0) { $0 + $1.end - $1.start }
            guard found.count > 1, covered * 20 >= whole.count * 19 else { return nil }
            for piece in found { taken.insert(piece.fragment) }
            let order = found.indices.sorted { found[$0].start < found[$1].start }
            var next = [Int?](repeating: nil, count: found.count)
            for (upper, lower) in zip(order, order.dropFirst()) { next[upper] = lower }
            return Body(
                lesson: number,
                answers: found.map {
                    .init(
                        fragment: $0.fragment,
                        startsParagraph: edges.contains($0.start),
                        endsParagraph: edges.contains($0.end)
                    )
                },
                order: order,
                next: next
            )
        }
    }

    private static func position(of part: [UInt32], in whole: [UInt32], from start: Int) -> Int? {
        guard !part.isEmpty, part.count <= whole.count, start <= whole.count - part.count else { return nil }
        for place in start...(whole.count - part.count)
        where whole[place] == part[0] && whole[place..<place + part.count].elementsEqual(part) {
            return place
        }
        return nil
    }

    // MARK: Scores

    private static func score(
        _ bodies: [Body],
        _ lessons: [WeavingLesson],
        _ weights: (Int) -> WeavingWeights
    ) -> String {
        var ordered = 0
        var mixed = 0
        var mixedOrdered = 0
        var found = 0
        var wanted = 0
        var right = 0
        for body in bodies {
            let groups = lessons[body.lesson].paragraphs(body.answers.map(\.fragment), weights: weights(body.lesson))
            let truth = body.order.map { body.answers[$0].fragment }
            let isOrdered = groups.flatMap { $0 } == truth
            ordered += isOrdered ? 1 : 0
            if body.order != body.order.sorted() {
                mixed += 1
                mixedOrdered += isOrdered ? 1 : 0
            }
            var paragraphs: [[Int]] = []
            for place in body.order {
                if body.answers[place].startsParagraph || paragraphs.isEmpty { paragraphs.append([]) }
                paragraphs[paragraphs.count - 1].append(body.answers[place].fragment)
            }
            found += groups.count
            wanted += paragraphs.count
            right += groups.count { paragraphs.contains($0) }
        }
        return "in order \(ordered) of \(bodies.count), of \(mixed) mixed ones \(mixedOrdered); paragraph F1 "
            + "\(Float(2000 * right / max(1, found + wanted)) / 1000)"
    }
}
