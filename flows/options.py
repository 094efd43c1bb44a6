"""What the commands share: options, sources, and errors that are one plain sentence."""

import functools
import inspect
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from flows import __version__
from flows.errors import CommuniqueError
from flows.log import LogFormat, complain, logging_as
from flows.model import Failure
from flows.settings import NAMES_CONFIG


class RowFormat(StrEnum):
    """How `facts` prints its rows."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


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
    PARQUET = "parquet"


def allow_private(allowed: bool) -> None:
    """Lets links and redirects lead into this machine's own network, in this process and those that it starts."""
    if allowed:
        os.environ["COMMUNIQUE_ALLOW_PRIVATE"] = "1"


def saying(name: str) -> Callable[[str | None], None]:
    """Lets a run know what the user says of its one source."""

    def keep(value: str | None) -> None:
        if value is not None:
            os.environ[f"COMMUNIQUE_TEXT_{name}"] = value

    return keep


def keep(number: int | None) -> None:
    """Has runs keep so many earlier releases, in this process and those that it starts."""
    if number is not None:
        os.environ["COMMUNIQUE_KEEP"] = str(number)


def whole(data: Path) -> Path:
    """The folder of a release to ask; an earlier one that is kept without some files has them again."""
    if (data / "index.json").is_file() and not (data / "dataset.ttl").exists():
        from flows.publish import made_whole
        from flows.settings import load_settings

        try:
            return made_whole(data, load_settings())
        except CommuniqueError as error:
            raise typer.BadParameter(str(error)) from error
    return data


def on_failure(whom: str | None) -> None:
    """Lets a run, and those of a schedule, know whom to tell what failed."""
    if whom is not None:
        os.environ["COMMUNIQUE_ON_FAILURE"] = whom


READABLE = (
    "URL, .html, .txt or .pdf file, feed, directory, .jsonl of passages, .yaml list of sources; - for standard input: "
    "a text, or a list."
)

Sources = Annotated[list[str] | None, typer.Argument(metavar="SOURCE", show_default=False, help=READABLE)]
SomeSources = Annotated[list[str], typer.Argument(metavar="SOURCE", show_default=False, help=READABLE)]
Out = Annotated[Path, typer.Option(help="Folder of the release.")]
Offline = Annotated[bool, typer.Option("--offline", help="Link by the shipped snapshot alone.")]
Engine = Annotated[str, typer.Option(help="Extraction engine.")]
Jobs = Annotated[int, typer.Option(min=1, help="Processes that read articles.")]
Force = Annotated[bool, typer.Option("--force", help="Publish again what is already up to date.")]
WithQuotes = Annotated[bool, typer.Option("--with-quotes", help="Keep long quotations (for private use).")]
NoSite = Annotated[bool, typer.Option("--no-site", help="Make no pages beside the release.")]
Keep = Annotated[
    int | None,
    typer.Option(min=1, callback=keep, show_default="1", help="Earlier releases to keep (.previous, .previous-2 …)."),
]
AsOf = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Answer by what articles published by that day had told."),
]
Data = Annotated[Path, typer.Option(callback=whole, help="Folder of the release to ask.")]
TimeLimit = Annotated[float, typer.Option("--time-limit", min=0.1, help="Seconds that it may take.")]
Config = Annotated[
    Path | None, typer.Option(show_default=False, help="File of settings; communique.toml of this folder, if any.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show the log.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the log in detail, and errors whole.")]
LogAs = Annotated[LogFormat, typer.Option(help="How progress, log and errors are written.")]
Why = Annotated[bool, typer.Option("--why", help="Tell of each fact what made it, and of which words.")]
ASentence = Annotated[
    str | None,
    typer.Option("--sentence", show_default=False, help="A sentence to tell it of, with the frames that came close."),
]
OnFailure = Annotated[
    str | None,
    typer.Option(
        "--on-failure",
        metavar="URL|COMMAND",
        callback=on_failure,
        show_default=False,
        help="Whom to tell, as JSON, what failed: an address, or a command.",
    ),
]
ATitle = Annotated[
    str | None,
    typer.Option("--title", callback=saying("TITLE"), show_default=False, help="Headline of the one SOURCE."),
]
ADate = Annotated[
    str | None,
    typer.Option("--date", callback=saying("DATE"), show_default=False, help="When the one SOURCE was published."),
]
AnUrl = Annotated[
    str | None,
    typer.Option("--url", callback=saying("URL"), show_default=False, help="Where the one SOURCE can be read."),
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        callback=allow_private,
        help="Follow links into this machine's own network (named addresses always are).",
    ),
]


def say_version(wanted: bool) -> None:
    """Prints which version this is, and ends."""
    if wanted:
        print(f"communique {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=say_version, is_eager=True, help="Say the version.")]


def shared(
    config: Config = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
    log_format: LogAs = LogFormat.TEXT,
) -> None:
    """The options that every command has."""


def plainly(command: Callable[..., int]) -> Callable[..., None]:
    """A command with the shared options, whose every failure is one plain sentence, and whose result is the status."""
    common = inspect.signature(shared).parameters

    @functools.wraps(command)
    def wrapped(**options: Any) -> None:
        chosen = {name: options.pop(name) for name in common}
        level = logging.DEBUG if chosen["debug"] else logging.INFO if chosen["verbose"] else None
        with logging_as(chosen["log_format"], level, quiet=chosen["quiet"]), settings_of(chosen["config"]):
            stop_when_terminated()
            raise typer.Exit(status_of(command, options))

    own = inspect.signature(command).parameters
    wrapped.__signature__ = inspect.Signature([*own.values(), *common.values()])  # type: ignore[attr-defined]
    return wrapped


def stop_when_terminated() -> None:
    """Takes SIGTERM for what Ctrl-C is: whatever runs is ended in order, and one sentence says so."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    # Another thread than the first cannot set it, and has no need to.
    with suppress(ValueError):
        signal.signal(signal.SIGTERM, stop)


def status_of(command: Callable[..., int], options: dict[str, Any]) -> int:
    """The exit status of a command; what went wrong is said."""
    try:
        status = command(**options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Whoever read our output has seen enough (`communique facts … | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        complain(["stopped; what was published before is untouched"])
    except Exception as error:
        logging.getLogger(__name__).debug("the whole error", exc_info=error)
        complain(sentences_of(error))
    return 2


@contextmanager
def settings_of(path: Path | None) -> Iterator[None]:
    """Lets a file of settings hold for as long as this lasts, in the processes that are started meanwhile too."""
    before = os.environ.get(NAMES_CONFIG)
    if path is not None:
        os.environ[NAMES_CONFIG] = str(path.resolve())
    try:
        yield
    finally:
        if path is not None:
            os.environ.pop(NAMES_CONFIG)
            os.environ.update({} if before is None else {NAMES_CONFIG: before})


def sentences_of(error: Exception) -> list[str]:
    """What a user needs to know of an error: ours speak for themselves, others say what they are."""
    if isinstance(error, CommuniqueError):
        return str(error).splitlines()
    if isinstance(error, OSError) and error.filename:
        return [f"{error.filename}: {(error.strerror or 'cannot be used').lower()}"]
    return [f"unexpected {type(error).__name__}: {error} (--debug shows where)".replace("\n", " ")]


def listed(sources: list[str]) -> list[str]:
    """The sources, with `-` replaced by what standard input lists or, when it is a text or page itself, by that.

    Names and passwords in them go into our environment, so that nothing that shows or keeps a source shows them.
    """
    from flows.ingest.addresses import without_login
    from flows.piped import piped

    lines = piped(sys.stdin.buffer.read()) if "-" in sources else []
    named = [name for source in sources for name in (lines if source == "-" else [source])]
    logins = [name for name in named if name and without_login(name) != name]
    if logins:
        os.environ["COMMUNIQUE_LOGINS"] = " ".join(logins)
    plain = list(dict.fromkeys(without_login(name) for name in named if name))
    if len(plain) != 1 and any(os.environ.get(f"COMMUNIQUE_TEXT_{name}") for name in ("TITLE", "DATE", "URL")):
        raise CommuniqueError(f"--title, --date and --url say something of one SOURCE, and there are {len(plain)}")
    return plain


def report(failures: Sequence[Failure], held_back: int = 0) -> int:
    """Says which sources failed; the exit status when others succeeded."""
    complain(f"{failure.source}: {failure.reason}" for failure in failures)
    return 1 if failures or held_back else 0
