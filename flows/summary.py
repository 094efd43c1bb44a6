"""What a run did, in numbers and in words: for the command line, and for Prefect's web page."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.extract import SILENT
from flows.model import Failure, Verdict

if TYPE_CHECKING:
    from flows.publish import Published, PublishedArticle

COUNTED = ("facts", "entities", "links", "unsure", "pending", "held back", "warnings")
MOST_NAMED = 5  # of what was linked since

Row = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the release is, what each article of the run gave, and which sources failed."""

    published: "Published"
    articles: tuple[Row, ...]
    failures: tuple[Failure, ...]
    site: Path | None = None  # the page to open, when pages were made
    not_due: tuple[str, ...] = ()  # names of the sources whose time has not come

    @property
    def failed(self) -> tuple[Failure, ...]:
        """The failures without the articles that were read and state nothing, which is nobody's fault."""
        return tuple(failure for failure in self.failures if failure.reason != SILENT)

    def total(self, counted: str) -> int:
        """One of the counts over all articles of the run."""
        return sum(int(row[counted]) for row in self.articles)


def outcome_of(
    published: "Published", articles: tuple["PublishedArticle", ...], failures: tuple[Failure, ...] = ()
) -> Outcome:
    """The outcome of a run that published these articles."""
    return Outcome(published, tuple(row_of(article) for article in articles), failures)


def row_of(article: "PublishedArticle") -> Row:
    """What one article gave."""
    reading = article.reading
    verdicts = [link.verdict for link in reading.links]
    return {
        "article": reading.article.source,
        "facts": len(reading.extraction.facts),
        "entities": len(reading.extraction.entities),
        "links": verdicts.count(Verdict.SAME),
        "unsure": verdicts.count(Verdict.UNSURE),
        "pending": article.pending,
        "held back": len(article.report.held_back),
        "warnings": sum(problem.severity == "warning" for problem in article.report.problems),
    }


def in_table(outcome: Outcome) -> list[Row]:
    """A row for each source of the run: what it gave, or why it failed; at least one, for none is shown blank."""
    read: list[Row] = [{**row, "outcome": "read"} for row in outcome.articles]
    nothing: Row = dict.fromkeys(COUNTED, 0)
    failed: list[Row] = [
        {"article": failure.source, **nothing, "outcome": failure.reason} for failure in outcome.failures
    ]
    return [*read, *failed] or [{"article": "all", **nothing, "outcome": "up to date"}]


def partly(outcome: Outcome) -> str:
    """One sentence on the sources that failed: how many, and the first ones with their reasons."""
    failed = [f"{failure.source}: {failure.reason}" for failure in outcome.failed]
    return f"{counted(len(failed), 'source')} failed: {'; '.join(failed[:MOST_NAMED])}{more_than(failed)}"


def in_words(outcome: Outcome) -> list[str]:
    """A few sentences on the run."""
    published = outcome.published
    states = {state: len(getattr(published, state)) for state in ("new", "updated", "unchanged", "kept")}
    changes = ", ".join(f"{count} {state}" for state, count in states.items() if count)
    linked, entities = outcome.total("links"), outcome.total("entities")
    if not outcome.articles:
        nothing = [] if published.gone else ["Nothing to do: each article is up to date (--force reads again)"]
        return [f"Release: {published.out} ({changes})", *nothing, *aside(outcome)]
    return [
        f"Release: {published.out} ({changes})",
        f"Read: {counted(len(outcome.articles), 'article')}, {counted(outcome.total('facts'), 'fact')}, "
        f"{counted(entities, 'entity', 'entities')} of which {linked} linked to Wikidata",
        f"Held back: {counted(outcome.total('held back'), 'fact')}"
        + (f"; see quarantine.ttl and report.md in {published.out}/articles/" if outcome.total("held back") else ""),
        *refused_whole(outcome),
        *linked_since(published),
        *left_pending(outcome),
        *aside(outcome),
    ]


def aside(outcome: Outcome) -> list[str]:
    """What else there is to say of a run, if anything: pages that are gone, sources whose time has not come."""
    gone, waiting, site = outcome.published.gone, outcome.not_due, outcome.site
    return [
        *([f"Gone: {counted(len(gone), 'page')}; what they stated stays published, marked as gone"] if gone else []),
        *([f"Not due: {', '.join(waiting[:MOST_NAMED])}{more_than(waiting)}"] if waiting else []),
        *([opened(site)] if site else []),
    ]


def more_than(names: Sequence[str]) -> str:
    """How many names are left out where only the first few are told."""
    return f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""


def opened(page: Path) -> str:
    """Where a person looks at the release."""
    return f"Look: {page.resolve().as_uri()}"


def refused_whole(outcome: Outcome) -> list[str]:
    """Where lies what the gate let nothing pass of, if there is any."""
    count = sum(failure.quarantined for failure in outcome.failures)
    where = f"{outcome.published.out}/quarantine/"
    return [f"Refused whole: {counted(count, 'article')}; what they say is kept in {where}"] if count else []


def linked_since(published: "Published") -> list[str]:
    """What the release before had left unlinked, by name, if anything."""
    names = [f"{one.name} ({', '.join(iri.rsplit('/', 1)[-1] for iri in one.now)})" for one in published.linked]
    told = f"Linked since: {', '.join(names[:MOST_NAMED])}{more_than(names)}; see {published.out}/former.csv"
    return [told] if names else []


def left_pending(outcome: Outcome) -> list[str]:
    """For how much Wikidata could not be asked, if it could not."""
    count = outcome.total("pending")
    about = f"Wikidata could not be asked about {counted(count, 'name or fact', 'names and facts')}"
    return [f"Pending: {about}; the next online run asks again"] if count else []


def in_markdown(outcome: Outcome) -> str:
    """The same for a web page, with the failures."""
    failures = [f"- **{failure.source}**: {failure.reason}" for failure in outcome.failures]
    lines = [
        "# Release",
        "",
        *(f"- {sentence}" for sentence in in_words(outcome)),
        f"- Hash: `{outcome.published.hash}`",
    ]
    return "\n".join([*lines, *(["", "## Not published", "", *failures] if failures else []), ""])


def counted(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun: `1 fact`, `2 facts`, `3 entities`."""
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"
