"""Rows as Arrow: for DuckDB, Polars, Spark and whatever else reads columns. Needs pyarrow."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional

import pyarrow as pa

from ._process import Problem, Text, results, warn
from ._schema import Table, columns

#: How many rows lie in a batch, at least; an article is never divided.
BATCH = 1000

_TYPES = {"integer": pa.int64(), "number": pa.float32(), "string": pa.string(), "boolean": pa.bool_()}


def schema(rows: Table = "quotes", *, problem: bool = False) -> pa.Schema:
    """The columns of a table; with `problem` a last one that tells why a document has no rows, and then all may be null."""
    fields = [pa.field(c.name, _TYPES[c.kind], c.nullable or problem) for c in columns(rows)]
    if problem:
        fields.append(pa.field("problem", pa.string()))
    return pa.schema(fields)


def batches(
    texts: Iterable[Text],
    *,
    rows: Table = "quotes",
    model: str = "careful",
    threads: Optional[int] = None,
    longest: int = 16_000_000,
    problem: bool = False,
    on_problem: Optional[Callable[[Problem], None]] = None,
) -> Iterator[pa.RecordBatch]:
    """As `dixit.analyse`, in batches. With `problem` a document without rows because of a problem gives one that tells it."""
    kept = schema(rows, problem=problem)
    names = kept.names
    found: List[Dict[str, Any]] = []
    for doc, more, words in results(texts, rows=rows, model=model, threads=threads, longest=longest):
        if words is None:
            found += more
        elif problem:
            found.append({"doc": doc, "problem": words})
        elif on_problem is None:
            warn(Problem(doc, words))
        else:
            on_problem(Problem(doc, words))
        if len(found) >= BATCH:
            yield _batch(found, names, kept)
            found = []
    if found:
        yield _batch(found, names, kept)


def reader(texts: Iterable[Text], *, rows: Table = "quotes", **options: Any) -> pa.RecordBatchReader:
    """As `batches`, for engines that take an Arrow stream."""
    kept = schema(rows, problem=bool(options.get("problem")))
    return pa.RecordBatchReader.from_batches(kept, batches(texts, rows=rows, **options))


def _batch(rows: List[Dict[str, Any]], names: List[str], kept: pa.Schema) -> pa.RecordBatch:
    # Column by column: faster than `from_pylist`.
    arrays = [pa.array([row.get(name) for row in rows], kept.field(name).type) for name in names]
    return pa.RecordBatch.from_arrays(arrays, schema=kept)
