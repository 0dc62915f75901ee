/// Validates lines of JSON against one of the project's JSON Schemas.
///
/// The work is done by Debian's python3-jsonschema, a test tool only; tests that need it are skipped without it.
package struct SchemaValidator: Sendable {
    /// The schema's file.
    package let path: String

    /// A validator for `article-1`, `manifest-1`, `link-1` or `event-1`.
    package init(_ name: String) {
        path = SchemaValidator.folder + "/\(name).schema.json"
    }

    /// Whether python3-jsonschema is installed.
    package static let isAvailable = (try? run(python, "-c", "import jsonschema")) == 0

    /// What is wrong with the lines, as `line: path: message`; nothing if they are valid.
    package func faults(in lines: [UInt8]) throws -> [String] {
        let folder = try TemporaryDirectory()
        let input = "\(folder.path)/lines.jsonl"
        let output = "\(folder.path)/faults"
        try PageFixture.write(lines, to: input)
        guard try run(SchemaValidator.python, "-c", SchemaValidator.program, path, input, output) == 0 else {
            throw SchemaValidatorError.didNotRun
        }
        let text = String(decoding: try PageFixture.bytes(at: output), as: UTF8.self)
        return text.split(separator: "\n").map(String.init)
    }

    private static let python = "/usr/bin/python3"

    private static let folder: String = {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(root)/Sources/presscut/Documentation.docc"
    }()

    private static let program = """
        import json, sys
        from jsonschema import Draft202012Validator
        schema, lines, output = sys.argv[1:]
        validator = Draft202012Validator(json.load(open(schema, encoding="utf-8")))
        with open(lines, encoding="utf-8", newline="\\n") as source, open(output, "w", encoding="utf-8") as faults:
            for number, line in enumerate(source, 1):
                for error in validator.iter_errors(json.loads(line)):
                    print(f"{number}: {error.json_path}: {error.message}".replace("\\n", " "), file=faults)
        """
}

/// Why a validation gave no answer.
package enum SchemaValidatorError: Error {
    /// Python failed: a line is not JSON, or the schema is not there.
    case didNotRun
}
