package import FileAccess

/// Names under which programs write what is not whole yet.
///
/// A file or folder of such a name is ignored until it is renamed. Suffixes are compared without regard to ASCII case.
package struct TemporaryNames: Sendable {
    /// What a temporary name begins with.
    package var prefixes: [String]
    /// What a temporary name ends with.
    package var suffixes: [String]

    /// The table below, and what the keeper adds.
    package init(addingPrefixes prefixes: [String] = [], suffixes: [String] = []) {
        self.prefixes = Self.knownPrefixes + prefixes
        self.suffixes = Self.knownSuffixes + suffixes
    }

    /// Whether a name (the last part of a path) is temporary.
    package func contains(_ name: RawPath) -> Bool {
        let bytes = name.bytes
        if prefixes.contains(where: { bytes.starts(with: $0.utf8) }) { return true }
        return suffixes.contains { suffix in
            let count = suffix.utf8.count
            return count > 0 && bytes.count >= count
                && zip(bytes.suffix(count), suffix.utf8).allSatisfy { lowercase($0) == lowercase($1) }
        }
    }

    /// Prefixes and who writes them.
    package static let knownPrefixes = [
        // Hidden names: rsync's `.NAME.XXXXXX`, `.rsync-partial/` and `.~tmp~/` (rsync(1), --temp-dir, --partial-dir,
        // --delay-updates); Syncthing's `.syncthing.NAME.tmp` and `.stfolder`; GIO's `.goutputstream-XXXXXX`;
        // ProFTPD's `.in.NAME.` (HiddenStores); Nextcloud's `.~NAME`; vim's `.NAME.swp`; `.DS_Store` and `._NAME`.
        ".",
        // Owner files of Microsoft Office and WPS.
        "~$",
        // Syncthing on Windows: `~syncthing~NAME.tmp`.
        "~syncthing~",
    ]

    /// Suffixes and who writes them.
    package static let knownSuffixes = [
        // Firefox, KIO, Nextcloud, FTP clients.
        ".part",
        // rclone copies to `NAME.XXXXXXXX.partial` (rclone docs, --partial-suffix).
        ".partial",
        // The common name of a temporary file.
        ".tmp",
        // Chromium and its kin.
        ".crdownload",
        // WinSCP's transfer to a temporary name.
        ".filepart",
        // Safari.
        ".download",
    ]
}

private func lowercase(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
}
