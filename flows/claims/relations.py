"""What two claims of one matter are to each other, and why: by the rules of mappings/claims.yaml alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.claims.claim import Claim
from flows.claims.dates import days_of, gap
from flows.claims.figures import finer, may_grow
from flows.claims.identity import VAGUE
from flows.claims.incidents import INCIDENT, one_incident
from flows.claims.matters import compatible
from flows.claims.namesakes import apart
from flows.claims.respects import (
    between_ends,
    close,
    differ,
    differ_in_number,
    is_fresh,
    is_still_to_come,
    one_occasion,
    places,
    presumed,
    text_finer,
    told_together,
)
from flows.claims.rules import Rules, shipped_rules

MOST = 60  # claims after it, in the order of telling, that a claim is held against


@dataclass(frozen=True, slots=True)
class Relation:
    """The claim `one` is this to the claim `other`; `why` says by what, in words.

    exact: whether their times agree; a plan that has an exact outcome has no other
    """

    name: str
    one: Claim
    other: Claim
    why: str
    exact: bool = True

    @property
    def far(self) -> int:
        """How many days apart they begin, or are first told."""
        return abs(_beginning(self.one) - _beginning(self.other))


def nearest(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Those of the relations that are named: where a claim is the same to many others that tell of one act, those that
    begin nearest to it."""
    limits, found = shipped_rules().nearest, Counter[tuple[str, str, str]]()
    for one in sorted(relations, key=lambda one: (one.far, one.other.iri)):
        sort = one.one.iri, one.name, one.other.one.act
        found[sort] += 1
        if one.name not in limits or found[sort] <= limits[one.name]:
            yield one


def _beginning(claim: Claim) -> int:
    begins = claim.days or claim.told
    return begins[0] if begins else 0


def related(claims: Sequence[Claim]) -> Iterator[Relation]:
    """The relations within a block, whose claims come in the order in which they were first told."""
    pairs = ((one, later) for number, one in enumerate(claims) for later in claims[number + 1 : number + 1 + MOST])
    found = [one for pair in pairs if (one := between(*pair))]
    kept = {(one.name, one.other.iri) for one in found if one.exact}
    yield from (one for one in found if one.exact or (one.name, one.other.iri) not in kept)


def between(earlier: Claim, later: Claim) -> Relation | None:
    """What two claims of one block are to each other, None where they are nothing."""
    if earlier.alone is not None and earlier.alone == later.alone:
        return None  # within an article its facts stand as they are
    return _between(earlier, later, shipped_rules()) if _same_parties(earlier, later) else None


def _same_parties(one: Claim, other: Claim) -> bool:
    a, b = one.one, other.one
    if VAGUE in a.block and not _one_day_or_place(one, other):
        return False
    if any(name.startswith(INCIDENT) for name in a.block.split("\n", 2)[1:2]) and not one_incident(one, other):
        return False
    if not compatible(a, b):
        return False
    pairs = () if a.parties == b.parties else zip(a.parties, b.parties, strict=False)
    return not any(apart(iri, another, name, called) for (iri, name), (another, called) in pairs)


def _one_day_or_place(one: Claim, other: Claim) -> bool:
    """Whether time and place agree so far that what words only describe ("the treaty") is the same."""
    if not one.days or not other.days or gap(one.days, other.days):
        return False
    place = places(one.one.places, other.one.places)
    return bool(one.one.places and other.one.places and place is not None) or (
        one.days == other.days and one.days[0] == one.days[1] and place is not None
    )


def _between(earlier: Claim, later: Claim, rules: Rules) -> Relation | None:
    a, b = earlier.one, later.one
    if a.act != b.act:
        return _of_two_acts(earlier, later, rules)
    if a.mood == b.mood or {a.mood, b.mood} in rules.alike:
        return _of_one_mood(earlier, later, rules)
    for so, not_so in ((earlier, later), (later, earlier)):
        if (so.one.mood, not_so.one.mood) in rules.opposed:
            told = _clash(so, not_so, rules)
            return Relation(rules.denies, not_so, so, told) if told else None
    for coming, held in ((earlier, later), (later, earlier)):
        if _comes_next(coming, held, rules):
            return Relation(rules.later, coming, held, "whoever is to be next")
    for before, after in ((earlier, later), (later, earlier)):
        name = rules.becomes.get(before.one.mood, {}).get(after.one.mood)
        if name and (why := _outcome(before, after, rules)):
            planned = before.one.mood == rules.promises["mood"]
            agree = not (planned and before.days and after.days and gap(before.days, after.days))
            return Relation(name, after, before, why, agree)
    return None


def _comes_next(coming: Claim, held: Claim, rules: Rules) -> bool:
    """Whether somebody is to have what somebody else is told to have: the next holder of an office."""
    a, b = coming.one, held.one
    if a.shape != "state" or a.mood != rules.promises["mood"] or b.mood != rules.so or not differ(a.party, b.party):
        return False
    since = held.days and coming.days and held.days[0] >= coming.days[0]
    near = (
        bool(coming.told and held.told) and gap(coming.told or (0, 0), held.told or (0, 0)) <= rules.days["postponed"]
    )
    follows = bool(held.days and coming.days and 0 < coming.days[0] - held.days[1] <= rules.days["near"])
    return (near or follows) and not since


def _of_two_acts(earlier: Claim, later: Claim, rules: Rules) -> Relation | None:
    for one, other in ((earlier, later), (later, earlier)):
        so = one.one.mood == other.one.mood == rules.so
        if so and other.one.act in rules.ends.get(one.one.act, ()) and _after(one, other):
            return Relation(rules.later, one, other, "what ended it, or brought it back")
        implied = one.one.act in rules.implies.get(other.one.act, ())
        if implied and (other.one.mood, one.one.mood) in rules.opposed and _told_since(one, other):
            return Relation(rules.denies, one, other, "one says so, the other that what follows from it is not so")
    return None


def _after(one: Claim, other: Claim) -> bool:
    """Whether a claim is of a later time than another: by their times, else by when they are told."""
    over = days_of(other.one.until)
    if one.days and over and other.one.shape == "state":
        return one.days[0] >= over[0]
    if one.days and other.days:
        return one.days[0] > other.days[1]
    if not one.told or not other.told:
        return False
    return one.told[0] > other.told[1] or bool(one.days and one.days[0] > other.told[0])


def _told_since(one: Claim, other: Claim) -> bool:
    """Whether a claim is told when the other was so already."""
    then = other.days or other.told
    return bool(one.told and then and one.told[1] >= then[0])


def _of_one_mood(earlier: Claim, later: Claim, rules: Rules) -> Relation | None:
    a, b = earlier.one, later.one
    if a.shape in ("state", "figure") and (differ(a.party, b.party) or differ_in_number(a, b)):
        return _next_or_other(earlier, later, rules)
    if a.shape == "figure" and not _one_count(earlier, later, rules):
        return None
    if not one_occasion(earlier, later, rules):
        return _other_time(earlier, later, rules)
    where = places(a.places, b.places)
    if where is None:
        of_one_time = a.mood == rules.so or told_together(earlier, later, rules)
        if a.another or not of_one_time or not close(earlier, later, rules):
            return None
        return Relation(rules.differs["place"], later, earlier, f"{', '.join(a.places)}, or {', '.join(b.places)}")
    if differ(a.party, b.party):
        return Relation(rules.differs["party"], later, earlier, "by whom: one says otherwise than the other")
    if between_ends(earlier, later):
        return _two_ends(earlier, later, rules)
    more = [
        0 if is_fresh(earlier, later, rules) else text_finer(a.time, b.time),
        text_finer(a.until, b.until),
        where,
        finer(a.number, b.number),
    ]
    if 1 in more and -1 not in more:
        return Relation(rules.finer, later, earlier, "it says more exactly when, where or by whom")
    if -1 in more and 1 not in more:
        return Relation(rules.finer, earlier, later, "it says more exactly when, where or by whom")
    return Relation(rules.equal, later, earlier, "who, what, when and where agree")


def _two_ends(earlier: Claim, later: Claim, rules: Rules) -> Relation | None:
    """Two ends told of one state: a disagreement, unless they lie so far apart that they are those of two."""
    a, b = earlier.one, later.one
    if a.mood != rules.so or between_ends(earlier, later) > rules.days["since"]:
        return None
    return Relation(rules.differs["time"], later, earlier, f"until {a.until}, or until {b.until}")


def _one_count(earlier: Claim, later: Claim, rules: Rules) -> bool:
    """Whether two figures that agree may be of one time."""
    if not earlier.one.about and not later.one.about:
        return True
    if not earlier.told or not later.told:
        return False
    return gap(earlier.told, later.told) <= rules.days["state"]


def _other_time(earlier: Claim, later: Claim, rules: Rules) -> Relation | None:
    """Two times told of one thing: a disagreement where it happens once, or where they lie close together."""
    a, b = earlier.one, later.one
    if is_still_to_come(earlier, later, rules):
        return Relation(rules.becomes["planned"]["planned"], later, earlier, f"{a.time}, and is still to come")
    if not earlier.days or not later.days or not close(earlier, later, rules):
        return None
    if a.mood == "planned":
        moved = earlier.told and later.told and later.told[0] > earlier.told[0] and later.days[0] > earlier.days[1]
        near = gap(earlier.days, later.days) <= rules.days["postponed"]
        if moved:
            name = rules.becomes["planned"]["planned"]
            told = places(a.places, b.places) is not None and near
            return Relation(name, later, earlier, f"{a.time}, now {b.time}") if told else None
    if not (a.mood == rules.so or told_together(earlier, later, rules)) or places(a.places, b.places) is None:
        return None
    if a.shape in ("step", "state") or gap(earlier.days, later.days) <= a.near:
        return Relation(rules.differs["time"], later, earlier, f"{a.time}, or {b.time}")
    return None


def _next_or_other(earlier: Claim, later: Claim, rules: Rules) -> Relation | None:
    """Two holders, or two figures: the next one, or a disagreement where both are told of one time."""
    a, b = earlier.one, later.one
    if not earlier.told or not later.told:
        return None
    what, why = (
        ("party", "told of a later time") if differ(a.party, b.party) else ("number", f"{a.number}, then {b.number}")
    )
    apart = gap(earlier.told, later.told)
    if a.mood != rules.so:
        differs = a.shape == "figure" and a.mood == rules.promises["mood"] and apart <= rules.days["state"]
        return Relation(rules.differs[what], later, earlier, f"{a.number}, or {b.number}") if differs else None
    if a.grows and apart and may_grow(a.number, b.number):
        return Relation(rules.later, later, earlier, why)
    near = apart <= rules.days["state" if a.about or a.grows else "near"]
    if a.shape == "figure" and (a.time == b.time != "" or near):
        return Relation(rules.differs[what], later, earlier, f"{a.number}, or {b.number}")
    for one, other in ((later, earlier), (earlier, later)):
        if _after(one, other):
            return Relation(rules.later, one, other, why)
    return None


def _clash(so: Claim, not_so: Claim, rules: Rules) -> str:
    """Why one claim denies another, "" where they may both be right."""
    a, b = so.one, not_so.one
    if differ(a.party, b.party) or differ_in_number(a, b) or places(a.places, b.places) is None:
        return ""
    if so.days and not_so.days and gap(so.days, not_so.days):
        return ""
    if not so.told or not not_so.told or (so.days and so.days[0] > not_so.told[1]):
        return ""
    if a.shape == "step":
        return "one says that it is so, the other that it is not"
    when = not_so.days or not_so.told
    then = so.days or so.told
    far = rules.days["state" if a.shape in ("state", "figure") else "denied"]
    return "one says that it is so, the other that it is not" if gap(then, when) <= far else ""


def _outcome(plan: Claim, after: Claim, rules: Rules) -> str:
    """Why a claim tells what became of a plan, "" where it does not."""
    a, b = plan.one, after.one
    if not plan.told or not after.told or after.told[0] < plan.told[0]:
        return ""
    if differ(a.party, b.party) or differ_in_number(a, b):
        return ""
    elsewhere = places(a.places, b.places) is None
    if elsewhere and (a.another or (plan.days and after.days and gap(plan.days, after.days))):
        return ""  # neither where nor when it was to be
    if b.mood == rules.so and after.days and after.days[1] < plan.told[0]:
        return ""  # it had been before anybody planned it
    if a.mood != rules.promises["mood"]:
        return "it is planned after all"
    if b.mood != rules.so:
        cancelled = not (plan.days and after.days and gap(plan.days, after.days))
        return "it will not be, or was not" if cancelled and after.told[0] >= plan.told[0] else ""
    late = rules.days["promised" if a.shape in ("step", "state", "figure") else "late"]
    due = plan.days or (plan.told[0], plan.told[1] + max(late, a.late))
    done = after.days or presumed(after, rules) or after.told
    if a.shape == "occasion" and set(a.places) & set(b.places):
        late = rules.days["put_off"]
    return "what was planned has happened" if gap(due, done) <= (late if plan.days else 0) else ""
