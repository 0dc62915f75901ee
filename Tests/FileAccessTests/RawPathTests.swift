import FileAccess
import Testing

@Suite("A raw path")
struct RawPathTests {
    @Test(
        "is taken apart at its slashes",
        arguments: [
            ("", "", ""), ("a", "", "a"), ("a/b", "a", "b"), ("a/b/", "a", "b"), ("a//b", "a", "b"), ("/", "", ""),
            ("/a", "/", "a"), ("/a/b", "/a", "b"), ("//a", "/", "a"),
        ]
    )
    func parts(path: String, parent: String, last: String) {
        #expect(RawPath(path).parent == RawPath(parent))
        #expect(RawPath(path).lastComponent == RawPath(last))
    }

    @Test("is put together again from its parts")
    func joining() {
        for text in ["a", "a/b", "/a/b/c", "/a"] {
            let path = RawPath(text)
            #expect(path.parent.appending(path.lastComponent) == path)
        }
        #expect(RawPath("").appending("a") == RawPath("a"))
        #expect(RawPath("a").appending("") == RawPath("a"))
        #expect(RawPath("/").appending("a") == RawPath("/a"))
    }

    @Test("tells apart what a String takes for the same")
    func twins() {
        let composed = RawPath([0xC3, 0xA9])
        let decomposed = RawPath([0x65, 0xCC, 0x81])
        #expect(composed.utf8 == decomposed.utf8)
        #expect(composed != decomposed)
    }

    @Test("lies inside the folders it names, and not beside them")
    func inside() {
        #expect(RawPath("a/b").isInside(RawPath("a")))
        #expect(RawPath("a").isInside(RawPath("a")))
        #expect(!RawPath("ab").isInside(RawPath("a")))
        #expect(RawPath("ab").isInside(RawPath("")))
        #expect(!RawPath("/ab").isInside(RawPath("")))
        #expect(RawPath("/ab").isInside(RawPath("/")))
    }

    @Test("cannot forge a line or move a cursor in a message")
    func escaping() {
        #expect(RawPath("晨报 1.txt").escaped == "晨报 1.txt")
        #expect(RawPath("a\nb\tc\rd\\e").escaped == #"a\nb\tc\rd\\e"#)
        #expect(RawPath("\u{1B}[2J").escaped == #"\x1B[2J"#)
        #expect(RawPath("a\u{202E}b\u{85}\u{2028}").escaped == #"a\u{202E}b\u{85}\u{2028}"#)
        // 晚报 in GBK, and a lone surrogate, an overlong slash and a cut sequence in what should be UTF-8.
        #expect(RawPath([0xCD, 0xED, 0xB1, 0xA8]).escaped == #"\xCD\xED\xB1\xA8"#)
        #expect(RawPath([0xED, 0xA0, 0x80, 0xC0, 0xAF, 0xE6, 0x99]).escaped == #"\xED\xA0\x80\xC0\xAF\xE6\x99"#)
        #expect(RawPath([0x61, 0xFF] + Array("报".utf8)).escaped == #"a\xFF报"#)
    }

    @Test("knows whether it is UTF-8, and shows what is not as U+FFFD")
    func text() {
        #expect(RawPath("晚报").isUTF8)
        #expect(!RawPath([0xCD, 0xED]).isUTF8)
        #expect(RawPath([0x61, 0xFF]).utf8 == "a\u{FFFD}")
    }

    @Test("escapes valid text the way that its scalars say, whatever stands around it")
    func escapingIsLocal() {
        for value in UInt32(0)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(String.UnicodeScalarView([scalar]))
            let alone = RawPath(text).escaped
            let amongBroken = RawPath([0xFF] + Array(text.utf8) + [0xFE]).escaped
            #expect(amongBroken == #"\xFF"# + alone + #"\xFE"#)
        }
    }
}

@Suite("An error of a system call")
struct ErrnoTests {
    @Test("says what failed on what, and why")
    func sentence() {
        let error = Errno(code: 28, call: "write", path: RawPath("a\nb"))
        #expect(error.description == #"write of “a\nb” failed: No space left on device (ENOSPC)."#)
        #expect(Errno(code: 28, call: "fsync").description == "fsync failed: No space left on device (ENOSPC).")
        #expect(Errno(code: 250, call: "x").name == "errno 250")
    }

    @Test("equals another by its code alone")
    func equality() {
        #expect(Errno(code: 5, call: "read") == Errno(code: 5, call: "write", path: RawPath("a")))
        #expect(Errno(code: 5, call: "read") != Errno(code: 4, call: "read"))
    }
}
