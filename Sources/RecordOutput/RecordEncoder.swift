internal import FoundationEssentials
internal import Hashing
package import Newsprint
package import TextScanning

/// Writes items as `article/1`, one JSON object a line; a pure function of its arguments.
package struct RecordEncoder: Sendable {
    /// What was found inside an article's text, already written as the JSON of the record's members.
    package struct Annotations: Equatable, Sendable {
        /// JSON arrays without their brackets' content being looked at; `[]` where nothing was found.
        package var facts: [UInt8] = Array("[]".utf8)
        package var checks: [UInt8] = Array("[]".utf8)

        /// Nothing found.
        package init() {}
    }

    /// The version of presscut that is written into `provenance`.
    package static let engineVersion = "0.1.0"
    /// The version of the rules; it changes whenever the same file may come out differently.
    package static let rulesVersion = "2026-11-24"

    private let issue: IssueIdentity

    /// An encoder for the items of `issue`.
    package init(issue: IssueIdentity) {
        self.issue = issue
    }

    /// Appends one item as a line.
    ///
    /// `identifiers` are those of all items of the page, in page order; `position` is the item's place among them.
    package func append(
        _ item: Article,
        at position: Int,
        of page: Page,
        identifiers: [ArticleIdentifier],
        order: Int,
        annotations: Annotations = Annotations(),
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("schema", "article/1")
            writer.member("id", identifiers[position].description)
            writer.member("kind", item.kind.rawValue)
            if let role = item.role { writer.member("role", role) }
            writer.member("issue") { append(issueOf: page, to: &$0) }
            writer.member("page") { writer in
                writer.object { writer in
                    writer.member("number", page.index + 1)
                    writer.member("label", page.label)
                    writer.member("section", issue.identification.pages[page.index].section)
                }
            }
            writer.member("order", order)
            writer.member("headline") { append(item.headline, to: &$0) }
            writer.member("byline") { append(item.byline, identifiers: identifiers, to: &$0) }
            writer.member("dateline") { append(item.dateline, to: &$0) }
            writer.member("paragraphs") { append(item.paragraphs, of: page, to: &$0) }
            writer.member("media") { append(item.media, to: &$0) }
            writer.member("spans") { append(spansOf: item, page: page, to: &$0) }
            writer.member("facts") { $0.raw(annotations.facts) }
            for key in ["people", "organisations", "places", "programmes"] as [StaticString] {
                writer.member(key, [])
            }
            writer.member("checks") { $0.raw(annotations.checks) }
            writer.member("continues") { writer in
                writer.object { $0.member("cue", item.jump?.text) }
            }
            writer.member("quality") { append(qualityOf: item, page: page, to: &$0) }
            if !item.corrected.overrides.isEmpty { writer.member("corrected") { append(item.corrected, to: &$0) } }
            writer.member("provenance") { writer in
                writer.object { writer in
                    writer.member("engine", "presscut")
                    writer.member("version", RecordEncoder.engineVersion)
                    writer.member("rules", issue.rules)
                    writer.member("encoding", issue.encoding)
                }
            }
        }
        writer.endLine()
    }

    private func append(issueOf page: Page, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("title", issue.identification.title)
            writer.member("date", issue.identification.date?.description)
            writer.member("date_source", issue.identification.dateSource.rawValue)
            writer.member("number", issue.identification.number)
            RecordEncoder.appendFile(issue.file, to: &writer)
            writer.member("member", issue.member)
            writer.member("sha256", issue.sha256.hex)
            writer.member("spans", page.source.unit.rawValue)
        }
    }

    /// Writes `file` and, where the bytes are not UTF-8, `file_bytes` in base64.
    package static func appendFile(_ bytes: [UInt8], to writer: inout JSONWriter) {
        writer.member("file", String(decoding: bytes, as: UTF8.self))
        if String(validating: bytes, as: UTF8.self) == nil {
            writer.member("file_bytes", Data(bytes).base64EncodedString())
        }
    }

    private func append(_ headline: Headline, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("main", headline.main?.text)
            writer.member("kicker", headline.kicker?.text)
            writer.member("sub", headline.sub.map(\.text))
        }
    }

    private func append(_ byline: Byline, identifiers: [ArticleIdentifier], to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("raw", byline.raw?.text)
            writer.member("people") { RecordEncoder.append(byline.people, to: &$0) }
            writer.member("confidence") { $0.hundredths(byline.confidence) }
            writer.member("candidates") { writer in
                writer.array { writer in
                    for candidate in byline.candidates {
                        writer.object { writer in
                            writer.member("name", candidate.name)
                            writer.member("confidence") { $0.hundredths(candidate.confidence) }
                            writer.member("leftover", identifiers[candidate.leftover].description)
                        }
                    }
                }
            }
        }
    }

    private static func append(_ people: [Contributor], to writer: inout JSONWriter) {
        writer.array { writer in
            for person in people {
                writer.object { writer in
                    writer.member("name", person.name)
                    writer.member("role", person.role.rawValue)
                }
            }
        }
    }

    private func append(_ dateline: Dateline?, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("raw", dateline?.raw.text)
            writer.member("agency", dateline?.agency)
            writer.member("place", dateline?.place)
            writer.member("date", dateline?.date)
        }
    }

    private func append(_ paragraphs: [Paragraph], of page: Page, to writer: inout JSONWriter) {
        writer.array { writer in
            for paragraph in paragraphs {
                writer.object { writer in
                    writer.member("text", paragraph.passage.text)
                    writer.member("role", paragraph.role.rawValue)
                    writer.member("spans") { append(paragraph.passage.ranges, of: page, to: &$0) }
                }
            }
        }
    }

    private func append(_ media: [Media], to writer: inout JSONWriter) {
        writer.array { writer in
            for medium in media {
                writer.object { writer in
                    writer.member("kind", "photo")
                    writer.member("caption", medium.caption?.text)
                    writer.member("credit") { writer in
                        guard let credit = medium.credit else {
                            writer.null()
                            return
                        }
                        writer.object { writer in
                            writer.member("raw", credit.text)
                            writer.member("people") { RecordEncoder.append(medium.people, to: &$0) }
                        }
                    }
                }
            }
        }
    }

    private func append(spansOf item: Article, page: Page, to writer: inout JSONWriter) {
        writer.object { writer in
            func member(_ name: String, _ ranges: [Range<Int>]?) {
                guard let ranges, !ranges.isEmpty else { return }
                writer.member(named: name) { append(ranges, of: page, to: &$0) }
            }
            member("headline.main", item.headline.main?.ranges)
            member("headline.kicker", item.headline.kicker?.ranges)
            for (index, sub) in item.headline.sub.enumerated() { member("headline.sub.\(index)", sub.ranges) }
            member("byline.raw", item.byline.raw?.ranges)
            member("dateline.raw", item.dateline?.raw.ranges)
            for (index, medium) in item.media.enumerated() {
                member("media.\(index).caption", medium.caption?.ranges)
                member("media.\(index).credit.raw", medium.credit?.ranges)
            }
            member("continues.cue", item.jump?.ranges)
            member("doubled", item.doubled)
        }
    }

    private func append(_ ranges: [Range<Int>], of page: Page, to writer: inout JSONWriter) {
        writer.array { writer in
            for range in ranges {
                guard page.source.unit != .boxes else {
                    for box in page.source.boxes(of: range, in: page.text) {
                        append(box, onPage: page.source.pageNumber(at: range.lowerBound), to: &writer)
                    }
                    continue
                }
                guard page.source.unit != .nodes else {
                    for place in page.source.nodePlaces(of: range, in: page.text) { append(place, to: &writer) }
                    continue
                }
                let source = page.source.sourceRange(of: range)
                writer.array { writer in
                    writer.integer(source.lowerBound)
                    writer.integer(source.upperBound)
                }
            }
        }
    }

    private func append(_ place: NodePlace, to writer: inout JSONWriter) {
        writer.array { writer in
            for number in [place.node, place.scalars.lowerBound, place.scalars.upperBound] { writer.integer(number) }
        }
    }

    private func append(_ box: Box, onPage page: Int, to writer: inout JSONWriter) {
        writer.array { writer in
            writer.integer(page)
            for edge in [box.x0, box.y0, box.x1, box.y1] { writer.decimal(edge) }
        }
    }

    private func append(_ corrected: Corrected, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("overrides") { writer in
                writer.array { writer in
                    for number in corrected.overrides { writer.integer(number) }
                }
            }
            writer.member("typed", corrected.typed)
        }
    }

    private func append(qualityOf item: Article, page: Page, to writer: inout JSONWriter) {
        let quality = item.quality
        let parts = [quality.body, quality.headline] + (item.byline.raw == nil ? [] : [item.byline.confidence])
        writer.object { writer in
            writer.member("confidence") { $0.hundredths(item.kind.isLeftover ? quality.body : parts.reduce(1, min)) }
            writer.member("headline") { $0.hundredths(quality.headline) }
            writer.member("byline") { $0.hundredths(item.byline.confidence) }
            writer.member("flags", quality.flags + page.flags + issue.identification.flags)
        }
    }
}
