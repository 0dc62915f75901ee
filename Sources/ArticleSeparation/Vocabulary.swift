import Newsprint
import TextScanning

/// The lexicon made ready for reading: words as scalars, sets for characters, longest words first.
struct Vocabulary: Sendable {
    typealias Word = [UInt32]

    /// Words by their first character, so that a position that begins none costs one look.
    struct WordList: Sendable {
        /// Longest first.
        let words: [Word]
        private let byFirst: [UInt32: [Word]]
        /// The characters that words begin with.
        let firsts: ScalarSet

        init(_ list: [String]) {
            words = list.map { $0.unicodeScalars.map(\.value) }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
            byFirst = Dictionary(grouping: words) { $0.first ?? 0 }
            firsts = ScalarSet(byFirst.keys)
        }

        /// The words that begin with `code`, longest first.
        func beginning(with code: UInt32) -> [Word]? { firsts.contains(code) ? byFirst[code] : nil }
    }

    struct RoleWord: Sendable {
        var word: Word
        var role: Contributor.Role
    }

    private let roles: [UInt32: [RoleWord]]
    private let roleFirsts: ScalarSet
    var roleWords: WordList
    var rolePrefixes: WordList
    var agencies: WordList
    var datelines: WordList
    /// The characters that a report's opening begins with: a dateline, an agency, 据.
    let reportFirsts: ScalarSet
    var editorWords: WordList
    var noticeWords: WordList
    var noticePhrases: WordList
    var advertWords: WordList
    var indexWords: WordList
    var jumpWords: WordList
    var leadWords: WordList
    var tableNotes: WordList
    let commentators: [String]
    var opinionSections: WordList
    var backwardWords: WordList
    var captionWords: WordList
    var surnames: ScalarSet
    var doubleSurnames: WordList
    var objectVerbs: WordList
    var causatives: ScalarSet
    var dangling: ScalarSet
    var clinging: ScalarSet
    let phrases = PhraseStatistics()

    init(_ lexicon: Lexicon) {
        func words(_ list: [String]) -> WordList { WordList(list) }
        func characters(_ string: String) -> ScalarSet { ScalarSet(string.unicodeScalars.map(\.value)) }
        let sorted = lexicon.roles.map { RoleWord(word: $0.word.unicodeScalars.map(\.value), role: $0.role) }
            .sorted { $0.word.count > $1.word.count }
        roles = Dictionary(grouping: sorted) { $0.word.first ?? 0 }
        roleFirsts = ScalarSet(roles.keys)
        roleWords = words(lexicon.roles.map(\.word))
        rolePrefixes = words(lexicon.rolePrefixes)
        agencies = words(lexicon.agencies)
        datelines = words(lexicon.datelines)
        reportFirsts = ScalarSet((agencies.words + datelines.words).compactMap(\.first) + [0x636E, 0x64DA])
        editorWords = words(lexicon.editorWords)
        noticeWords = words(lexicon.noticeWords)
        noticePhrases = words(lexicon.noticePhrases)
        advertWords = words(lexicon.advertWords)
        indexWords = words(lexicon.indexWords)
        jumpWords = words(lexicon.jumpWords)
        leadWords = words(lexicon.leadWords)
        tableNotes = words(lexicon.tableNotes)
        commentators = lexicon.commentators
        opinionSections = words(lexicon.opinionSections)
        backwardWords = words(lexicon.backwardWords)
        captionWords = words(lexicon.captionWords)
        surnames = characters(lexicon.surnames)
        doubleSurnames = words(lexicon.doubleSurnames)
        objectVerbs = words(lexicon.objectVerbs)
        causatives = characters(lexicon.causativeCharacters)
        dangling = characters(lexicon.danglingCharacters)
        clinging = characters(lexicon.clingingCharacters)
    }
}

extension Vocabulary {
    /// The role words that begin with `code`, longest first.
    func roles(beginningWith code: UInt32) -> [RoleWord] {
        roleFirsts.contains(code) ? roles[code] ?? [] : []
    }
}

extension Sheet {
    /// The longest of `words` that stands at `position`, by its length; words are sorted longest first.
    func match(_ list: Vocabulary.WordList, at position: Int, before end: Int) -> Int? {
        guard position < end, let words = list.beginning(with: glyphs[position].code) else { return nil }
        for word in words where spells(word, at: position, before: end) { return word.count }
        return nil
    }
}
