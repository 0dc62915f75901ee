internal import FileAccess

extension ReadingError {
    /// The system refused what reading needs; trying again later may do.
    @inline(never)
    static func unavailable(_ error: Errno) -> ReadingError {
        var result = ReadingError(
            .unavailable,
            reason: Wording("Reading could not begin: \(error).", "暂时无法读取：\(error)。"),
            advice: Wording("It is tried again by itself.", "系统会自动重试。")
        )
        result.systemError = error.code
        return result
    }

    @inline(never)
    static func noProgram(_ name: String, package: String) -> ReadingError {
        ReadingError(
            .noProgram,
            reason: Wording(
                "The program \(name), which reads this format, is not installed.",
                "未安装读取该格式所需的程序 \(name)。"
            ),
            advice: Wording(
                "Install it (apt-get install \(package)) and drop the file again; “presscut formats” shows what is missing.",
                "请安装（apt-get install \(package)）后重新投放；可用“presscut formats”查看缺少的程序。"
            )
        )
    }

    @inline(never)
    static func tooSlow(_ name: String, seconds: Int) -> ReadingError {
        ReadingError(
            .tooLarge,
            reason: Wording(
                "\(name) needed more than \(seconds) s for this file.",
                "\(name) 处理该文件超过 \(seconds) 秒。"
            ),
            advice: Wording("Split the file into pages and drop them one by one.", "请拆分为单版文件后逐一投放。")
        )
    }

    @inline(never)
    static func tooMuchOutput(_ name: String, byteCount: Int) -> ReadingError {
        ReadingError(
            .tooLarge,
            reason: Wording(
                "\(name) found more than \(byteCount) bytes of text in this file.",
                "\(name) 从该文件提取的文字超过 \(byteCount) 字节。"
            ),
            advice: Wording("Split the file into pages and drop them one by one.", "请拆分为单版文件后逐一投放。")
        )
    }

    @inline(never)
    static func tooManyPages(limit: Int) -> ReadingError {
        ReadingError(
            .tooLarge,
            reason: Wording("The file has more than \(limit) pages.", "文件超过 \(limit) 版。"),
            advice: Wording("Split it into issues and drop them one by one.", "请按期拆分后逐一投放。")
        )
    }

    @inline(never)
    static func encryptedPDF() -> ReadingError {
        ReadingError(
            .encrypted,
            reason: Wording("The PDF is encrypted and wants a password.", "该 PDF 已加密，需要密码。"),
            advice: Wording(
                "Save a copy without password (for example with qpdf --decrypt) and drop that.",
                "请用密码另存为不加密的副本（例如 qpdf --decrypt）后投放。"
            )
        )
    }

    @inline(never)
    static func protectedPDF() -> ReadingError {
        ReadingError(
            .encrypted,
            reason: Wording("The maker of the PDF forbids taking text from it.", "该 PDF 的制作者禁止提取文字。"),
            advice: Wording(
                "Ask the publisher for a copy that allows it, and drop that.",
                "请向出版方索取允许提取文字的副本后投放。"
            )
        )
    }

    @inline(never)
    static func damagedPDF(_ message: String) -> ReadingError {
        ReadingError(
            .damaged,
            reason: Wording("The PDF is damaged or cut short: \(message).", "该 PDF 已损坏或不完整：\(message)。"),
            advice: Wording("Copy the file again from where it came.", "请从来源重新复制该文件。")
        )
    }

    @inline(never)
    static func noTextLayer(pageCount: Int) -> ReadingError {
        ReadingError(
            .noText,
            reason: Wording(
                "The PDF has \(pageCount) page\(pageCount == 1 ? "" : "s") and no text: it holds pictures of pages only.",
                "该 PDF 共 \(pageCount) 页，没有文字层，只有版面图像。"
            ),
            advice: Wording(
                "Set ocr = auto in the configuration and install tesseract-ocr with tesseract-ocr-chi-sim, or drop the text.",
                "请在配置中设 ocr = auto 并安装 tesseract-ocr 与 tesseract-ocr-chi-sim，或改投文本。"
            )
        )
    }

    @inline(never)
    static func recognitionIsOff(_ format: SourceFormat) -> ReadingError {
        let name = format.wording.name
        return ReadingError(
            .noText,
            reason: Wording(
                "This is \(name.english), and text recognition is off.",
                "这是\(name.chinese)，而文字识别已关闭。"
            ),
            advice: Wording(
                "Set ocr = auto in the configuration, or drop the text.",
                "请在配置中设 ocr = auto，或改投文本。"
            )
        )
    }

    @inline(never)
    static func unreadableImage(_ message: String) -> ReadingError {
        ReadingError(
            .damaged,
            reason: Wording("The image cannot be read: \(message).", "图像无法读取：\(message)。"),
            advice: Wording("Copy the file again from where it came.", "请从来源重新复制该文件。")
        )
    }
}
