"""How two tellings stand to each other in one respect: time, place, figure, party."""

from collections.abc import Sequence

from flows.claims.claim import Claim
from flows.claims.dates import days_of, gap
from flows.claims.figures import agree, starts_alike
from flows.claims.identity import VAGUE
from flows.claims.lands import country_of, is_country
from flows.claims.rules import Rules
from flows.claims.telling import Telling, folded_place


def one_occasion(earlier: Claim, later: Claim, rules: Rules) -> bool:
    """Whether the times of two claims of one act let them be of the same time."""
    if earlier.days and later.days:
        return gap(earlier.days, later.days) == 0
    if earlier.one.shape != "occasion":
        return True
    one, other = presumed(earlier, rules), presumed(later, rules)
    return bool(one and other and not gap(one, other))


def presumed(claim: Claim, rules: Rules) -> tuple[int, int] | None:
    """The days that a claim may mean, also where it gives none: what an article tells has just been, or comes soon."""
    if claim.days or not claim.told:
        return claim.days
    first, last = claim.told
    fresh = claim.one.late if is_one_of_its_kind(claim.one) else rules.days["fresh"]
    if claim.one.mood == "not":
        return first - fresh, last + fresh  # what was not, or is not to be
    return (first, last + fresh) if claim.one.mood in ("planned", "refused") else (first - fresh, last)


def is_fresh(one: Claim, other: Claim, rules: Rules) -> bool:
    """Whether only one gives a day, and the other tells it as news of about that day: "has resigned", of the eve."""
    for dated, told in ((one, other), (other, one)):
        if dated.days and not told.days and told.told and told.one.shape in ("step", "occasion"):
            return dated.days[0] == dated.days[1] and gap(dated.days, told.told) <= rules.days["near"]
    return False


def is_one_of_its_kind(told: Telling) -> bool:
    """Whether what is told seldom happens twice and says which it is: the signing of a treaty with a name or matter."""
    return told.late >= 0 and VAGUE not in told.block and all(told.beside)


def between_ends(one: Claim, other: Claim) -> int:
    """How many days lie between the ends of two states, 0 where either has none."""
    mine, theirs = days_of(one.one.until), days_of(other.one.until)
    return gap(mine, theirs) if one.one.shape == "state" and mine and theirs else 0


def is_still_to_come(earlier: Claim, later: Claim, rules: Rules) -> bool:
    """Whether what seldom happens twice was planned for a day, and is told to be planned when that day has passed."""
    a, b = earlier.one, later.one
    if a.mood != rules.promises["mood"] or not is_one_of_its_kind(a) or not is_one_of_its_kind(b):
        return False
    if not earlier.days or later.days or not later.told or places(a.places, b.places) is None:
        return False
    return 0 < later.told[0] - earlier.days[1] <= rules.days["postponed"]


def told_together(one: Claim, other: Claim, rules: Rules) -> bool:
    """Whether two plans for a day are told so soon one after the other that neither is the other one changed."""
    planned = one.one.mood == other.one.mood == rules.promises["mood"]
    if not planned or not (one.days and other.days and one.told and other.told):
        return False
    return gap(one.told, other.told) <= rules.days["near"]


def close(earlier: Claim, later: Claim, rules: Rules) -> bool:
    """Whether two claims speak of one time: what happens once does, the rest by when it is told."""
    if earlier.one.shape == "step":
        return True
    if not earlier.told or not later.told:
        return False
    far = "postponed" if earlier.one.mood == "planned" else "since" if earlier.one.shape == "state" else "state"
    return gap(earlier.told, later.told) <= rules.days[far]


def places(one: Sequence[str], other: Sequence[str]) -> int | None:
    """1 where the second places are more exact, -1 where the first are, 0 where they agree; None where they differ."""
    if not one or not other:
        return bool(other) - bool(one)
    if {folded_place(place) for place in one} & {folded_place(place) for place in other}:
        return (len(other) > len(one)) - (len(one) > len(other))
    for first in one:
        for second in other:
            if country_of(first) and country_of(first) == country_of(second):
                finer = is_country(first) - is_country(second)
                if finer:
                    return finer
            elif is_country(first) != is_country(second) and not (country_of(first) and country_of(second)):
                return is_country(first) - is_country(second)  # a place that the tables do not know may lie there
    return None


def text_finer(one: str, other: str) -> int:
    """1 where the second text says more than the first, -1 where the first does, 0 where they say as much."""
    return (len(other) > len(one)) - (len(one) > len(other)) if one.startswith(other) or other.startswith(one) else 0


def differ(one: str, other: str) -> bool:
    """Whether both give something, and not the same."""
    return bool(one and other and one != other)


def differ_in_number(one: Telling, other: Telling) -> bool:
    """Whether two figures cannot be one number, or, of one that grows, are two."""
    if not one.number or not other.number:
        return False
    return not agree(one.number, other.number) or (one.grows and not starts_alike(one.number, other.number))
