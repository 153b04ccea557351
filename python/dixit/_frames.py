"""Frames of pandas and polars in, frames of the same kind out."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterator, List, Optional

from ._process import Problem, Text, analyse
from ._schema import Table, columns


def quotes(
    df: Any,
    text: str = "text",
    doc: Optional[str] = None,
    *,
    outlet: Optional[str] = None,
    url: Optional[str] = None,
    date: Optional[str] = None,
    rows: Table = "quotes",
    model: str = "careful",
    threads: Optional[int] = None,
    longest: int = 16_000_000,
    on_problem: Optional[Callable[[Problem], None]] = None,
) -> Any:
    """The quotes of a frame of articles, one a row, as a frame of the same kind (pandas or polars).

    `text` names the column with the texts, `doc`, `outlet`, `url` and `date` those with their names, outlets, addresses
    and days, where there are any; without `doc` articles are called by the place of their row, from 0. What is wrong with an article is
    told as in `dixit.analyse`.
    """
    kind = type(df).__module__.split(".", 1)[0]
    used = {"text": text, "doc": doc, "outlet": outlet, "url": url, "date": date}
    names = {field: column for field, column in used.items() if column is not None}
    missing = [column for column in names.values() if column not in df.columns]
    if missing:
        raise KeyError(f"the frame has no column {missing[0]!r}")
    if kind == "pandas":
        values = zip(*(df[column].tolist() for column in names.values()))
    elif kind == "polars":
        values = zip(*(df[column] for column in names.values()))
    else:
        raise TypeError(f"a frame of pandas or polars is wanted, not {type(df).__name__} of {kind}")

    def texts() -> Iterator[Text]:
        for row in values:
            yield dict(zip(names, row))

    found = analyse(
        texts(), rows=rows, model=model, threads=threads, longest=longest, on_problem=on_problem
    )
    return _frame(kind, list(found), rows)


def _frame(kind: str, found: List[Dict[str, Any]], rows: Table) -> Any:
    wanted = columns(rows)
    values = {column.name: [row[column.name] for row in found] for column in wanted}
    if kind == "polars":
        import polars as pl

        types = {"integer": pl.Int64, "number": pl.Float32, "string": pl.String, "boolean": pl.Boolean}
        return pl.DataFrame(values, schema={column.name: types[column.kind] for column in wanted})
    import pandas as pd

    dtypes = {"integer": "Int64", "number": "float32", "string": "object", "boolean": "boolean"}
    return pd.DataFrame(
        {column.name: pd.Series(values[column.name], dtype=dtypes[column.kind]) for column in wanted}
    )
