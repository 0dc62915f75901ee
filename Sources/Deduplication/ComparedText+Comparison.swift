extension ComparedText {
    /// Texts shorter than this repeat only what is equal: a caption or a brief of 40 characters differs from the next
    /// by less than misreading does.
    package static let shortest = 50

    /// How this text repeats `other`, from the texts themselves.
    ///
    /// The laws: `a.compared(to: b)` is the inverse of `b.compared(to: a)`; equal texts are `same` with 1 and 1. The
    /// time is linear in the two lengths.
    package func compared(to other: ComparedText) -> Comparison {
        PreparedText(self).compared(to: PreparedText(other))
    }

    /// Whether this text is the first of the two in an alignment, whose order must not depend on who asks.
    fileprivate func comesBefore(_ other: ComparedText) -> Bool {
        count == other.count ? scalars.lexicographicallyPrecedes(other.scalars) : count < other.count
    }
}

/// A text that is compared to several others; some 40 bytes a character.
package struct PreparedText: Sendable {
    /// The text itself.
    package let text: ComparedText
    let table: GramTable

    /// Makes a text ready for being compared.
    package init(_ text: ComparedText) {
        self.text = text
        table = GramTable(text)
    }

    /// How this text repeats `other`, as ``ComparedText/compared(to:)`` says it.
    package func compared(to other: PreparedText) -> Comparison {
        compared(to: other.text, distinct: other.table.distinct, table: other.table)
    }

    /// How this text repeats `other`, which has so many different 5-grams; its table is made if there is need of it.
    func compared(
        to other: ComparedText,
        distinct: Int,
        table otherTable: @autoclosure () -> GramTable
    ) -> Comparison {
        if text == other { return Comparison(relation: text.count == 0 ? nil : .same, containment: 1, jaccard: 1) }
        let shared = table.shared(with: other)
        let containment = Double(shared) / Double(max(1, min(table.distinct, distinct)))
        let jaccard = Double(shared) / Double(max(1, table.distinct + distinct - shared))
        var relation: Relation?
        // Every answering run of five is a shared gram, so below this nothing can come of an alignment.
        if min(text.count, other.count) >= ComparedText.shortest, containment >= Judgement.leastContainment {
            relation =
                text.comesBefore(other) ? align(text, other, otherTable()) : align(other, text, table)?.inverse
        }
        return Comparison(relation: relation, containment: containment, jaccard: jaccard)
    }
}

private func align(_ first: ComparedText, _ second: ComparedText, _ table: GramTable) -> Relation? {
    let evidence = Evidence(first, second, Alignment(first, second, table: table))
    let relation = Judgement.relation(evidence)
    return relation?.joins == true && isFormInOrder(first, second, evidence) ? nil : relation
}

/// Whether two short texts are a form filled in twice when aligned from beginning to end.
///
/// The runs of a form repeat so much that they are matched out of order, and what was filled in does not show.
private func isFormInOrder(_ first: ComparedText, _ second: ComparedText, _ evidence: Evidence) -> Bool {
    guard second.count <= Alignment.longestWhole, evidence.first.lacks, evidence.second.lacks else { return false }
    guard Token.list(first.scalars, 0..<first.count).count(where: \.isNumber) >= 3 else { return false }
    return Evidence(first, second, Alignment(wholly: first, second)).hasFormNumbers
}
