import Newsprint
import TextScanning

/// What opens a report: the dateline, and the bracket with reporters behind it.
struct Opening {
    /// Glyphs of the dateline.
    var dateline: Range<Int>
    /// Glyphs of the bracketed byline behind it, if there is one.
    var byline: Range<Int>?
    var reading: BylineReading?
    var agency: Range<Int>?
    var place: Range<Int>?
    var date: Range<Int>?
}

/// Reads datelines: 本报讯, 新华社北京8月3日电（记者 …）, 据新华社电, 人民日报上海3月2日讯.
struct DatelineReader {
    let sheet: Sheet
    let vocabulary: Vocabulary

    /// Whether a dateline begins at `start`.
    func hasDateline(at start: Int, before end: Int) -> Bool {
        dateline(at: start, before: end) != nil || bracketed(at: start, before: end) != nil
    }

    /// Reads 【記者林曉／溪埔報導】 or 【本报北京讯】, which open reports in some papers.
    private func bracketed(at start: Int, before end: Int) -> Opening? {
        guard start < end, sheet.glyphs[start].characterClass == .opening else { return nil }
        var close = start + 1
        while close < end, close - start < 40, sheet.glyphs[close].characterClass != .closing { close += 1 }
        guard close < end, sheet.glyphs[close].characterClass == .closing, close - start >= 4 else { return nil }
        let last = sheet.glyphs[close - 1].code
        if isWire(last), dateline(at: start + 1, before: close)?.dateline.upperBound == close {
            return Opening(dateline: start..<close + 1)
        }
        guard Self.reportEnds.contains(last) else { return nil }
        var name = start + 1
        while name < close, sheet.glyphs[name].code != 0x2F, sheet.glyphs[name].code != 0xFF0F { name += 1 }
        guard let reading = BylineReader(sheet: sheet, vocabulary: vocabulary).read(start + 1..<name), reading.hasRole
        else {
            return nil
        }
        return Opening(dateline: start..<start, byline: start..<close + 1, reading: reading)
    }

    /// 导, 道 and their like, with which 报导, 报道 end.
    private static let reportEnds = Set("導导道訊讯電电".unicodeScalars.map(\.value))

    /// Reads the dateline at `start`; nothing at or behind `end` belongs to it.
    func read(at start: Int, before end: Int) -> Opening? {
        guard var opening = dateline(at: start, before: end) else { return bracketed(at: start, before: end) }
        let next = opening.dateline.upperBound
        if next < end, sheet.glyphs[next].characterClass == .opening {
            var close = next + 1
            while close < end, close - next < 60, sheet.glyphs[close].characterClass != .closing { close += 1 }
            if close < end, sheet.glyphs[close].characterClass == .closing {
                let bracket = next..<close + 1
                if let reading = BylineReader(sheet: sheet, vocabulary: vocabulary).read(bracket), reading.hasRole {
                    opening.byline = bracket
                    opening.reading = reading
                }
            }
        }
        return opening
    }

    private func dateline(at start: Int, before end: Int) -> Opening? {
        guard start < end else { return nil }
        if let length = sheet.match(vocabulary.datelines, at: start, before: end) {
            return Opening(dateline: start..<start + length)
        }
        var position = start
        let glyphs = sheet.glyphs
        if glyphs[position].code == 0x636E || glyphs[position].code == 0x64DA { position += 1 }
        guard position < end else { return nil }
        var agency: Range<Int>?
        let isBracketed = start > 0 && glyphs[start - 1].characterClass == .opening
        if let length = sheet.match(vocabulary.agencies, at: position, before: end) {
            agency = position..<position + length
            position += length
        } else if let length = ownPaper(at: position, before: end) {
            position += length
        } else {
            return nil
        }
        return tail(at: position, from: start, before: end, agency: agency, isBracketed: isBracketed)
    }

    /// 本报, or the name of a paper in at most eight characters.
    private func ownPaper(at start: Int, before end: Int) -> Int? {
        var position = start
        while position < end, position - start < 8, sheet.glyphs[position].isHan {
            let code = sheet.glyphs[position].code
            position += 1
            if position - start >= 2, code == 0x62A5 || code == 0x5831 { return position - start }
        }
        return nil
    }

    /// Place, day and 电 or 讯 behind the name of an agency or paper.
    private func tail(at start: Int, from first: Int, before end: Int, agency: Range<Int>?, isBracketed: Bool)
        -> Opening?
    {
        let glyphs = sheet.glyphs
        var position = start
        var place: Range<Int>?
        var date: Range<Int>?
        while position < end, position - start < 24 {
            let glyph = glyphs[position]
            if isWire(glyph.code), position + 1 >= end || !isWireWord(position, before: end) {
                let body = position - start
                guard body == 0 || date != nil || body <= 6 && (agency != nil || isBracketed) else { return nil }
                if date == nil, body > 0 { place = start..<position }
                return Opening(dateline: first..<position + 1, agency: agency, place: place, date: date)
            }
            if glyph.characterClass == .digit, date == nil {
                guard let length = day(at: position, before: end) else { return nil }
                if position > start { place = start..<position }
                date = position..<position + length
                position += length
                continue
            }
            guard
                glyph.isHan || glyph.code == 0xB7 || glyph.code == 0x3001 || glyph.code == 0xFF0F || glyph.code == 0x2F
            else {
                return nil
            }
            position += 1
        }
        return nil
    }

    private func isWire(_ code: UInt32) -> Bool {
        code == 0x7535 || code == 0x8BAF || code == 0x96FB || code == 0x8A0A
    }

    /// Whether 电 or 讯 at `position` begins a longer word (电力, 讯息) instead of ending a dateline.
    private func isWireWord(_ position: Int, before end: Int) -> Bool {
        guard position + 1 < end else { return false }
        let next = sheet.glyphs[position + 1]
        if next.hasGap || !next.isHan { return false }
        return Self.wireWords.contains(next.code)
    }

    private static let wireWords = Set("力网子话视影信台脑动厂能器站梯商池缆压費费価价息源讯報报".unicodeScalars.map(\.value))

    /// Glyphs of a day such as 8月3日 or 2025年8月3日.
    private func day(at start: Int, before end: Int) -> Int? {
        var position = start
        var units = 0
        while position < end, position - start < 12 {
            let code = sheet.glyphs[position].code
            if sheet.glyphs[position].characterClass == .digit {
                position += 1
            } else if code == 0x5E74 || code == 0x6708 {
                units += 1
                position += 1
            } else if code == 0x65E5 {
                return units >= 1 ? position + 1 - start : nil
            } else {
                return nil
            }
        }
        return nil
    }
}
