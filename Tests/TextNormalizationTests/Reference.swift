import CUTF8Proc
import TestSupport
import TextNormalization

/// Up to 24 scalars, most from blocks in which normalisation has something to do.
func randomText(_ random: inout SeededGenerator) -> String {
    let blocks: [ClosedRange<UInt32>] = [
        0x20...0x7E, 0xA0...0x24F, 0x300...0x36F, 0x5B0...0x6FF, 0x900...0xDFF, 0x1100...0x11FF, 0x1E00...0x206F,
        0x20D0...0x20F0, 0x2E80...0x33FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFFEF, 0x11000...0x11FFF,
        0x1D100...0x1D7FF, 0x2F800...0x2FA1F, 0...0x10FFFF,
    ]
    var text = ""
    for _ in 0..<Int.random(in: 1...24, using: &random) {
        let block = blocks.randomElement(using: &random) ?? 0...0x7E
        if let scalar = Unicode.Scalar(UInt32.random(in: block, using: &random)) { text.unicodeScalars.append(scalar) }
    }
    return text
}

/// The normalised form by utf8proc alone: decomposed, stripped, composed.
func reference(_ text: String) -> [UInt8] {
    let decomposed = map(text, options: [UTF8PROC_COMPAT, UTF8PROC_DECOMPOSE])
    var kept = String.UnicodeScalarView()
    for scalar in decomposed.unicodeScalars {
        switch utf8proc_category(Int32(scalar.value)) {
        case UTF8PROC_CATEGORY_ZS, UTF8PROC_CATEGORY_ZL, UTF8PROC_CATEGORY_ZP, UTF8PROC_CATEGORY_CC,
            UTF8PROC_CATEGORY_CF:
            continue
        default:
            let unified = Radicals(isSimplified: false).unified(scalar.value)
            kept.append(Unicode.Scalar(unified) ?? scalar)
        }
    }
    return Array(map(String(kept), options: [UTF8PROC_COMPAT, UTF8PROC_COMPOSE]).utf8)
}

private func map(_ text: String, options: [utf8proc_option_t]) -> String {
    let bytes = Array(text.utf8)
    let raw = options.reduce(UTF8PROC_STABLE.rawValue) { $0 | $1.rawValue }
    var result: UnsafeMutablePointer<UInt8>?
    let count = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe utf8proc_map(buffer.baseAddress, buffer.count, &result, utf8proc_option_t(rawValue: raw))
    }
    guard count >= 0, let pointer = unsafe result else { return "" }
    defer { unsafe pointer.deallocate() }
    return unsafe String(decoding: UnsafeBufferPointer(start: pointer, count: count), as: UTF8.self)
}
