"""What persons in office did, as the finer telling of what their states are told to have done."""

from collections.abc import Iterator, Sequence

from flows.claims.claim import Claim
from flows.claims.relations import MOST, Relation, between
from flows.claims.respects import one_occasion, places
from flows.claims.rules import shipped_rules


def in_office(persons: Sequence[Claim], states: Sequence[Claim]) -> Iterator[Relation]:
    """What persons in office did is the finer telling of what their states are told to have done at about that time."""
    told = sorted(((claim.first, claim.iri, own), claim) for own, of in enumerate((persons, states)) for claim in of)
    for number, ((_, _, own), one) in enumerate(told):
        for (_, _, another), other in told[number + 1 : number + 1 + MOST]:
            person, state = (other, one) if own else (one, other)
            if own != another and (found := acting_for(person, state)):
                yield found


def acting_for(person: Claim, state: Claim) -> Relation | None:
    """The relation of what a person in office did to what the state did, None where they are not one."""
    rules = shipped_rules()
    a, b = state.one, person.one
    if a.party and b.party:  # one office, told with and without whose it is
        return between(*sorted((person, state), key=lambda claim: (claim.first, claim.iri)))
    same = a.act == b.act and a.mood == b.mood and state.among != person.among
    if same and one_occasion(state, person, rules) and places(a.places, b.places) in (0, 1):
        return Relation(rules.finer, person, state, "whoever holds an office of a state acts for it")
    return None
