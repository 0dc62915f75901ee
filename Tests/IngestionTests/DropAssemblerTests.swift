import FileAccess
import Hashing
import Inbox
import IssueReading
import TestSupport
import Testing

@testable import Ingestion

@Suite("Files that belong together")
struct DropAssemblerTests {
    private static func arrival(_ path: String) -> Arrival {
        let status = FileStatus(device: 1, inode: UInt64(path.utf8.count), size: 1, mtime: 1, ctime: 1)
        return Arrival(path: RawPath(path), status: status, completion: .settled)
    }

    private static func list(_ names: [String]) -> METSFileList {
        let files = names.map { "<file ID='\($0)' MIMETYPE='text/xml'><FLocat xlink:href='file://./\($0)'/></file>" }
        return METSFileList(Array("<mets><fileGrp USE='Text'>\(files.joined())</fileGrp></mets>".utf8))
    }

    private static func assembler() -> DropAssembler {
        DropAssembler(documentPatience: .seconds(600), quiet: .seconds(60), settle: .seconds(5))
    }

    @Test("come out as one drop in whatever order they come, minutes apart")
    func anyOrder() {
        let names = (1...6).map { "text/0000\($0).xml" }
        var random = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            var files: [(Arrival, DropRole)] = names.map { (Self.arrival("issue/\($0)"), .text) }
            files.append((Self.arrival("issue/mets.xml"), .document(Self.list(names))))
            files.shuffle(using: &random)
            var assembler = Self.assembler()
            var now = Duration.zero
            var drops: [AssembledDrop] = []
            for (arrival, role) in files {
                now += .seconds(Int64(random.next() % 50))
                drops += assembler.takeReady(at: now)
                assembler.add(arrival, role: role, at: now)
            }
            drops += assembler.takeReady(at: now)
            #expect(drops.map(\.main.path) == [RawPath("issue/mets.xml")])
            #expect(drops.first?.members.count == 6)
            #expect(drops.first?.missing == [])
            #expect(assembler.count == 0)
        }
    }

    @Test("are told apart by their trees")
    func trees() {
        var assembler = Self.assembler()
        for tree in ["a", "b"] {
            assembler.add(Self.arrival("\(tree)/1.xml"), role: .text, at: .zero)
            assembler.add(Self.arrival("\(tree)/mets.xml"), role: .document(Self.list(["1.xml"])), at: .zero)
        }
        let drops = assembler.takeReady(at: .zero)
        #expect(drops.map(\.main.path) == [RawPath("a/mets.xml"), RawPath("b/mets.xml")])
        #expect(drops.map { $0.members.map(\.arrival.path) } == [[RawPath("a/1.xml")], [RawPath("b/1.xml")]])
    }

    @Test("that do not all come end after ten minutes, with the names of those that are missing")
    func missing() {
        var assembler = Self.assembler()
        assembler.add(Self.arrival("a/mets.xml"), role: .document(Self.list(["1.xml", "2.xml"])), at: .zero)
        assembler.add(Self.arrival("a/1.xml"), role: .text, at: .seconds(1))
        #expect(assembler.takeReady(at: .seconds(599)).isEmpty)
        let drops = assembler.takeReady(at: .seconds(600))
        #expect(drops.first?.missing == ["2.xml"])
        #expect(drops.first?.members.count == 1)
        #expect(assembler.nextDeadline(after: .seconds(600)) == nil)
    }

    @Test("stop waiting for a document that never comes")
    func alone() {
        var assembler = Self.assembler()
        assembler.add(Self.arrival("a/1.xml"), role: .text, at: .zero)
        assembler.add(Self.arrival("a/2.xml"), role: .text, at: .seconds(50))
        #expect(assembler.takeReady(at: .seconds(109)).isEmpty)
        #expect(assembler.nextDeadline(after: .seconds(109)) == .seconds(110))
        #expect(assembler.takeReady(at: .seconds(110)).map(\.main.path) == [RawPath("a/1.xml"), RawPath("a/2.xml")])
    }

    @Test("are not waited for by a file that lies in its tree alone longer than the settling time")
    func lone() {
        var assembler = Self.assembler()
        assembler.add(Self.arrival("a/1.xml"), role: .text, at: .zero)
        #expect(assembler.takeReady(at: .seconds(4)).isEmpty)
        #expect(assembler.nextDeadline(after: .seconds(4)) == .seconds(5))
        #expect(assembler.takeReady(at: .seconds(5)).map(\.main.path) == [RawPath("a/1.xml")])
        // A document in the same tree keeps it as long as it is itself kept.
        assembler.add(Self.arrival("b/1.xml"), role: .text, at: .zero)
        assembler.add(Self.arrival("b/mets.xml"), role: .document(Self.list(["1.xml", "2.xml"])), at: .seconds(1))
        #expect(assembler.takeReady(at: .seconds(90)).isEmpty)
    }

    @Test("include a saved page's folder")
    func page() {
        var assembler = Self.assembler()
        let folder: Set<RawPath> = [RawPath("p_files/a.css"), RawPath("p_files/b.jpg")]
        assembler.add(Self.arrival("p_files/a.css"), role: .companion, at: .zero)
        assembler.add(Self.arrival("p.html"), role: .page(folderFiles: folder), at: .seconds(1))
        #expect(assembler.takeReady(at: .seconds(2)).isEmpty)
        assembler.add(Self.arrival("p_files/b.jpg"), role: .companion, at: .seconds(30))
        let drops = assembler.takeReady(at: .seconds(30))
        #expect(drops.map(\.main.path) == [RawPath("p.html")])
        #expect(drops.first?.members.count == 2)
    }

    @Test("have one identity wherever they are dropped")
    func identity() {
        func identity(_ folder: String) -> Digest {
            let status = FileStatus(device: 1, inode: 1, size: 1, mtime: 1, ctime: 1)
            let members = ["text/1.xml", "text/2.xml"].map {
                Drop.Member(
                    path: RawPath(folder + $0),
                    place: RawPath(folder + $0),
                    status: status,
                    sha256: Digest(of: Array($0.utf8)),
                    isRead: true
                )
            }
            return Drop.identity(main: (RawPath(folder + "mets.xml"), Digest(of: [1])), members: members)
        }
        #expect(identity("") == identity("monday/"))
        #expect(identity("") != Digest(of: [1]))
    }
}
