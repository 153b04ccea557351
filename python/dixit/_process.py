"""One process of the program, fed with texts and read from at the same time."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sysconfig
import tempfile
import threading
from collections import deque
from typing import IO, Any, Callable, Deque, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Optional, Tuple, Union

from ._schema import Table

_loads: Callable[[bytes], Any] = json.loads
try:  # Several times as fast, where it is there.
    import orjson

    _loads = orjson.loads
except ImportError:
    pass

#: A text, a name and a text, or a mapping with "doc", "text" and perhaps "outlet", "url", "language" and "date".
Text = Union[str, Tuple[str, Optional[str]], Mapping[str, Any]]

#: How many articles are under way at once, and how many bytes of them.
AHEAD = 128
AHEAD_BYTES = 4_000_000
#: How many keep it busy for long enough.
ENOUGH = 32


class Problem(NamedTuple):
    """Why there are no rows of a document."""

    #: What the document is called.
    doc: str
    #: What is wrong with it, in words.
    words: str


class WorkerDied(RuntimeError):
    """The program does not run at all, whatever it is given: an argument that it does not know, a library that it lacks."""


class _Waiting(NamedTuple):
    doc: str
    line: bytes


#: The rows of a document and what is wrong with it; nothing where the process has ended.
_Answer = Optional[Tuple[List[Any], Optional[str]]]

#: What a document gives: its rows, or what is wrong.
_Result = Tuple[str, List[Any], Optional[str]]


def program() -> str:
    """The path of the program: ``$DIXIT``, or the one that came with this package, or the first on the path."""
    named = os.environ.get("DIXIT")
    if named:
        return named
    name = "dixit.exe" if os.name == "nt" else "dixit"
    schemes = [None, *sysconfig.get_scheme_names()]
    for scheme in schemes:
        folder = sysconfig.get_path("scripts", scheme) if scheme else sysconfig.get_path("scripts")
        if folder and os.access(os.path.join(folder, name), os.X_OK):
            return os.path.join(folder, name)
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError("the program dixit is not installed: set DIXIT to its path, or install the wheel")
    return found


def analyse(
    texts: Iterable[Text],
    *,
    rows: Table = "quotes",
    model: str = "careful",
    threads: Optional[int] = None,
    longest: int = 16_000_000,
    on_problem: Optional[Callable[[Problem], None]] = None,
) -> Iterator[Dict[str, Any]]:
    """Gives the rows of all texts, in the order of the texts, as they are made.

    No more than a few texts are taken ahead of the rows that are asked for. A text that is missing, is no text, or is
    longer than `longest` characters, and one with which the program dies, gives no rows: `on_problem` is told which and
    why, or else a warning is, and the rest goes on. Texts without a name are called by their number, from 0.
    """
    for doc, found, words in results(texts, rows=rows, model=model, threads=threads, longest=longest):
        if words is None:
            yield from found
        elif on_problem is None:
            warn(Problem(doc, words))
        else:
            on_problem(Problem(doc, words))


def warn(problem: Problem) -> None:
    """Tells of a document without rows as a warning."""
    import warnings

    warnings.warn(f"{problem.doc}: {problem.words}", RuntimeWarning, stacklevel=3)


def results(
    texts: Iterable[Text],
    *,
    rows: Table,
    model: str,
    threads: Optional[int],
    longest: int,
    parse: Callable[[bytes], Any] = _loads,
) -> Iterator[_Result]:
    """For each text its name, its rows as `parse` reads their lines, and what is wrong with it, in the order of the texts."""
    command = [program(), "extract", "--from", "jsonl", "--rows", rows, "--answers", "--model", model]
    if threads is not None:
        command += ["--threads", str(threads)]
    with _Feed([*command, "-"], parse) as feed:
        for number, text in enumerate(texts):
            doc, line, problem = _line(number, text, longest)
            if problem is None:
                yield from feed.send(_Waiting(doc, line))
            else:
                # What was sent before it comes first.
                yield from feed.finish()
                yield doc, [], problem
        yield from feed.finish()


def _line(number: int, text: Text, longest: int) -> Tuple[str, bytes, Optional[str]]:
    """The name of a text and the line that is sent for it, or what is wrong with it."""
    fields: Dict[str, Any]
    if isinstance(text, Mapping):
        fields = {key: text.get(key) for key in ("doc", "text", "outlet", "url", "language", "date") if key in text}
    elif isinstance(text, tuple):
        fields = dict(zip(("doc", "text"), text))
    else:
        fields = {"text": text}
    if fields.get("date") is not None:
        # A day may be a `datetime`, or what a frame has for one.
        fields["date"] = str(fields["date"])
    doc = fields.get("doc")
    fields["doc"] = doc = str(number) if doc is None else str(doc)
    content = fields.get("text")
    if not isinstance(content, str):
        is_missing = content is None or content != content
        words = "the text is missing" if is_missing else f"not a text but {type(content).__name__}"
        return doc, b"", words
    if len(content) > longest:
        return doc, b"", f"the text has {len(content):,} characters, and longest={longest:,}"
    try:
        return doc, json.dumps(fields, ensure_ascii=False).encode() + b"\n", None
    except UnicodeEncodeError:
        return doc, b"", "the text holds half of a character (a lone surrogate)"
    except (TypeError, ValueError) as error:
        return doc, b"", str(error)


class _Feed:
    """A process that is started when it is needed, and again where it dies.

    One thread reads what it writes, so that it never waits for us while we wait for it. How much can be under way is
    bounded, so nothing grows where rows are taken slowly.
    """

    def __init__(self, command: List[str], parse: Callable[[bytes], Any]) -> None:
        self.command = command
        self.parse = parse
        self.process: Optional[subprocess.Popen[bytes]] = None
        self.waiting: Deque[_Waiting] = deque()
        self.size = 0
        self.answers: "queue.SimpleQueue[_Answer]" = queue.SimpleQueue()
        self.errors: Optional[IO[bytes]] = None

    def __enter__(self) -> "_Feed":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        # A new queue: a thread of the last process may still be about to say that it ended.
        self.answers = queue.SimpleQueue()
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            self.command, bufsize=1 << 16, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors
        )
        assert self.process.stdout is not None
        reader = threading.Thread(target=_read, args=(self.process.stdout, self.answers, self.parse), daemon=True)
        reader.start()

    def stop(self) -> str:
        """Ends the process, and gives the last that it said."""
        process, self.process = self.process, None
        if process is None:
            return ""
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe is process.stdin and pipe is not None:
                    pipe.close()
            except OSError:
                pass
        process.kill()
        status = process.wait()
        if process.stdout is not None:
            process.stdout.close()
        said = b""
        if self.errors is not None:
            self.errors.seek(0)
            said = self.errors.read()[-2000:]
            self.errors.close()
        lines = said.decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"status {status}"

    def send(self, item: _Waiting) -> Iterator[_Result]:
        """Sends a text, and gives what is there by now."""
        while self.waiting and (len(self.waiting) >= AHEAD or self.size + len(item.line) > AHEAD_BYTES):
            yield from self.take()
        if self.process is None:
            self.start()
        self.waiting.append(item)
        self.size += len(item.line)
        if not self.write(item.line):
            # What it had answered comes first; nothing is the last.
            while (answer := self.answers.get()) is not None:
                yield self.done(*answer)
            yield from self.again()
        while self.waiting and not self.answers.empty():
            yield from self.take()

    def finish(self) -> Iterator[_Result]:
        """Gives all that was sent."""
        while self.waiting:
            yield from self.take()

    def write(self, line: bytes) -> bool:
        """Writes a line; whether the process took it. Where it has enough to do, lines go out many at a time."""
        assert self.process is not None and self.process.stdin is not None
        try:
            self.process.stdin.write(line)
        except OSError:
            return False
        return len(self.waiting) > ENOUGH or self.flush()

    def flush(self) -> bool:
        """Has the process get all that was written; whether it took it."""
        assert self.process is not None and self.process.stdin is not None
        try:
            self.process.stdin.flush()
        except OSError:
            return False
        return True

    def take(self) -> Iterator[_Result]:
        """Waits for the first that was sent."""
        if self.answers.empty():
            # Where it does not take it, it has ended, and says so.
            self.flush()
        answer = self.answers.get()
        if answer is None:
            yield from self.again()
            return
        yield self.done(*answer)

    def done(self, rows: List[Any], problem: Optional[str]) -> _Result:
        """What the first that was sent gives."""
        item = self.waiting.popleft()
        self.size -= len(item.line)
        return item.doc, rows, problem

    def again(self) -> Iterator[_Result]:
        """The process has died: gives what it has not answered, each text in a process that reads it alone."""
        self.stop()
        left, self.waiting, self.size = list(self.waiting), deque(), 0
        for item in left:
            if self.process is None:
                self.start()
            answer = self.answers.get() if self.write(item.line) else None
            if answer is not None:
                yield (item.doc, *answer)
                continue
            said = self.stop()
            if not self.is_able():
                raise WorkerDied(said)
            yield item.doc, [], f"the worker died with this document ({said})"

    def is_able(self) -> bool:
        """Whether the program runs at all with such arguments."""
        done = subprocess.run(self.command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        return done.returncode == 0


def _read(stream: IO[bytes], answers: "queue.SimpleQueue[_Answer]", parse: Callable[[bytes], Any]) -> None:
    """Reads rows until each answer, and says when there are no more."""
    rows: List[Any] = []
    try:
        for line in stream:
            if line.startswith(b'{"answer":'):
                answers.put((rows, _loads(line)["problem"]))
                rows = []
            else:
                rows.append(parse(line))
    except (ValueError, OSError):
        # It died in the middle of a line, or we have ended it.
        pass
    answers.put(None)
