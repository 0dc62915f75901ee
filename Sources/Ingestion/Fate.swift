internal import FileAccess
internal import IssueReading
internal import RecordIndex

/// What an error means for the drops that it stopped.
package enum Fate: Equatable, Sendable {
    /// The machine is short of something that may come back: intake pauses, and nothing is counted against a file.
    case pause(String)
    /// Nothing that we write can be trusted any more: stop with exit code 74 (EX_IOERR).
    case stop(String)

    /// The fate of an error met while writing output, state or index.
    ///
    /// A failed fsync is always fatal: the kernel may have dropped the pages, and a second fsync would report success.
    package init(ofWriting error: any Error) {
        if let error = error as? Errno, error.call != "fsync", error.isShortage {
            self = .pause(error.description)
        } else if let error = error as? DatabaseError, error.isTransient {
            self = .pause(error.description)
        } else {
            self = .stop("\(error)")
        }
    }
}

/// A message in the two languages of presscut's users.
package struct Message: Equatable, Sendable {
    package var english: String
    package var chinese: String

    /// The same statement in English and Chinese.
    package init(_ english: String, _ chinese: String) {
        self.english = english
        self.chinese = chinese
    }
}

/// How a drop ended, as its one terminal event in the log says it.
package struct Verdict: Equatable, Sendable {
    /// The terminal events.
    package enum Event: String, Sendable, CaseIterable {
        /// Its records are published.
        case ingested
        /// Its bytes were published before.
        case duplicate
        /// Another form of a page that was published before.
        case edition
        /// It could not be read.
        case failed
        /// There was nothing to take.
        case ignored
    }

    package var event: Event
    /// What happened, as one word for programs, such as `encoding`.
    package var code: String
    package var reason: Message
    /// What the operator can do, if anything.
    package var advice: Message?

    /// The verdict on a file that cannot be read.
    init(_ error: ReadingError) {
        self.init(
            .failed,
            code: error.code.rawValue,
            reason: Message(error.reason.english, error.reason.chinese),
            advice: Message(error.advice.english, error.advice.chinese)
        )
    }

    /// A verdict with its reason and advice.
    package init(_ event: Event, code: String, reason: Message, advice: Message? = nil) {
        self.event = event
        self.code = code
        self.reason = reason
        self.advice = advice
    }
}
