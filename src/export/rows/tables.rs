//! The tables: the names, types and descriptions of their columns.

use super::row::row;

row! {
    /// A quote, with all that is known of its speaker and its article.
    QuoteRow {
        schema: usize = "the version of these tables";
        doc: String = "what the article was called when it was read: a path, an address, the `doc` of a JSON line";
        article: String = "the SHA-256 of the article's text, hexadecimal: the same text has the same";
        quote: usize = "the number of the quote in its article, from 0, as in `dixit extract`";
        kind: String = "`direct` (in quotation marks), `mixed` or `indirect`";
        sense: String = "`speech`, `thought` or `document`";
        start: usize = "where the content begins, in Unicode code points of the article's text";
        end: usize = "where it ends";
        spans: String = "where each piece of it is: `120-168`, or `120-168 190-204` for two";
        content: String = "what is said, as it is shown: markup left out, white space folded, pieces joined by ` … `";
        words: usize = "how many words that are";
        cue: Option<String> = "the words that tell that something is said";
        cue_start: Option<usize> = "where they begin";
        cue_end: Option<usize> = "where they end";
        source: Option<String> = "the words that name who says it";
        source_start: Option<usize> = "where they begin";
        source_end: Option<usize> = "where they end";
        speaker: Option<usize> = "the number of the actor who says it, in its article; null where nobody is known to";
        speaker_name: Option<String> = "the fullest name that the article gives them";
        speaker_role: Option<String> = "the role with which it introduces them";
        speaker_kind: Option<String> = "`person`, `organisation`, `place`, `group`, `document` or `anonymous`";
        speaker_why: Option<String> = "why the words that name the source mean this actor; `corrected` where a person said so";
        speaker_confidence: Option<f32> = "how sure it is that they do, 0 to 1; null where the quick model has read the article";
        pronouns_he: usize = "how often the article says he, him, his or himself of the speaker; no guess at anybody's gender. The careful model knows only of those that name who speaks, carries words or is spoken to";
        pronouns_she: usize = "how often she, her, hers or herself";
        pronouns_they: usize = "how often they, them, their, theirs or themselves";
        via: Option<usize> = "the number of the actor who carried the words to the writer";
        via_name: Option<String> = "their name";
        to: Option<usize> = "the number of the actor who was spoken to";
        to_name: Option<String> = "their name";
        confidence: f32 = "how sure it is that this is a quote of this source, 0 to 1";
        title: Option<String> = "the headline";
        byline: Option<String> = "who wrote the article, as it words it";
        outlet: Option<String> = "the site that it names, or else the host of its address without `www.`";
        date: Option<String> = "the day of publication, `2018-05-08`; the first of the month where no day is named; null where the date is written in a way that may mean two";
        published: Option<String> = "the date as it is written";
        url: Option<String> = "the address that the article wants to be known by";
        language: Option<String> = "the language that it says it is in";
        model: String = "what has read it: `careful` or `quick`";
    }
}

row! {
    /// An actor of an article, quoted or not.
    ActorRow {
        schema: usize = "the version of these tables";
        doc: String = "what the article was called when it was read";
        article: String = "the SHA-256 of the article's text";
        actor: usize = "the number of the actor in its article, from 0";
        name: String = "the fullest name that the article gives it";
        kind: String = "`person`, `organisation`, `place`, `group`, `document` or `anonymous`";
        role: Option<String> = "the role with which the article introduces it";
        aliases: String = "the other names that the article uses, joined by `; `";
        mentions: usize = "how often it is mentioned, pronouns included";
        pronouns_he: usize = "how often the article says he, him, his or himself of it; no guess at anybody's gender";
        pronouns_she: usize = "how often she, her, hers or herself";
        pronouns_they: usize = "how often they, them, their, theirs or themselves";
        quotes: usize = "how many quotes it is the speaker of";
        direct: usize = "how many of them are direct";
        mixed: usize = "how many are mixed";
        indirect: usize = "how many are indirect";
        words: usize = "how many words these quotes hold";
        share: f32 = "what part of the words of all quotes with a known speaker that is, 0 to 1";
        start: Option<usize> = "where it is mentioned first, or quoted first where it never is, in Unicode code points of the text";
        title: Option<String> = "the headline";
        outlet: Option<String> = "the site that the article names, or else the host of its address";
        date: Option<String> = "the day of publication";
        url: Option<String> = "the address that the article wants to be known by";
        model: String = "what has read it: `careful` or `quick`";
    }
}

row! {
    /// An article.
    ArticleRow {
        schema: usize = "the version of these tables";
        doc: String = "what the article was called when it was read";
        article: String = "the SHA-256 of its text";
        title: Option<String> = "the headline";
        byline: Option<String> = "who wrote it, as it words it";
        outlet: Option<String> = "the site that it names, or else the host of its address";
        date: Option<String> = "the day of publication";
        published: Option<String> = "the date as it is written";
        url: Option<String> = "the address that it wants to be known by";
        language: Option<String> = "the language that it says it is in";
        caveat: Option<String> = "what is amiss with it, such as a page that shows only its start";
        words: usize = "how many words it has";
        code_points: usize = "how long its text is, in Unicode code points";
        quotes: usize = "how many quotes are in it; none were sought where the caveat says that it is in another language";
        quoted_words: usize = "how many words the quotes of known speakers hold";
        actors: usize = "how many actors are in it";
        speakers: usize = "how many of them are the speaker of a quote";
        anonymous: usize = "how many of the speakers are anonymous";
        unattributed: usize = "how many quotes have no known speaker";
        model: String = "what has read it: `careful` or `quick`";
    }
}

row! {
    /// A person across the articles of a library.
    PersonRow {
        schema: usize = "the version of these tables";
        name: String = "the name that most articles give them";
        role: Option<String> = "the role that most articles give them";
        kind: String = "`person`, `organisation` or `place`";
        apart: Option<String> = "what keeps them apart from others of this name, where there are any";
        articles: usize = "how many articles quote them";
        outlets: usize = "how many outlets do, as far as they are known";
        outlet_names: String = "which, joined by `; `";
        quotes: usize = "how many quotes they are the speaker of";
        direct: usize = "how many of them are direct";
        mixed: usize = "how many are mixed";
        indirect: usize = "how many are indirect";
        words: usize = "how many words these quotes hold";
        pronouns_he: usize = "how often all these articles say he, him, his or himself of them; no guess at anybody's gender";
        pronouns_she: usize = "how often she, her, hers or herself";
        pronouns_they: usize = "how often they, them, their, theirs or themselves";
        first: Option<String> = "the day of the first article that quotes them, `2018-05-08`";
        last: Option<String> = "the day of the last";
    }
}

row! {
    /// A pair of persons who may be the same, or one person who may be two.
    PairRow {
        schema: usize = "the version of these tables";
        name: String = "the name of one";
        role: Option<String> = "their role";
        quotes: usize = "how many quotes they are the speaker of";
        other_name: String = "the name of the other";
        other_role: Option<String> = "their role";
        other_quotes: usize = "how many quotes they are the speaker of";
        joined: bool = "whether the library takes them for one";
        why: String = "why that is in doubt";
    }
}

row! {
    /// The counts of `dixit audit` over everything, an outlet, a month, a source, or a carrier.
    AuditRow {
        schema: usize = "the version of these tables";
        of: String = "what is counted: `all`, `outlet`, `month`, `source` or `carrier`";
        name: Option<String> = "which one: `post.example`, `2018-05`, a name; null where articles do not say";
        role: Option<String> = "of a source: the role that most articles give it";
        kind: Option<String> = "of a source: the kind of actor, as in the table of actors";
        source_kind: Option<String> = "of a source: `official`, `company`, `expert`, `citizen`, `press`, `cause`, `sport`, `arts`, `document` or `unknown`, as the words for it tell";
        outlets: Option<usize> = "of a source: in how many outlets it speaks";
        articles: usize = "how many articles; of a source, how many quote it";
        speakers: usize = "how many speakers, each counted once in every article";
        quotes: usize = "how many quotes";
        words: usize = "how many words these hold";
        direct: usize = "how many quotes are direct";
        mixed: usize = "how many are mixed";
        indirect: usize = "how many are indirect";
        anonymous: usize = "how many are of a source without a name";
        unattributed: usize = "how many are of nobody known";
        via: usize = "how many somebody else carried to the writer";
        official: usize = "how many are of government, parliament, courts, police, armies, parties";
        company: usize = "how many are of companies and those who lead them";
        expert: usize = "how many are of science, medicine, law, consultancy";
        citizen: usize = "how many are of residents, witnesses, relatives, voters, workers";
        press: usize = "how many are of papers, broadcasters and their people";
        cause: usize = "how many are of campaigns, charities, unions, churches";
        sport: usize = "how many are of players, coaches, clubs";
        arts: usize = "how many are of music, film, letters, museums";
        document: usize = "how many are of a report, a statement, a law";
        unknown: usize = "how many are of a source of which the text does not say what it is";
        she: usize = "of how many speakers who are persons the article says mostly she; no guess at anybody's gender";
        he: usize = "of how many mostly he";
        they: usize = "of how many mostly they";
        several: usize = "of how many two of these as often";
        no_pronoun: usize = "of how many none of these";
    }
}
