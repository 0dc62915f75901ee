import Newsprint

/// Finds text that is set from top to bottom: characters each printed on its own, one below the other.
enum VerticalRuns {
    /// Columns of fewer characters may be chance.
    private static let least = 3

    /// The lines that are set from top to bottom, and the runs that are not.
    static func split(_ runs: [PrintedRun]) -> (vertical: [PositionedLine], rest: [PrintedRun]) {
        var lines: [PositionedLine] = []
        var rest: [PrintedRun] = []
        var chain: [PrintedRun] = []
        for run in runs {
            if isSetDown(run) {
                close(&chain, &lines, &rest)
                lines.append(PositionedLine(words: [word(run)]))
                continue
            }
            if let last = chain.last, follows(last, run) {
                chain.append(run)
                continue
            }
            close(&chain, &lines, &rest)
            if isCandidate(run) { chain = [run] } else { rest.append(run) }
        }
        close(&chain, &lines, &rest)
        return (lines, rest)
    }

    /// Whether a run is set in a vertical font: pdftohtml gives it no width, and its middle as the left edge.
    private static func isSetDown(_ run: PrintedRun) -> Bool {
        run.box.width < run.fontSize * 0.05 && run.text.unicodeScalars.count > 1 && !run.isBlank
    }

    /// The word that a run of a vertical font is; fonts reach a little over 0.88 of their size above the line.
    private static func word(_ run: PrintedRun) -> PositionedWord {
        let size = run.fontSize
        let top = run.box.y0 + size * 0.88
        let box = Box(
            x0: run.box.x0 - size / 2,
            y0: top,
            x1: run.box.x0 + size / 2,
            y1: top + size * Double(run.text.unicodeScalars.count)
        )
        return PositionedWord(
            text: VerticalForms.upright(run.text),
            box: box,
            fontSize: size,
            isBold: run.isBold,
            font: run.font,
            direction: .down
        )
    }

    private static func isCandidate(_ run: PrintedRun) -> Bool {
        !run.isBlank && run.text.unicodeScalars.count <= 2
    }

    private static func follows(_ upper: PrintedRun, _ lower: PrintedRun) -> Bool {
        guard isCandidate(lower), abs(upper.fontSize - lower.fontSize) < upper.fontSize * 0.1 else { return false }
        let size = upper.fontSize
        let step = lower.box.midY - upper.box.midY
        return abs(lower.box.midX - upper.box.midX) < size * 0.4 && step > size * 0.45 && step < size * 1.6
    }

    private static func close(_ chain: inout [PrintedRun], _ lines: inout [PositionedLine], _ rest: inout [PrintedRun])
    {
        if chain.count >= least {
            let words = chain.map { run in
                let size = run.fontSize
                let box = Box(
                    x0: run.box.midX - size / 2,
                    y0: run.box.midY - size / 2,
                    x1: run.box.midX + size / 2,
                    y1: run.box.midY + size / 2
                )
                return PositionedWord(
                    text: VerticalForms.upright(run.text),
                    box: box,
                    fontSize: size,
                    isBold: run.isBold,
                    font: run.font,
                    direction: .down
                )
            }
            lines.append(PositionedLine(words: words))
        } else {
            rest += chain
        }
        chain = []
    }
}
