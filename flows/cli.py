"""The command `communique`: one short function a sub-command; the work is done elsewhere."""

import atexit
import gc
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows import using
from flows.errors import CommuniqueError
from flows.model import EntityType
from flows.options import (
    ADate,
    AllowPrivate,
    AnUrl,
    ASentence,
    ATitle,
    Engine,
    EntityFormat,
    Force,
    Jobs,
    Keep,
    NoSite,
    Offline,
    OnFailure,
    Out,
    Refresh,
    RowFormat,
    SomeSources,
    Sources,
    Version,
    Why,
    WithQuotes,
    listed,
    plainly,
    report,
)

SMALL_THINGS = 50_000  # more than before, and Python looks for waste

# Heavy imports stand inside the commands: `communique --help` answers at once.

app = typer.Typer(
    help="News articles on world affairs in, validated linked open data out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(using.app)


@app.callback()
def everywhere(version: Version = False) -> None:
    """News articles on world affairs in, validated linked open data out."""


@app.command(epilog="Example: communique init --base https://data.example.org/news/ --publisher 'Example Herald'")
@plainly
def init(
    base: Annotated[str | None, typer.Option(help="What the IRIs of all that you publish begin with.")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the data set.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Name of the one who publishes.")] = None,
    contact: Annotated[str | None, typer.Option(help="Whom readers write to: https://… or mailto:…")] = None,
) -> int:
    """Write communique.toml into this folder: all settings, each explained. And sources.yaml: an example of a list."""
    from flows.ingest import write_sources
    from flows.settings import write_config

    chosen = {"base": base, "title": title, "publisher": publisher, "contact": contact}
    print(write_config({name: value for name, value in chosen.items() if value is not None}))
    if written := write_sources(Path()):
        print(written)
    return 0


@app.command(epilog="Example: communique run https://example.org/summit.html --out release")
@plainly
def run(
    source: Sources = None,
    out: Out = Path("output"),
    offline: Offline = False,
    title: ATitle = None,
    dated: ADate = None,
    url: AnUrl = None,
    allow_private: AllowPrivate = False,
    engine: Engine = "frames",
    jobs: Jobs = 1,
    force: Force = False,
    with_quotes: WithQuotes = False,
    no_site: NoSite = False,
    keep: Keep = None,
    on_failure: OnFailure = None,
) -> int:
    """Publish what each SOURCE states as one release.

    Without a SOURCE, the article that ships as example is read, offline.
    """
    from flows.server import calm_prefect

    calm_prefect()
    from flows import log
    from flows.ingest import example_source
    from flows.publish_articles import publish_now
    from flows.summary import in_words

    options = {"engine": engine, "jobs": jobs, "force": force, "with_quotes": with_quotes, "site": not no_site}
    with log.progress():
        if source:
            outcome = publish_now(listed(source), str(out), offline=offline, **options)
        else:
            outcome = publish_now([example_source()], str(out), offline=True, **options)
    print("\n".join(in_words(outcome)))
    return report(outcome.failures, outcome.total("held back"))


@app.command(epilog="Example: communique facts article.txt --offline --format csv")
@plainly
def facts(
    source: Sources = None,
    format: Annotated[RowFormat, typer.Option(help="How to print the facts.")] = RowFormat.TABLE,
    offline: Offline = False,
    title: ATitle = None,
    dated: ADate = None,
    url: AnUrl = None,
    allow_private: AllowPrivate = False,
    engine: Engine = "frames",
    jobs: Jobs = 1,
    why: Why = False,
    sentence: ASentence = None,
) -> int:
    """Print what each SOURCE states, a fact a line."""
    from flows import log, looking, reading, show

    if sentence is not None:
        from flows.why import of_sentence

        print(of_sentence(sentence, date.today().isoformat()), end="")
        return 0
    if not source:
        raise CommuniqueError("facts: name a SOURCE, or a --sentence")
    with log.progress():
        readings = reading.read(listed(source), engine, offline, jobs)
    if why:
        from flows.why import of_facts

        print(of_facts(readings.kept), end="")
    else:
        show.put(looking.printed(looking.of_facts(readings.kept), format.value))
    return report(readings.failures)


@app.command(epilog="Example: communique entities article.txt --offline --format jsonl")
@plainly
def entities(
    source: SomeSources,
    format: Annotated[EntityFormat, typer.Option(help="How to print the names.")] = EntityFormat.TABLE,
    offline: Offline = False,
    title: ATitle = None,
    dated: ADate = None,
    url: AnUrl = None,
    allow_private: AllowPrivate = False,
    engine: Engine = "frames",
    jobs: Jobs = 1,
) -> int:
    """Print whom and what each SOURCE names."""
    from flows import log, looking, reading, show

    with log.progress():
        readings = reading.read_names(listed(source), engine, offline, jobs)
    print(show.FORMATS[format](looking.of_entities(readings.kept), looking.ENTITY_COLUMNS), end="")
    return report(readings.failures)


@app.command(epilog='Example: communique schedule https://example.org/feed.xml --cron "0 * * * *"')
@plainly
def schedule(
    source: SomeSources,
    cron: Annotated[str, typer.Option(help="When to run, in UTC: minute hour day month weekday.")] = "0 * * * *",
    out: Out = Path("output"),
    offline: Offline = False,
    title: ATitle = None,
    dated: ADate = None,
    url: AnUrl = None,
    allow_private: AllowPrivate = False,
    engine: Engine = "frames",
    jobs: Jobs = 1,
    with_quotes: WithQuotes = False,
    no_site: NoSite = False,
    keep: Keep = None,
    minutes: Annotated[float, typer.Option("--time-limit", min=0.1, help="Minutes that a run may take.")] = 60.0,
    port: Annotated[int, typer.Option(help="Port of the Prefect server, unless one is configured.")] = 4200,
    on_failure: OnFailure = None,
) -> int:
    """Publish each SOURCE by the clock, until stopped.

    Serves a Prefect deployment; its runs are shown on the web page of the Prefect server.
    """
    from flows.server import calm_prefect

    calm_prefect(logs=True)
    from flows import log
    from flows import schedule as deployments

    deployments.scheduled(cron)
    with deployments.server(port) as (address, login):
        asks = f" (it asks for {login})" if login else ""
        log.say(f"runs are shown at {address.removesuffix('/api')}{asks}; Ctrl-C ends this")
        options = {"engine": engine, "offline": offline, "jobs": jobs, "with_quotes": with_quotes, "site": not no_site}
        deployments.serve(cron, listed(source), out, minutes, **options)
    return 0


@app.command(epilog="Example: communique link Georgia --near Tbilisi --offline")
@plainly
def link(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    type: Annotated[EntityType | None, typer.Option(help="What the name stands for.")] = None,
    near: Annotated[list[str] | None, typer.Option(help="A name that stands near it; may be repeated.")] = None,
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Date of the article.")] = None,
    offline: Offline = False,
) -> int:
    """Show who may be meant by a name, and why."""
    from flows import show
    from flows.link.explain import explain
    from flows.settings import load_settings

    day = on.date().isoformat() if on else None
    print(show.decision(explain(name, type, near or [], offline=offline, settings=load_settings(), on=day)), end="")
    return 0


@app.command(epilog="Example: communique snapshot refresh --out build/gazetteer")
@plainly
def snapshot(
    action: Annotated[Refresh, typer.Argument(metavar="refresh")],
    out: Annotated[Path, typer.Option(help="Folder for the new tables.")] = Path("build/gazetteer"),
) -> int:
    """Rebuild the shipped tables from Wikidata, and show what differs."""
    from flows.link.refresh import refresh
    from flows.settings import load_settings

    for table in refresh(load_settings(), out):
        print(table.diff or f"{table.table}: nothing has changed")
    return 0


def main() -> None:
    """The entry point of the command."""
    # Tables, frames and trees are many small things that stay: to look through them for waste again and again is one.
    gc.set_threshold(SMALL_THINGS, 20, 100)
    atexit.register(gc.freeze)  # nor at the end, when all of it goes with the process
    app()
