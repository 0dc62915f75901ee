import Newsprint
import TextScanning

/// The lexicon made ready for reading: words as scalars, sets for characters, longest words first.
///
/// Shared, since every reader holds it and it has some fifty parts.
final class Vocabulary: Sendable {
    typealias Word = [UInt32]

    /// Words by their first character, so that a position that begins none costs one look.
    struct WordList: Sendable {
        /// Longest first.
        let words: [Word]
        private let byFirst: CharacterRows<Word>
        /// The characters that words begin with.
        let firsts: ScalarSet

        init(_ list: [String]) {
            words = list.map { $0.unicodeScalars.map(\.value) }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
            byFirst = CharacterRows(words) { $0[0] }
            firsts = ScalarSet(words.map { $0[0] })
        }

        /// The words that begin with `code`, longest first.
        func beginning(with code: UInt32) -> [Word]? { firsts.contains(code) ? byFirst[code] : nil }

        /// Whether one of the words stands in `text`.
        func isFound(in text: [UInt32]) -> Bool {
            text.indices.contains { place in
                beginning(with: text[place])?.contains { text[place...].starts(with: $0) } ?? false
            }
        }
    }

    /// Lists by a character, few enough that halving finds them sooner than hashing.
    struct CharacterRows<Element: Sendable>: Sendable {
        private let keys: [UInt32]
        private let rows: [[Element]]

        init(_ elements: [Element], by key: (Element) -> UInt32) {
            let groups = Dictionary(grouping: elements, by: key).sorted { $0.key < $1.key }
            keys = groups.map(\.key)
            rows = groups.map(\.value)
        }

        subscript(code: UInt32) -> [Element]? {
            var low = 0
            var high = keys.count
            while low < high {
                let middle = (low + high) >> 1
                if keys[middle] < code { low = middle + 1 } else { high = middle }
            }
            return low < keys.count && keys[low] == code ? rows[low] : nil
        }
    }

    struct RoleWord: Sendable {
        var word: Word
        var role: Contributor.Role
    }

    private let roles: CharacterRows<RoleWord>
    private let roleFirsts: ScalarSet
    let roleWords: WordList
    let rolePrefixes: WordList
    let agencies: WordList
    let datelines: WordList
    /// The characters that a report's opening begins with: a dateline, an agency, 据.
    let reportFirsts: ScalarSet
    let columns: WordList
    let editorWords: WordList
    let noticeWords: WordList
    let noticePhrases: WordList
    let issuingVerbs: WordList
    let sourceWords: WordList
    let attendanceWords: WordList
    let salutations: WordList
    let originWords: WordList
    let advertWords: WordList
    let indexWords: WordList
    let jumpWords: WordList
    let leadWords: WordList
    let tableNotes: WordList
    let commentators: WordList
    let opinionSections: WordList
    let backwardWords: WordList
    let captionWords: WordList
    let surnames: ScalarSet
    let doubleSurnames: WordList
    let objectVerbs: WordList
    let clauseVerbs: WordList
    let causatives: ScalarSet
    let dangling: ScalarSet
    let clinging: ScalarSet
    let phrases = PhraseStatistics.standard

    init(_ lexicon: Lexicon) {
        func words(_ list: [String]) -> WordList { WordList(list) }
        func characters(_ string: String) -> ScalarSet { ScalarSet(string.unicodeScalars.map(\.value)) }
        let sorted = lexicon.roles.map { RoleWord(word: $0.word.unicodeScalars.map(\.value), role: $0.role) }
            .sorted { $0.word.count > $1.word.count }
        roles = CharacterRows(sorted) { $0.word.first ?? 0 }
        roleFirsts = ScalarSet(sorted.compactMap(\.word.first))
        roleWords = words(lexicon.roles.map(\.word))
        rolePrefixes = words(lexicon.rolePrefixes)
        agencies = words(lexicon.agencies)
        datelines = words(lexicon.datelines)
        reportFirsts = ScalarSet((agencies.words + datelines.words).compactMap(\.first) + [0x636E, 0x64DA])
        columns = words(lexicon.columns)
        editorWords = words(lexicon.editorWords)
        noticeWords = words(lexicon.noticeWords)
        noticePhrases = words(lexicon.noticePhrases)
        issuingVerbs = words(lexicon.issuingVerbs)
        sourceWords = words(lexicon.sourceWords)
        attendanceWords = words(lexicon.attendanceWords)
        salutations = words(lexicon.salutations)
        originWords = words(lexicon.originWords)
        advertWords = words(lexicon.advertWords)
        indexWords = words(lexicon.indexWords)
        jumpWords = words(lexicon.jumpWords)
        leadWords = words(lexicon.leadWords)
        tableNotes = words(lexicon.tableNotes)
        commentators = words(lexicon.commentators)
        opinionSections = words(lexicon.opinionSections)
        backwardWords = words(lexicon.backwardWords)
        captionWords = words(lexicon.captionWords)
        surnames = characters(lexicon.surnames)
        doubleSurnames = words(lexicon.doubleSurnames)
        objectVerbs = words(lexicon.objectVerbs)
        clauseVerbs = words(lexicon.clauseVerbs)
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
    /// The longest of `words` that `range` ends with.
    func ending(_ list: Vocabulary.WordList, of range: Range<Int>) -> Vocabulary.Word? {
        list.words.first {
            $0.count <= range.count && spells($0, at: range.upperBound - $0.count, before: range.upperBound)
        }
    }

    /// The longest of `words` that stands at `position`, by its length; words are sorted longest first.
    func match(_ list: Vocabulary.WordList, at position: Int, before end: Int) -> Int? {
        guard position < end, let words = list.beginning(with: glyphs[position].code) else { return nil }
        for word in words where spells(word, at: position, before: end) { return word.count }
        return nil
    }
}
