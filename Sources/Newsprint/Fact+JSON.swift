package import TextScanning

extension Fact {
    /// Appends the fact as an object of the record's `facts`.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("type", kind.rawValue)
            writer.member("text", text)
            writer.member("start", start)
            writer.member("end", end)
            writer.member("in", field.rawValue)
            writer.member("value") { value.write(to: &$0) }
            if let relation { writer.member("relation") { relation.write(to: &$0) } }
            writer.member("rule", rule)
        }
    }
}

extension Check {
    /// Appends the check as an object of the record's `checks`.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", kind.rawValue)
            writer.member("facts") { writer in
                writer.array { writer in
                    for index in facts { writer.integer(index) }
                }
            }
            writer.member("stated", stated.description)
            writer.member("computed", computed.description)
            writer.member("tolerance", tolerance.description)
            writer.member("holds", holds)
        }
    }
}

extension Fact.Value {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .number(let figure, let measure, let per):
                figure.writeMembers(to: &writer, single: "num")
                if let measure { writer.member("measure", measure) }
                if let per { writer.member("per", per) }
            case .ordinal(let number):
                writer.member("num", number.description)
            case .percent(let figure, let points):
                figure.writeMembers(to: &writer, single: "num")
                writer.member("unit", points ? "pp" : "%")
            case .money(let figure, let currency, let per):
                figure.writeMembers(to: &writer, single: "amount")
                writer.member("currency", currency)
                if let per { writer.member("per", per) }
            case .measure(let figure, let unit, let si, let ucum):
                figure.writeMembers(to: &writer, single: "num")
                writer.member("unit", unit)
                writer.member("si") { writer in
                    writer.object { writer in
                        si.writeMembers(to: &writer, single: "num")
                        writer.member("ucum", ucum)
                    }
                }
            case .date(let span):
                span.writeMembers(to: &writer)
            case .duration(let low, let high, let approx):
                if low == high {
                    writer.member("iso", low)
                } else {
                    writer.member("low", low)
                    writer.member("high", high)
                }
                if let approx { writer.member("approx", approx.rawValue) }
            case .recurrence(let iso):
                writer.member("iso", iso)
                writer.member("every", true)
            }
        }
    }
}

extension Figure {
    fileprivate func writeMembers(to writer: inout JSONWriter, single key: StaticString) {
        if let exact {
            writer.member(key, exact.description)
        } else {
            writer.member("low", low?.description)
            writer.member("high", high?.description)
        }
        if let approx { writer.member("approx", approx.rawValue) }
    }
}

extension DateSpan {
    fileprivate func writeMembers(to writer: inout JSONWriter) {
        writer.member("edtf", edtf)
        writer.member("start", start?.description)
        writer.member("end", end?.description)
        writer.member("grain", grain.rawValue)
        writer.member("anchor", anchor?.rawValue)
        if !offset.isEmpty { writer.member("offset") { DateSpan.write(offset, to: &$0) } }
        if !set.isEmpty { writer.member("set") { DateSpan.write(set, to: &$0) } }
        if let approx { writer.member("approx", approx.rawValue) }
    }

    private static func write(_ settings: [Setting], to writer: inout JSONWriter) {
        writer.object { writer in
            for setting in settings {
                writer.member(named: setting.part.rawValue) { $0.integer(setting.number) }
            }
        }
    }
}

extension Relation {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", kind.rawValue)
            writer.member("of", of)
            writer.member("basis", basis?.rawValue)
            writer.member("period", period)
        }
    }
}
