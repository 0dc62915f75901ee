internal import Glibc
internal import Newsprint

/// A moment in UTC, as the log writes it (RFC 3339 with milliseconds).
package struct Timestamp: Sendable, CustomStringConvertible {
    /// Milliseconds since 1970.
    package let milliseconds: Int

    /// The moment that many milliseconds after 1970 began.
    package init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    /// Now, by the system's clock.
    package static func now() -> Timestamp {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: time.tv_sec * 1_000 + time.tv_nsec / 1_000_000)
    }

    /// The milliseconds since 1970 of a time that ``description`` wrote; 0 for anything else.
    package static func milliseconds(of text: String) -> Int {
        let parts = text.split(separator: "T")
        guard parts.count == 2, let day = CalendarDate(parts[0]), parts[1].hasSuffix("Z") else { return 0 }
        let clock = parts[1].dropLast().split(separator: ":").compactMap { Double($0) }
        guard clock.count == 3 else { return 0 }
        return day.daysSince1970 * 86_400_000 + Int(((clock[0] * 60 + clock[1]) * 60 + clock[2]) * 1_000 + 0.5)
    }

    /// The UTC day, `YYYY-MM-DD`.
    package var day: String {
        let days = milliseconds >= 0 ? milliseconds / 86_400_000 : -1
        return CalendarDate(daysSince1970: days)?.description ?? "1970-01-01"
    }

    /// `YYYY-MM-DDThh:mm:ss.sssZ`.
    package var description: String {
        let inDay = milliseconds >= 0 ? milliseconds % 86_400_000 : 0
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let clock = [inDay / 3_600_000, inDay / 60_000 % 60, inDay / 1_000 % 60].map { padded($0, 2) }
        return "\(day)T\(clock.joined(separator: ":")).\(padded(inDay % 1_000, 3))Z"
    }
}
