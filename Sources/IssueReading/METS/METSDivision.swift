import Newsprint

/// What a division of a METS structure is, by its TYPE.
///
/// The words are those of the profiles and vendors in use for newspapers (docWorks, ENMAP of Europeana Newspapers,
/// Veridian, the German DFG profile), compared without case, blanks, hyphens and underscores. TYPE is free text in METS,
/// so an unknown word is taken for a container.
enum METSDivision: Equatable {
    /// One item: an article, or what stands like one.
    case unit(Article.Kind)
    /// Items under a common heading.
    case section
    /// A picture, with its caption.
    case illustration
    /// A part of an item.
    case part(METSPart)
    /// A page of the physical structure.
    case page
    case container

    init(type: String) {
        let key = String(type.lowercased().filter { $0.isLetter })
        self = Self.words[key] ?? Self.guess(key)
    }

    /// Compound words: DEATH_NOTICE, ARTICLE_CULTURE, SUB_TITLE2.
    private static func guess(_ key: String) -> METSDivision {
        if key.hasPrefix("article") { return .unit(.article) }
        if key.hasPrefix("advert") { return .unit(.ad) }
        if key.hasSuffix("notice") || key.hasSuffix("notices") { return .unit(.notice) }
        if key.hasSuffix("section") { return .section }
        return .container
    }

    private static let words: [String: METSDivision] = {
        var words: [String: METSDivision] = [:]
        func add(_ meaning: METSDivision, _ names: String) {
            for name in names.split(separator: " ") { words[String(name)] = meaning }
        }
        add(
            .unit(.article),
            """
            article articles artikel beitrag aufsatz newsarticle news newsitem item report review interview feuilleton \
            serial novel poem story letter letters lettertotheeditor obituary contribution essay
            """
        )
        add(.unit(.commentary), "editorial opinion commentary comment leader leadingarticle kommentar leitartikel")
        add(.unit(.brief), "brief briefs shortnews newsbrief")
        add(
            .unit(.ad),
            """
            advertisement advertisements advertising advert ad ads classified classifieds classifiedad anzeige anzeigen \
            inserat werbung annonce annonces publicite publicité advertentie
            """
        )
        add(
            .unit(.notice),
            "notice notices announcement announcements birthsmarriagesdeaths familienanzeige familiebericht officialnotice"
        )
        add(
            .unit(.index),
            "tableofcontents contents toc index contentslist weather weatherforecast marketreport timetable programme"
        )
        add(
            .unit(.other),
            """
            titlesection masthead publishingstmt publishingstatement imprint impressum header footer runningtitle \
            pagenumber titlepage nameplate colophon
            """
        )
        add(.section, "section rubric rubrik supplement column department chapter textsection")
        add(
            .illustration,
            """
            illustration illustrations image picture photo photograph figure caricature cartoon drawing map chart graphic \
            abbildung illustratie
            """
        )
        add(.page, "page seite")
        add(.part(.kicker), "overline kicker supertitle suptitle pretitle strapline dachzeile topline overtitle")
        add(.part(.title), "title headline maintitle heading head mainheading titel ueberschrift überschrift titre")
        add(
            .part(.subtitle),
            "subheadline subtitle subhead subheading underline deck subline untertitel unterzeile soustitre alternatetitle"
        )
        add(.part(.author), "author byline authors autor verfasser auteur signature writer authorship")
        add(.part(.dateline), "dateline placedate")
        add(.part(.lead), "abstract lead intro introduction teaser vorspann chapeau standfirst")
        add(
            .part(.crosshead),
            "crosshead crossheading crossline intertitle intertitre zwischentitel zwischenüberschrift"
        )
        add(
            .part(.body),
            """
            paragraph paragraphs text textblock body bodycontent absatz paragraphe list listing footnoteref verse \
            stanza formula continuation textpart content contentbody
            """
        )
        add(.part(.table), "table tabelle tableau")
        add(.part(.note), "note footnote motto epigraph annotation quotation quote dedication")
        add(.part(.caption), "caption legend imagecaption captiontitle bildunterschrift illustrationcaption")
        add(.part(.credit), "credit photocredit photographer illustrator artist")
        return words
    }()
}

/// What a part of an item is for.
enum METSPart: Equatable {
    case kicker, title, subtitle, author, dateline, lead, crosshead, body, table, note, caption, credit
}
