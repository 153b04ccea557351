"""The Python package, as somebody with a corpus meets it. Runs the program that $DIXIT names.

`python -m unittest discover -s tests/python` runs all; what needs an engine that is not installed is skipped, and says so.
"""

import datetime
import importlib.util
import json
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import warnings

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "python"), str(ROOT / "examples")]
os.environ.setdefault("DIXIT", str(ROOT / "target" / "debug" / "dixit"))
# What runs in other processes finds the package as well.
os.environ["PYTHONPATH"] = os.pathsep.join(sys.path[:2] + [os.environ.get("PYTHONPATH", "")])

import dixit
from make_articles import article

ARTICLES = int(os.environ.get("DIXIT_ARTICLES", "200"))


def has(*names):
    """Skips a test where one of these packages is not installed."""
    absent = [name for name in names if importlib.util.find_spec(name) is None]
    return unittest.skipIf(absent, f"not installed: {', '.join(absent)}")


def articles(count=ARTICLES):
    return [article(number) for number in range(count)]


def extracted(texts, rows="quotes"):
    """The rows that the bare program writes."""
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    command = [dixit.program(), "extract", "--model", "quick", "--from", "jsonl", "--rows", rows, "-"]
    done = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def single(value):
    """A number as 32 bits hold it."""
    return struct.unpack("f", struct.pack("f", value))[0] if isinstance(value, float) else value


def rounded(rows):
    """Rows with numbers as an engine of 32 bits has them, and without what the engines add."""
    return [{key: single(value) for key, value in row.items() if key != "problem"} for row in rows]


class Rows(unittest.TestCase):
    def test_rows_are_those_of_the_program(self):
        texts = articles()
        for rows in ("quotes", "actors", "articles"):
            found = list(dixit.analyse(texts, rows=rows, model="quick"))
            self.assertTrue(found)
            self.assertEqual(found, extracted(texts, rows))

    def test_columns_are_those_that_are_documented(self):
        told = (ROOT / "assets" / "rows.md").read_text(encoding="utf-8")
        self.assertIn(f"Version {dixit.SCHEMA} ", told)
        for name, columns in (("quotes", dixit.QUOTES), ("actors", dixit.ACTORS), ("articles", dixit.ARTICLES)):
            part = told.split(f"\n## {name}\n")[1].split("\n## ")[0]
            kept = re.findall(r"^\| `(\w+)` \| (\w+)( or null)? \|", part, re.M)
            self.assertEqual([(c.name, c.kind, c.nullable) for c in columns], [(n, k, bool(o)) for n, k, o in kept])

    def test_texts_come_in_any_dress(self):
        said = "“We will pay,” said Ann Roe, the mayor."
        texts = [said, ("b", said), {"doc": "c", "text": said, "outlet": "The Post", "other": 3, "date": datetime.date(2018, 5, 8)}]
        found = list(dixit.analyse(texts, model="quick"))
        self.assertEqual([row["doc"] for row in found], ["0", "b", "c"])
        self.assertEqual([row["outlet"] for row in found], [None, None, "The Post"])
        self.assertEqual([row["date"] for row in found], [None, None, "2018-05-08"])

    def test_nothing_is_taken_far_ahead(self):
        taken = []

        def texts():
            for one in articles(2000):
                taken.append(one)
                yield one

        rows = dixit.analyse(texts(), model="quick")
        next(rows)
        time.sleep(0.5)
        self.assertLess(len(taken), 200)
        rows.close()

    def test_a_large_text_stops_nothing(self):
        # More than a pipe holds, in both directions.
        long = "".join(f"“We will pay {n},” said Ann Roe, the mayor. " for n in range(20000))
        found = list(dixit.analyse([long, "“No,” said Ida Weil.", long], model="quick"))
        self.assertEqual([len([r for r in found if r["doc"] == str(n)]) for n in range(3)], [20000, 1, 20000])


class Broken(unittest.TestCase):
    said = "“We will pay,” said Ann Roe, the mayor."

    def problems(self, texts, **options):
        told = []
        found = list(dixit.analyse(texts, model="quick", on_problem=told.append, **options))
        return [row["doc"] for row in found], told

    def test_what_is_no_text_is_told_and_the_rest_goes_on(self):
        rubbish = [None, b"\x00\xff", float("nan"), "\ud800", "x" * 2000]
        docs, told = self.problems([self.said, *rubbish, "\x00\x1b\ufffe" * 99, self.said], longest=1000)
        self.assertEqual(docs, ["0", "7"])
        self.assertEqual([problem.doc for problem in told], ["1", "2", "3", "4", "5"])
        self.assertIn("missing", told[0].words)
        self.assertIn("bytes", told[1].words)
        self.assertIn("2,000 characters", told[4].words)

    def test_without_anybody_to_tell_there_is_a_warning(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            self.assertEqual(list(dixit.analyse([None], model="quick")), [])
        self.assertIn("the text is missing", str(caught[0].message))

    def worker(self, script):
        """A program that dies as the script says, and is dixit otherwise."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = pathlib.Path(folder.name) / "dixit"
        path.write_text(f"#!{sys.executable}\nREAL = {os.environ['DIXIT']!r}\n{script}")
        path.chmod(0o755)
        before = os.environ["DIXIT"]
        os.environ["DIXIT"] = str(path)
        self.addCleanup(os.environ.__setitem__, "DIXIT", before)

    def test_a_worker_that_dies_is_told_with_its_document(self):
        self.worker(
            "import os, subprocess, sys\n"
            "child = subprocess.Popen([REAL, *sys.argv[1:]], stdin=subprocess.PIPE)\n"
            "for line in sys.stdin.buffer:\n"
            "    if b'poison' in line:\n"
            "        child.kill()\n"
            "        os._exit(9)\n"
            "    child.stdin.write(line)\n"
            "    child.stdin.flush()\n"
            "child.stdin.close()\n"
            "sys.exit(child.wait())\n"
        )
        texts = [(str(n), "poison" if n in (3, 40) else self.said) for n in range(60)]
        docs, told = self.problems(texts)
        self.assertEqual(docs, [str(n) for n in range(60) if n not in (3, 40)])
        self.assertEqual([problem.doc for problem in told], ["3", "40"])
        self.assertIn("the worker died", told[0].words)

    def test_a_program_that_cannot_run_is_an_error(self):
        with self.assertRaises(dixit.WorkerDied):
            list(dixit.analyse([self.said], model="no such model"))

    def test_one_that_is_given_up_leaves_nothing_behind(self):
        before = threading.active_count()
        rows = dixit.analyse(articles(), model="quick")
        next(rows)
        rows.close()
        time.sleep(0.2)
        self.assertLessEqual(threading.active_count(), before)


class Frames(unittest.TestCase):
    @has("pandas")
    def test_pandas(self):
        import pandas as pd

        texts = articles()
        found = dixit.quotes(pd.DataFrame(texts), doc="doc", outlet="outlet", model="quick")
        rows = found.astype(object).where(found.notna(), None).to_dict("records")
        self.assertEqual(rounded(rows), rounded(extracted(texts)))
        with self.assertRaises(KeyError):
            dixit.quotes(pd.DataFrame(texts), text="body")

    @has("polars")
    def test_polars(self):
        import polars as pl

        texts = articles()
        found = dixit.quotes(pl.DataFrame(texts), doc="doc", outlet="outlet", model="quick")
        self.assertEqual(rounded(found.to_dicts()), rounded(extracted(texts)))

    def test_another_frame_is_an_error(self):
        class Frame:
            columns = ("text",)

        with self.assertRaises(TypeError):
            dixit.quotes(Frame())


class Engines(unittest.TestCase):
    """The recipes in examples/, on the engines themselves."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.texts = [{key: text[key] for key in ("doc", "text")} for text in articles()]
        broken = [{"doc": "null", "text": None}, {"doc": "huge", "text": "x" * 16_000_001}]
        self.input = self.folder / "articles.jsonl"
        lines = [*self.texts[:50], *broken, *self.texts[50:]]
        self.input.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

    @has("duckdb", "pyarrow")
    def test_duckdb(self):
        from quotes_with_duckdb import load

        database = load(str(self.input), str(self.folder / "corpus.duckdb"))
        rows = database.sql("select * from quotes where problem is null").to_arrow_table().to_pylist()
        self.assertEqual(rounded(rows), rounded(extracted(self.texts)))
        told = database.sql("select doc from quotes where problem is not null").fetchall()
        self.assertEqual(told, [("null",), ("huge",)])

    @has("polars")
    def test_polars(self):
        from quotes_with_polars import quotes

        self.assertEqual(rounded(quotes(str(self.input)).to_dicts()), rounded(extracted(self.texts)))

    @has("pyarrow")
    def test_a_stream_of_the_program_is_read(self):
        import pyarrow as pa

        command = [dixit.program(), "extract", "--model", "quick", "--from", "jsonl", "--rows", "quotes", "--format", "arrow", "-"]
        lines = "".join(json.dumps(text) + "\n" for text in self.texts)
        done = subprocess.run(command, input=lines.encode(), capture_output=True, check=False)
        if b"invalid value 'arrow'" in done.stderr:
            self.skipTest("the program is built without the feature arrow")
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = pa.ipc.open_stream(done.stdout).read_all().to_pylist()
        self.assertEqual(rounded(rows), rounded(extracted(self.texts)))

    @has("pyspark", "pyarrow")
    def test_spark(self):
        from pyspark.sql import SparkSession

        import dixit.spark
        from quotes_with_spark import counted

        # With its path the workers find this Python, and what is installed for it. A cluster of two workers on this machine
        # is DIXIT_SPARK="local-cluster[2,1,1024]".
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        master = os.environ.get("DIXIT_SPARK", "local[2]")
        spark = (
            SparkSession.builder.master(master)
            .config("spark.ui.enabled", "false")
            .config("spark.executorEnv.PYTHONPATH", os.environ["PYTHONPATH"])
            .config("spark.executorEnv.DIXIT", os.environ["DIXIT"])
            .getOrCreate()
        )
        self.addCleanup(spark.stop)
        # Binary rubbish where a text should be is another type, so it is another frame.
        frame = spark.read.schema("doc string, text string").json(str(self.input)).repartition(2)
        found = dixit.spark.quotes(frame, doc="doc", model="quick").cache()
        rows = [row.asDict() for row in found.where("problem is null").collect()]
        place = {text["doc"]: number for number, text in enumerate(self.texts)}
        rows.sort(key=lambda row: (place[row["doc"]], row["quote"]))
        self.assertEqual(rounded(rows), rounded(extracted(self.texts)))
        told = {row.doc: row.problem for row in found.where("problem is not null").collect()}
        self.assertEqual(set(told), {"null", "huge"})
        self.assertGreater(counted(found).first()["count"], 1)
        rubbish = spark.createDataFrame([(bytearray(b"\x00\xff"),)], "text binary")
        self.assertIn("not a text but bytes", dixit.spark.quotes(rubbish, model="quick").first()["problem"])


if __name__ == "__main__":
    unittest.main()
