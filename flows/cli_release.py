"""What `communique` does with a release: show, serve, ask, send, compare, take out. One short function a command."""

from pathlib import Path
from typing import Annotated

import typer

from flows.options import (
    ChangeFormat,
    Data,
    Out,
    TimeLimit,
    plainly,
    report,
)
from flows.settings import MAPPINGS

# Heavy imports stand inside the commands: `communique --help` answers at once.

over_release = typer.Typer()


@over_release.command(epilog="Example: communique site --at https://news.example.org/facts/")
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


@over_release.command(epilog="Example: communique check output/dataset.ttl")
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


@over_release.command(epilog="Example: communique diff last-week/ output/")
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


@over_release.command(epilog="Example: communique runs output/")
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


@over_release.command(
    epilog="Example: communique withdraw https://example.org/summit.html --reason 'retracted by the paper'"
)
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


@over_release.command(epilog="Example: communique review output/")
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
