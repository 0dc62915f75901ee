package import FileAccess
package import Hashing
internal import IssueParsing
internal import RecordIndex
internal import RecordOutput

extension Committer {
    /// An original that can be read again.
    package struct KeptOriginal: Sendable {
        package var sha256: Digest
        /// Under which it came, below the inbox; its name may tell title, date and page.
        package var path: RawPath
        /// Where it is kept, below `state/`.
        package var place: RawPath
        /// The files that came with it: under which they came, and where they are kept.
        package var members: [(path: RawPath, place: RawPath)] = []
        /// The code of the event that ended its drop.
        var code: String?
    }

    /// The published contents that are chosen and whose originals are kept, in the order of their digests.
    package func reprocessable(_ selection: ControlRequest.Selection) throws -> [KeptOriginal] {
        var found: [KeptOriginal] = []
        try index.forEachContent { content in
            guard let original = try original(of: content) else { return }
            let places = [RawPath("state").appending(original.place)] + (try records(of: content.sha256))
            let isMeant = selection.includes(
                sha256: content.sha256.hex,
                path: original.path,
                places: places,
                code: original.code,
                date: content.date
            )
            if isMeant { found.append(original) }
        }
        return found
    }

    /// The original of a content, if it was dropped and is kept.
    func original(of digest: Digest) throws -> KeptOriginal? {
        try index.content(digest).flatMap { try original(of: $0) }
    }

    private func original(of content: Content) throws -> KeptOriginal? {
        guard content.state == .done, let place = content.original, try originals.isThere(place) else { return nil }
        let taking = [Verdict.Event.ingested, .edition].map(\.rawValue)
        let arrivals = try index.arrivals(of: content.sha256)
        guard let first = arrivals.first(where: { taking.contains($0.event ?? "") }) ?? arrivals.first else {
            return nil
        }
        var original = KeptOriginal(sha256: content.sha256, path: first.path, place: place)
        original.code = first.code
        let companions = try index.companions(of: first.id).map(\.path)
        let folder = Drop.folder(of: first.path, among: companions, keptAt: place)
        let base = Drop.commonFolder(of: [first.path] + companions)
        original.members = companions.map { ($0, folder.appending(Drop.relative($0, to: base))) }
        return original
    }

    /// Where the records of a content stand, those of its later publications too; below the root.
    private func records(of source: Digest) throws -> [RawPath] {
        try publications(of: source).names.compactMap { try index.content($0)?.record.map { RawPath("output/\($0)") } }
    }

    /// The names in the index under which a content was published, and the one of its next publication.
    func publications(of source: Digest) throws -> (names: [Digest], next: Digest, number: Int) {
        var names = [source]
        while true {
            let next = Digest.revision(names.count + 1, of: source)
            guard let revision = try index.content(next), revision.state != .claimed else {
                return (names, next, names.count + 1)
            }
            names.append(next)
        }
    }
}
