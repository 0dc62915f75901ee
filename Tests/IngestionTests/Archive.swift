import FileAccess
import Glibc
import Hashing
import Ingestion
import IssueParsing
import TestSupport
import Testing
import TextScanning

/// A committer on a root of its own, to which files are given as the ingestor gives them, without processes.
struct Archive: ~Copyable {
    /// A file as it is dropped.
    struct Page {
        var name: String
        var text: String
    }

    let directory: TemporaryDirectory
    let committer: Committer

    init() throws {
        let directory = try TemporaryDirectory()
        let committer = try Committer(root: RawPath(directory.path), policy: .keep)
        self.directory = directory
        self.committer = committer
    }

    /// Claims and publishes files, `together` at a time, and returns how each ended.
    @discardableResult
    func take(_ pages: [Page], together: Int = 1) async throws -> [Verdict] {
        var verdicts: [Verdict] = []
        let committer = committer
        for start in stride(from: 0, to: pages.count, by: together) {
            let group = pages[start..<min(start + together, pages.count)]
            var found: [Int: Verdict] = [:]
            try await withThrowingTaskGroup(of: (Int, Verdict?).self) { tasks in
                for (place, page) in zip(group.indices, group) {
                    tasks.addTask { (place, try await Archive.take(page, by: committer)) }
                }
                for try await (place, verdict) in tasks { found[place] = verdict }
            }
            verdicts += group.indices.compactMap { found[$0] }
        }
        return verdicts
    }

    private static func take(_ page: Page, by committer: Committer) async throws -> Verdict? {
        let bytes = Array(page.text.utf8)
        let sha256 = Digest(of: bytes)
        let path = RawPath(page.name)
        let inode = sha256.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        let status = FileStatus(device: 1, inode: inode, size: Int64(bytes.count), mtime: 1, ctime: 1)
        let drop = Drop(path: path, status: status, sha256: sha256, began: .now)
        switch try await committer.claim(drop) {
        case .finished(let verdict): return verdict
        case .settledBefore: return nil
        case .parse(let arrival):
            let issue = try IssueParser(options: ParsingOptions()).parse(bytes, path: path, sha256: sha256)
            guard case .finished(let verdict) = try await committer.publish(issue, of: drop, arrival: arrival) else {
                return nil
            }
            return verdict
        }
    }

    /// The lines of a file below `output/`.
    func lines(_ name: String) throws -> [JSONValue] {
        let path = "\(directory.path)/output/\(name)"
        guard unsafe access(path, F_OK) == 0 else { return [] }
        let bytes = try FileDescriptor(reading: RawPath(path)).readAll(upTo: 1 << 30)
        return try bytes.split(separator: 0x0A).map { try JSONValue(parsing: Array($0)) }
    }

    /// The last link of each article without its `seq`, as text.
    func links() throws -> [String: [String: JSONValue]] {
        var last: [String: [String: JSONValue]] = [:]
        for line in try lines("links.jsonl") {
            var members = line.object ?? [:]
            members["seq"] = nil
            members["schema"] = nil
            last[line["id"]?.string ?? "?"] = members
        }
        return last
    }

    /// The published files by path.
    func records() throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for line in try lines("manifest.jsonl") {
            guard let path = line["path"]?.string else { continue }
            let file = try FileDescriptor(reading: RawPath("\(directory.path)/output/\(path)"))
            found[path] = try file.readAll(upTo: 1 << 30)
        }
        return found
    }

    /// The identifier of the article whose headline is `headline`; the last one published if there are several.
    func id(_ headline: String) throws -> String {
        var found: String?
        for line in try lines("manifest.jsonl") {
            for record in try lines(line["path"]?.string ?? "") where record["headline"]?["main"]?.string == headline {
                found = record["id"]?.string
            }
        }
        return try #require(found, "no article “\(headline)”")
    }
}

extension Archive.Page {
    /// A page of articles, each with its headline and sentences.
    static func page(_ name: String, _ articles: [(headline: String, body: String)]) -> Archive.Page {
        let texts = articles.map { article in
            var lines = ["\(article.headline)", ""]
            var line = "本报讯 "
            for character in article.body {
                line.append(character)
                if line.count == 22 {
                    lines.append(line)
                    line = ""
                }
            }
            return (lines + [line]).joined(separator: "\n")
        }
        return Archive.Page(name: name, text: texts.joined(separator: "\n\n") + "\n")
    }
}
