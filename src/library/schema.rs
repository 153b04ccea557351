//! The schema of the store: all versions and the migrations between them.

use super::packed;
use rusqlite::{Connection, Result, Transaction, TransactionBehavior};

/// The version that this program makes and reads.
pub(super) const VERSION: i64 = 4;

/// The version of a store; 0 for a new one.
pub(super) fn version(store: &Connection) -> Result<i64> {
    store.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// A step of a migration: SQL, or code for what SQL cannot do.
enum Step {
    Sql(&'static str),
    Rust(fn(&Transaction<'_>) -> Result<()>),
}

/// Migrates the store to [`VERSION`]. Each version is one transaction. A released step is never changed; any further change
/// is another step.
pub(super) fn bring_up(store: &mut Connection) -> Result<()> {
    bring_up_to(store, VERSION)
}

/// The same, to the version `last`.
pub(super) fn bring_up_to(store: &mut Connection, last: i64) -> Result<()> {
    let before = version(store)?;
    let mut moved = false;
    for (to, steps) in HISTORY.iter().filter(|(to, _)| *to > before && *to <= last) {
        let whole = store.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if version(&whole)? < *to {
            for step in *steps {
                match step {
                    Step::Sql(sql) => whole.execute_batch(sql)?,
                    Step::Rust(step) => step(&whole)?,
                }
            }
            whole.pragma_update(None, "user_version", to)?;
            moved = before > 0;
        }
        whole.commit()?;
    }
    if moved {
        // Gives free space back; where that fails, later articles use it.
        let _ = store.execute_batch("VACUUM");
    }
    Ok(())
}

/// All versions, each with the steps from the one before.
const HISTORY: [(i64, &[Step]); 4] = [
    (1, &[Step::Sql(FIRST)]),
    (2, &[Step::Sql(WHO_SPEAKS_MOST)]),
    (3, &[Step::Sql(ROOM_FOR_PACKED), Step::Rust(packed::pack_all), Step::Sql(PACKED)]),
    (4, &[Step::Sql(MONTHS)]),
];

const FIRST: &str = "
-- A text, known by the SHA-256 of its UTF-8, and what was told of it. `asked` is what it was analysed with: when
-- that changes, or `corrections` (the digest of what a person has put right), it is to be analysed again.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    doc TEXT NOT NULL,
    title TEXT, byline TEXT, outlet TEXT, date TEXT, published TEXT, url TEXT, language TEXT, caveat TEXT,
    words INTEGER NOT NULL, code_points INTEGER NOT NULL, quotes INTEGER NOT NULL,
    quoted_words INTEGER NOT NULL, actors INTEGER NOT NULL, speakers INTEGER NOT NULL,
    anonymous INTEGER NOT NULL, unattributed INTEGER NOT NULL,
    model TEXT NOT NULL, asked TEXT NOT NULL, corrections TEXT NOT NULL,
    added TEXT NOT NULL DEFAULT (datetime('now'))
) STRICT;
CREATE INDEX article_by_doc ON article (doc);

-- The text, and where its parts are.
CREATE TABLE text (
    article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    content TEXT NOT NULL,
    parts TEXT NOT NULL
) STRICT;

-- Somebody across articles; derived from the actors by the rule in `people`.
CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    name_key TEXT NOT NULL,
    apart TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT,
    UNIQUE (name_key, apart)
) STRICT;

CREATE TABLE actor (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT,
    aliases TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    pronouns_he INTEGER NOT NULL, pronouns_she INTEGER NOT NULL, pronouns_they INTEGER NOT NULL,
    quotes INTEGER NOT NULL, direct INTEGER NOT NULL, mixed INTEGER NOT NULL, indirect INTEGER NOT NULL,
    words INTEGER NOT NULL, share REAL NOT NULL,
    start INTEGER,
    person INTEGER REFERENCES person ON DELETE SET NULL
) STRICT;
CREATE UNIQUE INDEX actor_by_number ON actor (article, number);
CREATE INDEX actor_by_name ON actor (name_key);
CREATE INDEX actor_by_person ON actor (person) WHERE person IS NOT NULL;

CREATE TABLE quote (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL, sense TEXT NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, spans TEXT NOT NULL,
    content TEXT NOT NULL, words INTEGER NOT NULL,
    cue TEXT, cue_start INTEGER, cue_end INTEGER,
    source TEXT, source_start INTEGER, source_end INTEGER,
    speaker INTEGER, speaker_why TEXT, speaker_confidence REAL,
    via INTEGER, \"to\" INTEGER,
    confidence REAL NOT NULL
) STRICT;
CREATE INDEX quote_by_speaker ON quote (article, speaker);

-- Names that a person has said mean one: what the file of people says, as it was read last.
-- Where `role` is not empty, those of this name whose role holds these words are somebody of their own.
CREATE TABLE alias (
    name_key TEXT NOT NULL, role TEXT NOT NULL, means TEXT NOT NULL, PRIMARY KEY (name_key, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_by_meaning ON alias (means);
-- The names of which it has to be settled again who is who.
CREATE TABLE unsettled (name_key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- What is searched lies in the tables above; these only hold which words are where.
CREATE VIRTUAL TABLE text_index USING fts5 (
    content, content='text', content_rowid='article', tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE quote_index USING fts5 (
    content, content='quote', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
-- What is forgotten is to be gone from them too, not only left out.
INSERT INTO text_index (text_index, rank) VALUES ('secure-delete', 1);
INSERT INTO quote_index (quote_index, rank) VALUES ('secure-delete', 1);
-- Words go into the indexes many articles at a time: it is faster. These are the articles whose words do not yet.
CREATE TABLE unindexed (article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE) STRICT;
CREATE TRIGGER text_added AFTER INSERT ON text BEGIN
    INSERT INTO unindexed VALUES (new.article);
END;
CREATE TRIGGER text_gone AFTER DELETE ON text
WHEN NOT EXISTS (SELECT 1 FROM unindexed WHERE article = old.article) BEGIN
    INSERT INTO text_index (text_index, rowid, content) VALUES ('delete', old.article, old.content);
END;
CREATE TRIGGER quote_gone AFTER DELETE ON quote
WHEN NOT EXISTS (SELECT 1 FROM unindexed WHERE article = old.article) BEGIN
    INSERT INTO quote_index (quote_index, rowid, content) VALUES ('delete', old.id, old.content);
END;
-- Who is never one person across articles, and is called what nobody has said a word of, needs no settling.
CREATE TRIGGER actor_added AFTER INSERT ON actor
WHEN new.kind IN ('organisation', 'place') OR new.kind = 'person' AND instr(new.name_key, ' ') > 0
    OR EXISTS (SELECT 1 FROM alias WHERE name_key = new.name_key) BEGIN
    INSERT OR IGNORE INTO unsettled VALUES (new.name_key);
END;
CREATE TRIGGER actor_gone AFTER DELETE ON actor WHEN old.person IS NOT NULL BEGIN
    INSERT OR IGNORE INTO unsettled VALUES (old.name_key);
END;
";

const WHO_SPEAKS_MOST: &str = "
-- Who speaks most, and who carries whose words, without going through what nobody says.
CREATE INDEX actor_who_speaks ON actor (person, quotes, words, article)
    WHERE quotes > 0 AND person IS NOT NULL;
CREATE INDEX quote_by_carrier ON quote (article, via) WHERE via IS NOT NULL;
-- When and where, without the rest of the articles.
CREATE INDEX article_by_date ON article (date, outlet);
";

const ROOM_FOR_PACKED: &str = "
    DROP TRIGGER text_added;
    DROP TRIGGER text_gone;
    DROP TRIGGER quote_gone;
    DROP TABLE text_index;
    DROP TABLE quote_index;
    -- The text with where its parts are, compressed, and how many bytes it has when it is not.
    CREATE TABLE packed (
        article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
        content BLOB NOT NULL,
        bytes INTEGER NOT NULL
    ) STRICT;
";

const PACKED: &str = "
    DROP TABLE text;
    -- What words a quote has tell the text and where they are in it.
    ALTER TABLE quote DROP COLUMN content;
    ALTER TABLE quote DROP COLUMN cue;
    ALTER TABLE quote DROP COLUMN source;
    -- Which words are where, and nothing else; what was put in has to be told to take it out. Words that are not indexed yet
    -- are those of the articles in `unindexed`.
    CREATE VIRTUAL TABLE text_index USING fts5 (
        content, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2'
    );
    CREATE VIRTUAL TABLE quote_index USING fts5 (
        content, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2'
    );
    INSERT INTO text_index (text_index, rank) VALUES ('secure-delete', 1);
    INSERT INTO quote_index (quote_index, rank) VALUES ('secure-delete', 1);
    INSERT OR IGNORE INTO unindexed SELECT id FROM article;

    -- What each person is counted to have said, renewed whenever it is settled who they are. All are settled again.
    DROP INDEX actor_who_speaks;
    INSERT OR IGNORE INTO unsettled SELECT name_key FROM actor WHERE person IS NOT NULL;
    DROP TABLE person;
    CREATE TABLE person (
        id INTEGER PRIMARY KEY,
        name_key TEXT NOT NULL,
        apart TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        role TEXT,
        articles INTEGER NOT NULL DEFAULT 0, outlets INTEGER NOT NULL DEFAULT 0, outlet_names TEXT NOT NULL DEFAULT '',
        quotes INTEGER NOT NULL DEFAULT 0,
        direct INTEGER NOT NULL DEFAULT 0, mixed INTEGER NOT NULL DEFAULT 0, indirect INTEGER NOT NULL DEFAULT 0,
        words INTEGER NOT NULL DEFAULT 0,
        pronouns_he INTEGER NOT NULL DEFAULT 0, pronouns_she INTEGER NOT NULL DEFAULT 0,
        pronouns_they INTEGER NOT NULL DEFAULT 0,
        first TEXT, last TEXT,
        UNIQUE (name_key, apart)
    ) STRICT;
    CREATE INDEX person_by_quotes ON person (quotes DESC, words DESC);
";

const MONTHS: &str = "
    -- How many quotes of each month a person is counted to have said, with the rest that is counted: '2018-05 3 2018-06 1'.
    ALTER TABLE person ADD COLUMN months TEXT NOT NULL DEFAULT '';
    -- What is to be read later is looked for by its address.
    CREATE INDEX article_by_url ON article (url) WHERE url IS NOT NULL;
    INSERT OR IGNORE INTO unsettled SELECT name_key FROM actor WHERE person IS NOT NULL;
";
