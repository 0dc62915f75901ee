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

        init(_ list: [String]) {
            words = list.map { $0.unicodeScalars.map(\.value) }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
            byFirst = Dictionary(grouping: words) { $0.first ?? 0 }
        }

        /// The characters that words begin with.
        var firsts: Dictionary<UInt32, [Word]>.Keys { byFirst.keys }

        /// The words that begin with `code`, longest first.
        func beginning(with code: UInt32) -> [Word]? { byFirst[code] }
    }

    struct RoleWord: Sendable {
        var word: Word
        var role: Contributor.Role
    }

    private var roles: [UInt32: [RoleWord]]
    var roleWords: WordList
    var rolePrefixes: WordList
    var agencies: WordList
    var datelines: WordList
    var editorWords: WordList
    var noticeWords: WordList
    var noticePhrases: WordList
    var advertWords: WordList
    var indexWords: WordList
    var jumpWords: WordList
    var leadWords: WordList
    var tableNotes: WordList
    var backwardWords: WordList
    var captionWords: WordList
    var surnames: Set<UInt32>
    var doubleSurnames: WordList
    var objectVerbs: WordList
    var causatives: Set<UInt32>
    var dangling: Set<UInt32>
    var clinging: Set<UInt32>
    let phrases = PhraseStatistics()

    init(_ lexicon: Lexicon) {
        func words(_ list: [String]) -> WordList { WordList(list) }
        func characters(_ string: String) -> Set<UInt32> { Set(string.unicodeScalars.map(\.value)) }
        let sorted = lexicon.roles.map { RoleWord(word: $0.word.unicodeScalars.map(\.value), role: $0.role) }
            .sorted { $0.word.count > $1.word.count }
        roles = Dictionary(grouping: sorted) { $0.word.first ?? 0 }
        roleWords = words(lexicon.roles.map(\.word))
        rolePrefixes = words(lexicon.rolePrefixes)
        agencies = words(lexicon.agencies)
        datelines = words(lexicon.datelines)
        editorWords = words(lexicon.editorWords)
        noticeWords = words(lexicon.noticeWords)
        noticePhrases = words(lexicon.noticePhrases)
        advertWords = words(lexicon.advertWords)
        indexWords = words(lexicon.indexWords)
        jumpWords = words(lexicon.jumpWords)
        leadWords = words(lexicon.leadWords)
        tableNotes = words(lexicon.tableNotes)
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
    func roles(beginningWith code: UInt32) -> [RoleWord] { roles[code] ?? [] }
}

extension Sheet {
    /// The longest of `words` that stands at `position`, by its length; words are sorted longest first.
    func match(_ list: Vocabulary.WordList, at position: Int, before end: Int) -> Int? {
        guard position < end, let words = list.beginning(with: glyphs[position].code) else { return nil }
        for word in words where spells(word, at: position, before: end) { return word.count }
        return nil
    }
}
