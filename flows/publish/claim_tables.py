"""The tables of what a release tells across its articles: claims.csv, relations.csv, disagreements.csv, promises.csv.

Each row is kept as the text that stands in the table, so that a release takes over what no article touched.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flows.claims import Account, Claim, Promise, Relation, Telling, state_by
from flows.publish.forms import Form
from flows.publish.index import File
from flows.publish.joined import write_form
from flows.publish.layout import Layout
from flows.publish.matters import Line
from flows.publish.totals import Totals
from flows.publish.writers.tables import write_row, write_table
from flows.rows import cut
from flows.settings import Settings

NEVER = "~"  # later than any day
NEWEST = "SELECT max(published) FROM graph WHERE published IS NOT NULL"
Record = dict[str, Any]
RELATIONS = (
    *("relation", "one", "other", "why", "one_words", "other_words", "one_published", "other_published"),
    *("one_fact", "other_fact", "one_claim", "other_claim", "one_article", "other_article", "relation_iri"),
)
TABLES = {
    "claims": (
        *("claim_iri", "says", "kind", "factualities", "sources", "articles"),
        *("first_stated", "last_stated", "confidence"),
    ),
    "relations": RELATIONS,
    "disagreements": RELATIONS,
    "promises": (
        *("says", "due", "state", "outcome", "words", "outcome_words", "published", "outcome_published", "sources"),
        *("claim_iri", "fact_iri", "article_iri", "outcome_fact", "outcome_article"),
    ),
}


def write_tables(totals: Totals, layout: Layout, out: Path, folder: Path) -> dict[str, File]:
    """The four tables as of the day of the newest article; each is absent where it would be empty."""
    forms = {f"{name}.csv": _form(columns) for name, columns in sorted(TABLES.items())}
    there = {name: form for name, form in forms.items() if totals.pieces.are_there(name)}
    return {name: write_form(name, form, totals, layout, out, folder) for name, form in there.items()}


def _form(columns: Sequence[str]) -> Form:
    """A table that is joined from its lines."""
    return Form(lambda _, text: text, head=lambda _: write_table(columns, ()), plain=True)


def lines_of(account: Account, settings: Settings) -> list[Line]:
    """The rows on what is told of a claim."""
    found = [_line("claims", claim.iri, _claim_line(claim)) for claim in account.claims]
    disagreements = {id(one) for one in account.disagreements}
    for one in account.relations:
        says = f"{one.name}: {cut(one.one.one.label)} / {cut(one.other.one.label)}"
        line = _line("relations", _place(one), _relation_line(one, settings), says)
        found += [line, line._replace(what="disagreements")] if id(one) in disagreements else [line]
    return [*found, *(_promise_line(promise) for promise in account.promises)]


def _promise_line(promise: Promise) -> Line:
    told = promise.claim.one
    record = {
        **_told("", told),
        "due": promise.due,
        "state": promise.state,
        "sources": promise.claim.sources,
        "outcome": promise.outcome.one.one.label if promise.outcome else "",
        **(_told("outcome_", promise.outcome.one.one) if promise.outcome else {}),
    }
    place = f"{promise.due or NEVER}\n{promise.claim.iri}"
    late = state_by(promise.state, promise.due, NEVER)
    if late != promise.state:
        overdue = _line("promises", place, {**record, "state": late})
        return _line("promises", place, record, cut(told.label))._replace(due=promise.due, late=overdue.text)
    return _line("promises", place, record, f"{promise.state}: {cut(told.label)}" if promise.outcome else "")


def _line(table: str, place: str, record: Record, says: str = "") -> Line:
    return Line(table, place, write_row(TABLES[table], record), says)


def relation_iri(one: Relation, settings: Settings) -> str:
    """The IRI of a relation: what it is, and between which claims."""
    return f"{settings.base}between/{_named(one.name, one.one.iri, one.other.iri)}"


@lru_cache(maxsize=1 << 10)  # the graph of a claim and the tables ask one after the other
def _named(name: str, one: str, other: str) -> str:
    words = "\n".join((name, one, other))
    return f"{name}-{sha256(words.encode()).hexdigest()[:12]}"


def _place(one: Relation) -> str:
    return "\n".join((one.one.one.label, one.one.iri, one.other.iri, one.name))


def _claim_line(claim: Claim) -> Record:
    return {
        "claim_iri": claim.iri,
        "says": cut(claim.one.label),
        "kind": claim.one.kind,
        "factualities": "; ".join(f"{name} {count}" for name, count in claim.factualities),
        "sources": claim.sources,
        "articles": claim.articles,
        "first_stated": claim.first,
        "last_stated": claim.last,
        "confidence": f"{claim.confidence:.2f}",
    }


def _relation_line(one: Relation, settings: Settings) -> Record:
    return {
        "relation": one.name,
        "why": one.why,
        **_side("one", one.one),
        **_side("other", one.other),
        "relation_iri": relation_iri(one, settings),
    }


def _side(side: str, claim: Claim) -> Record:
    told = claim.one
    return {
        side: cut(told.label),
        f"{side}_words": cut(told.words),
        f"{side}_published": told.day,
        f"{side}_fact": told.fact,
        f"{side}_claim": claim.iri,
        f"{side}_article": told.article,
    }


def _told(side: str, told: Telling) -> Record:
    line = {
        f"{side}words": cut(told.words),
        f"{side}published": told.day,
        f"{side}fact" if side else "fact_iri": told.fact,
        f"{side}article" if side else "article_iri": told.article,
    }
    return line if side else {"says": cut(told.label), "claim_iri": told.claim, **line}
