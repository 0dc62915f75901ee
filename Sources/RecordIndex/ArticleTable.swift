internal import Hashing
internal import Newsprint

/// How names and days of articles are stored.
enum ArticleName {
    /// The 16 bytes of an identifier `pc:` and 32 hexadecimal digits; any other text stands for itself.
    static func bytes(of id: String) -> [UInt8] {
        guard id.hasPrefix("pc:"), id.utf8.count == 35, let bytes = Digest.bytes(hex: String(id.dropFirst(3))) else {
            return Array(id.utf8)
        }
        return bytes
    }

    /// The identifier that ``bytes(of:)`` was given.
    static func id(of bytes: [UInt8]) -> String {
        bytes.count == 16 ? "pc:" + Digest.hex(bytes) : String(decoding: bytes, as: UTF8.self)
    }

    /// Days since 1970-01-01 of `YYYY-MM-DD`; nil for anything else.
    static func day(_ date: String?) -> Int? { date.flatMap { CalendarDate($0)?.daysSince1970 } }
}

/// The rows of `article`.
enum ArticleTable {
    struct Row {
        var number = 0
        var id: [UInt8]
        var content: Int
        var page: Int?
        var body: Int?
        var day: Int?
        var length: Int
        var span: Range<Int>
        var isLeftover: Bool

        var name: String { ArticleName.id(of: id) }

        /// What decides which of two articles stands for both: the day, then the longer body, then the lesser name.
        func precedes(_ other: Row) -> Bool {
            let days = (day ?? Int.max, other.day ?? Int.max)
            if days.0 != days.1 { return days.0 < days.1 }
            if length != other.length { return length > other.length }
            return id.lexicographicallyPrecedes(other.id)
        }
    }

    /// Adds a row and returns its number.
    static func insert(_ row: Row, into database: Database) throws(DatabaseError) -> Int {
        try database.run(
            """
            INSERT INTO article(id, content, page, body, day, length, line_start, line_end, leftover)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .blob(row.id), DatabaseValue(row.content), DatabaseValue(row.page), DatabaseValue(row.body),
                DatabaseValue(row.day), DatabaseValue(row.length), DatabaseValue(row.span.lowerBound),
                DatabaseValue(row.span.upperBound), DatabaseValue(row.isLeftover ? 1 : 0),
            ]
        )
        return Int(database.lastInsertedRow)
    }

    private static let names = [
        "number", "id", "content", "page", "body", "day", "length", "line_start", "line_end", "leftover",
    ]

    /// The columns that ``row(_:)`` reads, of the table under the name that a query has for it.
    static func columns(of table: String) -> String { names.map { "\(table).\($0)" }.joined(separator: ", ") }

    /// The row that a query for ``columns(of:)`` gives.
    static func row(_ values: ArraySlice<DatabaseValue>) -> Row {
        let row = Array(values)
        return Row(
            number: row[0].integer,
            id: row[1].blob ?? [],
            content: row[2].integer,
            page: row[3].number,
            body: row[4].number,
            day: row[5].number,
            length: row[6].integer,
            span: row[7].integer..<max(row[7].integer, row[8].integer),
            isLeftover: row[9].integer != 0
        )
    }

    private static let allColumns = columns(of: "article")

    /// The rows for which `condition` holds, in the order of their numbers.
    static func rows(
        where condition: String,
        _ values: [DatabaseValue],
        in database: Database
    ) throws(DatabaseError) -> [Row] {
        try database.run("SELECT \(allColumns) FROM article WHERE \(condition) ORDER BY number", values).map {
            row($0[...])
        }
    }

    /// The article with that number.
    static func row(_ number: Int, in database: Database) throws(DatabaseError) -> Row? {
        try rows(where: "number=?", [DatabaseValue(number)], in: database).first
    }

    /// Whether no edition has changed or left out the article.
    static func stands(_ number: Int, in database: Database) throws(DatabaseError) -> Bool {
        try database.run("SELECT 1 FROM retired WHERE article=?", [DatabaseValue(number)]).isEmpty
    }
}

/// The articles whose links may have changed within a transaction, by number.
struct ChangedArticles {
    private(set) var numbers: Set<Int> = []

    mutating func insert(_ article: Int) { numbers.insert(article) }

    mutating func remove(_ article: Int) { numbers.remove(article) }

    mutating func formUnion(_ articles: some Sequence<Int>) { numbers.formUnion(articles) }
}
