/// What a program that reads a file for us may use; beyond it it is ended.
package struct ProgramLimits: Equatable, Sendable {
    /// Processor seconds (RLIMIT_CPU).
    package var cpuSeconds = 60
    /// Bytes of address space (RLIMIT_AS).
    package var addressSpace = 2 << 30
    /// Bytes that it may print.
    package var outputByteCount = 256 << 20
    /// Bytes that one file it writes may have (RLIMIT_FSIZE).
    package var fileByteCount = 256 << 20
    /// Seconds until it must have ended; many, since on a busy machine waiting is no sign of harm.
    package var wallSeconds = 600

    /// Limits that any page of a newspaper keeps.
    package init() {}
}

/// How a program ended.
package enum ProgramEnding: Equatable, Sendable {
    /// It ended by itself, with this exit code.
    case exited(Int32)
    /// A signal ended it; SIGXCPU where it needed too much processor time.
    case signalled(Int32)
    /// It took longer than it may, and was ended.
    case late
    /// It printed more than it may, and was ended.
    case tooMuchOutput
    /// Whoever took its output had enough; it was ended.
    case stopped
    /// There is no such program here.
    case missing
}
