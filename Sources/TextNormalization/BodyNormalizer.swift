internal import CUTF8Proc

/// The form of a text in which two printings of it compare equal.
///
/// It is NFKC (UAX #15) of the text without blanks, control and format characters, radical signs written as the
/// ideographs they look like. Blanks that arise from compatibility mappings go too, so the form is a fixed point:
/// normalising it again changes nothing. Article ids, fingerprints and the names of papers are made from it.
///
/// Nearly every scalar of a newspaper is copied, dropped or replaced by one look into a table. The few that can combine
/// with what stands before them are handed to utf8proc together with that, run by run. Time and space are linear in
/// the text, also for runs of combining marks of any length.
package enum BodyNormalizer {
    /// The normalised form of `text` in UTF-8.
    package static func normalize(_ text: String) -> [UInt8] {
        let source = text.utf8.span
        let table = ScalarTable.shared
        var output: [UInt8] = []
        output.reserveCapacity(source.count)
        var position = 0
        while position < source.count {
            let start = position
            let value = decode(source, &position)
            switch table.action(value) {
            case ScalarTable.keep:
                for index in start..<position { output.append(source[index]) }
            case ScalarTable.drop:
                continue
            case ScalarTable.combine:
                position = start
                combine(source, &position, table, into: &output)
            case let replacement:
                table.appendReplacement(replacement, to: &output)
            }
        }
        return output
    }

    /// The normalised form of `text` as a string, as papers' names are compared.
    package static func normalized(_ text: String) -> String {
        String(decoding: normalize(text), as: UTF8.self)
    }
}

/// Handles the run at `position` that may combine with the last scalar written: takes that back, adds all up to the
/// next scalar that starts afresh, and writes the whole.
private func combine(
    _ source: Span<UInt8>,
    _ position: inout Int,
    _ table: ScalarTable,
    into output: inout [UInt8]
) {
    var decomposed: [Int32] = []
    if let last = takeLast(&output) { decompose(last, into: &decomposed) }
    while position < source.count {
        let start = position
        let value = decode(source, &position)
        switch table.action(value) {
        case ScalarTable.drop: continue
        case ScalarTable.combine: decompose(Int32(value), into: &decomposed)
        default:
            position = start
            compose(&decomposed, into: &output)
            return
        }
    }
    compose(&decomposed, into: &output)
}

/// Removes the last scalar of valid UTF-8 and returns it.
private func takeLast(_ output: inout [UInt8]) -> Int32? {
    var start = output.count - 1
    guard start >= 0 else { return nil }
    while start > 0, output[start] & 0xC0 == 0x80 { start -= 1 }
    var position = start
    let value = decode(output.span, &position)
    output.removeSubrange(start...)
    return Int32(value)
}

/// Decodes the scalar at `position` of valid UTF-8 and steps over it.
@inline(__always)
func decode(_ source: Span<UInt8>, _ position: inout Int) -> UInt32 {
    let lead = UInt32(source[position])
    func tail(_ offset: Int) -> UInt32 { UInt32(source[position + offset] & 0x3F) }
    switch lead {
    case 0..<0x80:
        position += 1
        return lead
    case 0xE0..<0xF0:
        let value = (lead & 0xF) << 12 | tail(1) << 6 | tail(2)
        position += 3
        return value
    case 0..<0xE0:
        let value = (lead & 0x1F) << 6 | tail(1)
        position += 2
        return value
    default:
        let value = (lead & 0x7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
        position += 4
        return value
    }
}

private let radicals = Radicals(isSimplified: false)

/// Appends the compatibility decomposition of `scalar`, radicals unified, without what is dropped.
func decompose(_ scalar: Int32, into scalars: inout [Int32]) {
    unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: 64) { buffer in
        // No scalar has a decomposition of more than 18 scalars (U+FDFA).
        var boundary: Int32 = 0
        let options = UTF8PROC_COMPAT.rawValue | UTF8PROC_DECOMPOSE.rawValue
        let count = unsafe utf8proc_decompose_char(
            scalar,
            buffer.baseAddress,
            buffer.count,
            utf8proc_option_t(rawValue: options),
            &boundary
        )
        guard count > 0 else { return }
        for index in 0..<min(count, buffer.count) {
            let value = unsafe buffer[index]
            if isDropped(value) { continue }
            scalars.append(Int32(radicals.unified(UInt32(value))))
        }
    }
}

/// Whether a scalar is a blank, a control or a format character.
func isDropped(_ scalar: Int32) -> Bool {
    switch utf8proc_category(scalar) {
    case UTF8PROC_CATEGORY_ZS, UTF8PROC_CATEGORY_ZL, UTF8PROC_CATEGORY_ZP, UTF8PROC_CATEGORY_CC,
        UTF8PROC_CATEGORY_CF:
        true
    default: false
    }
}

/// Orders and composes decomposed scalars and appends them in UTF-8; leaves `scalars` empty.
func compose(_ scalars: inout [Int32], into output: inout [UInt8]) {
    order(&scalars)
    let count = unsafe scalars.withUnsafeMutableBufferPointer { buffer in
        let options = UTF8PROC_COMPOSE.rawValue | UTF8PROC_STABLE.rawValue
        return unsafe utf8proc_normalize_utf32(
            buffer.baseAddress,
            buffer.count,
            utf8proc_option_t(rawValue: options)
        )
    }
    for value in scalars.prefix(max(count, 0)) {
        guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
        output.append(contentsOf: String(scalar).utf8)
    }
    scalars.removeAll()
}

/// Puts each run of combining marks into canonical order, keeping equals as they stand.
///
/// utf8proc does this by exchanging neighbours, whose time grows with the square of the run.
private func order(_ scalars: inout [Int32]) {
    var start = 0
    while start < scalars.count {
        guard combiningClass(scalars[start]) != 0 else {
            start += 1
            continue
        }
        var end = start + 1
        while end < scalars.count, combiningClass(scalars[end]) != 0 { end += 1 }
        if end - start > 1 {
            var byClass: [[Int32]] = Array(repeating: [], count: 256)
            for scalar in scalars[start..<end] { byClass[Int(combiningClass(scalar))].append(scalar) }
            scalars.replaceSubrange(start..<end, with: byClass.joined())
        }
        start = end
    }
}

private func combiningClass(_ scalar: Int32) -> UInt8 {
    UInt8(truncatingIfNeeded: unsafe utf8proc_get_property(scalar).pointee.combining_class)
}
