import IssueReading
import TextScanning

extension RecognitionProgress {
    /// What a worker sends before its answer, so that it is waited for longer.
    var frame: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("status", "recognising")
            writer.member("bytes", 0)
            writer.member("page", page)
            writer.member("count", count)
            writer.member("seconds", seconds)
        }
        return writer.bytes
    }

    /// Reads ``frame``; nil if it is anything else.
    init?(header: JSONValue) {
        guard header["status"]?.string == "recognising", let page = header["page"]?.integer,
            let count = header["count"]?.integer, let seconds = header["seconds"]?.integer, 0...86_400 ~= seconds
        else { return nil }
        self.init(page: page, count: count, seconds: seconds)
    }
}
