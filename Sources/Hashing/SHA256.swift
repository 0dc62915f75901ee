internal import CCrypto

/// A SHA-256 digest, 32 bytes.
package struct Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The 32 bytes.
    package let bytes: [UInt8]

    /// The digest with these bytes, or nil if they are not 32.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Reads 64 hexadecimal digits.
    package init?(hex: String) {
        guard let bytes = Digest.bytes(hex: hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// The digest of `bytes`.
    package init(of bytes: some Collection<UInt8>) {
        var hash = SHA256()
        hash.update(bytes)
        self = hash.finish()
    }

    fileprivate init(exactly bytes: [UInt8]) {
        precondition(bytes.count == 32)
        self.bytes = bytes
    }

    /// 64 lower-case hexadecimal digits.
    package var hex: String { Digest.hex(bytes) }

    /// The first 12 hexadecimal digits, as they stand in file names.
    package var short: String { Digest.hex(bytes.prefix(6)) }

    package var description: String { hex }

    /// `bytes` in lower-case hexadecimal.
    package static func hex(_ bytes: some Sequence<UInt8>) -> String {
        var digits: [UInt8] = []
        for byte in bytes {
            for nibble in [byte >> 4, byte & 0xF] {
                digits.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The bytes that an even number of lower-case hexadecimal digits stand for, or nil for anything else.
    package static func bytes(hex: String) -> [UInt8]? {
        let digits = Array(hex.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(of: digits[index]), let low = value(of: digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    package static func < (left: Digest, right: Digest) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

/// SHA-256 over bytes that come piece by piece; libcrypto computes it.
@safe
package struct SHA256: ~Copyable {
    private let context: OpaquePointer

    /// A hash over nothing yet.
    package init() {
        guard let context = unsafe EVP_MD_CTX_new(), unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            fatalError("libcrypto has no SHA-256 to offer.")
        }
        unsafe self.context = context
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    /// Takes in more bytes.
    package mutating func update(_ bytes: some Collection<UInt8>) {
        let taken = bytes.withContiguousStorageIfAvailable { buffer in
            unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count) == 1
        }
        if let taken {
            precondition(taken)
        } else {
            update(Array(bytes))
        }
    }

    /// The digest of all bytes taken in.
    package consuming func finish() -> Digest {
        var bytes = [UInt8](repeating: 0, count: 32)
        let done = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
        }
        precondition(done == 1)
        return Digest(exactly: bytes)
    }
}
