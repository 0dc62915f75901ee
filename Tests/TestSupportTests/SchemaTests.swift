import TestSupport
import Testing
import TextScanning

@Suite("A schema", .enabled(if: SchemaValidator.isAvailable, "python3-jsonschema is not installed"))
struct SchemaTests {
    static let names = ["article-1", "manifest-1", "link-1", "event-1"]

    private func lines(_ name: String) throws -> [UInt8] {
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        return try PageFixture.bytes(at: "/\(folder)/Fixtures/schemas/\(name).jsonl")
    }

    @Test("accepts what its format allows", arguments: names)
    func accepts(name: String) throws {
        let valid = try lines("\(name).valid")
        #expect(!valid.isEmpty)
        #expect(try SchemaValidator(name).faults(in: valid) == [])
    }

    @Test("refuses what its format does not know", arguments: names)
    func refuses(name: String) throws {
        let cases = try lines("\(name).invalid").split(separator: UInt8(ascii: "\n"))
        #expect(!cases.isEmpty)
        var values: [UInt8] = []
        var reasons: [String] = []
        for line in cases {
            let example = try JSONValue(parsing: Array(line))
            reasons.append(try #require(example["why"]?.string))
            let value = try #require(line.firstRange(of: Array(#""value": "#.utf8)))
            values += line[value.upperBound...].dropLast() + [UInt8(ascii: "\n")]
        }
        let faulty = Set(try SchemaValidator(name).faults(in: values).compactMap { Int($0.prefix { $0 != ":" }) })
        for (index, reason) in reasons.enumerated() { #expect(faulty.contains(index + 1), "\(reason)") }
    }
}
