internal import CLibArchive
internal import Glibc

/// The members of a zip, tar or 7z archive, one after the other; nothing is written to the disk.
///
/// libarchive unpacks. Members whose names are absolute or contain `..`, and links and devices, are errors: nothing
/// good has them. Folders are passed over.
@safe
package struct ArchiveStream: ~Copyable {
    private let archive: OpaquePointer
    private let buffer: UnsafeMutableRawBufferPointer
    private let limits: ArchiveLimits
    /// Names that a zip says are UTF-8 are handed out only where the locale is.
    private let locale: locale_t?
    private let isOpen: Bool
    private var memberCount = 0
    /// How many bytes have been unpacked so far.
    package private(set) var unpackedByteCount = 0

    /// Begins to unpack an archive.
    ///
    /// `isSingleFile` says that it is one compressed file without a name of its own, as gzip makes it.
    package init(
        _ bytes: [UInt8],
        isSingleFile: Bool = false,
        limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveError) {
        guard let archive = unsafe archive_read_new() else { throw .outOfMemory }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
        unsafe bytes.withUnsafeBytes { unsafe buffer.copyMemory(from: $0) }
        self.limits = limits
        unsafe locale = unsafe newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
        unsafe self.archive = archive
        unsafe self.buffer = buffer
        unsafe archive_read_support_filter_gzip(archive)
        unsafe archive_read_support_filter_bzip2(archive)
        unsafe archive_read_support_filter_xz(archive)
        unsafe archive_read_support_filter_zstd(archive)
        if isSingleFile { unsafe archive_read_support_format_raw(archive) }
        unsafe archive_read_support_format_zip(archive)
        unsafe archive_read_support_format_tar(archive)
        unsafe archive_read_support_format_gnutar(archive)
        unsafe archive_read_support_format_7zip(archive)
        // The names of old zips are in the encoding of the computer that made them; they are handed on as bytes.
        isOpen = unsafe archive_read_open_memory(archive, buffer.baseAddress, bytes.count) == ARCHIVE_OK
    }

    deinit {
        unsafe archive_read_free(archive)
        unsafe buffer.deallocate()
        if let locale = unsafe locale { unsafe freelocale(locale) }
    }

    /// Whether a compressed file is a tar archive.
    package static func isTar(_ bytes: [UInt8]) throws(ArchiveError) -> Bool {
        guard let archive = unsafe archive_read_new() else { throw .outOfMemory }
        defer { unsafe archive_read_free(archive) }
        unsafe archive_read_support_filter_gzip(archive)
        unsafe archive_read_support_filter_bzip2(archive)
        unsafe archive_read_support_filter_xz(archive)
        unsafe archive_read_support_filter_zstd(archive)
        unsafe archive_read_support_format_tar(archive)
        return unsafe bytes.withUnsafeBytes { source in
            var entry: OpaquePointer?
            return unsafe archive_read_open_memory(archive, source.baseAddress, source.count) == ARCHIVE_OK
                && archive_read_next_header(archive, &entry) >= ARCHIVE_WARN
        }
    }

    /// Goes to the next file, and returns its name in bytes; nil behind the last.
    package mutating func next() throws(ArchiveError) -> [UInt8]? {
        guard isOpen else { throw failure() }
        let before = unsafe locale.flatMap { unsafe uselocale($0) }
        defer { if let before = unsafe before { _ = unsafe uselocale(before) } }
        while true {
            var entry: OpaquePointer?
            let result = unsafe archive_read_next_header(archive, &entry)
            if result == ARCHIVE_EOF { return nil }
            // A warning is about a name that is no text in the locale; the bytes are there all the same.
            guard result == ARCHIVE_OK || result == ARCHIVE_WARN, let entry = unsafe entry else { throw failure() }
            memberCount += 1
            guard memberCount <= limits.memberCount else { throw .tooManyMembers(limit: limits.memberCount) }
            let name = unsafe name(of: entry)
            let shown = String(decoding: name, as: UTF8.self)
            let type = unsafe archive_entry_filetype(entry)
            let parts = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
            guard name.first != UInt8(ascii: "/"), name.first != UInt8(ascii: "\\"), !hasDrive(name) else {
                throw .unsafeMember(name: shown, what: "has an absolute name")
            }
            guard !parts.contains(where: { $0.elementsEqual("..".utf8) }) else {
                throw .unsafeMember(name: shown, what: "has a name that leads out of the archive")
            }
            if unsafe archive_entry_symlink(entry) != nil || archive_entry_hardlink(entry) != nil {
                throw .unsafeMember(name: shown, what: "is a link")
            }
            if type == 0o040000 { continue }
            guard type == 0o100000 || type == 0 else { throw .unsafeMember(name: shown, what: "is no file") }
            if unsafe archive_entry_is_data_encrypted(entry) != 0 { throw .encrypted(member: shown) }
            // A name that cannot be told is no reason to lose what it names.
            return parts.isEmpty ? Array("member-\(memberCount)".utf8) : name
        }
    }

    /// Unpacks the file that ``next()`` went to, as far as `limit` bytes; nil if it has more.
    package mutating func data(upTo limit: Int) throws(ArchiveError) -> [UInt8]? {
        var bytes: [UInt8] = []
        var isTooLong = false
        while true {
            var block: UnsafeRawPointer?
            var count = 0
            var offset: Int64 = 0
            let result = unsafe archive_read_data_block(archive, &block, &count, &offset)
            if result == ARCHIVE_EOF { return isTooLong ? nil : bytes }
            guard result == ARCHIVE_OK || result == ARCHIVE_WARN else { throw failure() }
            unpackedByteCount += count
            guard unpackedByteCount <= limits.byteCount else { throw .tooLarge(limit: limits.byteCount) }
            let packedByteCount = unsafe buffer.count
            guard unpackedByteCount <= limits.freeByteCount || unpackedByteCount / limits.ratio <= packedByteCount
            else { throw .expandsTooFar(limit: limits.ratio) }
            guard offset >= 0, offset <= Int64(limits.byteCount) else { throw .tooLarge(limit: limits.byteCount) }
            if isTooLong { continue }
            guard Int(offset) + count <= limit else {
                isTooLong = true
                bytes = []
                continue
            }
            // A sparse file leaves out its zeros.
            if Int(offset) > bytes.count {
                bytes.append(contentsOf: repeatElement(0, count: Int(offset) - bytes.count))
            }
            unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: block, count: count))
        }
    }

    private func name(of entry: OpaquePointer) -> [UInt8] {
        guard let name = unsafe archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry) else { return [] }
        var bytes = unsafe Array(UnsafeRawBufferPointer(start: name, count: Self.length(name)))
        while bytes.starts(with: "./".utf8) { bytes.removeFirst(2) }
        return bytes
    }

    private static func length(_ text: UnsafePointer<CChar>) -> Int {
        var count = 0
        while unsafe text[count] != 0 { count += 1 }
        return count
    }

    private func hasDrive(_ name: [UInt8]) -> Bool {
        name.count >= 3 && name[1] == UInt8(ascii: ":")
            && (name[2] == UInt8(ascii: "\\") || name[2] == UInt8(ascii: "/"))
    }

    private func failure() -> ArchiveError {
        let message = unsafe archive_error_string(archive).map { unsafe String(cString: $0) } ?? "no reason given"
        // archive_read_has_encrypted_entries crashes after an archive could not be opened (libarchive 3.6.2).
        if message.contains("ncrypt") || message.contains("assphrase") { return .encrypted(member: nil) }
        if unsafe archive_errno(archive) == ENOMEM { return .outOfMemory }
        return .damaged(message)
    }
}
