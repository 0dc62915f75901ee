import Testing
import TextScanning

@Suite("JSON")
struct JSONTests {
    @Test("writes what it reads back")
    func roundTrip() throws {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("text", "“引号”\\\"\u{2028}\u{1}\n")
            writer.member("count", -12)
            writer.member("none", nil as String?)
            writer.member("list") {
                $0.array {
                    $0.hundredths(0.975); $0.hundredths(0.5); $0.hundredths(1); $0.hundredths(0.05)
                }
            }
        }
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(text == #"{"text":"“引号”\\\"\u2028\u0001\n","count":-12,"none":null,"list":[0.98,0.5,1,0.05]}"#)
        let value = try JSONValue(parsing: writer.bytes)
        #expect(value["text"]?.string == "“引号”\\\"\u{2028}\u{1}\n")
        #expect(value["count"]?.integer == -12)
        #expect(value["none"] == .null)
    }

    @Test(
        "refuses what is no JSON, and says where",
        arguments: [
            ("", 0), ("{", 1), ("[1,]", 3), ("01", 0), ("\"a", 0), ("{\"a\" 1}", 5), ("1 2", 2), ("tru", 3),
            ("\"\\x\"", 2),
        ]
    )
    func malformed(text: String, offset: Int) {
        #expect(throws: JSONError(reason: "", offset: offset)) { try JSONValue(parsing: Array(text.utf8)) }
    }

    @Test("survives every nesting depth")
    func depth() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(throws: JSONError.self) { try JSONValue(parsing: deep) }
    }

    @Test("reads surrogate pairs, and lone ones as U+FFFD")
    func surrogates() throws {
        #expect(try JSONValue(parsing: Array(#""\ud842\udfb7\ud800x""#.utf8)) == .string("𠮷\u{FFFD}x"))
    }
}
