"""What a run hands over to be published, and what publishing hands back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Quad

from flows.model import Failure, Reading, Report


@dataclass(frozen=True, slots=True)
class PublishedArticle:
    """One article as the gate left it: what may be published, and what was held back with the report that says why.

    statements:  lines for QuickStatements, by the key of the fact that is new to Wikidata
    pending:     for how many names and facts Wikidata could not be asked
    """

    reading: Reading
    quads: tuple[Quad, ...]
    held_back: tuple[Quad, ...]
    report: Report
    statements: Mapping[str, str] = field(default_factory=dict)
    pending: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the flow: the only thing in a release that knows the clock.

    started, ended:  ISO 8601 with zone
    id, name:        of the flow run, as Prefect calls it
    versions:        (part, version) pairs: code, model, frames, ontology, snapshot …
    """

    started: str
    ended: str
    id: str
    name: str
    engine: str
    offline: bool
    versions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Former:
    """An IRI that a thing bore in an earlier release, before it was linked.

    now:    the IRIs that stand for it now: one, unless several things had shared it
    quads:  what is published of it
    """

    iri: str
    name: str
    now: tuple[str, ...]
    quads: tuple[Quad, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An article that is taken out, known by its address, its slug or its IRI, and why."""

    article: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """An article whose page is there no longer: its origin, since when (ISO day), and what its server answers.

    quads:  what its graph says from now on beside the rest
    """

    origin: str
    day: str
    status: int
    quads: tuple[Quad, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """All that one run publishes, in any order; failed sources keep what was published of them before."""

    articles: tuple[PublishedArticle, ...]
    run: Run
    failures: tuple[Failure, ...] = ()
    former: tuple[Former, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    gone: tuple[Gone, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """Where the release is and what is in it; `new`, `updated`, `unchanged` and `kept` are slugs of articles.

    linked:  what the release before this one had left unlinked
    gone:    slugs of the articles that were marked as gone
    """

    out: Path
    hash: str
    counts: dict[str, int]
    new: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    linked: tuple[Former, ...] = ()
    gone: tuple[str, ...] = ()
