// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// Comparing texts takes most of the time of a program that is not optimized; the tests run such a program thousands of
/// times, so this much of it is always optimized.
let optimized = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "presscut",
    products: [
        .executable(name: "presscut", targets: ["presscut"])
    ],
    dependencies: [],
    targets: [
        // MARK: System libraries and C

        .systemLibrary(
            name: "CCrypto",
            pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]
        ),
        .systemLibrary(
            name: "CLibArchive",
            pkgConfig: "libarchive",
            providers: [.apt(["libarchive-dev"])]
        ),
        .systemLibrary(
            name: "CLibXML2",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"])]
        ),
        .target(
            name: "CLinux"
        ),
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]
        ),
        .systemLibrary(
            name: "CUTF8Proc",
            providers: [.apt(["libutf8proc-dev"])]
        ),

        // MARK: Pure

        .target(
            name: "ArticleSeparation",
            dependencies: ["Newsprint", "TextNormalization", "TextScanning"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ArticleSeparationTests",
            dependencies: ["ArticleSeparation", "TestSupport", "Newsprint", "TextNormalization", "TextScanning"],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),

        .target(
            name: "Corrections",
            dependencies: ["Deduplication", "Hashing", "Newsprint", "TextNormalization", "TextScanning"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CorrectionsTests",
            dependencies: ["Corrections", "TestSupport", "Hashing", "Newsprint", "TextNormalization", "TextScanning"],
            swiftSettings: settings
        ),

        .target(
            name: "Deduplication",
            dependencies: ["TextNormalization", "TextScanning"],
            swiftSettings: optimized
        ),
        .testTarget(
            name: "DeduplicationTests",
            dependencies: ["Deduplication", "TestSupport", "TextNormalization", "TextScanning"],
            swiftSettings: settings
        ),

        .target(
            name: "FactExtraction",
            dependencies: ["Newsprint", "TextScanning"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FactExtractionTests",
            dependencies: ["FactExtraction", "TestSupport", "Newsprint", "TextScanning"],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),

        .target(
            name: "Newsprint",
            dependencies: ["TextScanning"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "NewsprintTests",
            dependencies: ["Newsprint", "TestSupport", "TextScanning"],
            swiftSettings: settings
        ),

        .target(
            name: "PageLayout",
            dependencies: ["Newsprint", "TextScanning"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PageLayoutTests",
            dependencies: ["PageLayout", "Newsprint", "TestSupport"],
            swiftSettings: settings
        ),

        .target(
            name: "TextNormalization",
            dependencies: ["CUTF8Proc", "TextScanning"],
            swiftSettings: optimized
        ),
        .testTarget(
            name: "TextNormalizationTests",
            dependencies: ["TextNormalization", "TestSupport", "TextScanning"],
            swiftSettings: settings
        ),

        .target(
            name: "TextScanning",
            swiftSettings: optimized
        ),
        .testTarget(
            name: "TextScanningTests",
            dependencies: ["TextScanning", "TestSupport"],
            swiftSettings: settings
        ),

        .target(
            name: "Hashing",
            dependencies: ["CCrypto"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "HashingTests",
            dependencies: ["Hashing", "TestSupport"],
            swiftSettings: settings
        ),

        // MARK: Edge

        .target(
            name: "ChildPrograms",
            dependencies: ["CLinux", "FileAccess"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ChildProgramsTests",
            dependencies: ["ChildPrograms", "FileAccess", "TestSupport"],
            swiftSettings: settings
        ),

        .target(
            name: "Archives",
            dependencies: ["CLibArchive"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ArchivesTests",
            dependencies: ["Archives", "TestSupport"],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),

        .target(
            name: "FileAccess",
            dependencies: ["CLinux"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FileAccessTests",
            dependencies: ["FileAccess", "TestSupport"],
            swiftSettings: settings
        ),

        .target(
            name: "Inbox",
            dependencies: ["CLinux", "FileAccess"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "InboxTests",
            dependencies: ["Inbox", "TestSupport", "FileAccess"],
            swiftSettings: settings
        ),

        .target(
            name: "IssueReading",
            dependencies: [
                "Archives", "ChildPrograms", "FileAccess", "Markup", "Newsprint", "PageLayout", "TextNormalization",
                "TextScanning",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "IssueReadingTests",
            dependencies: [
                "ChildPrograms", "FileAccess", "IssueReading", "TestSupport", "Newsprint", "TextNormalization",
                "TextScanning",
            ],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),

        .target(
            name: "Markup",
            dependencies: ["CLibXML2"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MarkupTests",
            dependencies: ["Markup", "TestSupport"],
            swiftSettings: settings
        ),

        .target(
            name: "RecordIndex",
            dependencies: ["CSQLite", "Deduplication", "FileAccess", "Hashing", "Newsprint", "TextScanning"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RecordIndexTests",
            dependencies: ["RecordIndex", "TestSupport", "Deduplication", "FileAccess", "Hashing", "Newsprint"],
            swiftSettings: settings
        ),

        .target(
            name: "RecordOutput",
            dependencies: ["FileAccess", "Hashing", "Newsprint", "TextNormalization", "TextScanning"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RecordOutputTests",
            dependencies: [
                "RecordOutput", "TestSupport", "FileAccess", "Hashing", "Newsprint", "TextNormalization",
                "TextScanning",
            ],
            swiftSettings: settings
        ),

        .target(
            name: "IssueParsing",
            dependencies: [
                "ArticleSeparation", "Corrections", "Deduplication", "FactExtraction", "FileAccess", "Hashing",
                "IssueReading", "Newsprint", "RecordOutput", "TextNormalization", "TextScanning",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "IssueParsingTests",
            dependencies: [
                "IssueParsing", "TestSupport", "ArticleSeparation", "ChildPrograms", "Corrections", "Deduplication",
                "FileAccess", "Hashing", "IssueReading", "Newsprint", "RecordOutput", "TextNormalization",
                "TextScanning",
            ],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),

        .target(
            name: "Ingestion",
            dependencies: [
                "ArticleSeparation", "CLinux", "Corrections", "Deduplication", "FileAccess", "Hashing", "Inbox",
                "IssueParsing", "IssueReading", "Newsprint", "RecordIndex", "RecordOutput", "TextNormalization",
                "TextScanning",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "IngestionTests",
            dependencies: [
                "Ingestion", "TestSupport", "Corrections", "Deduplication", "FileAccess", "Hashing", "Inbox",
                "IssueParsing", "IssueReading", "Newsprint", "RecordIndex", "RecordOutput", "TextNormalization",
                "TextScanning",
            ],
            swiftSettings: settings
        ),

        .target(
            name: "Audit",
            dependencies: [
                "Corrections", "Deduplication", "FileAccess", "Hashing", "Inbox", "Ingestion", "IssueParsing",
                "IssueReading", "Newsprint", "RecordIndex", "RecordOutput", "TextNormalization", "TextScanning",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "AuditTests",
            dependencies: [
                "Audit", "TestSupport", "FileAccess", "Hashing", "Ingestion", "IssueParsing", "Newsprint",
                "RecordIndex", "RecordOutput", "TextNormalization", "TextScanning",
            ],
            swiftSettings: settings
        ),

        .target(
            name: "Service",
            dependencies: [
                "ArticleSeparation", "Audit", "CLinux", "FileAccess", "Inbox", "Ingestion", "IssueParsing",
                "IssueReading", "RecordIndex",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ServiceTests",
            dependencies: ["ArticleSeparation", "Service", "TestSupport", "FileAccess", "Ingestion"],
            swiftSettings: settings
        ),

        // MARK: Programs

        .executableTarget(
            name: "presscut",
            dependencies: [
                "Audit", "CLinux", "Corrections", "Deduplication", "FactExtraction", "FileAccess", "Hashing",
                "Ingestion",
                "IssueParsing", "IssueReading", "Newsprint", "RecordIndex", "RecordOutput", "Service", "TextScanning",
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "presscut-bench",
            dependencies: [
                "ArticleSeparation", "Audit", "CLinux", "ChildPrograms", "Deduplication", "FactExtraction",
                "FileAccess",
                "Hashing",
                "Ingestion", "IssueParsing", "IssueReading", "Newsprint", "RecordIndex", "RecordOutput", "TestSupport",
                "TextNormalization", "TextScanning",
            ],
            swiftSettings: settings
        ),

        .testTarget(
            name: "DaemonTests",
            dependencies: ["FileAccess", "Hashing", "TestSupport", "TextScanning", "presscut"],
            exclude: ["Interposer"],
            swiftSettings: settings
        ),

        // MARK: Campaigns

        .target(
            name: "FuzzTargets",
            dependencies: [
                "ArticleSeparation", "Deduplication", "FactExtraction", "FileAccess", "Hashing", "IssueParsing",
                "IssueReading", "Newsprint", "RecordOutput", "Service", "TestSupport", "TextScanning",
            ],
            path: "Tests/FuzzTargets",
            swiftSettings: settings
        ),
        .testTarget(
            name: "FuzzTargetsTests",
            dependencies: ["FileAccess", "FuzzTargets", "Hashing", "IssueParsing", "IssueReading", "TestSupport"],
            exclude: ["FailCases"],
            swiftSettings: settings
        ),

        // MARK: Test support

        .target(
            name: "TestSupport",
            dependencies: ["Newsprint", "TextNormalization", "TextScanning"],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        .testTarget(
            name: "TestSupportTests",
            dependencies: ["TestSupport", "Newsprint", "TextNormalization", "TextScanning"],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)

// The fuzzer is a program without an entry of its own, so it is there only for those who build it with libFuzzer's.
if Context.environment["PRESSCUT_FUZZER"] != nil {
    package.targets.append(
        .executableTarget(
            name: "presscut-fuzz",
            dependencies: ["FuzzTargets"],
            path: "Tests/Fuzzer",
            swiftSettings: settings
        )
    )
}
