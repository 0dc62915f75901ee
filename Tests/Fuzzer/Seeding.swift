import FuzzTargets
import Glibc

/// What libFuzzer calls first: writes the target's seeds into the folder that `PRESSCUT_FUZZ_SEEDS` names.
@_cdecl("LLVMFuzzerInitialize")
func initialize(_ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer) -> CInt {
    guard let folder = unsafe getenv("PRESSCUT_FUZZ_SEEDS").map({ unsafe String(cString: $0) }),
        let name = unsafe getenv("PRESSCUT_FUZZ_TARGET").map({ unsafe String(cString: $0) }),
        let target = FuzzTarget(rawValue: name)
    else { return 0 }
    for (number, seed) in FuzzSeeds.bytes(for: target).enumerated() {
        let file = unsafe open("\(folder)/seed-\(number)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { continue }
        unsafe seed.withUnsafeBytes { _ = unsafe write(file, $0.baseAddress, $0.count) }
        close(file)
    }
    return 0
}
