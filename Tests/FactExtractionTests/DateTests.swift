import Newsprint
import Testing

@testable import FactExtraction

@Suite("A date")
struct DateTests {
    @Test(
        "is resolved from the day of issue",
        arguments: [
            ("昨天", "2023-08-15/2023-08-15"), ("今年2月", "2023-02-01/2023-02-28"), ("上周五", "2023-08-11/2023-08-11"),
            ("本月", "2023-08-01/2023-08-31"), ("去年底", "2022-11-01/2022-12-31"), ("明年二季度", "2024-04-01/2024-06-30"),
            ("上半年", "2023-01-01/2023-06-30"), ("前三季度", "2023-01-01/2023-09-30"), ("3月中旬", "2023-03-11/2023-03-20"),
            ("1至7月", "2023-01-01/2023-07-31"), ("5天前", "2023-08-11/2023-08-11"), ("29日下午", "2023-07-29/2023-07-29"),
            ("未来三天", "2023-08-17/2023-08-19"), ("本周末", "2023-08-19/2023-08-20"), ("上世纪80年代", "1980-01-01/1989-12-31"),
            ("国庆假期", "2023-10-01/2023-10-07"), ("端午节", "2023-06-22/2023-06-22"), ("冬至", "2023-12-22/2023-12-22"),
            ("农历八月十五", "2023-09-29/2023-09-29"), ("正月初八", "2023-01-29/2023-01-29"),
            ("“十四五”期间", "2021-01-01/2025-12-31"),
            ("四月的最后一个星期一", "2023-04-24/2023-04-24"), ("十月的第一周", "2023-10-02/2023-10-08"),
        ]
    )
    func resolves(text: String, days: String) {
        #expect(facts(text).map { written($0) } == [days])
    }

    @Test(
        "is read in every calendar form without an issue",
        arguments: [
            ("2018年 7月", "2018-07-01/2018-07-31"), ("二〇二二年八月十日", "2022-08-10/2022-08-10"),
            ("１９９８年５月", "1998-05-01/1998-05-31"), ("2010-01-29", "2010-01-29/2010-01-29"),
            ("2010/1/29", "2010-01-29/2010-01-29"),
            ("2018年至2020年", "2018-01-01/2020-12-31"), ("1995 - 1997年", "1995-01-01/1997-12-31"),
            ("2019年4月12-19日", "2019-04-12/2019-04-19"), ("民国三年", "1914-01-01/1914-12-31"),
            ("2013年一季度末", "2013-03-01/2013-03-31"),
        ]
    )
    func readsForms(text: String, days: String) {
        #expect(facts(text, on: nil).map { written($0) } == [days])
    }

    @Test(
        "is open at one end in its frame, and the frame belongs to it",
        arguments: [
            ("自2020年10月以来", "2020-10-01/-"), ("截至7月底", "-/2023-07-31"), ("2025年底前", "-/2025-12-31"),
            ("今年以来", "2023-01-01/-"),
            ("2018年以前", "-/2017-12-31"), ("2015年1月1日或之后", "2015-01-01/-"), ("春节前", "-/2023-01-21"),
            ("5月1日以后", "2023-05-02/-"),
        ]
    )
    func opens(text: String, days: String) {
        let found = facts(text)
        #expect(found.map(\.text) == [text])
        #expect(found.map { written($0) } == [days])
    }

    @Test("without year leans back in reports and ahead in plans")
    func leans() {
        let january = CalendarDate(year: 2023, month: 1, day: 10)
        #expect(facts("12月，全县新增企业30家", on: january).first.map { written($0) } == "2022-12-01/2022-12-31")
        let december = CalendarDate(year: 2022, month: 12, day: 28)
        #expect(facts("1月8日，春运启动", on: december).first.map { written($0) } == "2023-01-08/2023-01-08")
        #expect(facts("预计3月完工", on: december).first.map { written($0) } == "2023-03-01/2023-03-31")
    }

    @Test("is no quarter where harvests are counted")
    func harvests() {
        #expect(!facts("大棚一年三季，菜农忙").contains { $0.kind == .date || $0.kind == .dateRange })
    }

    @Test("keeps its relative form without an issue")
    func staysRelative() throws {
        let fact = try #require(facts("今年2月", on: nil).first)
        guard case .date(let span) = fact.value else {
            Issue.record("no date")
            return
        }
        #expect(span.edtf == nil && span.start == nil && span.anchor == nil)
        #expect(span.offset == [.init(.years, 0)] && span.set == [.init(.month, 2)])
    }

    @Test(
        "is coded in EDTF",
        arguments: [
            ("1至7月", "2023-01/2023-07"), ("明年二季度", "2024-34"), ("上半年", "2023-40"), ("今年以来", "2023/.."),
            ("90年代", "199X"),
            ("截至2021年底", "../2021-12"), ("昨天", "2023-08-15"),
        ]
    )
    func codes(text: String, code: String) {
        guard case .date(let span)? = facts(text).first?.value else {
            Issue.record("no date in \(text)")
            return
        }
        #expect(span.edtf == code)
    }

    @Test(
        "is not found in recency, recurrence, clock times, documents and ages",
        arguments: ["近日", "日前", "每季度召开一次例会", "每年10月举办", "中央一号文件", "第三批试点名单", "下午3点半", "这样的队伍", "12号"]
    )
    func refuses(text: String) {
        #expect(!facts(text).contains { $0.kind == .date || $0.kind == .dateRange })
    }
}

@Suite("The lunar calendar")
struct LunarCalendarTests {
    @Test(
        "agrees with published new year's days",
        arguments: [
            (1900, "1900-01-31"), (1949, "1949-01-29"), (1985, "1985-02-20"), (2000, "2000-02-05"),
            (2023, "2023-01-22"),
            (2033, "2033-01-31"), (2100, "2100-02-09"),
        ]
    )
    func knowsNewYears(year: Int, day: String) {
        #expect(LunarCalendar.newYear(of: year)?.description == day)
    }

    @Test("lets each year end the day before the next begins")
    func closesYears() throws {
        for year in LunarCalendar.years.dropLast() {
            let last = LunarCalendar.days(inMonth: 12, of: year) ?? 0
            let end = try #require(LunarCalendar.date(year: year, month: 12, day: last))
            let next = try #require(LunarCalendar.newYear(of: year + 1))
            #expect(end.daysSince1970 + 1 == next.daysSince1970, "\(year)")
        }
    }

    @Test("knows leap months")
    func knowsLeapMonths() {
        #expect(LunarCalendar.date(year: 2020, month: 4, day: 1, leap: true)?.description == "2020-05-23")
        #expect(LunarCalendar.date(year: 2021, month: 4, day: 1, leap: true) == nil)
    }

    @Test("has its terms about fifteen days apart")
    func spacesTerms() throws {
        for year in LunarCalendar.years {
            let days = (0..<24).compactMap { SolarTerms.date(of: $0, in: year)?.daysSince1970 }
            #expect(days.count == 24)
            #expect(zip(days, days.dropFirst()).allSatisfy { 14...17 ~= $1 - $0 })
        }
    }
}
