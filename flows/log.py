"""What a command says while it works: progress, its log and what went wrong, on standard error, as text or as JSON."""

import json
import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class LogFormat(StrEnum):
    """How progress, log and errors are written."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Look:
    """How a command speaks on standard error; `shows_log` when the log has the progress in it already."""

    format: LogFormat = LogFormat.TEXT
    quiet: bool = False
    shows_log: bool = False


LOOK: ContextVar[Look] = ContextVar("look", default=Look())  # noqa: B039  (it is frozen)


@contextmanager
def logging_as(format: LogFormat, level: int | None, *, quiet: bool) -> Iterator[None]:
    """Speaks in this format for as long as it lasts, and writes our own log from this level on, if any."""
    token = LOOK.set(Look(format, quiet, level is not None))
    root, ours = logging.getLogger(), logging.getLogger("flows")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        JsonFormatter() if format is LogFormat.JSON else logging.Formatter("%(levelname)s:%(message)s")
    )
    before = ours.level
    if level is not None:
        root.addHandler(handler)
        ours.setLevel(level)
    try:
        yield
    finally:
        root.removeHandler(handler)
        ours.setLevel(before)
        LOOK.reset(token)


class JsonFormatter(logging.Formatter):
    """One JSON object a record: time, level, message, and stage, done and total of progress."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        place = {name: getattr(record, name) for name in ("stage", "done", "total") if hasattr(record, name)}
        whole = {"error": self.formatException(record.exc_info)} if record.exc_info else {}
        return json.dumps(_line(record.levelname.lower(), record.getMessage()) | place | whole, ensure_ascii=False)


def _line(level: str, message: str) -> dict[str, object]:
    return {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": level, "message": message}


def complain(sentences: Iterable[str]) -> None:
    """Each sentence on a line of standard error."""
    as_json = LOOK.get().format is LogFormat.JSON
    for sentence in sentences:
        line = json.dumps(_line("error", sentence), ensure_ascii=False) if as_json else f"communique: {sentence}"
        print(line, file=sys.stderr, flush=True)


def warn(record: logging.LogRecord) -> None:
    """A warning of our own log on a line of standard error; what is none is left out."""
    if record.levelno >= logging.WARNING:
        as_json = LOOK.get().format is LogFormat.JSON
        text = JsonFormatter().format(record) if as_json else f"communique: {record.getMessage()}"
        print(text, file=sys.stderr, flush=True)


def say(sentence: str) -> None:
    """A sentence on standard error, for whoever watches."""
    as_json = LOOK.get().format is LogFormat.JSON
    print(json.dumps(_line("info", sentence), ensure_ascii=False) if as_json else sentence, file=sys.stderr, flush=True)


@contextmanager
def progress(logger: str = "flows") -> Iterator[None]:
    """Draws what the logger reports: a bar on a terminal, plain lines elsewhere, on standard error."""
    log = logging.getLogger(logger)
    before, handler = (log.level, log.propagate), _handler()
    log.addHandler(handler)
    log.setLevel(min(log.level or logging.INFO, logging.INFO))
    # Prefect writes what reaches the root logger to standard error: each line would stand there twice.
    log.propagate = LOOK.get().shows_log
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.level, log.propagate = before
        handler.close()


def _handler() -> logging.Handler:
    look = LOOK.get()
    if look.shows_log:
        return logging.NullHandler()
    if look.quiet:
        return WarningHandler()
    if look.format is LogFormat.JSON:
        return LineHandler(JsonFormatter())
    return BarHandler() if sys.stderr.isatty() else LineHandler(logging.Formatter("%(message)s"))


class LineHandler(logging.Handler):
    """Writes one line for each piece of progress, such as `read 2 of 5: page.html`."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(formatter)

    def emit(self, record: logging.LogRecord) -> None:
        """The line of one record: of progress, or of a warning; all else is left out."""
        if hasattr(record, "total"):
            print(self.format(record), file=sys.stderr, flush=True)
        else:
            warn(record)


class WarningHandler(logging.Handler):
    """Says warnings alone, for who wants no progress."""

    def emit(self, record: logging.LogRecord) -> None:
        """The line of a warning."""
        warn(record)


class BarHandler(logging.Handler):
    """Keeps one progress bar for each stage."""

    def __init__(self) -> None:
        # Slow to load, and of no use but to a terminal.
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

        super().__init__()
        columns = (
            TextColumn("{task.description:<9}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[name]}", markup=False),
        )
        self.bars = Progress(*columns, console=Console(stderr=True), transient=True)
        self.tasks: dict[str, TaskID] = {}
        self.bars.start()

    def emit(self, record: logging.LogRecord) -> None:
        """Moves the bar of the stage that the record speaks of."""
        stage, total = getattr(record, "stage", None), getattr(record, "total", None)
        if stage is None or total is None:
            warn(record)
            return
        if stage not in self.tasks:
            self.tasks[stage] = self.bars.add_task(stage, total=total, name="")
        name = record.getMessage().rsplit(": ", 1)[-1][:60]
        self.bars.update(self.tasks[stage], completed=getattr(record, "done", 0), total=total, name=name)

    def close(self) -> None:
        """Takes the bars off the terminal."""
        self.bars.stop()
        super().close()
