"""The command `communique`: one short function a sub-command; the work is done elsewhere."""

import functools
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ParamSpec

import typer

from flows.errors import CommuniqueError
from flows.model import Failure

# Heavy imports stand inside the commands: `communique --help` answers at once.

P = ParamSpec("P")

# Set before Prefect is imported: it must neither phone home nor write its log between our lines.
CALM_PREFECT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
}

app = typer.Typer(
    help="News articles on world affairs in, validated linked open data out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class RowFormat(StrEnum):
    """How `facts` prints its rows."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class EntityFormat(StrEnum):
    """How `entities` prints its rows."""

    TABLE = "table"
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


@app.command(epilog="Example: communique run https://example.org/summit.html --out release")
@plainly
def run(
    source: Sources = None,
    out: Out = Path("output"),
    offline: Offline = False,
    engine: Engine = "frames",
    jobs: Jobs = 1,
    force: Force = False,
    with_quotes: WithQuotes = False,
    debug: Debug = False,
) -> int:
    """Publish what each SOURCE states as one release.

    Without a SOURCE, the article that ships as example is read, offline.
    """
    calm_prefect(debug)
    from flows import show
    from flows.ingest import example_source
    from flows.publish_articles import publish_now
    from flows.summary import in_words

    options = {"engine": engine, "jobs": jobs, "force": force, "with_quotes": with_quotes}
    with show.progress("flows"):
        if source:
            outcome = publish_now(listed(source), str(out), offline=offline, **options)
        else:
            outcome = publish_now([example_source()], str(out), offline=True, **options)
    print("\n".join(in_words(outcome)))
    return report(outcome.failures, outcome.total("held back"))


@app.command(epilog="Example: communique facts article.txt --offline --format csv")
@plainly
def facts(
    source: SomeSources,
    format: Annotated[RowFormat, typer.Option(help="How to print the facts.")] = RowFormat.TABLE,
    offline: Offline = False,
    engine: Engine = "frames",
    jobs: Jobs = 1,
    debug: Debug = False,
) -> int:
    """Print what each SOURCE states, a fact a line."""
    from flows import looking, show, stages

    with show.progress("flows"):
        readings = stages.read(listed(source), engine, offline, jobs)
    columns = looking.FACTS_IN_SHORT if format is RowFormat.TABLE else looking.FACT_COLUMNS
    print(show.FORMATS[format](looking.of_facts(readings.kept), columns), end="")
    return report(readings.failures)


@app.command(epilog="Example: communique entities article.txt --offline --format jsonl")
@plainly
def entities(
    source: SomeSources,
    format: Annotated[EntityFormat, typer.Option(help="How to print the names.")] = EntityFormat.TABLE,
    offline: Offline = False,
    engine: Engine = "frames",
    jobs: Jobs = 1,
    debug: Debug = False,
) -> int:
    """Print whom and what each SOURCE names."""
    from flows import looking, show, stages

    with show.progress("flows"):
        readings = stages.read(listed(source), engine, offline, jobs)
    print(show.FORMATS[format](looking.of_entities(readings.kept), looking.ENTITY_COLUMNS), end="")
    return report(readings.failures)


@app.command(epilog="Example: communique query who-is-a-member-of-what --format csv")
@plainly
def query(
    query: Annotated[str | None, typer.Argument(metavar="QUERY", show_default=False)] = None,
    data: Data = Path("output"),
    format: Annotated[AnswerFormat, typer.Option(help="How to print the answer.")] = AnswerFormat.TABLE,
    names: Annotated[bool, typer.Option("--list", help="Name the shipped questions.")] = False,
    debug: Debug = False,
) -> int:
    """Ask a release a question in SPARQL.

    The question is SPARQL text, an .rq file, or the name of a shipped one (--list).
    """
    from flows import ask, show

    if names or query is None:
        print(show.as_table([asdict(question) for question in ask.questions()], ("name", "asks")), end="")
    else:
        print(show.answer(ask.ask(query, data), format), end="")
    return 0


@app.command(epilog="Example: communique check output/dataset.ttl")
@plainly
def check(files: Annotated[list[str], typer.Argument(metavar="FILE", show_default=False)], debug: Debug = False) -> int:
    """Validate RDF files against our shapes."""
    from flows import show
    from flows.batch import Batch, some
    from flows.validate import load_gate, validate_file

    gate = load_gate()
    checked = Batch(files).each("check", lambda name: (name, validate_file(Path(name), gate)))
    print("".join(show.verdict(name, verdict) for name, verdict in checked.kept), end="")
    failed = report(some(checked).failures)
    return failed if all(verdict.conforms for _, verdict in checked.kept) else 1


@app.command(epilog='Example: communique schedule https://example.org/feed.xml --cron "0 * * * *"')
@plainly
def schedule(
    source: SomeSources,
    cron: Annotated[str, typer.Option(help="When to run, in UTC: minute hour day month weekday.")] = "0 * * * *",
    out: Out = Path("output"),
    offline: Offline = False,
    engine: Engine = "frames",
    jobs: Jobs = 1,
    with_quotes: WithQuotes = False,
    port: Annotated[int, typer.Option(help="Port of the Prefect server, unless one is configured.")] = 4200,
    debug: Debug = False,
) -> int:
    """Publish each SOURCE by the clock, until stopped.

    Serves a Prefect deployment; its runs are shown on the web page of the Prefect server.
    """
    calm_prefect(debug)
    from flows import schedule as deployments
    from flows import show

    with deployments.server(port) as address:
        show.say(f"runs are shown at {address.removesuffix('/api')}; Ctrl-C ends this")
        options = {"engine": engine, "offline": offline, "jobs": jobs, "with_quotes": with_quotes}
        deployments.serve(cron, listed(source), out, **options)
    return 0


def main() -> None:
    """The entry point of the command."""
    app()


def calm_prefect(debug: bool) -> None:
    """Settings of Prefect for a command; what the user has set already stays."""
    for name, value in CALM_PREFECT.items():
        if not (debug and "LOGGING" in name):
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
