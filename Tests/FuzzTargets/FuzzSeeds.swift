package import TestSupport

/// What a campaign of mixed bytes begins with: whole inputs, so that mixing reaches what lies behind the first check.
package enum FuzzSeeds {
    /// Whole inputs for a target.
    package static func bytes(for target: FuzzTarget) -> [[UInt8]] {
        switch target {
        case .text: pages.map { [0] + $0 } + encoded
        case .separation, .issue: pages
        case .mets: bundles.map { Array($0.utf8) }
        case .archive: archives
        case .drawing: drawings
        case .html, .alto: marked.map { Array($0.utf8) }
        case .facts, .deduplication: pages.flatMap { parts(of: $0, count: 900) } + sentences.map { Array($0.utf8) }
        case .configuration: configurations.map { Array($0.utf8) }
        case .key: names.map { Array($0.utf8) }
        case .json, .manifest: lines.map { Array($0.utf8) }
        }
    }

    /// An input made of seeds: cut, joined, repeated, and with some bytes changed; at most `limit` bytes.
    package static func mixed(_ seeds: [[UInt8]], limit: Int, using generator: inout SeededGenerator) -> [UInt8] {
        func piece() -> ArraySlice<UInt8> {
            guard let seed = seeds.randomElement(using: &generator), !seed.isEmpty else { return [] }
            let start = Int.random(in: 0..<seed.count, using: &generator)
            let length = Int.random(in: 1...min(limit, seed.count - start), using: &generator)
            return seed[start..<start + length]
        }
        var bytes = Array(Bool.random(using: &generator) ? piece() : seeds.randomElement(using: &generator)?[...] ?? [])
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            if Bool.random(using: &generator) {
                bytes.insert(contentsOf: piece(), at: place)
            } else {
                let few = piece().prefix(12)
                bytes.insert(contentsOf: repeatElement(few, count: 20).joined(), at: place)
            }
        }
        bytes = Array(bytes.prefix(limit))
        for _ in 0..<Int.random(in: 0...4, using: &generator) where !bytes.isEmpty {
            bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: .min ... .max, using: &generator)
        }
        return bytes
    }

    private static let pages: [[UInt8]] = {
        let fixtures = (try? PageFixture.all(in: PageFixture.pages)) ?? []
        return fixtures.flatMap { parts(of: $0.text, count: 3_600) } + (0..<4).map { IssueWriter.issue($0) }
    }()

    private static func parts(of text: [UInt8], count: Int) -> [[UInt8]] {
        stride(from: 0, to: text.count, by: count).map { Array(text[$0..<min($0 + count, text.count)]) }
    }

    /// The same short page in other encodings, written by hand: 本报讯 今天 and a line of print.
    private static let encoded: [[UInt8]] = {
        let text = "本报讯 今天，栗溪镇开通公交。\r\n　　线路长12.5公里。\u{C}第二版\n"
        let units = Array(text.utf16)
        let little = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let big = units.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        let wide = text.unicodeScalars.flatMap { scalar in
            [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: scalar.value >> $0) }
        }
        // 本报讯 in GB18030 with a four-byte code behind it, and in Big5.
        let chinese: [UInt8] = [0xB1, 0xBE, 0xB1, 0xA8, 0xD1, 0xB6, 0x20, 0x81, 0x30, 0x81, 0x30, 0xA3, 0xAC, 0x0A]
        let traditional: [UInt8] = [0xA5, 0xBB, 0xB3, 0xF8, 0xB0, 0x54, 0x20, 0xA4, 0xA4, 0xA1, 0x41, 0x0A]
        return [
            [0] + [0xFF, 0xFE] + little, [0] + [0xFE, 0xFF] + big, [0] + [0xFF, 0xFE, 0, 0] + wide,
            [4] + little, [5] + big, [7] + chinese, [0] + chinese + chinese, [8] + traditional, [9] + traditional,
        ]
    }()

    /// Small pages with markup: an e-paper page of nested tables, one with its data in a script, and ALTO.
    private static let marked = [
        """
        <!DOCTYPE html><html><head><meta charset="utf-8"><title>青溪日报 2031-05-09 第03版</title></head><body>
        <table><tr><td><div class="title">便民桥正式通车</div><p>本报讯（记者 王涵）昨天，栗溪镇的便民桥通车。</p>
        <p>总投资1.2亿元&nbsp;占地46亩。</p></td></tr></table><founder-content><P>　　桥长&#x4E09;百米。</P></founder-content>
        <script>var a = "<p>";</script></body></html>
        """,
        """
        <html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"A","articleBody":"B\\nC"}</script>
        </head><body><h1>A<br>B</h1><div id="ozoom"><p>C<img src="x.jpg" alt="D"></p></div><!-- E --></body></html>
        """,
        """
        <?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Description>
        <MeasurementUnit>pixel</MeasurementUnit></Description><Layout><Page ID="P1" PHYSICAL_IMG_NR="1" WIDTH="800"
        HEIGHT="1000"><PrintSpace><TextBlock ID="B1" HPOS="10" VPOS="10" WIDTH="300" HEIGHT="60"><TextLine HPOS="10"
        VPOS="10" WIDTH="300" HEIGHT="20"><String CONTENT="本报讯" HPOS="10" VPOS="10" WIDTH="60" HEIGHT="20"/><SP/>
        <String CONTENT="今天&amp;" HPOS="80" VPOS="10" WIDTH="60" HEIGHT="20" SUBS_TYPE="HypPart1"
        SUBS_CONTENT="今天"/><HYP CONTENT="-"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>
        """,
    ]

    private static let sentences = [
        "今年 1至7 月，栖湖镇完成工业投资 12.5亿元，同比增长8.3%，其中技改投资3.2亿元，占25.6%。",
        "昨天（8月15日）起到下周三，3000余名志愿者将在46 亩的水杉公园植树，每亩补贴1.2万元。",
        "“六个一批”推进两年半来，四座水厂日供水30万立方米，水价每吨3.5元，惠及五六万户。",
        "他一九八五年正月初八生，身高一米七五，第三次以4:3取胜，2+2+1模式，电话0573-82887932。",
        "二〇二一年底前，上百户增收近两成；-3℃以下，1 4/3、二分之一、百分之十到十五、5-8折。",
    ]

    private static let configurations = [
        "# presscut\nsettle = 5s\nincomplete-settle = 1m\noriginals = keep\nmax-text = 32M\nworkers = 2\n",
        "paper.ylrb = 云岭日报\r\npaper.x=y\ndone-files = yes\nworker-cpu=200ms\nworker-memory = 2G\nreconcile= 60s",
    ]

    private static let names = [
        "今日栖湖-2024-05-17-01.txt", "2024/05/17/A01.txt", "qhrb2024051701.txt", "云岭日报20310509第7版海外版.txt",
        "A12", "b03", "7", "2031-05-09", "0001-01-01", "9999-12-31", "../..//.hidden\u{1B}[31m\n.txt", "第八版 要闻.TXT",
    ]

    private static let lines = [
        "{\"seq\":1,\"schema\":\"manifest/1\",\"path\":\"records/undated/x.jsonl\",\"ids\":[\"pc:00\"],\"supersedes\":[]}\n",
        "{\"seq\":7,\"time\":\"2031-05-09T00:00:00.000Z\",\"reason_zh\":\"已发布\",\"ms\":12}\n{\"seq\":8}\n{\"seq\":9,\"a",
        "{\"a\":[1,-0.5e+3,true,false,null,{\"b\":\"\\u00e9\\ud83d\\ude00\\ud800 \\n\\\"\"}]}", "[[[[[[\"\"]]]]]]",
    ]
}
