"""Quotes of articles as a frame of Polars: `python quotes_with_polars.py articles.jsonl quotes.parquet`."""

import sys

import dixit
import polars as pl


def quotes(articles: str, model: str = "quick") -> pl.DataFrame:
    """The quotes of a file of articles, one a row. What is wrong with an article is said on standard error."""
    return dixit.quotes(
        pl.read_ndjson(articles),
        doc="doc",
        model=model,
        on_problem=lambda problem: print(f"{problem.doc}: {problem.words}", file=sys.stderr),
    )


if __name__ == "__main__":
    found = quotes(sys.argv[1])
    found.write_parquet(sys.argv[2])
    print(found.group_by("speaker_name").len().sort("len", descending=True).head(20))
