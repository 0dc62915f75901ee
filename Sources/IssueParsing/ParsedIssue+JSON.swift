internal import Corrections
internal import Deduplication
internal import Hashing
internal import RecordOutput
package import TextScanning

extension ParsedIssue {
    /// Writes all but the record bytes as members of the object that is open.
    package func appendHeader(to writer: inout JSONWriter) {
        writer.member("title", title)
        writer.member("date", date)
        writer.member("pages") { writer in
            writer.array { writer in
                for label in pageLabels { writer.string(label) }
            }
        }
        writer.member("items") { writer in
            writer.array { writer in
                for item in items {
                    writer.object { writer in
                        writer.member("id", item.id.description)
                        writer.member("article", item.isArticle)
                        writer.member("page_key", item.pageKey)
                        writer.member("body", item.body.map { Digest.hex($0) })
                        writer.member("length", item.length)
                        writer.member("end", item.span.upperBound)
                        writer.member("fingerprint", item.fingerprint.map { Digest.hex($0.encoded) })
                        if !item.jumps.isEmpty { ParsedIssue.append(item.jumps, to: &writer) }
                        if item.isCorrected {
                            writer.member("corrected", true)
                            writer.member("origins", item.origins)
                        }
                    }
                }
            }
        }
        writer.member("unread") { writer in
            writer.array { writer in
                for member in unread {
                    writer.array { writer in
                        for text in [member.name, member.code, member.english, member.chinese] { writer.string(text) }
                    }
                }
            }
        }
        writer.member("considered") { writer in
            writer.array { writer in
                for number in considered { writer.integer(number) }
            }
        }
        writer.member("outcomes") { writer in
            writer.array { writer in
                for outcome in outcomes {
                    writer.object { writer in
                        writer.member("number", outcome.number)
                        writer.member("result", outcome.result.rawValue)
                        writer.member("reason", outcome.reason)
                    }
                }
            }
        }
        writer.member("bytes", records.count)
    }

    /// Reads what ``appendHeader(to:)`` wrote; nil if it is anything else or does not fit `records`.
    package init?(header: JSONValue, records: [UInt8]) {
        guard let pages = header["pages"]?.array, let items = header["items"]?.array else { return nil }
        var start = 0
        var read: [Item] = []
        for item in items {
            guard let id = item["id"]?.string, let isArticle = item["article"]?.boolean,
                let length = item["length"]?.integer, let end = item["end"]?.integer,
                end >= start, end <= records.count
            else { return nil }
            var entry = Item(
                id: ArticleIdentifier(id),
                isArticle: isArticle,
                pageKey: item["page_key"]?.string,
                body: item["body"]?.string.flatMap { Digest.bytes(hex: $0) },
                length: length,
                span: start..<end
            )
            entry.fingerprint = item["fingerprint"]?.string.flatMap { Digest.bytes(hex: $0) }
                .flatMap { Fingerprint(encoded: $0) }
            entry.jumps = (item["jumps"]?.array ?? []).compactMap { ParsedIssue.jump($0) }
            entry.isCorrected = item["corrected"]?.boolean ?? false
            entry.origins = item["origins"]?.array?.compactMap(\.string) ?? []
            read.append(entry)
            start = end
        }
        guard start == records.count else { return nil }
        self.init(
            title: header["title"]?.string,
            date: header["date"]?.string,
            pageLabels: pages.map(\.string),
            items: read,
            records: records
        )
        for member in header["unread"]?.array ?? [] {
            guard let texts = member.array?.compactMap(\.string), texts.count == 4 else { return nil }
            unread.append(UnreadMember(name: texts[0], code: texts[1], english: texts[2], chinese: texts[3]))
        }
        considered = header["considered"]?.array?.compactMap(\.integer) ?? []
        for outcome in header["outcomes"]?.array ?? [] {
            guard let number = outcome["number"]?.integer,
                let result = outcome["result"]?.string.flatMap({ CorrectionOutcome.Result(rawValue: $0) })
            else { return nil }
            let reason = outcome["reason"]?.array?.compactMap(\.string) ?? []
            outcomes.append(CorrectionOutcome(number, result, reason: reason))
        }
    }

    private static func append(_ jumps: [Item.Jump], to writer: inout JSONWriter) {
        writer.member("jumps") { writer in
            writer.array { writer in
                for jump in jumps {
                    writer.object { writer in
                        writer.member("direction", jump.direction.rawValue)
                        writer.member("target", jump.target)
                        writer.member("headline", jump.headline)
                    }
                }
            }
        }
    }

    private static func jump(_ value: JSONValue) -> Item.Jump? {
        guard let direction = value["direction"]?.integer.flatMap({ JumpEnd.Direction(rawValue: $0) }),
            let target = value["target"]?.string, let headline = value["headline"]?.string
        else { return nil }
        return Item.Jump(direction: direction, target: target, headline: headline)
    }
}
