/// Cuts JSON that we wrote ourselves into its parts without reading them, so that they are put together again byte for
/// byte; for anything that is not JSON the answer is nil.
package enum JSONSlice {
    /// The members of the object that `bytes` is, in their order: each key as it is written and the bytes of its value.
    package static func members(of bytes: ArraySlice<UInt8>) -> [(key: String, value: ArraySlice<UInt8>)]? {
        guard let parts = parts(of: bytes, open: "{", close: "}") else { return nil }
        var members: [(key: String, value: ArraySlice<UInt8>)] = []
        for part in parts {
            guard part.first == UInt8(ascii: "\""), let end = endOfString(part, from: part.startIndex),
                end < part.endIndex, part[end] == UInt8(ascii: ":")
            else { return nil }
            let key = String(decoding: part[part.startIndex + 1..<end - 1], as: UTF8.self)
            members.append((key, part[(end + 1)...]))
        }
        return members
    }

    /// The elements of the array that `bytes` is.
    package static func elements(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
        parts(of: bytes, open: "[", close: "]")
    }

    private static func parts(
        of bytes: ArraySlice<UInt8>,
        open: Unicode.Scalar,
        close: Unicode.Scalar
    ) -> [ArraySlice<UInt8>]? {
        guard bytes.first == UInt8(ascii: open), bytes.last == UInt8(ascii: close), bytes.count >= 2 else { return nil }
        let inside = bytes[bytes.startIndex + 1..<bytes.endIndex - 1]
        guard !inside.isEmpty else { return [] }
        var parts: [ArraySlice<UInt8>] = []
        var start = inside.startIndex
        var depth = 0
        var place = start
        while place < inside.endIndex {
            switch inside[place] {
            case UInt8(ascii: "\""):
                guard let end = endOfString(inside, from: place) else { return nil }
                place = end
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ",") where depth == 0:
                parts.append(inside[start..<place])
                start = place + 1
            default: break
            }
            place += 1
        }
        guard depth == 0 else { return nil }
        parts.append(inside[start...])
        return parts
    }

    /// The place behind the quote that ends the string which begins at `start`.
    private static func endOfString(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        var place = start + 1
        while place < bytes.endIndex {
            switch bytes[place] {
            case UInt8(ascii: "\\"): place += 2
            case UInt8(ascii: "\""): return place + 1
            default: place += 1
            }
        }
        return nil
    }
}
