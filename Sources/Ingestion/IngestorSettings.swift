package import FileAccess
package import Inbox
package import IssueParsing

/// What an ingestor works with.
package struct IngestorSettings: Sendable {
    /// The folder that holds `inbox`, `output` and `state`.
    package var root: RawPath
    package var inbox = InboxSettings()
    package var policy = OriginalsPolicy.move
    package var parsing = ParsingOptions()
    /// How long a METS document waits for the files that it names.
    package var documentPatience = Duration.seconds(600)
    /// Whether files may still be coming, so that parts of an issue wait for each other.
    package var expectsArrivals = true
    /// How many worker processes parse.
    package var workerCount = 1
    package var limits = WorkerLimits()
    /// The path and arguments of a worker process.
    package var workerProgram: [String]

    /// The settings for a root, all else by default.
    package init(root: RawPath, workerProgram: [String]) {
        self.root = root
        self.workerProgram = workerProgram
    }
}

/// What happened, for whoever runs the ingestor.
package enum IngestorEvent: Sendable {
    /// A drop ended.
    case ended(RawPath, Verdict)
    /// A line about the service, as the log has it.
    case notice(name: String, Message)
    /// Everything that is in the inbox has been taken.
    case idle
    /// Nothing more can be written; the process must end with exit code 74.
    case broken(String)
    /// The index is damaged; the process must end with exit code 74, and the next start rebuilds the index.
    case damaged(String)
}
