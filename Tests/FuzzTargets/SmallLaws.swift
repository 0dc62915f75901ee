import Deduplication
import FileAccess
import Hashing
import IssueReading
import Newsprint
import RecordOutput
import Service
import TextScanning

/// The configuration is read or refused.
enum ConfigurationLaws {
    static func check(_ bytes: [UInt8]) {
        _ = try? Configuration(parsing: bytes)
    }
}

/// What is read from a name has one written form, and no name can harm a path or a line.
enum KeyLaws {
    static func check(_ bytes: [UInt8]) throws(BrokenLaw) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let label = PageLabel(text) {
            try hold(PageLabel(label.canonical)?.canonical == label.canonical, "\(label.canonical) is not stable")
        }
        if let date = CalendarDate(text) {
            try hold(date.description == text, "\(text) reads as \(date)")
            try hold(CalendarDate(daysSince1970: date.daysSince1970) == date, "\(date) is lost in a count of days")
        }
        let path = RawPath(bytes)
        try hold(
            path.escaped.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\u{2028}" },
            "an escaped name has a control"
        )
        let found = IssueNaming.identify(path: bytes)
        let name = RecordName.path(
            title: found.title,
            date: found.date?.description,
            source: Digest(of: bytes),
            pageLabels: found.pages.map(\.label?.description),
            generation: 1
        )
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        try hold(
            parts.count == (found.date == nil ? 3 : 4)
                && parts.allSatisfy { $0.count <= 255 && $0.first != UInt8(ascii: ".") },
            "“\(name)” is no path below records/"
        )
        try hold(
            name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F },
            "“\(name)” has a control"
        )
    }
}

/// A string that was read is read again from what is written of it.
enum JSONLaws {
    static func check(_ bytes: [UInt8]) throws(BrokenLaw) {
        guard let value = try? JSONValue(parsing: bytes) else { return }
        var writer = JSONWriter()
        write(value, to: &writer)
        try hold((try? JSONValue(parsing: writer.bytes)) == value, "what is written is read as something else")
        try hold(!writer.bytes.contains(0x0A), "a value is written on two lines")
    }

    private static func write(_ value: JSONValue, to writer: inout JSONWriter) {
        switch value {
        case .null: writer.null()
        case .boolean(let value): writer.boolean(value)
        case .number(let digits): writer.raw(digits.utf8)
        case .string(let text): writer.string(text)
        case .array(let elements):
            writer.array { writer in for element in elements { write(element, to: &writer) } }
        case .object(let members):
            writer.object { writer in
                for (key, value) in members { writer.member(named: key) { write(value, to: &$0) } }
            }
        }
    }
}

/// Comparing texts gives the same every time, and a text repeats itself.
enum DeduplicationLaws {
    static func check(_ bytes: [UInt8]) throws(BrokenLaw) {
        let texts = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        var first = Deduplicator()
        var second = Deduplicator()
        for (number, text) in texts.enumerated() {
            let found = first.add(text)
            try hold(found == second.add(text), "text \(number) is compared in two ways")
            try hold(found.allSatisfy { 0..<number ~= $0.earlier }, "text \(number) repeats one that is not earlier")
        }
    }
}
