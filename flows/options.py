"""What the commands share: options, sources, and errors that are one plain sentence."""

import functools
import logging
import os
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ParamSpec

import typer

from flows.errors import CommuniqueError
from flows.model import Failure

P = ParamSpec("P")

# Set before Prefect is imported: it must neither phone home nor write its log between our lines.
CALM_PREFECT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    # Seconds. The very first start compiles all of Prefect, which a busy machine does not do in the 20 that it gives.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}


class RowFormat(StrEnum):
    """How `facts` prints its rows."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class EntityFormat(StrEnum):
    """How `entities` prints its rows."""

    TABLE = "table"
    JSONL = "jsonl"


class Refresh(StrEnum):
    """What `snapshot` does."""

    REFRESH = "refresh"


class ChangeFormat(StrEnum):
    """How `diff` prints what changed."""

    TEXT = "text"
    JSONL = "jsonl"


class AnswerFormat(StrEnum):
    """How `query` prints an answer."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"


def debugging(debug: bool) -> None:
    """Writes our own log to standard error when asked to."""
    if debug:
        logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
        logging.getLogger("flows").setLevel(logging.DEBUG)


READABLE = "URL, .html, .txt or .pdf file, feed, directory, .jsonl of passages; - for a list on standard input."

Sources = Annotated[list[str] | None, typer.Argument(metavar="SOURCE", show_default=False, help=READABLE)]
SomeSources = Annotated[list[str], typer.Argument(metavar="SOURCE", show_default=False, help=READABLE)]
Out = Annotated[Path, typer.Option(help="Folder of the release.")]
Offline = Annotated[bool, typer.Option("--offline", help="Link by the shipped snapshot alone.")]
Engine = Annotated[str, typer.Option(help="Extraction engine.")]
Jobs = Annotated[int, typer.Option(min=1, help="Processes that read articles.")]
Force = Annotated[bool, typer.Option("--force", help="Publish again what is already up to date.")]
WithQuotes = Annotated[bool, typer.Option("--with-quotes", help="Keep long quotations (for private use).")]
Data = Annotated[Path, typer.Option(help="Folder of the release to ask.")]
Debug = Annotated[bool, typer.Option("--debug", callback=debugging, help="Show the log, and errors whole.")]


def plainly(command: Callable[P, int]) -> Callable[P, None]:
    """A command whose every failure is one plain sentence, and whose result is the exit status."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        from flows.show import complain

        try:
            status = command(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read our output has seen enough (`communique facts … | head`).
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = 0
        except KeyboardInterrupt:
            complain(["stopped; what was published before is untouched"])
            status = 2
        except Exception as error:
            logging.getLogger(__name__).debug("the whole error", exc_info=error)
            complain(sentences_of(error))
            status = 2
        raise typer.Exit(status)

    return wrapped


def sentences_of(error: Exception) -> list[str]:
    """What a user needs to know of an error: ours speak for themselves, others say what they are."""
    if isinstance(error, CommuniqueError):
        return str(error).splitlines()
    if isinstance(error, OSError) and error.filename:
        return [f"{error.filename}: {(error.strerror or 'cannot be used').lower()}"]
    return [f"unexpected {type(error).__name__}: {error} (--debug shows where)".replace("\n", " ")]


def calm_prefect(logs: bool) -> None:
    """Settings of Prefect for a command, with or without its logs; what the user has set already stays."""
    for name, value in CALM_PREFECT.items():
        if not (logs and "LOGGING" in name):
            os.environ.setdefault(name, value)


def listed(sources: list[str]) -> list[str]:
    """The sources, with `-` replaced by the lines of standard input, each once."""
    lines = [line.strip() for line in sys.stdin] if "-" in sources else []
    named = [name for source in sources for name in (lines if source == "-" else [source])]
    return list(dict.fromkeys(name for name in named if name))


def report(failures: Sequence[Failure], held_back: int = 0) -> int:
    """Says which sources failed; the exit status when others succeeded."""
    from flows.show import complain

    complain(f"{failure.source}: {failure.reason}" for failure in failures)
    return 1 if failures or held_back else 0
