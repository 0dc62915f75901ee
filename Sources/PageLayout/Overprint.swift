import Newsprint

/// Finds lines that are printed twice at nearly the same place: shadows, outlines, and bold type made by printing again.
enum Overprint {
    /// For each line that repeats an earlier one the index of that one.
    static func repeats(of lines: [PositionedLine]) -> [Int: Int] {
        var firsts: [String: [Int]] = [:]
        var repeats: [Int: Int] = [:]
        for (index, line) in lines.enumerated() {
            var text = ""
            for word in line.words {
                text.unicodeScalars += word.text.unicodeScalars.filter { !$0.properties.isWhitespace }
            }
            guard !text.isEmpty else { continue }
            let reach = line.fontSize * 0.5
            let box = line.box
            // The same words stand on a page a few times only; of a text that is all one word only some are compared.
            let original = firsts[text]?.suffix(16).first { first in
                let other = lines[first].box
                return abs(other.x0 - box.x0) < reach && abs(other.y0 - box.y0) < reach
                    && abs(other.x1 - box.x1) < reach && abs(other.y1 - box.y1) < reach
            }
            if let original { repeats[index] = original } else { firsts[text, default: []].append(index) }
        }
        return repeats
    }
}
