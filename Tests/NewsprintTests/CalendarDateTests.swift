import Newsprint
import Testing

@Suite("A day of the calendar")
struct CalendarDateTests {
    @Test("is counted from 1970 and back, for every day of four centuries")
    func days() throws {
        let first = try #require(CalendarDate("1800-01-01"))
        var previous: CalendarDate?
        for offset in 0..<146_097 {
            let date = try #require(CalendarDate(daysSince1970: first.daysSince1970 + offset))
            #expect(date.daysSince1970 == first.daysSince1970 + offset)
            if let previous { #expect(previous < date && date.weekday == previous.weekday % 7 + 1) }
            previous = date
        }
        #expect(previous?.description == "2199-12-31")
    }

    @Test("knows its weekday")
    func weekdays() {
        #expect(CalendarDate("1970-01-01")?.weekday == 4)
        #expect(CalendarDate("2024-02-29")?.weekday == 4)
        #expect(CalendarDate("1969-12-28")?.weekday == 7)
    }

    @Test(
        "is none if there is no such day",
        arguments: [
            "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01", "24-01-01", "2024-1-1", "2024-01-01x", "+024-01-01",
            "",
        ]
    )
    func none(text: String) {
        #expect(CalendarDate(text) == nil)
    }
}
