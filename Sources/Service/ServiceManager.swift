internal import Glibc

/// Tells the service manager how the service is doing (sd_notify(3)); silent where there is none.
///
/// The protocol is one datagram to the socket that `NOTIFY_SOCKET` names: a path, or `@` and an abstract name.
package struct ServiceManager: Sendable {
    private let address: [UInt8]?
    /// How often the manager wants to hear from the service, in microseconds; nil if it does not.
    package let watchdogMicroseconds: Int?

    /// The manager that the environment names.
    package init() {
        address = ServiceManager.variable("NOTIFY_SOCKET").map { Array($0.utf8) }
        let isForUs = ServiceManager.variable("WATCHDOG_PID").map { Int32($0) == getpid() } ?? true
        watchdogMicroseconds = isForUs ? ServiceManager.variable("WATCHDOG_USEC").flatMap { Int($0) } : nil
    }

    /// The service takes files from now on.
    package func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }

    /// The service reads its configuration again; ``ready(_:)`` follows.
    package func reloading() {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        send("RELOADING=1\nMONOTONIC_USEC=\(time.tv_sec * 1_000_000 + time.tv_nsec / 1_000)")
    }

    /// The service is ending.
    package func stopping() { send("STOPPING=1") }

    /// The service is alive.
    package func alive() { send("WATCHDOG=1") }

    /// What the service is doing, for `systemctl status`.
    package func status(_ text: String) { send("STATUS=\(text)") }

    /// The start takes longer: the manager waits that long from now.
    package func extendStart(by time: Duration) {
        send("EXTEND_TIMEOUT_USEC=\(Int(time / .microseconds(1)))")
    }

    private func send(_ message: String) {
        guard let address, !address.isEmpty else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        guard address.count < MemoryLayout.size(ofValue: name.sun_path) else { return }
        unsafe withUnsafeMutableBytes(of: &name.sun_path) { path in
            unsafe path.copyBytes(from: address)
            // An abstract name begins with NUL instead of the at sign that stands for it.
            if address[0] == UInt8(ascii: "@") { unsafe path[0] = 0 }
        }
        let length = socklen_t(MemoryLayout.size(ofValue: name.sun_family) + address.count)
        let bytes = Array(message.utf8)
        unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                _ = unsafe sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), pointer, length)
            }
        }
    }

    private static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}
