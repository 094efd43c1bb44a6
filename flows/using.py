"""The commands that put a release to use: serve it, ask it, give it to assistants, stores and analysts."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from flows.options import AnswerFormat, AsOf, Data, TimeLimit, plainly

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
