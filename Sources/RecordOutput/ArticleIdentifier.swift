package import Hashing
package import Newsprint

/// The name of an article record: `pc:` and 32 hexadecimal digits.
///
/// It is the first half of SHA-256 over the page's key (where there is none, the file's SHA-256 and the page's place in
/// it), the normalised body, and a counter that tells equal bodies of one page apart, joined by U+001E. So it stays the
/// same when a page is exported again with the same body, and changes with the body or the key.
package struct ArticleIdentifier: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// `pc:` and 32 hexadecimal digits.
    package let description: String

    /// The identifier that stands in a record or in the index, unchecked.
    package init(_ description: String) {
        self.description = description
    }

    /// The identifier of the `occurrence`-th item (from 0) with this body on the page.
    package init(page key: PageKey?, source: Digest, pageIndex: Int, body: [UInt8], occurrence: Int) {
        var hash = SHA256()
        let scope = key?.description ?? "\(source.hex)\u{1F}\(pageIndex)"
        hash.update(Array(scope.utf8))
        hash.update([0x1E])
        hash.update(body)
        hash.update([0x1E])
        hash.update(Array(String(occurrence).utf8))
        self.description = "pc:" + Digest.hex(hash.finish().bytes.prefix(16))
    }

    package static func < (left: ArticleIdentifier, right: ArticleIdentifier) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }
}
