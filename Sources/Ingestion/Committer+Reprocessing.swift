package import FileAccess
package import Hashing
internal import IssueParsing
internal import RecordIndex
internal import RecordOutput

extension Committer {
    /// An original that can be read again.
    package struct KeptOriginal: Sendable {
        package var sha256: Digest
        /// The folder below the root that it is kept in: `state`, or `inbox` where originals stay.
        package var folder = RawPath("state")
        /// Where it is kept, below that folder.
        package var place: RawPath
        /// Under which it came, below the inbox; its name may tell title, date and page.
        package var path: RawPath
        /// The files that came with it: under which they came, and where they are kept.
        package var members: [(path: RawPath, place: RawPath)] = []
        /// The code of the event that ended its drop.
        var code: String?

        /// Where it is kept, below the root.
        package var name: RawPath { folder.appending(place) }
    }

    /// The published contents that are chosen and whose originals are kept, in the order of their digests.
    package func reprocessable(_ selection: ControlRequest.Selection) throws -> [KeptOriginal] {
        var found: [KeptOriginal] = []
        try index.forEachContent { content in
            guard let original = try original(of: content) else { return }
            let places = [original.name] + (try records(of: content.sha256))
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
        guard content.state == .done, content.source == nil else { return nil }
        let taking = [Verdict.Event.ingested, .edition].map(\.rawValue)
        let arrivals = try index.arrivals(of: content.sha256)
        guard let first = arrivals.first(where: { taking.contains($0.event ?? "") }) ?? arrivals.first else {
            return nil
        }
        let companions = try index.companions(of: first.id).map(\.path)
        guard let place = content.original else {
            // Where originals stay, or this one could not be moved, it is read where it came; its bytes tell whether it is it.
            guard try originals.isInInbox(first.path) else { return nil }
            var original = KeptOriginal(
                sha256: content.sha256,
                folder: RawPath("inbox"),
                place: first.path,
                path: first.path
            )
            original.code = first.code
            original.members = companions.map { ($0, $0) }
            return original
        }
        guard try originals.isThere(place) else { return nil }
        var original = KeptOriginal(sha256: content.sha256, place: place, path: first.path)
        original.code = first.code
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
