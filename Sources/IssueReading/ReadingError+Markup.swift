import Archives
import Markup

extension ReadingError {
    /// Markup that cannot be read.
    @inline(never)
    static func markup(_ error: MarkupError, format: SourceFormat) -> ReadingError {
        let name = format.rawValue.uppercased()
        switch error {
        case .malformed(let line, let message):
            return ReadingError(
                .damaged,
                reason: Wording(
                    "The \(name) is damaged or cut off in line \(line): \(message)",
                    "\(name) 文件第 \(line) 行处损坏或不完整。"
                ),
                advice: copyAgain,
                line: line
            )
        case .tooDeep:
            return ReadingError(
                .tooDeep,
                reason: Wording(
                    "Elements of the \(name) are nested more than \(XMLStream.maximumDepth) deep.",
                    "\(name) 元素嵌套超过 \(XMLStream.maximumDepth) 层。"
                ),
                advice: noNewspaper
            )
        case .declaresEntities:
            return ReadingError(
                .unsafe,
                reason: Wording(
                    "The \(name) declares entities, by which a small file can pretend to be a vast one.",
                    "\(name) 文件声明了实体，可能以小文件展开成巨量内容。"
                ),
                advice: Wording(
                    "Remove the document type declaration (<!DOCTYPE …>) and drop it again.",
                    "请删除文档类型声明（<!DOCTYPE …>）后重新投放。"
                )
            )
        case .tooManyTags(let limit):
            return ReadingError(
                .tooLarge,
                reason: Wording("The \(name) has more than \(limit) tags.", "\(name) 文件的标签超过 \(limit) 个。"),
                advice: noNewspaper
            )
        case .outOfMemory:
            return ReadingError(
                .tooLarge,
                reason: Wording("The \(name) needs more memory than a reader may use.", "\(name) 文件所需内存超过限制。"),
                advice: noNewspaper
            )
        }
    }

    /// An archive that cannot be unpacked.
    @inline(never)
    static func archive(_ error: ArchiveError) -> ReadingError {
        let chinese: String
        let code: Code
        var advice = noNewspaper
        switch error {
        case .damaged: (code, chinese, advice) = (.damaged, "压缩包损坏或不完整。", copyAgain)
        case .encrypted:
            code = .encrypted
            chinese = "压缩包已加密。"
            advice = Wording("Unpack it with its password and drop the files.", "请用密码解包后投放其中的文件。")
        case .unsafeMember(let name, _): (code, chinese) = (.unsafe, "压缩包成员“\(name)”的路径或类型不安全。")
        case .tooManyMembers(let limit): (code, chinese) = (.tooLarge, "压缩包成员超过 \(limit) 个。")
        case .tooLarge(let limit): (code, chinese) = (.tooLarge, "压缩包解开后超过 \(limit) 字节。")
        case .expandsTooFar(let limit): (code, chinese) = (.tooLarge, "压缩包解开后超过其自身的 \(limit) 倍。")
        case .outOfMemory: (code, chinese) = (.tooLarge, "解包所需内存超过限制。")
        }
        if code == .unsafe || code == .tooLarge {
            advice = Wording(
                "Check where it comes from; unpack it yourself and drop the pages.",
                "请核实来源；可自行解包后投放其中的版面。"
            )
        }
        return ReadingError(code, reason: Wording(error.description, chinese), advice: advice)
    }

    /// Archives in archives, too many of them.
    @inline(never)
    static func nestedArchives(limit: Int) -> ReadingError {
        ReadingError(
            .tooDeep,
            reason: Wording("Archives are nested more than \(limit) deep.", "压缩包嵌套超过 \(limit) 层。"),
            advice: Wording("Unpack the outer archives and drop the inner ones.", "请先解开外层压缩包再投放。")
        )
    }

    /// The error of a member, as that of its archive.
    package func inMember(_ name: String) -> ReadingError {
        var error = self
        error.reason.english = "In its member “\(name)”: \(reason.english)"
        error.reason.chinese = "其成员“\(name)”：\(reason.chinese)"
        return error
    }

    /// An archive with nothing in it that is a page.
    @inline(never)
    static func nothingInArchive(memberCount: Int) -> ReadingError {
        ReadingError(
            .noText,
            reason: Wording(
                "None of the \(memberCount) members of the archive is a page that is read.",
                "压缩包的 \(memberCount) 个成员中没有可读取的版面。"
            ),
            advice: Wording("Put the pages into it, or drop them by themselves.", "请放入版面文件，或直接投放版面。")
        )
    }

    /// A METS document whose ALTO files are not there.
    @inline(never)
    package static func incomplete(missing: [String], of count: Int) -> ReadingError {
        let names = missing.prefix(5).joined(separator: ", ") + (missing.count > 5 ? ", …" : "")
        return ReadingError(
            .incomplete,
            reason: Wording(
                "Of \(count) text files that the METS file names, \(missing.count) did not come: \(names).",
                "METS 文件列出的 \(count) 个文本文件中缺少 \(missing.count) 个：\(names)。"
            ),
            advice: Wording(
                "Drop the METS file together with the missing files.",
                "请将 METS 文件与缺少的文件一起投放。"
            )
        )
    }

    private static let copyAgain = Wording(
        "Copy the file again from where it came.",
        "请从来源重新复制该文件。"
    )

    private static let noNewspaper = Wording(
        "No newspaper page is like this; check where the file comes from.",
        "报纸版面不会如此，请核实文件来源。"
    )
}
