/// Finds out the encoding of a text that is no valid UTF-8 and has no mark.
///
/// The beginning is decoded in every encoding in question, also where it is not quite valid, and the reading in which
/// most ideographs are common ones wins. UTF-8 takes part, so that a damaged UTF-8 file is not taken for another
/// encoding in which its bytes happen to be valid. Text without ideographs can only be UTF-16, told by its zero bytes.
enum EncodingGuess {
    /// How much of the text is decoded to tell.
    static let sampleByteCount = 1 << 16

    /// Of fewer ideographs nothing can be said.
    private static let leastCounted = 4

    /// The encoding, other than UTF-8, that the text is in; nil if it looks like none.
    static func encoding(of bytes: [UInt8]) -> TextEncoding? {
        let sample = bytes.count > sampleByteCount ? Array(bytes[..<sampleByteCount]) : bytes
        if let encoding = byZeros(sample.span) { return encoding }
        var best: (encoding: TextEncoding, share: Double)?
        // UTF-16 comes last: of two equal readings the one that needs fewer assumptions stays.
        for encoding in [TextEncoding.gb18030, .big5HongKong, .utf16LittleEndian, .utf16BigEndian] {
            let share = share(of: sample, as: encoding)
            if share > best?.share ?? 0 { best = (encoding, share) }
            // No other reading of real text comes near to this.
            if share > 0.4 { break }
        }
        let asUTF8 = CommonIdeographs.share(of: String(decoding: sample, as: UTF8.self).unicodeScalars)
        guard let best, best.share >= CommonIdeographs.leastShare, best.share > asUTF8.share else { return nil }
        return best.encoding
    }

    /// The share of common ideographs in a reading; 0 if it has too few ideographs or too many faults.
    private static func share(of sample: [UInt8], as encoding: TextEncoding) -> Double {
        let conversion = try? CharacterConverter.convert(sample, from: 0, as: encoding, toleratedFaults: 64)
        guard let conversion, !conversion.isMalformed else { return 0 }
        let text = String(decoding: conversion.utf8, as: UTF8.self)
        let (share, counted) = CommonIdeographs.share(of: text.unicodeScalars)
        return counted >= leastCounted && conversion.faultCount <= counted / 16 ? share : 0
    }

    /// UTF-16 by the zero bytes that ASCII has in it, all on one side.
    private static func byZeros(_ bytes: Span<UInt8>) -> TextEncoding? {
        var zeros = (even: 0, odd: 0)
        for index in bytes.indices where bytes[index] == 0 {
            if index & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        let many = max(2, bytes.count / 5)
        let few = bytes.count / 50
        if zeros.odd >= many, zeros.even <= few { return .utf16LittleEndian }
        if zeros.even >= many, zeros.odd <= few { return .utf16BigEndian }
        return nil
    }
}
