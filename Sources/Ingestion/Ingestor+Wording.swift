internal import FileAccess
internal import Inbox
internal import IssueReading

extension Ingestor {
    /// What the log says of an event of the inbox that is no drop; nil for drops.
    static func notice(of event: InboxEvent) -> (String, Message)? {
        switch event {
        case .complete, .unfit, .caughtUp: nil
        case .unreadable(let path, let error):
            (
                "unreadable",
                Message(
                    "inbox/\(path.escaped) cannot be looked at: \(error)",
                    "无法查看 inbox/\(path.escaped)：\(error.name)。"
                )
            )
        case .overflowed:
            (
                "overflow",
                Message(
                    "The kernel's event queue was full; the inbox is scanned, so nothing is missed.",
                    "内核事件队列已满；将扫描整个收件目录，不会遗漏。"
                )
            )
        case .inboxLost(let error):
            (
                "inbox-lost",
                Message("The inbox is not there (\(error.name)); it is looked for each second.", "收件目录不存在，每秒重试。")
            )
        case .inboxBack: ("inbox-back", Message("The inbox is there again.", "收件目录已恢复。"))
        case .polling(let reason): ("polling", Message("\(reason)", "收件目录改用定时扫描。"))
        }
    }

    /// What becomes of a file whose reading failed so often.
    static func poison(_ how: Message) -> Verdict {
        Verdict(
            .failed,
            code: "worker-failed",
            reason: Message(
                "Reading it failed \(attemptLimit) times. \(how.english)",
                "读取 \(attemptLimit) 次均失败。\(how.chinese)"
            ),
            advice: Message(
                "Check that the file is what it should be; if it is, please report it. To try again: presscut retry --code worker-failed",
                "请检查文件是否正常；如正常，请反馈该问题。如需重试：presscut retry --code worker-failed"
            )
        )
    }

    /// Writes into the log how far the recognition of a file's text has come.
    func note(_ progress: RecognitionProgress, of path: RawPath) async {
        let (page, count) = (progress.page, progress.count)
        await note(
            "recognising",
            Message(
                "Recognising the text of inbox/\(path.escaped): page \(page) of \(count).",
                "正在识别 inbox/\(path.escaped) 的文字：第 \(page) 页，共 \(count) 页。"
            )
        )
    }

    /// What becomes of a FIFO, device, socket or symbolic link.
    static func notAFile(_ arrival: Arrival) -> Verdict {
        Verdict(
            .failed,
            code: "not-a-file",
            reason: Message("It is a \(arrival.status.kind.rawValue), not a file.", "它不是普通文件。"),
            advice: Message("Drop the file itself.", "请直接放入文件本身。")
        )
    }

    /// What becomes of a drop that is gone.
    static let vanished = Verdict(
        .ignored,
        code: "vanished",
        reason: Message("It was taken away or replaced before it was read.", "读取之前文件已被移走或替换。")
    )
}
