"""Rows as Arrow: for DuckDB, Polars, Spark and whatever else reads columns. Needs pyarrow."""

from __future__ import annotations

import json
from typing import Any, Callable, Iterable, Iterator, List, Optional

import pyarrow as pa
import pyarrow.json as pa_json

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
    lines: List[bytes] = []
    for doc, more, words in results(
        texts, rows=rows, model=model, threads=threads, longest=longest, parse=bytes
    ):
        if words is None:
            lines += more
        elif problem:
            lines.append(json.dumps({"doc": doc, "problem": words}).encode() + b"\n")
        elif on_problem is None:
            warn(Problem(doc, words))
        else:
            on_problem(Problem(doc, words))
        if len(lines) >= BATCH:
            yield from _batches(lines, kept)
            lines = []
    if lines:
        yield from _batches(lines, kept)


def reader(texts: Iterable[Text], *, rows: Table = "quotes", **options: Any) -> pa.RecordBatchReader:
    """As `batches`, for engines that take an Arrow stream."""
    kept = schema(rows, problem=bool(options.get("problem")))
    return pa.RecordBatchReader.from_batches(kept, batches(texts, rows=rows, **options))


def _batches(lines: List[bytes], kept: pa.Schema) -> List[pa.RecordBatch]:
    # Rows never become objects of Python: they go from JSON into columns.
    read = pa_json.read_json(
        pa.BufferReader(b"".join(lines)),
        read_options=pa_json.ReadOptions(use_threads=False, block_size=1 << 26),
        parse_options=pa_json.ParseOptions(explicit_schema=kept, unexpected_field_behavior="ignore"),
    )
    return list(read.to_batches())
