import Glibc

/// Converts between encodings by iconv(3), independently of the code under test; nil for what cannot be converted.
package func converted(_ bytes: some Sequence<UInt8>, from source: String = "UTF-8", to target: String) -> [UInt8]? {
    let descriptor = unsafe iconv_open(target, source)
    guard Int(bitPattern: descriptor) != -1 else { return nil }
    defer { unsafe iconv_close(descriptor) }
    var input = Array(bytes).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 4 + 16)
    var inputCount = input.count
    var outputCount = output.count
    let result = unsafe input.withUnsafeMutableBufferPointer { input in
        unsafe output.withUnsafeMutableBufferPointer { output in
            var from = input.baseAddress
            var to = output.baseAddress
            return unsafe iconv(descriptor, &from, &inputCount, &to, &outputCount)
        }
    }
    guard result == 0 else { return nil }
    return output[..<(output.count - outputCount)].map { UInt8(bitPattern: $0) }
}
