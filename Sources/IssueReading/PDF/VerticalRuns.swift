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
                    text: run.text,
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
