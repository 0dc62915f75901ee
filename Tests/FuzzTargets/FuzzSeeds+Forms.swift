import TestSupport

extension FuzzSeeds {
    /// A METS document that names two ALTO files, with them, parted by RS.
    static let bundles: [String] = {
        let document = """
            <?xml version="1.0" encoding="UTF-8"?><mets xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec>
            <fileGrp USE="Text"><file ID="A1" MIMETYPE="text/xml"><FLocat xlink:href="file://./text/1.xml"/></file>
            <file ID="A2" MIMETYPE="text/xml"><FLocat xlink:href="file://./text/2.xml"/></file></fileGrp></fileSec>
            <structMap TYPE="LOGICAL"><div TYPE="Newspaper" LABEL="青溪日报"><div TYPE="ARTICLE" ID="D1"><div
            TYPE="HEADING"><div TYPE="TITLE"><fptr><area FILEID="A1" BETYPE="IDREF" BEGIN="B1"/></fptr></div></div><div
            TYPE="BODY"><div TYPE="PARAGRAPH"><fptr><seq><area FILEID="A1" BETYPE="IDREF" BEGIN="B2"/><area FILEID="A2"
            BETYPE="IDREF" BEGIN="B1" END="B2"/></seq></fptr></div></div></div><div TYPE="ADVERTISEMENT"><fptr><area
            FILEID="A2" SHAPE="RECT" COORDS="0,0,400,90"/></fptr></div></div></structMap></mets>
            """
        func page(_ number: Int) -> String {
            """
            <?xml version="1.0"?><alto><Layout><Page ID="P\(number)" PHYSICAL_IMG_NR="\(number)" WIDTH="800" HEIGHT="900">
            <PrintSpace><TextBlock ID="B1" HPOS="10" VPOS="10" WIDTH="300" HEIGHT="20"><TextLine HPOS="10" VPOS="10"
            WIDTH="300" HEIGHT="20"><String CONTENT="便民桥通车" WC="0.9" HPOS="10" VPOS="10" WIDTH="60" HEIGHT="20"/>
            </TextLine></TextBlock><TextBlock ID="B2" HPOS="10" VPOS="40" WIDTH="300" HEIGHT="20"><TextLine HPOS="10"
            VPOS="40" WIDTH="300" HEIGHT="20"><String CONTENT="Fluß-" HPOS="10" VPOS="40" WIDTH="60" HEIGHT="20"
            SUBS_TYPE="HypPart1" SUBS_CONTENT="Flußbrücke"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>
            """
        }
        return [[document, page(1), page(2)].joined(separator: "\u{1E}")]
    }()

    /// A tar archive of two pages, and a zip archive of such, one of them deflated.
    static let archives: [[UInt8]] = [
        tarred([("a01.txt", "本报讯 今天，栗溪镇开通公交。\n"), ("b/a02.txt", "便民桥正式通车\n本报讯 昨天，桥通车。\n")]),
        bytes(ofBase64: zipped),
    ]

    /// A page with a rule, a frame and a picture, as plain objects; the whole of a file made by hand.
    static let drawings: [[UInt8]] =
        [
            Array(
                """
                %PDF-1.4
                1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
                2 0 obj <</Type/Pages/Kids[3 0 R 3 0 R]/Count 2/MediaBox[0 0 400 600]>> endobj
                3 0 obj <</Type/Page/Parent 2 0 R/Resources<</XObject<</I 5 0 R/F 6 0 R>>>>/Contents[4 0 R]>> endobj
                4 0 obj <</Length 140>> stream
                q 2 0 0 2 10 10 cm 0 0 m 90 0 l S 0.5 w 10 20 80 40 re S 1 0 0 rg 5 5 20 20 re f Q
                q 100 0 0 80 50 300 cm /I Do Q q 1 0 0 1 0 -20 cm /F Do Q (a\\)b) Tj [1 2] 0 d
                endstream endobj
                5 0 obj <</Subtype/Image/Width 2/Height 2/Length 0>> stream
                endstream endobj
                6 0 obj <</Subtype/Form/BBox[0 0 100 100]/Matrix[1 0 0 1 3 4]/Resources<</XObject<</F 6 0 R>>>>/Length 30>> stream
                0 0 50 50 re S /F Do
                endstream endobj
                trailer <</Root 1 0 R/Size 7>>
                %%EOF

                """.utf8
            )
        ] + printed

    private static let printed: [[UInt8]] = {
        var document = PrintedPDF(width: 200, height: 300)
        document.addPage([PrintedPDF.Text("便民桥通车", x: 20, y: 40, size: 18)])
        return [document.bytes]
    }()

    /// An archive of files in the plainest form of tar.
    private static func tarred(_ files: [(name: String, text: String)]) -> [UInt8] {
        func octal(_ number: Int, digits: Int) -> [UInt8] {
            let text = String(number, radix: 8)
            return Array((String(repeating: "0", count: digits - text.utf8.count) + text).utf8) + [0]
        }
        func padded(_ bytes: [UInt8], to count: Int) -> [UInt8] {
            bytes + [UInt8](repeating: 0, count: count - bytes.count)
        }
        return files.flatMap { name, text in
            let data = Array(text.utf8)
            var header = padded(Array(name.utf8), to: 100) + octal(0o644, digits: 7) + octal(0, digits: 7)
            header += octal(0, digits: 7) + octal(data.count, digits: 11) + octal(0, digits: 11)
            header += [UInt8](repeating: 0x20, count: 8) + [UInt8(ascii: "0")] + [UInt8](repeating: 0, count: 100)
            header = padded(header + Array("ustar".utf8) + [0] + Array("00".utf8), to: 512)
            let sum = octal(header.reduce(0) { $0 + Int($1) }, digits: 6)
            header.replaceSubrange(148..<156, with: sum + [0x20])
            return header + padded(data, to: (data.count + 511) / 512 * 512)
        } + [UInt8](repeating: 0, count: 1024)
    }

    private static func bytes(ofBase64 text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var bits = 0
        var count = 0
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            guard let value = alphabet.firstIndex(of: byte) else { continue }
            bits = bits << 6 | value
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> count))
        }
        return bytes
    }

    private static let zipped = """
        UEsDBBQAAAAAANl6eF0GuYb2LAAAACwAAAAHAAAAYTAxLnR4dOacrOaKpeiuryDku4rlpKnvvIzmoJfmuqrplYflvIDpgJrlhazkuqTjgIIK
        UEsDBBQAAAAIANl6eF0yfWIdNwAAADYAAAAJAAAAYi9hMDIudHh0e7Jv/7MNE58tXPps7eKne/pfNsx6sXcZ17M5a551LX2xbr3Csxkrni5Z
        +X5PD1AJRPJxQxMXAFBLAQIUAxQAAAAAANl6eF0GuYb2LAAAACwAAAAHAAAAAAAAAAAAAACAAQAAAABhMDEudHh0UEsBAhQDFAAAAAgA2Xp4
        XTJ9Yh03AAAANgAAAAkAAAAAAAAAAAAAAIABUQAAAGIvYTAyLnR4dFBLBQYAAAAAAgACAGwAAACvAAAAAAA=
        """
}
