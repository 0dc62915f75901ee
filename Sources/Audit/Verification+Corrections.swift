internal import Corrections
internal import FileAccess
internal import Ingestion
internal import RecordIndex

extension Verification {
    /// Compares the corrections with what the index has of them, and tells of those that do not fit.
    func compareCorrections() throws {
        let file = "state/\(OverrideFile.name.utf8)"
        let (book, unreadable) = try OverrideFile.read(root: root)
        summary.corrections = book.all.count
        for line in unreadable {
            report(Disagreement(.lineUnreadable, file: file, "A line of \(line.count) bytes is not readable."))
        }
        var known: [Int: MirroredCorrection] = [:]
        for correction in try index.corrections() { known[correction.number] = correction }
        for number in book.numbers {
            guard let correction = book.all[number] else { continue }
            guard let mirrored = known.removeValue(forKey: number) else {
                guard !isServiceRunning else { continue }
                report(Disagreement(.overrideDiffers, file: file, "The index does not know correction \(number)."))
                continue
            }
            if mirrored.line != correction.line {
                report(
                    Disagreement(.overrideDiffers, file: file, "The index has correction \(number) with other words.")
                )
            }
            guard mirrored.state == .unfit, book.stands(number) else { continue }
            report(
                Disagreement(
                    .overrideUnfit,
                    file: file,
                    id: correction.articles.first?.id,
                    "Correction \(number) (\(correction.action)) does not fit: \(mirrored.reason.first ?? "")."
                )
            )
        }
        for number in known.keys.sorted() {
            report(Disagreement(.overrideDiffers, file: file, "Correction \(number) of the index is not there."))
        }
    }
}
