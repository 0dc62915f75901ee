/// A file that came together with another: an ALTO file of a METS file, a member of an archive.
package struct SourceFile: Sendable {
    /// Its path as the one who handed it over knows it, in raw bytes: below the folder of the drop, or in the archive.
    package var name: [UInt8]
    package var bytes: [UInt8]

    /// The file `bytes` under the name `name`.
    package init(name: [UInt8], bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}
