import ArticleSeparation
import IssueReading
import TestSupport

/// Learns the weights of the separation from pages with truth, and says how they do on pages that they were not learned from.
///
/// Each page counts as it is printed, and half as much with its headlines moved to random gaps and without its empty
/// lines. Folders of pages may be named, as `FOLDER:FILE@WEIGHT` where the text is not called `issue.txt` and the pages
/// count more or less than 1; without any, the project's own are used.
enum Learning {
    private static let folds = 8

    static func run(_ words: [String]) throws {
        var words = words
        let writes = words.first == "--write"
        if writes { words.removeFirst() }
        var cases: [EvidenceTable.Kind: [EvidenceFit.Case]] = [:]
        var groups: [String: Int] = [:]
        for word in words.isEmpty ? [PageFixture.pages] : words {
            let weighted = word.split(separator: "@", maxSplits: 1).map(String.init)
            let weight = weighted.count > 1 ? Double(weighted[1]) ?? 1 : 1
            let parts = weighted[0].split(separator: ":", maxSplits: 1).map(String.init)
            let file = parts.count > 1 ? parts[1] : "issue.txt"
            for fixture in try PageFixture.all(in: parts[0], file: file) {
                // The dumps of one page are one group.
                let group = groups["\(parts[0])/\(fixture.name)", default: groups.count]
                groups["\(parts[0])/\(fixture.name)"] = group
                for (kind, found) in try samples(of: fixture, group: group, weight: weight) {
                    cases[kind, default: []] += found
                }
            }
        }
        print("  \(groups.count) pages, \(folds) folds by page\n")
        print("  decision  cases   positive  learned: right, log loss  on other pages: right, log loss")
        for kind in EvidenceTable.Kind.allCases {
            guard let cases = cases[kind], !cases.isEmpty else { continue }
            let priors = EvidenceTable.table(of: kind).rows.map { Double($0.prior) }
            let weights = EvidenceFit.weights(cases, priors: priors)
            let own = EvidenceFit.quality(cases, weights)
            let other = EvidenceFit.crossValidated(cases, priors: priors, folds: folds)
            print(
                "  \(kind.rawValue)  \(cases.count)  \(cases.count { $0.sample.isPositive })  "
                    + "\(rounded(own.accuracy, 3)) \(rounded(own.logLoss, 3))  \(rounded(other.accuracy, 3)) \(rounded(other.logLoss, 3))"
            )
            if writes { try write(weights, of: kind) }
        }
    }

    private static func samples(of fixture: PageFixture, group: Int, weight: Double) throws -> [EvidenceTable.Kind:
        [EvidenceFit.Case]]
    {
        let articles = fixture.truth.articles.map { item in
            MarkedArticle(
                headlines: [item.kicker, item.headline].compactMap(\.self) + item.sub,
                body: (item.dateline ?? "") + item.paragraphs.joined()
            )
        }
        let variation = PageVariation(fixture.text, truth: fixture.truth)
        let forms = [
            (fixture.text, 1.0), (variation.movingHeadlines(seed: 1), 0.5), (variation.movingHeadlines(seed: 2), 0.5),
            (variation.removingBlankLines(), 0.5),
        ]
        var cases: [EvidenceTable.Kind: [EvidenceFit.Case]] = [:]
        for (text, share) in forms {
            for page in try IssueReader.read(text, name: Array("page.txt".utf8)).pages {
                for (kind, samples) in ArticleSeparator.standard.samples(page, articles) {
                    cases[kind, default: []] += samples.map {
                        EvidenceFit.Case($0, weight: weight * share, group: group)
                    }
                }
            }
            for (kind, samples) in try confidences(text, fixture.truth) {
                cases[kind, default: []] += samples.map { EvidenceFit.Case($0, weight: weight * share, group: group) }
            }
        }
        return cases
    }

    /// What items say of themselves, and whether it is right.
    ///
    /// It depends on the other tables: when those are learned anew, these are learned after another build.
    private static func confidences(_ text: [UInt8], _ truth: PageTruth) throws -> [EvidenceTable.Kind:
        [EvidenceSample]]
    {
        let pages = try IssueReader.read(text, name: Array("page.txt".utf8)).pages
        let items = pages.flatMap { ArticleSeparator.standard.judged($0) }
        var samples: [EvidenceTable.Kind: [EvidenceSample]] = [:]
        for claim in PageScore(of: items.map(\.article), against: truth).claims {
            guard let kind = EvidenceTable.Kind(rawValue: claim.part.rawValue),
                let evidence = items[claim.item].evidence[kind]
            else { continue }
            samples[kind, default: []].append(EvidenceSample(features: evidence, isPositive: claim.isRight))
        }
        return samples
    }

    /// Writes the table into the sources, beside which this program was built.
    private static func write(_ weights: [Double], of kind: EvidenceTable.Kind) throws {
        let sources = "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        let name = kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
        let path = "\(sources)/ArticleSeparation/EvidenceTable+\(name).swift"
        let old = String(decoding: try PageFixture.bytes(at: path), as: UTF8.self).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        var row = 0
        let rows = EvidenceTable.table(of: kind).rows
        let lines = old.map { line -> String in
            guard line.contains("Row(\""), row < rows.count else { return String(line) }
            defer { row += 1 }
            return
                "        Row(\"\(rows[row].name)\", \(rounded(Double(rows[row].prior), 2)), \(rounded(weights[row], 2))),"
        }
        try PageFixture.write(Array(lines.joined(separator: "\n").utf8), to: path)
    }

    private static func rounded(_ value: Double, _ digits: Int) -> String {
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let units = Int((value * Double(scale)).rounded())
        var fraction = String(abs(units) % scale)
        while fraction.count < digits { fraction = "0" + fraction }
        return "\(units < 0 ? "-" : "")\(abs(units) / scale).\(fraction)"
    }
}
