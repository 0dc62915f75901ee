import FuzzTargets
import Glibc
import TestSupport
import Testing

/// Inputs that once broke something, kept for good, and a short round of new ones made from them and from seeds.
@Suite("Bytes from outside")
struct FailCaseTests {
    private static let folder = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/FailCases"

    /// The files of a folder, by name; none if it is not there.
    private static func files(in folder: String) throws -> [(name: String, bytes: [UInt8])] {
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(stream) }
        var files: [(name: String, bytes: [UInt8])] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
                unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            files.append((name, try PageFixture.bytes(at: "\(folder)/\(name)")))
        }
        return files.sorted { $0.name < $1.name }
    }

    @Test("that once broke a law or the program do so no more", arguments: FuzzTarget.allCases)
    func failCases(target: FuzzTarget) throws {
        for (name, bytes) in try FailCaseTests.files(in: "\(FailCaseTests.folder)/\(target.rawValue)") {
            do {
                try target.run(bytes)
            } catch {
                Issue.record("\(target.rawValue)/\(name): \(error)")
            }
        }
    }

    @Test("keep the laws, mixed at random out of whole pages and broken ones", arguments: FuzzTarget.allCases)
    func mutations(target: FuzzTarget) throws {
        var seeds = FuzzSeeds.bytes(for: target)
        seeds += try FailCaseTests.files(in: "\(FailCaseTests.folder)/\(target.rawValue)").map(\.bytes)
        var generator = SeededGenerator(seed: 7)
        for round in 0..<300 {
            let bytes = FuzzSeeds.mixed(seeds, limit: target.inputLimit, using: &generator)
            do {
                try target.run(bytes)
            } catch {
                // Kept beside what was built, to be looked at and to become a fail case.
                let products = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? "/tmp/presscut"
                let kept = "\(products)-\(target.rawValue)-\(round).fail"
                try PageFixture.write(bytes, to: kept)
                Issue.record("\(target.rawValue), round \(round): \(error) (\(kept))")
            }
        }
    }
}
