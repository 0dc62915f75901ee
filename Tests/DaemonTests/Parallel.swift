import Dispatch

/// Does `body` for each number below `count`, a few at a time: most of them wait for a process, not for a processor.
func inParallel(_ count: Int, width: Int = 6, _ body: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    let next = LockedBox(0)
    for _ in 0..<min(width, count) {
        DispatchQueue.global().async(group: group) {
            while true {
                let number = next.change { value in
                    value += 1
                    return value - 1
                }
                guard number < count else { return }
                body(number)
            }
        }
    }
    group.wait()
}
