import Newsprint

/// Puts runs of text together to the lines that they are printed in.
///
/// First in the order of the file, in which a line's runs nearly always follow each other; then by where the pieces
/// stand. A gap wider than a character parts two lines, since so narrow a gutter may part two columns.
struct LineBuilder {
    private struct Piece {
        var words: [PositionedWord]
        var box: Box
        /// The end of the last run, blanks too.
        var end: Double
        var size: Double
    }

    /// The lines of a page, in no particular order.
    static func lines(of page: PrintedPage) -> [PositionedLine] {
        let (vertical, rest) = VerticalRuns.split(page.runs)
        var pieces: [Piece] = []
        var previous: PrintedRun?
        for run in rest {
            if let last = pieces.indices.last, let previous, continues(previous, run, pieces[last]) {
                append(run, to: &pieces[last])
            } else if !run.isBlank {
                pieces.append(Piece(words: [word(run)], box: run.box, end: run.box.x1, size: run.fontSize))
            } else {
                continue
            }
            previous = run
        }
        return join(pieces).map { PositionedLine(words: $0.words) } + vertical
    }

    private static func word(_ run: PrintedRun) -> PositionedWord {
        let middle = run.box.midY
        let box = Box(x0: run.box.x0, y0: middle - run.fontSize / 2, x1: run.box.x1, y1: middle + run.fontSize / 2)
        return PositionedWord(text: run.text, box: box, fontSize: run.fontSize, isBold: run.isBold, font: run.font)
    }

    private static func append(_ run: PrintedRun, to piece: inout Piece) {
        piece.end = max(piece.end, run.box.x1)
        if run.isBlank {
            // A blank stands in the text of the word before it, whose box it does not widen.
            piece.words[piece.words.count - 1].text += " "
            return
        }
        piece.words.append(word(run))
        piece.box = piece.box.union(run.box)
        piece.size = max(piece.size, run.fontSize)
    }

    private static func continues(_ previous: PrintedRun, _ run: PrintedRun, _ piece: Piece) -> Bool {
        guard isLevel(piece.box, run.box, min(piece.size, run.fontSize)) else { return false }
        let gap = run.box.x0 - piece.end
        let size = min(piece.size, run.fontSize)
        guard gap > -size * 0.5 else { return false }
        // Letter-spaced headlines are printed character by character.
        let isSpaced = isSingle(previous) && isSingle(run) && previous.font == run.font
        return gap < size * (isSpaced ? 2 : 0.75)
    }

    private static func isSingle(_ run: PrintedRun) -> Bool { run.text.unicodeScalars.count == 1 && !run.isBlank }

    private static func isLevel(_ left: Box, _ right: Box, _ size: Double) -> Bool {
        abs(left.midY - right.midY) < size * 0.35
    }

    /// Joins pieces of one line that do not follow each other in the file.
    private static func join(_ pieces: [Piece]) -> [Piece] {
        let sorted = pieces.sorted { ($0.box.x0, $0.box.y0) < ($1.box.x0, $1.box.y0) }
        var result: [Piece] = []
        // Pieces by the half point row of their middle, so that only level ones are compared.
        var rows: [Int: [Int]] = [:]
        for piece in sorted {
            let row = Int((piece.box.midY * 0.25).rounded())
            var joined = false
            for near in [row, row - 1, row + 1] {
                for index in (rows[near] ?? []).suffix(4) {
                    let gap = piece.box.x0 - result[index].end
                    let size = min(piece.size, result[index].size)
                    guard isLevel(result[index].box, piece.box, size), gap > -size * 0.25, gap < size * 0.5,
                        abs(piece.size - result[index].size) < size * 0.35
                    else { continue }
                    result[index].words += piece.words
                    result[index].box = result[index].box.union(piece.box)
                    result[index].end = max(result[index].end, piece.end)
                    joined = true
                    break
                }
                if joined { break }
            }
            if !joined {
                rows[row, default: []].append(result.count)
                result.append(piece)
            }
        }
        return result
    }
}
