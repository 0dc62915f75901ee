import Archives
import FoundationEssentials
import Testing

@Suite("An archive")
struct ArchiveStreamTests {
    private static func bytes(_ name: String, file: StaticString = #filePath) throws -> [UInt8] {
        let folder = "\(file)".split(separator: "/").dropLast().joined(separator: "/")
        return Array(try Data(contentsOf: URL(filePath: "/\(folder)/Fixtures/\(name)")))
    }

    private static func members(
        _ bytes: [UInt8],
        isSingleFile: Bool = false,
        limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveError) -> [(name: String, count: Int)] {
        var stream = try ArchiveStream(bytes, isSingleFile: isSingleFile, limits: limits)
        var members: [(name: String, count: Int)] = []
        while let name = try stream.next() {
            let data = try stream.data(upTo: 1 << 20)
            members.append((String(decoding: name, as: UTF8.self), data?.count ?? -1))
        }
        return members
    }

    private static func error(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) -> ArchiveError? {
        do throws(ArchiveError) {
            _ = try members(bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test("gives its files in order", arguments: ["pages.tar", "pages.tar.gz", "pages.7z"])
    func reads(name: String) throws {
        let members = try Self.members(Self.bytes(name))
        #expect(members.map(\.name) == ["01.txt", "02.txt"])
        #expect(members.allSatisfy { $0.count > 100 })
    }

    @Test("of one compressed file gives that file")
    func single() throws {
        let bytes = try Self.bytes("page.txt.gz")
        #expect(try !ArchiveStream.isTar(bytes))
        #expect(try ArchiveStream.isTar(Self.bytes("pages.tar.gz")))
        #expect(try Self.members(bytes, isSingleFile: true).count == 1)
    }

    @Test("gives names that are UTF-8 as UTF-8, and others as they are")
    func names() throws {
        #expect(try Self.members(Self.bytes("pages.zip")).first?.name == "栖湖日报/01.txt")
        var stream = try ArchiveStream(Self.bytes("gbk-names.zip"))
        let name = try #require(try stream.next())
        #expect(name.starts(with: [0xC6, 0xDC, 0xBA, 0xFE]))
    }

    @Test("that leads out of itself is refused")
    func traversal() throws {
        #expect(try Self.error(Self.bytes("traversal.zip")) == .unsafeMember(name: "../outside.txt", what: ""))
        #expect(try Self.error(Self.bytes("absolute.zip")) == .unsafeMember(name: "/outside.txt", what: ""))
        #expect(try Self.error(Self.bytes("link.tar")) == .unsafeMember(name: "p.txt", what: ""))
    }

    @Test("that is encrypted says so")
    func encrypted() throws {
        guard case .encrypted? = try Self.error(Self.bytes("encrypted.zip")) else {
            Issue.record("it was taken for something else")
            return
        }
    }

    @Test("that unpacks to far more than it is, or has too many members, is refused at the limit")
    func limits() throws {
        let bomb = try Self.bytes("zeros.zip")
        var limits = ArchiveLimits()
        limits.freeByteCount = 1 << 20
        #expect(Self.error(bomb, limits: limits) == .expandsTooFar(limit: 200))
        limits = ArchiveLimits()
        limits.byteCount = 1 << 20
        #expect(Self.error(bomb, limits: limits) == .tooLarge(limit: 1 << 20))
        limits = ArchiveLimits()
        limits.memberCount = 1
        #expect(try Self.error(Self.bytes("pages.tar"), limits: limits) == .tooManyMembers(limit: 1))
    }

    @Test("says of a member that is too large only that")
    func largeMember() throws {
        #expect(try Self.members(Self.bytes("zeros.zip")).map(\.count) == [-1])
    }

    @Test(
        "that is cut short anywhere gives whole members or an error",
        arguments: ["pages.zip", "pages.tar.gz", "pages.7z"]
    )
    func cuts(name: String) throws {
        let whole = try Self.bytes(name)
        let counts = Set(try Self.members(whole).map(\.count))
        for end in 0..<whole.count {
            guard let members = try? Self.members(Array(whole[..<end])) else { continue }
            for member in members { #expect(counts.contains(member.count)) }
        }
    }
}
