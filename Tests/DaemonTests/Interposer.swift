import FileAccess
import Glibc
import TestSupport

/// The library that stands between presscut and the C library, and what it tells.
///
/// See `Interposer/interposer.c` for what it can be asked to do. It is built once, by the C compiler that is there.
enum Interposer {
    /// The path of the built library, or nil without a C compiler.
    static let library: String? = {
        let folder = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
        let built = "\(Presscut.products)/presscut-interposer.so"
        for compiler in ["/usr/bin/cc", "/usr/bin/clang", "/opt/swift/usr/bin/clang"]
        where unsafe access(compiler, X_OK) == 0 {
            let status = try? run(
                compiler,
                "-std=c11",
                "-O1",
                "-w",
                "-shared",
                "-fPIC",
                "-o",
                built,
                "\(folder)/Interposer/interposer.c"
            )
            if status == 0 { return built }
        }
        return nil
    }()

    /// Whether tests can use it: sanitizers want to be loaded first themselves.
    static let isUsable =
        !Machine.isSanitized && library != nil && Presscut.isBuilt

    /// The kinds of calls, in the order of the library's own list.
    enum Call: Int, CaseIterable {
        case open, read, write, sync, rename, unlink, makeDirectory, truncate, map
    }

    /// What all processes of a run share.
    struct Shared {
        var count: Int
        var fired: Call?
        var retriedSyncs: Int
        var faults: Int
        var syncs: Int
    }

    /// The environment in which a program is started behind the library.
    ///
    /// - Parameters:
    ///   - root: the folder whose files are concerned.
    ///   - shared: the path of a file that the library counts in; made anew.
    ///   - settings: what it is asked to do, such as `FAULT` and `12:28`.
    /// - Returns: the variables.
    /// - Throws: the error of writing the shared file.
    static func environment(root: String, shared: String, _ settings: [String: String] = [:]) throws -> [String: String]
    {
        try write([UInt8](repeating: 0, count: 4_096), to: shared)
        var environment = ["LD_PRELOAD": library ?? "", "PRESSCUT_SEAM_ROOT": root, "PRESSCUT_SEAM_SHARED": shared]
        for (name, value) in settings { environment["PRESSCUT_SEAM_\(name)"] = value }
        return environment
    }

    /// Reads what the processes of a run left in the shared file.
    static func read(shared: String) throws -> Shared {
        let bytes = try DaemonTests.read(shared)
        func number(_ index: Int) -> Int {
            bytes[index * 8..<index * 8 + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        return Shared(
            count: number(0),
            fired: Call(rawValue: number(1) - 1),
            retriedSyncs: number(2),
            faults: number(3),
            syncs: number(4)
        )
    }
}
