import FileAccess
import Inbox
import Testing

@Suite("Temporary names")
struct TemporaryNamesTests {
    @Test(
        "are those that programs give to what is not whole",
        arguments: [
            ".a.txt", ".a.txt.Xa91bZ", "a.part", "a.PART", "a.txt.12ab34cd.partial", "a.tmp", "a.crdownload",
            "a.filepart", "a.download", "~$a.docx", ".syncthing.a.txt.tmp", "~syncthing~a.txt.tmp", ".part",
        ]
    )
    func temporary(name: String) {
        #expect(TemporaryNames().contains(RawPath(name)))
    }

    @Test(
        "are not those of whole files",
        arguments: ["a.txt", "part", "a.part.txt", "tmp", "a~", "$a", "~a", "晨报.tmpx"]
    )
    func whole(name: String) {
        #expect(!TemporaryNames().contains(RawPath(name)))
    }

    @Test("may be added to")
    func added() {
        let names = TemporaryNames(addingPrefixes: ["upload-"], suffixes: [".uploading"])
        #expect(names.contains(RawPath("upload-a.txt")))
        #expect(names.contains(RawPath("a.txt.Uploading")))
        #expect(names.contains(RawPath(".a")))
        #expect(!names.contains(RawPath("a.txt")))
    }
}
