"""Quotes of a frame of Spark, one process of the program for each task. Needs pyspark and pyarrow on the workers."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Iterator, Optional

from ._process import Text
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
    longest: int = 16_000_000,
) -> Any:
    """The quotes of a frame of articles, one a row, through ``mapInArrow``.

    The columns are those of `dixit.analyse` and a last one, ``problem``: a document that is missing, is no text, is longer
    than `longest` characters, or with which the program died, gives one row that has its ``doc`` and says so there, and
    nothing fails. Without `doc` an article is called by its partition and its place in it, as in ``3-17``.
    """
    from pyspark.sql import types

    used = {"text": text, "doc": doc, "outlet": outlet, "url": url, "date": date}
    names = {field: column for field, column in used.items() if column is not None}
    kinds = {
        "integer": types.LongType(),
        "number": types.FloatType(),
        "string": types.StringType(),
        "boolean": types.BooleanType(),
    }
    fields = [types.StructField(column.name, kinds[column.kind]) for column in columns(rows)]
    fields.append(types.StructField("problem", types.StringType()))

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        from dixit.arrow import batches as analysed

        # A task has one core, and so has its process.
        return analysed(
            _texts(batches, list(names)), rows=rows, model=model, threads=1, longest=longest, problem=True
        )

    def used_as(field: str, column: str) -> Any:
        # Days may be of a type of their own.
        return (df[column].cast("string") if field == "date" else df[column]).alias(field)

    return df.select(*(used_as(field, column) for field, column in names.items())).mapInArrow(
        work, types.StructType(fields)
    )


def _texts(batches: Iterable[Any], names: "list[str]") -> Iterator[Text]:
    from pyspark import TaskContext

    context = TaskContext.get()
    partition = context.partitionId() if context is not None else 0
    number = 0
    for batch in batches:
        columns_of = [batch.column(name).to_pylist() for name in names]
        for values in zip(*columns_of):
            fields: Dict[str, Any] = dict(zip(names, values))
            if fields.get("doc") is None:
                fields["doc"] = f"{partition}-{number}"
            number += 1
            yield fields
