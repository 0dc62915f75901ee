package import FileAccess
internal import Glibc
package import Ingestion

/// The folder `state/control`, through which commands hand their requests to the service that runs.
///
/// A request is written under a temporary name and renamed to `….request`; the answer takes its place as `….answer`,
/// which the command reads and removes. A request whose command went away is carried out all the same.
package struct ControlFolder: ~Copyable {
    private let folder: Directory

    /// The folder of `root`, made if it is missing.
    package init(root: RawPath) throws(Errno) {
        folder = try Directory(at: root).makeDirectories(RawPath("state/control"))
    }

    /// Hands a request over and waits for its answer; nil if there is none within `patience`.
    package func ask(_ request: ControlRequest, patience: Duration) throws(Errno) -> ControlAnswer? {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        let name = "\(time.tv_sec).\(time.tv_nsec).\(getpid())"
        try write(request.bytes, as: RawPath("\(name).request"))
        let answer = RawPath("\(name).answer")
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline {
            if try folder.statusIfExists(of: answer) != nil {
                let bytes = try folder.file(answer, for: .reading).readAll(upTo: 64 << 20)
                try folder.remove(answer)
                return ControlAnswer(bytes)
            }
            usleep(50_000)
        }
        return nil
    }

    /// The requests that wait, eldest first.
    package func requests() throws(Errno) -> [RawPath] {
        try folder.entries().map(\.name).filter { $0.utf8.hasSuffix(".request") }
    }

    /// The request of that name; nil for one that cannot be read for what it is.
    package func request(_ name: RawPath) throws(Errno) -> ControlRequest? {
        ControlRequest(try folder.file(name, for: .reading).readAll(upTo: 64 << 20))
    }

    /// Puts the answer in the place of a request.
    package func answer(_ name: RawPath, with answer: ControlAnswer) throws(Errno) {
        try write(answer.bytes, as: RawPath(String(name.utf8.dropLast(".request".count)) + ".answer"))
        try folder.remove(name)
    }

    private func write(_ bytes: [UInt8], as name: RawPath) throws(Errno) {
        let new = RawPath(".\(name.utf8)")
        let file = try folder.file(new, for: .creating, permissions: 0o600)
        try file.write(bytes)
        try file.synchronize()
        try folder.rename(new, to: folder, as: name, replacing: false)
    }
}
