internal import FileAccess
internal import Hashing
internal import RecordIndex

/// Whether an index knows everything that was published: each file of the manifest, and each article.
struct Agreement {
    /// The first thing that it does not know, as a sentence without full stop; nil if it knows all.
    let firstFault: String?

    init(of index: RecordIndex, with output: borrowing Directory) throws {
        var fault: String?
        var last: [Digest: PublicationLine] = [:]
        var keys = PublicationKeys()
        try LineFile.forEachLine(of: RawPath("manifest.jsonl"), below: output) { line, _ in
            guard fault == nil, let publication = PublicationLine(line) else { return }
            for id in publication.ids where try !index.hasArticle(id) {
                fault = "it does not know the article \(id)"
                return
            }
            let key = keys.key(of: publication)
            last[key] = publication
            last[key]?.ids = []
        }
        for (source, publication) in last where fault == nil {
            let content = try index.content(source)
            guard content?.record != publication.path || content?.recordSHA256 != publication.sha256 else { continue }
            fault = "it does not know that output/\(publication.path) was published"
        }
        firstFault = fault
    }
}
