internal import FileAccess
internal import Hashing
internal import IssueReading
internal import Newsprint
internal import RecordIndex
internal import RecordOutput

extension Committer {
    /// Tells apart what dropping known bytes once more may mean.
    func duplicateVerdict(of content: Content, drop: Drop) throws -> Verdict {
        let sha = content.sha256.short
        if let record = content.record, try !folder.hasRecord(at: record) {
            return Verdict(
                .duplicate,
                code: "record-missing",
                reason: Message(
                    "Its records were published as output/\(record), but are no longer there.",
                    "该内容曾发布为 output/\(record)，但该文件已不存在。"
                ),
                advice: Message(
                    "If it is wanted again: presscut reprocess \(sha) --again",
                    "如需重新发布：presscut reprocess \(sha) --again"
                )
            )
        }
        if policy == .move, try content.original.map({ try !originals.isThere($0) }) ?? true {
            return Verdict(
                .duplicate,
                code: "original-restored",
                reason: Message(
                    "Its records are published, but its original was no longer in state/done; this file takes its place.",
                    "该内容已发布，但 state/done 中的原件已不存在；本文件补为原件。"
                )
            )
        }
        let named = IssueNaming.identify(path: drop.path.bytes)
        let adds = [
            content.title == nil && named.title != nil ? "title" : nil,
            content.date == nil && named.date != nil ? "date" : nil,
            content.page == nil && named.page != nil ? "page" : nil,
        ].compactMap { $0 }
        if !adds.isEmpty {
            let options = [
                content.title == nil ? named.title.map { " --title '\($0)'" } : nil,
                content.date == nil ? named.date.map { " --date \($0)" } : nil,
                content.page == nil ? named.page.map { " --page \($0)" } : nil,
            ].compactMap { $0 }.joined()
            return Verdict(
                .duplicate,
                code: "name-adds",
                reason: Message(
                    "Its bytes were published before; this name gives what the record lacks: \(adds.joined(separator: ", ")).",
                    "内容此前已发布；新文件名提供了记录所缺的信息：\(adds.joined(separator: "、"))。"
                ),
                advice: Message(
                    "If it is right: presscut reprocess \(sha)\(options)",
                    "如信息无误：presscut reprocess \(sha)\(options)"
                )
            )
        }
        return Verdict(
            .duplicate,
            code: "same-bytes",
            reason: Message("Its bytes were published before.", "内容与此前已发布的文件完全相同。")
        )
    }
}
