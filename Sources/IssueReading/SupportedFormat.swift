internal import ChildPrograms
internal import Glibc

/// A form of issue that is read, and what reading it takes.
package struct SupportedFormat: Sendable {
    /// What a reader needs beside this program.
    package struct Requirement: Sendable {
        /// A program's name, or what the data is called.
        package var name: String
        /// The Debian package that has it.
        package var package: String
        /// Where it was found; nil if it is not installed.
        package var path: String?
        /// Whether the format is read without it, if less well.
        package var isOptional: Bool

        /// The program `name`, looked for now.
        static func program(_ name: String, package: String) -> Requirement {
            Requirement(name: name, package: package, path: ChildProgram(name).path, isOptional: false)
        }

        /// The language data `name` of tesseract, looked for now.
        static func language(_ name: String, package: String, isOptional: Bool) -> Requirement {
            let folders = [
                "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata",
            ]
            var path: String?
            for folder in folders where path == nil {
                let file = "\(folder)/\(name).traineddata"
                if unsafe access(file, R_OK) == 0 { path = file }
            }
            return Requirement(name: name, package: package, path: path, isOptional: isOptional)
        }
    }

    /// A short name: `PDF`.
    package var name: String
    /// In which files it comes and what is read of them.
    package var forms: String
    package var requirements: [Requirement]

    /// A format that takes nothing but this program.
    init(_ name: String, _ forms: String, requirements: [Requirement] = []) {
        self.name = name
        self.forms = forms
        self.requirements = requirements
    }

    /// Whether all that the format cannot do without is there.
    package var isReady: Bool { requirements.allSatisfy { $0.path != nil || $0.isOptional } }
}

extension IssueReader {
    /// Everything that is read, with what was found of what it takes.
    package static var formats: [SupportedFormat] {
        [
            PlainTextReader.supported, PDFReader.supported, ImageReader.supported, METSReader.supported,
            ALTOReader.supported, HTMLReader.supported, ArchiveReader.supported,
        ]
    }
}

extension PlainTextReader {
    static var supported: SupportedFormat {
        SupportedFormat("text", ".txt: UTF-8, UTF-16, GB18030, Big5; pages parted by form feeds")
    }
}

extension PDFReader {
    static var supported: SupportedFormat {
        SupportedFormat(
            "PDF",
            ".pdf with a text layer, a page or a whole issue; pages without text as images are",
            requirements: [.program("pdftohtml", package: "poppler-utils")]
        )
    }
}

extension ImageReader {
    static var supported: SupportedFormat {
        SupportedFormat(
            "image",
            ".png, .jpg, .tif of a page, and PDF pages without text: by text recognition",
            requirements: [
                .program("tesseract", package: "tesseract-ocr"),
                .language("chi_sim", package: "tesseract-ocr-chi-sim", isOptional: false),
                .language("chi_sim_vert", package: "tesseract-ocr-chi-sim-vert", isOptional: true),
                .program("pdftoppm", package: "poppler-utils"),
            ]
        )
    }
}

extension METSReader {
    static var supported: SupportedFormat {
        SupportedFormat("METS", ".xml with the ALTO files that it names: articles as marked up")
    }
}

extension ALTOReader {
    static var supported: SupportedFormat {
        SupportedFormat("ALTO", ".xml, versions 1 to 4, without METS: articles by where their lines stand")
    }
}

extension HTMLReader {
    static var supported: SupportedFormat {
        SupportedFormat("HTML", ".htm, .html: saved pages of electronic editions")
    }
}

extension ArchiveReader {
    static var supported: SupportedFormat {
        SupportedFormat("archive", ".zip, .tar, .tar.gz, .7z of any of these")
    }
}
