import FileAccess
import Service
import TextScanning

/// A command that reads lines and writes lines.
protocol LineFilter {
    /// How many bytes of output wait.
    var outputCount: Int { get }

    /// The output since the last call.
    mutating func takeOutput() -> [UInt8]

    /// Handles what a line holds.
    mutating func take(_ entry: IdentifiedText) throws(LineFault)
}

/// A line `{"id","text",…}`, as the filters of texts read it.
struct IdentifiedText {
    var id: String
    var text: String
    /// All members of the line.
    var members: JSONValue

    /// What a line holds; nil for a blank one.
    ///
    /// - Throws: what is wrong with the line, as a sentence.
    static func read(_ line: [UInt8]) throws(LineFault) -> IdentifiedText? {
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return nil }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: line)
        } catch {
            throw LineFault(description: "\(error)")
        }
        guard let id = value["id"]?.string, let text = value["text"]?.string else {
            throw LineFault(description: "Here should stand an object with the strings “id” and “text”.")
        }
        return IdentifiedText(id: id, text: text, members: value)
    }
}

/// What is wrong with a line, as a sentence.
struct LineFault: Error, CustomStringConvertible {
    let description: String
}

extension Command {
    /// Puts the lines of files through a filter; without files those of standard input, which “-” also names.
    static func filterLines(of files: [RawPath], by filter: inout some LineFilter) throws(ExitCode) -> ExitCode {
        for file in files.isEmpty ? [RawPath("-")] : files { try read(file, into: &filter) }
        write(filter.takeOutput())
        return .ok
    }

    /// Lines beyond this are refused, so that a stream without line feeds cannot take all memory.
    private static let longestLine = 64 << 20

    private static func read(_ file: RawPath, into filter: inout some LineFilter) throws(ExitCode) {
        let isInput = file == RawPath("-")
        let name = isInput ? "standard input" : file.escaped
        let descriptor = try system(&filter) { () throws(Errno) in
            isInput ? try FileDescriptor.standardInput() : try FileDescriptor(reading: file)
        }
        var number = 0
        var pending: [UInt8] = []
        while true {
            let chunk = try system(&filter) { () throws(Errno) in try descriptor.read(upTo: 1 << 16) }
            if chunk.isEmpty { break }
            var start = 0
            while let end = chunk[start...].firstIndex(of: UInt8(ascii: "\n")) {
                number += 1
                pending.append(contentsOf: chunk[start..<end])
                try take(pending, name, number, &filter)
                pending.removeAll(keepingCapacity: true)
                start = end + 1
            }
            pending.append(contentsOf: chunk[start...])
            if pending.count > longestLine {
                throw fail("The line has more than \(longestLine) bytes.", name, number + 1, &filter)
            }
            if filter.outputCount >= 1 << 16 { write(filter.takeOutput()) }
        }
        if !pending.isEmpty { try take(pending, name, number + 1, &filter) }
    }

    /// Hands a line to the filter; blank lines are passed over.
    private static func take(
        _ line: [UInt8],
        _ name: String,
        _ number: Int,
        _ filter: inout some LineFilter
    ) throws(ExitCode) {
        do throws(LineFault) {
            if let entry = try IdentifiedText.read(line) { try filter.take(entry) }
        } catch {
            throw fail(error.description, name, number, &filter)
        }
    }

    /// Does what asks the system; if that fails, writes what is known so far and says why.
    private static func system<Result: ~Copyable>(
        _ filter: inout some LineFilter,
        _ body: () throws(Errno) -> Result
    ) throws(ExitCode) -> Result {
        do throws(Errno) {
            return try body()
        } catch {
            write(filter.takeOutput())
            Console.say("\(error)", priority: .error)
            throw .noInput
        }
    }

    /// Writes what is known so far, and says what is wrong with a line.
    private static func fail(
        _ fault: String,
        _ name: String,
        _ line: Int,
        _ filter: inout some LineFilter
    ) -> ExitCode {
        write(filter.takeOutput())
        Console.say("\(name), line \(line): \(fault)", priority: .error)
        return .data
    }
}
