internal import CLinux
internal import FileAccess
internal import Glibc
internal import TextScanning

/// What goes over the socket between the daemon and a worker: a length (4 bytes, little end first), JSON of that
/// length, and for an answer the number of bytes that its `bytes` says.
enum WorkerFrame {
    /// The most bytes of JSON in one frame; a header of a 32 MB file has less.
    static let maximumHeaderByteCount = 64 << 20

    /// Sends a header and what follows it; with `descriptor`, that descriptor too.
    static func send(_ header: [UInt8], _ body: [UInt8], descriptor: Int32, over socket: Int32) throws(Errno) {
        var frame: [UInt8] = []
        frame.reserveCapacity(4 + header.count)
        for shift in [0, 8, 16, 24] { frame.append(UInt8(truncatingIfNeeded: header.count >> shift)) }
        frame.append(contentsOf: header)
        try sendAll(frame, descriptor: descriptor, over: socket)
        try sendAll(body, descriptor: -1, over: socket)
    }

    /// Sends one byte with a descriptor, behind a header that says how many such follow.
    static func send(byte: UInt8, descriptor: Int32, over socket: Int32) throws(Errno) {
        try sendAll([byte], descriptor: descriptor, over: socket)
    }

    /// The length that the first four bytes of a frame give.
    static func headerByteCount(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    private static func sendAll(_ bytes: [UInt8], descriptor: Int32, over socket: Int32) throws(Errno) {
        var sent = 0
        while sent < bytes.count {
            let result = unsafe bytes.withUnsafeBytes { buffer in
                unsafe presscut_send(
                    socket,
                    buffer.baseAddress.map { unsafe $0 + sent },
                    buffer.count - sent,
                    sent == 0 ? descriptor : -1
                )
            }
            if result < 0 {
                if errno == EINTR { continue }
                throw .last("sendmsg")
            }
            sent += result
        }
    }
}
