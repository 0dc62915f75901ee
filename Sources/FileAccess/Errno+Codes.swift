import Glibc

extension Errno {
    /// ENOENT.
    package static let notFound = ENOENT
    /// EEXIST.
    package static let alreadyExists = EEXIST
    /// ENOTDIR.
    package static let notDirectory = ENOTDIR
    /// ELOOP: a symbolic link where none may be followed.
    package static let tooManyLinks = ELOOP
    /// EIO.
    package static let inputOutput = EIO
    /// EFBIG.
    package static let tooLarge = EFBIG

    /// Whether the machine lacks something that may come back: space, descriptors, memory.
    package var isShortage: Bool { [ENOSPC, EDQUOT, EMFILE, ENFILE, ENOMEM].contains(code) }

    /// Whether one file cannot be had for now, though others can.
    package var isWithheld: Bool { [EACCES, EPERM, ESTALE, EIO, ETIMEDOUT, EBUSY].contains(code) }

    /// Whether the file cannot be taken out of its folder by us, now or later.
    package var forbidsMoving: Bool { [EACCES, EPERM, EROFS].contains(code) }
}
