import Newsprint

/// Reads a text file: lines by their terminators, pages by form feeds.
///
/// The encoding is the one demanded, or that of the byte order mark; else UTF-8 if the text is valid in it; else the one
/// in which it reads best.
enum PlainTextReader {
    static func read(_ bytes: [UInt8], options: ReadingOptions) throws(ReadingError) -> ReadIssue {
        guard bytes.count <= options.maximumTextByteCount else {
            throw .tooLarge(byteCount: bytes.count, limit: options.maximumTextByteCount)
        }
        let marked = TextEncoding.marked(bytes)
        if let encoding = options.encoding ?? marked?.encoding, encoding != .utf8 {
            let markLength = marked?.encoding == encoding ? marked?.markLength ?? 0 : 0
            return try issue(.converted(bytes, from: encoding, markLength: markLength), options)
        }
        do {
            return try issue(.utf8(bytes), options)
        } catch {
            guard options.encoding == nil, marked == nil, error.code == .encoding || error.code == .binary,
                let encoding = EncodingGuess.encoding(of: bytes)
            else { throw error }
            let decoded =
                try encoding == .big5HongKong ? big5(bytes) : .converted(bytes, from: encoding, markLength: 0)
            return try issue(decoded, options)
        }
    }

    /// Big5, with the supplement of Hong Kong if the text needs it.
    ///
    /// It does if it has codes that plain Big5 does not have, or has only for private use.
    private static func big5(_ bytes: [UInt8]) throws(ReadingError) -> DecodedText {
        let plain = Result { () throws(ReadingError) in
            try DecodedText.converted(bytes, from: .big5, markLength: 0)
        }
        if case .success(let text) = plain, !text.hasPrivateUse { return text }
        if let supplemented = try? DecodedText.converted(bytes, from: .big5HongKong, markLength: 0) {
            return supplemented
        }
        return try plain.get()
    }

    private static func issue(_ decoded: DecodedText, _ options: ReadingOptions) throws(ReadingError) -> ReadIssue {
        let (pages, privateUseCount) = try decoded.pages(maximumPageCount: options.maximumPageCount)
        return ReadIssue(format: .text, encoding: decoded.encoding, pages: pages, privateUseCount: privateUseCount)
    }
}
