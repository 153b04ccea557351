"""Quotes of articles in a table of DuckDB: `python quotes_with_duckdb.py articles.jsonl corpus.duckdb`.

Articles come out of the engine as a stream, quotes go in as one: neither is ever whole in memory. Without Python it is
`dixit extract --from jsonl --rows quotes articles.jsonl | duckdb corpus.duckdb -c "create table quotes as from read_json('/dev/stdin')"`.
"""

import sys

import duckdb
from dixit.arrow import reader


def load(articles: str, database: str, model: str = "quick") -> "duckdb.DuckDBPyConnection":
    """Makes the table `quotes` of a file of articles (JSON Lines, Parquet or CSV)."""
    source = duckdb.connect()
    found = source.execute(f"select doc, text from '{articles}'")

    def texts():
        while rows := found.fetchmany(1000):
            yield from rows

    into = duckdb.connect(database)
    # Problems are rows too: `select doc, problem from quotes where problem is not null`.
    quotes = reader(texts(), model=model, problem=True)
    into.execute("create or replace table quotes as select * from quotes")
    return into


if __name__ == "__main__":
    database = load(sys.argv[1], sys.argv[2])
    print(database.sql("select speaker_name, count(*) as quotes from quotes group by 1 order by 2 desc limit 20"))
