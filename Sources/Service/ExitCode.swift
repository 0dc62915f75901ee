/// How a command ended, by the numbers of sysexits(3).
package enum ExitCode: Int32, Error, Sendable {
    /// All went well.
    case ok = 0
    /// What was compared does not agree; said by `verify` alone.
    case disagreement = 1
    /// The command was called wrongly (EX_USAGE).
    case usage = 64
    /// Input could not be read for what it is (EX_DATAERR).
    case data = 65
    /// An input file is not there or not readable (EX_NOINPUT).
    case noInput = 66
    /// Something that it takes is not installed (EX_UNAVAILABLE).
    case unavailable = 69
    /// An error of presscut's own (EX_SOFTWARE).
    case software = 70
    /// Reading or writing failed (EX_IOERR).
    case io = 74
    /// Another process holds the root; try again later (EX_TEMPFAIL).
    case tryAgain = 75
    /// Something is configured wrongly (EX_CONFIG).
    case configuration = 78
}
