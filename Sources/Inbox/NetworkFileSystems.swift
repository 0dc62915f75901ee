/// File systems whose changes other machines make, of which inotify does not tell (inotify(7), LIMITATIONS AND CAVEATS).
enum NetworkFileSystems {
    /// The name of a file system by the magic number of statfs(2), if it is one of them.
    ///
    /// Numbers from linux/magic.h and statfs(2); FUSE is among them because sshfs, rclone and GlusterFS are mounted so.
    static func name(ofType type: Int64) -> String? {
        names[UInt32(truncatingIfNeeded: type)]
    }

    private static let names: [UInt32: String] = [
        0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2", 0x6573_5546: "FUSE",
        0x0102_1997: "9P", 0x5346_414F: "AFS", 0x6B41_4653: "AFS", 0x00C3_6400: "Ceph", 0x7375_7245: "Coda",
        0x564C: "NCP", 0x0116_1970: "GFS2", 0x7461_636F: "OCFS2", 0x0BD0_0BD0: "Lustre", 0x786F_4256: "vboxsf",
        0xAAD7_AAEA: "PanFS", 0x4750_4653: "GPFS", 0x1983_0326: "BeeGFS",
    ]
}
