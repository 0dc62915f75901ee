import TestSupport
import TextNormalization
import Testing

/// The pages written for the tests of separation.
enum WrittenPages {
    /// All of them, by name, and the sample page.
    static func all() throws -> [PageFixture] {
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let fixtures = "\(root)/Tests/ArticleSeparationTests/Fixtures"
        let sample = PageFixture(
            name: "sample",
            text: try PageFixture.bytes(at: "\(root)/deploy/sample/今日栖湖-2024-05-17-01.txt"),
            truth: try PageTruth(parsing: try PageFixture.bytes(at: "\(fixtures)/sample/truth.json"))
        )
        return try PageFixture.all(in: "\(fixtures)/pages") + [sample]
    }
}

@Suite("The written pages")
struct WrittenPagesTests {
    /// How often each character stands in the texts; those of headlines that `page` prints twice are taken twice.
    private func counts(_ texts: [String]) -> [Unicode.Scalar: Int] {
        var counts: [Unicode.Scalar: Int] = [:]
        for text in texts {
            for scalar in BodyNormalizer.normalized(text).unicodeScalars { counts[scalar, default: 0] += 1 }
        }
        return counts
    }

    @Test("have a truth that accounts for every character", arguments: try WrittenPages.all())
    func truthIsComplete(page: PageFixture) {
        var text = String(decoding: page.text, as: UTF8.self).replacing("\r\n", with: "\n")
        var hyphens = 0
        // A hyphen at a line's end before a lower-case letter divides a word and is no part of it.
        let scalars = Array(text.unicodeScalars)
        for index in scalars.indices.dropLast(2)
        where scalars[index] == "-" && scalars[index + 1] == "\n" && scalars[index + 2].properties.isLowercase {
            hyphens += 1
        }
        if hyphens > 0 { text.append(String(repeating: " ", count: hyphens)) }
        let lines = text.split(separator: "\n").map { BodyNormalizer.normalized(String($0)) }
        var wanted = page.truth.furniture
        for article in page.truth.articles {
            wanted += [article.headline] + article.sub + article.paragraphs + article.media
            wanted += [article.kicker, article.byline, article.dateline, article.jump].compactMap(\.self)
            let headline = BodyNormalizer.normalized(article.headline)
            if lines.contains(headline + headline) { wanted.append(headline) }
        }
        wanted.append(String(repeating: "-", count: hyphens))
        #expect(counts([text]) == counts(wanted))
    }

    @Test("name people who stand on the page", arguments: try WrittenPages.all())
    func peopleArePrinted(page: PageFixture) {
        let text = BodyNormalizer.normalized(String(decoding: page.text, as: UTF8.self))
        for person in page.truth.articles.flatMap(\.people) {
            #expect(text.contains(BodyNormalizer.normalized(person)))
        }
    }
}
