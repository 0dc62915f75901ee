internal import ArticleSeparation
internal import Corrections
package import FileAccess
internal import Hashing
package import IssueParsing
internal import FoundationEssentials
internal import IssueReading
internal import Newsprint
internal import TextScanning

/// What a worker is asked: to parse the open file that comes with it.
struct WorkerJob: Sendable {
    /// The path under which the file came, below the inbox.
    var path: RawPath
    /// What the drop is known by; written into the records.
    var sha256: Digest
    /// SHA-256 of the file as the daemon hashed it; the worker reads again and compares.
    var content: Digest
    /// The files that came with it and are read with it; they follow the job one by one.
    var members: [Member] = []
    var options: ParsingOptions

    /// A file that is read with the main one.
    struct Member: Sendable {
        /// Below the inbox.
        var path: RawPath
        var sha256: Digest
    }

    var header: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("path", Data(path.bytes).base64EncodedString())
            writer.member("sha256", sha256.hex)
            writer.member("content", content.hex)
            writer.member("members") { writer in
                writer.array { writer in
                    for member in members {
                        writer.array { writer in
                            writer.string(Data(member.path.bytes).base64EncodedString())
                            writer.string(member.sha256.hex)
                        }
                    }
                }
            }
            writer.member("max_text", options.maximumTextByteCount)
            writer.member("ocr", options.recognition.rawValue)
            writer.member("title", options.title)
            writer.member("date", options.date?.description)
            writer.member("page", options.page?.description)
            writer.member("corrections") { writer in
                writer.array { writer in
                    for correction in options.corrections { correction.write(to: &writer) }
                }
            }
            writer.member("papers") { writer in
                writer.object { writer in
                    for (code, name) in options.papers.sorted(by: { $0.key < $1.key }) {
                        writer.member(named: code) { $0.string(name) }
                    }
                }
            }
            writer.member("words") { writer in
                writer.object { writer in
                    for (kind, words) in options.words.lists.sorted(by: { $0.key < $1.key }) {
                        writer.member(named: kind.rawValue) { $0.string(words.joined(separator: " ")) }
                    }
                }
            }
        }
        return writer.bytes
    }

    init(path: RawPath, sha256: Digest, content: Digest, members: [Member], options: ParsingOptions) {
        self.path = path
        self.sha256 = sha256
        self.content = content
        self.members = members
        self.options = options
    }

    init?(header: JSONValue) {
        guard let path = header["path"]?.string.flatMap({ Data(base64Encoded: $0) }),
            let sha256 = header["sha256"]?.string.flatMap({ Digest(hex: $0) }),
            let content = header["content"]?.string.flatMap({ Digest(hex: $0) }),
            let members = header["members"]?.array,
            let maximum = header["max_text"]?.integer
        else { return nil }
        self.content = content
        for member in members {
            guard let path = member.array?.first?.string.flatMap({ Data(base64Encoded: $0) }),
                let digest = member.array?.last?.string.flatMap({ Digest(hex: $0) })
            else { return nil }
            self.members.append(Member(path: RawPath(Array(path)), sha256: digest))
        }
        self.path = RawPath(Array(path))
        self.sha256 = sha256
        options = ParsingOptions()
        options.maximumTextByteCount = maximum
        options.recognition = header["ocr"]?.string.flatMap { RecognitionMode(rawValue: $0) } ?? .auto
        options.title = header["title"]?.string
        options.date = header["date"]?.string.flatMap { CalendarDate($0) }
        options.page = header["page"]?.string.flatMap { PageLabel($0) }
        options.corrections = (header["corrections"]?.array ?? []).compactMap { Correction($0) }
        options.papers = header["papers"]?.object?.compactMapValues(\.string) ?? [:]
        for (name, words) in header["words"]?.object?.compactMapValues(\.string) ?? [:] {
            guard let kind = PaperWords.Kind(rawValue: name), (try? options.words.set(kind, to: words)) != nil else {
                return nil
            }
        }
    }
}

/// What a worker answers, or what was seen of one that did not.
package enum WorkerAnswer: Equatable, Sendable {
    /// The file's records.
    case parsed(ParsedIssue)
    /// The file cannot be read; trying again gives the same.
    case unfit(Verdict)
    /// The bytes are no longer those that were hashed.
    case changed
    /// Reading the file failed for now.
    case unreadable(Errno)
    /// The worker died by a signal that the daemon did not send, or exceeded a limit.
    case died(Message)
    /// The worker could not be had, for want of processes or memory; nothing is held against the file.
    case unavailable(Errno)

    /// Writes the answer as a frame's header, and the bytes that follow it.
    func frame() -> (header: [UInt8], body: [UInt8]) {
        var writer = JSONWriter()
        var body: [UInt8] = []
        writer.object { writer in
            switch self {
            case .parsed(let issue):
                writer.member("status", "parsed")
                issue.appendHeader(to: &writer)
                body = issue.records
            case .unfit(let verdict):
                writer.member("status", "unfit")
                writer.member("bytes", 0)
                writer.member("code", verdict.code)
                writer.member("reason", [verdict.reason.english, verdict.reason.chinese])
                writer.member("advice", verdict.advice.map { [$0.english, $0.chinese] } ?? [])
            case .unreadable(let error):
                writer.member("status", "unreadable")
                writer.member("bytes", 0)
                writer.member("errno", Int(error.code))
            case .changed, .died, .unavailable:
                writer.member("status", "changed")
                writer.member("bytes", 0)
            }
        }
        return (writer.bytes, body)
    }

    /// Reads what ``frame()`` wrote; nil if it is anything else.
    init?(header: JSONValue, body: [UInt8]) {
        func message(_ key: String) -> Message? {
            guard let parts = header[key]?.array?.compactMap(\.string), parts.count == 2 else { return nil }
            return Message(parts[0], parts[1])
        }
        switch header["status"]?.string {
        case "parsed":
            guard let issue = ParsedIssue(header: header, records: body) else { return nil }
            self = .parsed(issue)
        case "unfit":
            guard let code = header["code"]?.string, let reason = message("reason") else { return nil }
            self = .unfit(Verdict(.failed, code: code, reason: reason, advice: message("advice")))
        case "unreadable":
            self = .unreadable(Errno(code: Int32(header["errno"]?.integer ?? 0), call: "read"))
        case "changed":
            self = .changed
        default: return nil
        }
    }
}
