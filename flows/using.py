"""The commands that put a release to use: show, serve and ask it, give it to others, check, compare and correct it."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from flows.options import AnswerFormat, AsOf, ChangeFormat, Data, Out, TimeLimit, plainly, report
from flows.settings import MAPPINGS

# Heavy imports stand inside the commands: `communique --help` answers at once.

app = typer.Typer()


@app.command(epilog="Example: communique serve --port 8000")
@plainly
def serve(
    data: Data = Path("output"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")] = 8000,
    seconds: TimeLimit = 30.0,
) -> int:
    """Serve a release on this machine: pages, linked data, SPARQL.

    The pages are made first where they are not up to date. Nothing can be changed through it.
    """
    from flows.serve.answers import Limits
    from flows.serve.app import serve as serve_release
    from flows.settings import load_settings
    from flows.site import build

    settings = load_settings()
    site = build(data, data / "site", settings.title).start.parent
    serve_release(data, site, settings.cache, port, Limits(seconds))
    return 0


@app.command(epilog="Example: communique mcp --data output")
@plainly
def mcp(data: Data = Path("output")) -> int:
    """Answer assistants about a release, on standard input and output.

    A server of the Model Context Protocol with read-only tools; needs the extra `mcp`.
    """
    from flows.assistant import server_of

    server_of(data).run("stdio")
    return 0


@app.command(epilog="Example: communique push http://127.0.0.1:7878/store")
@plainly
def push(
    address: Annotated[str, typer.Argument(metavar="URL", show_default=False)],
    data: Data = Path("output"),
    anew: Annotated[bool, typer.Option("--all", help="Send what was sent before as well.")] = False,
) -> int:
    """Bring a triple store to a release, by the Graph Store Protocol.

    One graph an article; only what has changed since the last call is sent. COMMUNIQUE_PUSH_LOGIN holds name:password.
    """
    from flows.push import push as pushed
    from flows.settings import load_settings
    from flows.summary import counted

    done = pushed(data, address, load_settings().cache, anew=anew)
    print(f"{counted(done.sent, 'graph')} sent, {done.removed} removed, {done.unchanged} unchanged")
    return 0


@app.command(
    epilog="Example: communique query who-is-a-member-of-what --organization NATO --format csv",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
@plainly
def query(
    context: typer.Context,
    query: Annotated[str | None, typer.Argument(metavar="QUERY", show_default=False)] = None,
    data: Data = Path("output"),
    format: Annotated[AnswerFormat, typer.Option(help="How to print the answer.")] = AnswerFormat.TABLE,
    names: Annotated[bool, typer.Option("--list", help="Name the shipped questions.")] = False,
    federate: Annotated[bool, typer.Option("--federate", help="Let it ask other servers (SERVICE).")] = False,
    as_of: AsOf = None,
    seconds: TimeLimit = 60.0,
) -> int:
    """Ask a release a question in SPARQL.

    The question is SPARQL text, an .rq file, the name of a shipped one (--list), or - for standard input. Behind it may
    stand parameters: --COLUMN VALUE keeps the rows that have the value, --date DAY asks as of that day.
    """
    from flows import ask, show
    from flows.parameters import given_as
    from flows.worker import work_once

    if names or query is None:
        print(show.as_table([asdict(question) for question in ask.questions()], ("name", "asks")), end="")
    else:
        asked, given = sys.stdin.read() if query == "-" else query, given_as(context.args)
        options = (given, format.value, federate, as_of.date().isoformat() if as_of else "")
        said = work_once(ask.name_of(asked), show.answered, asked, data, *options, seconds=seconds)
        show.put(said)
    return 0


@app.command(epilog="Example: communique export facts.parquet")
@plainly
def export(
    to: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="….parquet or ….geojson")],
    data: Data = Path("output"),
) -> int:
    """Write a release as one file for analysts.

    As .parquet all its facts, a row each, with days to compare by (needs the extra `tables`); as .geojson those that
    take place somewhere, for any map.
    """
    from flows.export import export as exported
    from flows.summary import counted

    print(f"{to}: {counted(exported(data, to), 'fact')}")
    return 0


@app.command(epilog="Example: communique site --at https://news.example.org/facts/")
@plainly
def site(
    data: Data = Path("output"),
    out: Annotated[Path | None, typer.Option(help="Folder of the pages.", show_default="site/ in it")] = None,
    title: Annotated[str, typer.Option(help="What the pages call themselves.")] = "",
    at: Annotated[str, typer.Option(help="Address that the folder will have on the web, for its sitemap.")] = "",
) -> int:
    """Make a release into pages for people: a folder of files for any web host."""
    from flows.settings import load_settings
    from flows.site import build
    from flows.summary import opened

    built = build(data, out or data / "site", title or load_settings().title, at)
    print(f"Pages: {built.files} files, {built.written} of them new or changed, {built.removed} removed")
    print(opened(built.start))
    return 0


@app.command(epilog="Example: communique check output/dataset.ttl")
@plainly
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE", show_default=False)],
    seconds: TimeLimit = 600.0,
) -> int:
    """Validate RDF files against our shapes."""
    from flows import log, show
    from flows.batch import Batch, some
    from flows.validate import check_file
    from flows.worker import work_once

    with log.progress():
        checked = Batch(files).each(
            "check", lambda name: (name, work_once(name, check_file, Path(name), seconds=seconds))
        )
    print("".join(show.verdict(name, verdict) for name, verdict in checked.kept), end="")
    failed = report(some(checked).failures)
    return failed if all(verdict.conforms for _, verdict in checked.kept) else 1


@app.command(epilog="Example: communique diff last-week/ output/")
@plainly
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", show_default=False)],
    format: Annotated[ChangeFormat, typer.Option(help="How to print the changes.")] = ChangeFormat.TEXT,
) -> int:
    """Say which facts came, went and changed, and why."""
    from flows import log, show
    from flows.publish import diff as compared

    changes = compared(old, new)
    print(show.CHANGES[format](changes), end="")
    if not changes:
        log.say(f"nothing differs between {old} and {new}")
    return 0


@app.command(epilog="Example: communique runs output/")
@plainly
def runs(
    data: Annotated[Path, typer.Argument(metavar="RELEASE")] = Path("output"),
    last: Annotated[int, typer.Option(min=1, help="How many.")] = 20,
) -> int:
    """List the last runs of a release, and what each did to it."""
    from flows import show
    from flows.publish.runs import COLUMNS, read_runs

    print(show.as_table(read_runs(data, last), COLUMNS), end="")
    return 0


@app.command(epilog="Example: communique withdraw https://example.org/summit.html --reason 'retracted by the paper'")
@plainly
def withdraw(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", show_default=False)],
    reason: Annotated[str, typer.Option(help="Why, in words that go into the release.", show_default=False)],
    out: Out = Path("output"),
) -> int:
    """Take an article's facts out of a release; a tombstone says which article, when and why.

    ARTICLE is its address, its slug or its IRI. Later runs leave it out, unless they are told to --force.
    """
    from flows.withdraw import withdraw_now

    published = withdraw_now(article, reason, out)
    print(f"Release: {published.out} ({len(published.kept)} kept)")
    print(f"Withdrawn: {article}; see {out}/withdrawn.csv")
    return 0


@app.command(epilog="Example: communique review output/")
@plainly
def review(
    data: Annotated[Path, typer.Argument(metavar="RELEASE")] = Path("output"),
    decisions: Annotated[Path, typer.Option(help="File that the decisions are added to.")] = MAPPINGS / "decisions.csv",
) -> int:
    """Decide by hand on the names that a release left open.

    Given a links.csv instead, say one that was edited in OpenRefine, its column `decision` is taken over.
    """
    from flows import show
    from flows.link import review as reviewing
    from flows.summary import counted

    if data.is_file():
        decided = reviewing.take_over(data, decisions)
    else:
        decided = reviewing.review(reviewing.open_names(data / "links.csv"), show.choose, decisions)
    print(f"{counted(decided, 'decision')} written to {decisions}")
    return 0
