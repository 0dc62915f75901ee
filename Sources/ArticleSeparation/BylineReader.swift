import Newsprint
import TextScanning

/// A line or bracket read as naming people.
struct BylineReading {
    var people: [Contributor] = []
    /// Whether a mark such as ■ opens it.
    var hasMark = false
    /// Whether it stands in brackets.
    var isBracketed = false
    /// Whether a word such as 记者 says what the people did.
    var hasRole = false
    /// How many of the names begin with a surname.
    var surnames = 0

    /// Whether it stands as a byline by itself, without looking at its neighbours.
    var isCertain: Bool {
        people.isEmpty ? hasRole : hasRole || (hasMark || isBracketed) && surnames == people.count
    }

    /// Whether it is the names of one person or more, and nothing else.
    var isNamesAlone: Bool { !hasRole && !people.isEmpty && surnames == people.count }

    /// Whether all that it tells is who took a picture.
    var isCredit: Bool {
        hasRole && !people.isEmpty && people.allSatisfy { $0.role == .photographer || $0.role == .illustrator }
    }
}

/// Reads bylines and credits: ■记者 居 丽 通讯员 姚一, （本报记者 王涵）, 文/张三 图/李四, 张三 摄.
struct BylineReader {
    let sheet: Sheet
    let vocabulary: Vocabulary

    private struct Reading {
        var result = BylineReading()
        var role: Contributor.Role?
        /// Index of the first person whose role is not yet known.
        var firstOpen = 0
    }

    /// Reads all of `range`, or returns nil if anything in it is neither role, name nor mark.
    func read(_ range: Range<Int>) -> BylineReading? {
        guard !range.isEmpty, range.count <= 70 else { return nil }
        var range = range
        var reading = Reading()
        while let first = range.first, sheet.glyphs[first].characterClass == .mark {
            reading.result.hasMark = true
            range = range.dropFirst().lowerBound..<range.upperBound
        }
        guard let first = range.first, let last = range.last else { return nil }
        if sheet.glyphs[first].characterClass == .opening, sheet.glyphs[last].characterClass == .closing,
            range.count > 2
        {
            range = first + 1..<last
            reading.result.isBracketed = true
        }
        var position = range.lowerBound
        while position < range.upperBound {
            if isSeparator(position) {
                position += 1
            } else if !reading.result.people.isEmpty, isOrigin(from: position, to: range.upperBound) {
                position = range.upperBound
            } else if let next = readRole(at: position, in: range, &reading) {
                position = next
            } else if let next = readName(at: position, in: range, &reading) {
                position = next
            } else {
                return nil
            }
        }
        closeRoles(&reading, with: reading.role)
        // A role without a name signs an article only together with whose it is: 本报评论员.
        if reading.result.people.isEmpty {
            let isOwn = sheet.match(vocabulary.rolePrefixes, at: range.lowerBound, before: range.upperBound) != nil
            return reading.result.hasRole && isOwn && range.count >= 4 && range.count <= 9 ? reading.result : nil
        }
        return reading.result
    }

    /// Reads an author's row without mark or role: names alone, or where the author is from and the name behind a blank.
    func readAuthor(_ range: Range<Int>) -> BylineReading? {
        guard range.count <= 20 else { return nil }
        if let reading = read(range) {
            return reading.surnames == reading.people.count && range.count <= 12 ? reading : nil
        }
        guard let gap = range.dropFirst().last(where: { sheet.glyphs[$0].hasGap && range.upperBound - $0 >= 2 }),
            range.upperBound - gap <= 4, gap - range.lowerBound >= 3,
            let name = read(gap..<range.upperBound), name.people.count == 1, name.surnames == 1
        else { return nil }
        // What stands before the name says where the author is from: it ends like an office, a school, a class.
        let first = range.dropFirst().first { sheet.glyphs[$0].hasGap } ?? gap
        guard isOrigin(range.lowerBound..<gap) || isOrigin(range.lowerBound..<first) else { return nil }
        return name
    }

    /// Whether 发自 and a place stand behind the names: 本报记者 王强 发自云阳.
    private func isOrigin(from start: Int, to end: Int) -> Bool {
        guard let length = sheet.match(vocabulary.originWords, at: start, before: end) else { return false }
        let place = start + length..<end
        return (2...8).contains(place.count) && place.allSatisfy { sheet.glyphs[$0].isHan }
    }

    private func isSeparator(_ position: Int) -> Bool {
        switch sheet.glyphs[position].code {
        case 0x2F, 0xFF0F, 0x3001, 0xFF0C, 0x2C, 0xFF1A, 0x3A, 0x7C, 0xFF5C, 0x26, 0xB7, 0x30FB, 0x2027, 0xFF06: true
        default: sheet.glyphs[position].characterClass == .mark
        }
    }

    private func isEdge(_ position: Int, in range: Range<Int>) -> Bool {
        position <= range.lowerBound || position >= range.upperBound || sheet.glyphs[position].hasGap
            || isSeparator(position) || isSeparator(position - 1)
    }

    /// Steps over affiliation and role at `position`.
    private func readRole(at start: Int, in range: Range<Int>, _ reading: inout Reading) -> Int? {
        var position = start
        let end = range.upperBound
        guard let (affiliation, found) = roleAhead(of: start, in: range) else { return nil }
        position = affiliation + found.word.count
        if found.word.count == 1, !(isEdge(affiliation, in: range) && isEdge(position, in: range)) {
            let closesName = position == end || isEdge(position, in: range)
            guard closesName, reading.result.people.count > reading.firstOpen else { return nil }
        }
        reading.result.hasRole = true
        let open = reading.result.people.count > reading.firstOpen
        let endsStretch =
            position == end || isSeparator(position)
            || sheet.match(vocabulary.roleWords, at: position, before: end) != nil
        // 记者 王强 摄: who is named took the picture.
        let isCredit =
            found.role == .photographer && found.word.count == 1 && position == end && !isSeparator(affiliation - 1)
        if open, reading.role == nil || isCredit {
            closeRoles(&reading, with: found.role)
            reading.role = endsStretch ? nil : found.role
        } else {
            closeRoles(&reading, with: reading.role)
            let joinsRoles =
                reading.role != nil && reading.result.people.count == reading.firstOpen && position - start == 1
                && start > range.lowerBound && isSeparator(start - 1)
            if !joinsRoles || reading.role == nil { reading.role = found.role }
        }
        return position
    }

    /// The role word that stands at `start`, perhaps behind the name of a paper or office.
    private func roleAhead(of start: Int, in range: Range<Int>) -> (Int, Vocabulary.RoleWord)? {
        let end = range.upperBound
        if let role = role(at: start, before: end) { return (start, role) }
        var position = start
        while let length = sheet.match(vocabulary.rolePrefixes, at: position, before: end) {
            position += length
            if let role = role(at: position, before: end), role.word.count > 1 { return (position, role) }
        }
        let isOwn = position > start
        var limit = start
        while limit < end, limit - start <= 12, sheet.glyphs[limit].isHan, limit == start || !sheet.glyphs[limit].hasGap
        {
            if limit - start >= 2, let role = role(at: limit, before: end), role.word.count > 1,
                isOwn || isOrganisation(start..<limit)
            {
                return (limit, role)
            }
            limit += 1
        }
        return nil
    }

    private func role(at position: Int, before end: Int) -> Vocabulary.RoleWord? {
        guard position < end else { return nil }
        for role in vocabulary.roles(beginningWith: sheet.glyphs[position].code)
        where sheet.spells(role.word, at: position, before: end) { return role }
        return nil
    }

    private static let organisationEnds = Set("报社网台院局部办队站刊端心会司校委社报報網臺级班系学厂村镇县市區区團团館馆".unicodeScalars.map(\.value))

    private static let originEnds = organisationEnds.union("民级班系学厂村镇县市区區團团館馆".unicodeScalars.map(\.value))

    private func isOrigin(_ range: Range<Int>) -> Bool {
        guard let last = range.last else { return false }
        return Self.originEnds.contains(sheet.glyphs[last].code)
    }

    private func isOrganisation(_ range: Range<Int>) -> Bool {
        guard let last = range.last else { return false }
        return Self.organisationEnds.contains(sheet.glyphs[last].code)
    }

    private func closeRoles(_ reading: inout Reading, with role: Contributor.Role?) {
        if reading.firstOpen < reading.result.people.count {
            for index in reading.firstOpen..<reading.result.people.count {
                reading.result.people[index].role = role ?? .author
            }
        }
        reading.firstOpen = reading.result.people.count
    }

    private func readName(at start: Int, in range: Range<Int>, _ reading: inout Reading) -> Int? {
        var end = start
        let glyphs = sheet.glyphs
        guard glyphs[start].isHan || glyphs[start].characterClass == .latin else { return nil }
        if glyphs[start].characterClass == .latin {
            while end < range.upperBound,
                glyphs[end].characterClass == .latin || glyphs[end].code == 0x2E || glyphs[end].code == 0xB7
            {
                end += 1
            }
            guard end - start >= 2 else { return nil }
            append(start..<end, &reading, isSurname: true)
            return end
        }
        while end < range.upperBound, glyphs[end].isHan, end == start || !glyphs[end].hasGap {
            if end > start, let role = role(at: end, before: range.upperBound),
                role.word.count > 1 || end + 1 == range.upperBound
            {
                if end - start >= 2 { break }
            }
            end += 1
        }
        let length = end - start
        if length == 1 {
            guard end < range.upperBound, glyphs[end].isHan, glyphs[end].hasGap,
                end + 1 >= range.upperBound || glyphs[end + 1].hasGap || !glyphs[end + 1].isHan
            else { return nil }
            append(start..<end + 1, &reading, isSurname: vocabulary.surnames.contains(glyphs[start].code))
            return end + 1
        }
        let hasDouble = sheet.match(vocabulary.doubleSurnames, at: start, before: end) != nil
        if length <= (hasDouble ? 4 : 3) || end < range.upperBound && isForeignJoint(end) {
            var stop = end
            while stop + 1 < range.upperBound, isForeignJoint(stop), glyphs[stop + 1].isHan {
                stop += 1
                while stop < range.upperBound, glyphs[stop].isHan, !glyphs[stop].hasGap { stop += 1 }
            }
            append(start..<stop, &reading, isSurname: hasDouble || vocabulary.surnames.contains(glyphs[start].code))
            return stop
        }
        return splitNames(start..<end, &reading) ? end : nil
    }

    private func isForeignJoint(_ position: Int) -> Bool {
        let code = sheet.glyphs[position].code
        return code == 0xB7 || code == 0x30FB || code == 0x2027
    }

    /// Parts names that stand together without blanks, each of which must begin with a surname.
    private func splitNames(_ range: Range<Int>, _ reading: inout Reading) -> Bool {
        guard range.count <= 24, beginsName(range.lowerBound, before: range.upperBound) else { return false }
        var cuts: [Int?] = Array(repeating: nil, count: range.count + 1)
        cuts[0] = 0
        for end in 1...range.count {
            for length in [3, 2, 4] where length <= end {
                guard cuts[end - length] != nil else { continue }
                let start = range.lowerBound + end - length
                let isDouble = sheet.match(vocabulary.doubleSurnames, at: start, before: start + length) != nil
                guard length < 4 ? vocabulary.surnames.contains(sheet.glyphs[start].code) || isDouble : isDouble else {
                    continue
                }
                cuts[end] = length
                break
            }
        }
        guard cuts[range.count] != nil else { return false }
        var names: [Range<Int>] = []
        var end = range.count
        while end > 0, let length = cuts[end] {
            names.append(range.lowerBound + end - length..<range.lowerBound + end)
            end -= length
        }
        for name in names.reversed() { append(name, &reading, isSurname: true) }
        return true
    }

    /// Whether a surname stands at `position`.
    private func beginsName(_ position: Int, before end: Int) -> Bool {
        vocabulary.surnames.contains(sheet.glyphs[position].code)
            || sheet.match(vocabulary.doubleSurnames, at: position, before: end) != nil
    }

    private func append(_ range: Range<Int>, _ reading: inout Reading, isSurname: Bool) {
        var name = String.UnicodeScalarView()
        for index in range { name.append(Unicode.Scalar(sheet.glyphs[index].code) ?? "\u{FFFD}") }
        reading.result.people.append(Contributor(name: String(name), role: reading.role ?? .author))
        if isSurname { reading.result.surnames += 1 }
    }
}
