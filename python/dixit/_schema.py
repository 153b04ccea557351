"""The columns of the tables, as assets/rows.md tells them. A test holds both to each other."""

from __future__ import annotations

from typing import List, Literal, NamedTuple

#: Which rows: one a quote, one an actor or one an article.
Table = Literal["quotes", "actors", "articles"]

#: The version of the tables.
SCHEMA = 1


class Column(NamedTuple):
    """A column of a table."""

    name: str
    #: integer, number, string or boolean
    kind: str
    #: Whether a value may be missing.
    nullable: bool


def _columns(words: str) -> List[Column]:
    """Reads "name kind" pairs, with "?" behind what may be missing."""
    parts = words.split()
    return [Column(name, kind.rstrip("?"), kind.endswith("?")) for name, kind in zip(parts[::2], parts[1::2])]


#: The columns of `quotes`.
QUOTES = _columns(
    """
    schema integer  doc string  article string  quote integer  kind string  sense string  start integer
    end integer  spans string  content string  words integer  cue string?  cue_start integer?
    cue_end integer?  source string?  source_start integer?  source_end integer?  speaker integer?
    speaker_name string?  speaker_role string?  speaker_kind string?  speaker_why string?
    speaker_confidence number?  pronouns_he integer  pronouns_she integer  pronouns_they integer
    via integer?  via_name string?  to integer?  to_name string?  confidence number  title string?
    byline string?  outlet string?  date string?  published string?  url string?  language string?
    model string
    """
)

#: The columns of `actors`.
ACTORS = _columns(
    """
    schema integer  doc string  article string  actor integer  name string  kind string  role string?
    aliases string  mentions integer  pronouns_he integer  pronouns_she integer  pronouns_they integer
    quotes integer  direct integer  mixed integer  indirect integer  words integer  share number
    start integer?  title string?  outlet string?  date string?  url string?  model string
    """
)

#: The columns of `articles`.
ARTICLES = _columns(
    """
    schema integer  doc string  article string  title string?  byline string?  outlet string?  date string?
    published string?  url string?  language string?  caveat string?  words integer  code_points integer
    quotes integer  quoted_words integer  actors integer  speakers integer  anonymous integer
    unattributed integer  model string
    """
)


def columns(table: Table) -> List[Column]:
    """The columns of a table, in order."""
    return {"quotes": QUOTES, "actors": ACTORS, "articles": ARTICLES}[table]
