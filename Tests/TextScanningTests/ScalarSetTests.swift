import Testing
import TextScanning

@Suite("A set of scalars")
struct ScalarSetTests {
    @Test("holds what it was made of and nothing else")
    func holdsItsMembers() {
        let members: Set<UInt32> = [0, 0x41, 0x3F, 0x40, 0x4E00, 0xFFFF, 0x1_0000, 0x2_0000]
        let set = ScalarSet(members)
        for scalar in (0 as UInt32)..<0x2_1000 { #expect(set.contains(scalar) == members.contains(scalar)) }
    }
}

@Suite("A scalar's bytes")
struct ScalarBytesTests {
    @Test("are its UTF-8, and U+FFFD's where it is no scalar")
    func areUTF8() {
        for code: UInt32 in [0, 0x7F, 0x80, 0x7FF, 0x800, 0x4E00, 0xD7FF, 0xE000, 0xFFFF, 0x1_0000, 0x10_FFFF] {
            var bytes: [UInt8] = []
            ScalarCursor.append(code, to: &bytes)
            #expect(bytes == Unicode.Scalar(code).map { Array(String($0).utf8) })
        }
        for code: UInt32 in [0xD800, 0xDFFF, 0x11_0000, .max] {
            var bytes: [UInt8] = []
            ScalarCursor.append(code, to: &bytes)
            #expect(bytes == Array("\u{FFFD}".utf8))
        }
    }
}
