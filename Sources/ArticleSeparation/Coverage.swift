/// Which of a body's paragraphs hold the pairs of a headline, the rare ones counting more.
struct Coverage {
    private var weights: [Float] = []
    private var total: Float = 0.01
    /// For each of the headline's pairs the first and the last of the paragraphs that hold it, as places in the body.
    private var first: [Int] = []
    private var last: [Int] = []

    /// Reads the headline lines `rows` against the paragraphs at the positions `paragraphs`.
    init(_ rows: [Int], _ paragraphs: [Int], _ sheet: Sheet, _ segmenter: BodySegmenter) {
        let grams = segmenter.grams
        var numbers = [Int16](repeating: -1, count: grams.count)
        for row in rows {
            for position in sheet.rows[row].glyphs {
                let gram = grams.grams[position]
                guard gram >= 0, numbers[Int(gram)] < 0, weights.count < Int(Int16.max) else { continue }
                let frequency = segmenter.frequency(of: gram)
                guard frequency > 0 else {
                    total += 0.5
                    continue
                }
                let ratio = Float(segmenter.paragraphs.count + 1) / Float(frequency)
                numbers[Int(gram)] = Int16(weights.count)
                weights.append(0.2 + Float(ratio.exponent) + ratio.significand - 1)
                total += weights[weights.count - 1]
            }
        }
        first = [Int](repeating: .max, count: weights.count)
        last = [Int](repeating: -1, count: weights.count)
        for (place, position) in paragraphs.enumerated() {
            for gram in segmenter.pairs(at: position) {
                let number = Int(numbers[Int(gram)])
                guard number >= 0 else { continue }
                first[number] = min(first[number], place)
                last[number] = place
            }
        }
    }

    /// The share of the headline's weight that stands in the body above `place`.
    func share(above place: Int) -> Float {
        var sum: Float = 0
        for number in weights.indices where first[number] < place { sum += weights[number] }
        return sum / total
    }

    /// The share of the headline's weight that stands in the body from `place` on.
    func share(below place: Int) -> Float {
        var sum: Float = 0
        for number in weights.indices where last[number] >= place { sum += weights[number] }
        return sum / total
    }
}
