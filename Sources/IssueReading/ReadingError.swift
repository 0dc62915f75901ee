/// Why a file could not be read, and what its owner can do about it.
///
/// Two errors are equal when they have the same code and offset; the wording is for people.
package struct ReadingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What kind of fault it is; the raw value is the code in the log and in `reason.json`.
    package enum Code: String, Sendable, CaseIterable {
        /// The file has no bytes.
        case empty
        /// The bytes are no valid text of the encoding that they are in.
        case encoding
        /// The file exceeds a limit.
        case tooLarge = "too-large"
        /// The format is known but not read.
        case unsupported
        /// The file is in order but has no visible character.
        case noText = "no-text"
        /// The bytes are no text at all.
        case binary
        /// The program that reads the format is not installed.
        case noProgram = "no-program"
        /// Reading failed for now, by no fault of the file.
        case unavailable
        /// Markup or archive that is cut off or damaged.
        case damaged
        /// It is encrypted.
        case encrypted
        /// Something in it is there to do harm: declared entities, names that lead out of an archive, links.
        case unsafe
        /// Markup or archives nested too deep.
        case tooDeep = "too-deep"
        /// It names other files that did not come with it.
        case incomplete
    }

    /// One sentence in both languages of the log.
    package struct Wording: Equatable, Sendable {
        package var english: String
        package var chinese: String

        /// The same thing said twice.
        package init(_ english: String, _ chinese: String) {
            self.english = english
            self.chinese = chinese
        }
    }

    package var code: Code
    /// What is wrong, with its numbers.
    package var reason: Wording
    /// What to do next.
    package var advice: Wording
    /// The byte of the file, from 0, at which reading failed.
    package var offset: Int?
    /// The line of that byte, from 1.
    package var line: Int?
    /// For `unavailable`: the number that the system gave (errno(3)).
    package var systemError: Int32?

    /// A fault of the file.
    package init(_ code: Code, reason: Wording, advice: Wording, offset: Int? = nil, line: Int? = nil) {
        self.code = code
        self.reason = reason
        self.advice = advice
        self.offset = offset
        self.line = line
    }

    /// The English reason.
    package var description: String { reason.english }

    package static func == (left: ReadingError, right: ReadingError) -> Bool {
        left.code == right.code && left.offset == right.offset
    }
}

extension ReadingError {
    @inline(never)
    static func empty() -> ReadingError {
        ReadingError(
            .empty,
            reason: Wording("The file is empty.", "文件是空的。"),
            advice: Wording("Copy the file again from where it came.", "请从来源重新复制该文件。"),
            offset: 0
        )
    }

    @inline(never)
    package static func tooLarge(byteCount: Int, limit: Int) -> ReadingError {
        ReadingError(
            .tooLarge,
            reason: Wording(
                "The text has \(byteCount) bytes, more than the \(limit) that max-text allows.",
                "文本有 \(byteCount) 字节，超过 max-text 允许的 \(limit) 字节。"
            ),
            advice: Wording(
                "Split it into issues or pages, or raise max-text in the configuration.",
                "请按期或按版拆分，或在配置中调高 max-text。"
            )
        )
    }

    @inline(never)
    static func tooManyPages(limit: Int, offset: Int) -> ReadingError {
        ReadingError(
            .tooLarge,
            reason: Wording(
                "The file has more than \(limit) pages; the next begins at byte \(offset).",
                "文件超过 \(limit) 版；下一版从字节 \(offset) 开始。"
            ),
            advice: Wording(
                "Split it into issues and drop them one by one.",
                "请按期拆分后逐一投放。"
            ),
            offset: offset
        )
    }

    /// The file is in order but nothing visible stands in it.
    @inline(never)
    package static func noText() -> ReadingError {
        ReadingError(
            .noText,
            reason: Wording("The file holds nothing but blanks.", "文件中只有空白，没有文字。"),
            advice: Wording(
                "Check how the text was extracted; a scanned page needs text recognition first.",
                "请检查文本的提取方式；扫描版面需先做文字识别。"
            )
        )
    }

    @inline(never)
    static func binary(offset: Int, controls: Int) -> ReadingError {
        ReadingError(
            .binary,
            reason: Wording(
                "This is no text: \(controls) control characters stand in it, the first at byte \(offset).",
                "这不是文本：其中有 \(controls) 个控制字符，第一个在字节 \(offset) 处。"
            ),
            advice: Wording(
                "Drop the page as PDF or plain text.",
                "请投放 PDF 或纯文本格式的版面。"
            ),
            offset: offset
        )
    }

    @inline(never)
    static func encoding(_ name: String, offset: Int, line: Int) -> ReadingError {
        ReadingError(
            .encoding,
            reason: Wording(
                "The text is not valid \(name): byte \(offset), in line \(line), begins no character.",
                "文本不是有效的 \(name)：第 \(line) 行、字节 \(offset) 处不成字符。"
            ),
            advice: Wording(
                "Save the file as UTF-8 and drop it again, or copy it again if it was damaged on the way.",
                "请将文件另存为 UTF-8 后重新投放；若在传输中损坏，请重新复制。"
            ),
            offset: offset,
            line: line
        )
    }

    @inline(never)
    static func noConversion(from encoding: TextEncoding) -> ReadingError {
        ReadingError(
            .unsupported,
            reason: Wording(
                "The text is in \(encoding.rawValue), for which the C library here has no conversion.",
                "文本的编码是 \(encoding.rawValue)，本机 C 库没有相应的转换表。"
            ),
            advice: Wording(
                "Install the gconv modules of the C library, or save the file as UTF-8.",
                "请安装 C 库的 gconv 模块，或将文件另存为 UTF-8。"
            )
        )
    }

    @inline(never)
    static func unsupported(_ format: SourceFormat) -> ReadingError {
        let (name, advice) = format.wording
        return ReadingError(
            .unsupported,
            reason: Wording(
                "This is \(name.english), which this version does not read.",
                "这是\(name.chinese)，本版本尚不能读取。"
            ),
            advice: advice
        )
    }
}
