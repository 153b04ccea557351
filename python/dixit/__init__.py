"""Who said what, in articles by the million.

The work is done by the program ``dixit``, which the wheel carries: one process for each worker, texts in and rows out
through pipes. Nothing of the models lies in Python.

>>> import dixit
>>> for row in dixit.analyse(["“We will pay,” said Ann Roe, the mayor."]):
...     print(row["speaker_name"], row["content"])
Ann Roe “We will pay,”

`analyse` takes any iterable and gives rows as they are made. `quotes` takes a frame of pandas or polars, `arrow.reader`
gives an Arrow stream for engines such as DuckDB, and `spark.quotes` takes a frame of Spark. The columns are those of
``dixit extract --rows``.
"""

from ._process import Problem, WorkerDied, analyse, program
from ._frames import quotes
from ._schema import ACTORS, ARTICLES, QUOTES, SCHEMA, Column, Table

__all__ = [
    "ACTORS",
    "ARTICLES",
    "QUOTES",
    "SCHEMA",
    "Column",
    "Problem",
    "Table",
    "WorkerDied",
    "analyse",
    "program",
    "quotes",
]
