import ChildPrograms
import FileAccess
import Testing

@Suite("A child program")
struct ChildProgramTests {
    private func run(
        _ name: String,
        _ arguments: [String],
        _ limits: ProgramLimits = ProgramLimits(),
        input: String = ""
    )
        throws -> (ProgramEnding, [UInt8])
    {
        var output: [UInt8] = []
        let file = try FileDescriptor.inMemory(Array(input.utf8), label: "test")
        let outcome = try ChildProgram(name, limits: limits).run(arguments, input: file) {
            output += $0
            return true
        }
        return (outcome.ending, output)
    }

    @Test("reads its input and prints its output")
    func copies() throws {
        #expect(try run("cat", [], input: "栖湖") == (.exited(0), Array("栖湖".utf8)))
    }

    @Test("finds its input under /dev/stdin as well")
    func readsByName() throws {
        #expect(try run("cat", ["/dev/stdin"], input: "栖湖") == (.exited(0), Array("栖湖".utf8)))
    }

    @Test("that is not installed is an outcome, not an error")
    func missing() throws {
        #expect(try run("presscut-no-such-program", []).0 == .missing)
    }

    @Test("that prints more than it may is ended")
    func tooMuch() throws {
        var limits = ProgramLimits()
        limits.outputByteCount = 100_000
        #expect(try run("yes", [], limits).0 == .tooMuchOutput)
    }

    @Test("that takes longer than it may is ended")
    func late() throws {
        var limits = ProgramLimits()
        limits.wallSeconds = 0
        #expect(try run("sleep", ["600"], limits).0 == .late)
    }

    @Test("that needs more processor time than it may is ended by the kernel")
    func busy() throws {
        var limits = ProgramLimits()
        limits.cpuSeconds = 1
        let (ending, _) = try run("sh", ["-c", "while :; do :; done"], limits)
        #expect(ending == .signalled(24))
    }

    @Test("has no descriptor but the standard three")
    func descriptors() throws {
        let (ending, output) = try run(
            "sh",
            ["-c", "for f in 3 4 5 6 7 8 9 10 11 12; do if [ -e /proc/$$/fd/$f ]; then echo $f; fi; done"]
        )
        #expect(ending == .exited(0))
        #expect(String(decoding: output, as: UTF8.self).split(separator: "\n").count <= 1)
    }
}
