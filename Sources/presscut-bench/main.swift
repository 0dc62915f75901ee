import Glibc

let subjects: [(name: String, help: String, run: () throws -> Void)] = [
    ("separation", "how the project's written pages come out", SeparationFigures.print),
    ("pages", "pages a second through reading and separation, on one core", { try PageSpeed.print() }),
    ("dedup", "texts a second through deduplication, on one core, and which copies it finds", DedupBench.print),
    ("facts", "sentences a second through the extraction of facts, on one core", FactsBench.print),
    ("forms", "what is recovered of each form in which a page may arrive, and the time it takes", FormFigures.print),
    ("latency", "from the drop of a file to its record, beside the bare writes", DropLatency.print),
]
let lessons: [(name: String, help: String, run: ([String]) throws -> Void)] = [
    (
        "index", "[COUNT]: what lookup and insertion cost as an index grows to that many invented articles",
        IndexBench.print
    ),
    ("copies", "[COUNT]: what so many copies of one text cost that come from the last to the first", CopyBench.print),
    ("reindex", "[COUNT]: rebuilds the index of that many invented records", ReindexBench.print),
    (
        "text", "[--rounds N] [FILE…]: what a page of text costs in reading, separation, and with facts and records",
        PageSpeed.print
    ),
    ("write-forms", "FOLDER: writes the typeset pages that “forms” measures", FormFigures.write),
    ("pdf", "[FILE…]: what a page of PDF costs beyond poppler's own time, beside it", PDFSpeed.print),
    (
        "learn-pairs", "TEXT…: prints which characters stand side by side in truth.json files or lines with a text",
        PairLearner.print
    ),
    (
        "learn-phrases",
        "[--write] TEXT…: prints with which characters clauses begin and end in the same texts, or writes it",
        PhraseLearner.run
    ),
    (
        "learn", "[--write] [FOLDER[:FILE][@WEIGHT]…]: learns the weights of seams and headlines, and says how they do",
        Learning.run
    ),
    (
        "learn-weaving",
        "[--file NAME] [--pairs FILE] FOLDER…: prints the weights that undo the columns of mixed dumps",
        WeavingLearner.print
    ),
]
let words = CommandLine.arguments.dropFirst()
if let lesson = lessons.first(where: { $0.name == words.first }) {
    try lesson.run(Array(words.dropFirst()))
    exit(0)
}
if words.isEmpty || words.first == "--help" {
    print(
        "Usage: presscut-bench SUBJECT…\n\nMeasures presscut on the project's own pages. “figures” stands for all subjects.\n"
    )
    for subject in subjects { print("  \(subject.name): \(subject.help)") }
    print(
        "\nUsage: presscut-bench LESSON [FILE…]\n\nLearns a table of the sources again, or measures with what it is given.\n"
    )
    for lesson in lessons { print("  \(lesson.name) \(lesson.help)") }
}
for word in words where word != "--help" {
    let chosen = word == "figures" ? subjects : subjects.filter { $0.name == word }
    if chosen.isEmpty { print("There is no subject “\(word)”; see presscut-bench --help.") }
    for subject in chosen {
        print("\n\(subject.name): \(subject.help)\n")
        try subject.run()
    }
}
