"""What a release tells of one block: which claims are described, their relations, and what became of promises."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flows.claims.acting import in_office
from flows.claims.claim import Claim, claims_in
from flows.claims.relations import Relation, nearest, related
from flows.claims.rules import shipped_rules
from flows.claims.telling import Telling


@dataclass(frozen=True, slots=True)
class Promise:
    """What was planned, for when at the latest ("" where no day is told), and what became of it, told by a relation.

    state: as mappings/claims.yaml calls it; a promise of which nothing was heard is open, whatever the day
    """

    claim: Claim
    due: str
    state: str
    outcome: Relation | None


@dataclass(frozen=True, slots=True)
class Account:
    """What is told of a block, in the order of IRIs: claims that several articles state or that stand in a relation,
    the relations, and the promises."""

    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    promises: tuple[Promise, ...]

    @property
    def disagreements(self) -> tuple[Relation, ...]:
        """Those of the relations in which articles disagree."""
        return tuple(one for one in self.relations if one.name in shipped_rules().disagreements)


def account_of(block: str, tellings: Iterable[Telling]) -> Account:
    """The account of a block, the same in whatever order its tellings come. What persons did in office is described in
    a block of its own; here it is only related to what their states did."""
    told = list(tellings)
    claims = claims_in(one for one in told if one.block == block)
    persons = claims_in(one for one in told if one.block != block)
    found = nearest([*related(claims), *in_office(persons, claims)])
    relations = sorted(found, key=lambda one: (one.one.iri, one.other.iri, one.name))
    inside = {claim.iri for one in relations for claim in (one.one, one.other)}
    in_order = sorted(claims, key=lambda claim: claim.iri)
    promises = (promise_of(claim, [one for one in relations if one.other.iri == claim.iri]) for claim in in_order)
    return Account(
        tuple(claim for claim in in_order if is_described(claim, claim.iri in inside)),
        tuple(relations),
        tuple(promise for promise in promises if promise),
    )


def is_described(claim: Claim, related: bool) -> bool:
    """Whether more is told of a claim than its fact tells; `related` when it stands in a relation."""
    return related or claim.articles > 1 or claim.acting


def promise_of(claim: Claim, relations: Iterable[Relation]) -> Promise | None:
    """The promise that a claim is, with what these relations to it tell that became of it; None where it is none."""
    rules = shipped_rules()
    if claim.one.mood != rules.promises["mood"]:
        return None
    outcomes = [name for name in rules.promises if name in rules.relations]
    told = [one for one in relations if one.name in outcomes]
    told.sort(key=lambda one: (outcomes.index(one.name), one.one.first, one.one.iri))
    state = rules.promises[told[0].name] if told else rules.promises["open"]
    due = date.fromordinal(claim.days[1]).isoformat() if claim.days else ""
    return Promise(claim, due, state, told[0] if told else None)


def state_by(state: str, due: str, day: str) -> str:
    """The state of a promise as of a day: one of which nothing was heard is overdue once its day has passed."""
    promises = shipped_rules().promises
    return promises["overdue"] if state == promises["open"] and due and due < day else state
