import Hashing
import Testing

@Suite("SHA-256")
struct SHA256Tests {
    @Test("agrees with the examples of FIPS 180-2")
    func examples() {
        #expect(
            Digest(of: "abc".utf8).hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(
            Digest(of: [UInt8]()).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
    }

    @Test("does not care how the bytes come")
    func pieces() {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var hash = SHA256()
        for start in stride(from: 0, to: bytes.count, by: 777) {
            hash.update(bytes[start..<min(start + 777, bytes.count)])
        }
        #expect(hash.finish() == Digest(of: bytes))
    }

    @Test("reads its own hexadecimal form and no other")
    func hexadecimal() {
        let digest = Digest(of: "x".utf8)
        #expect(Digest(hex: digest.hex) == digest)
        #expect(Digest(hex: digest.hex.uppercased()) == nil)
        #expect(Digest(hex: String(digest.hex.dropLast())) == nil)
    }
}
