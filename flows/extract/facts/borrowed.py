"""When and where, from the gathering at which it happened or the deed during which it is done."""

from flows.extract.draft import Draft
from flows.extract.grammar.doers import preposition
from flows.extract.reading.reading import Reading, Thing
from flows.kinds import shipped_kinds
from flows.language.parse import Word
from flows.model import EntityType


def borrow(reading: Reading, drafts: list[Draft]) -> None:
    """What happened at a gathering happened when and where the article says the gathering was."""
    kinds = shipped_kinds()
    hostings = [(d, event) for d in drafts if (event := in_role(d, kinds[d.kind].gathering)) is not None]
    hostings.sort(key=lambda h: len(str(h[0].qualifiers.get("start", ""))))
    held = {id(event): draft for draft, event in hostings}  # the best dated one
    roles = {kinds[draft.kind].gathering for draft, _ in hostings}
    for draft in drafts:
        lent = kinds[draft.kind].borrows
        if not lent:
            continue
        if "start" in lent and (deed := deed_meant(drafts, draft)) is not None:
            draft.qualifiers.setdefault("start", deed.qualifiers["start"])
            draft.roles.setdefault("start", deed.roles.get("start", []))
        attended = [in_role(draft, role) for role in sorted(roles)]
        event = next((t for t in [*attended, *gatherings(reading, draft.trigger)] if id(t) in held), None)
        if event is None:
            continue
        there = held[id(event)]
        place = in_role(there, "place") or there.qualifiers.get("place")
        if place is not None and "place" in lent:
            draft.qualifiers.setdefault("place", place)
            draft.roles.setdefault("place", there.roles.get("place", []))
        start, known = str(draft.qualifiers.get("start", "")), str(there.qualifiers.get("start", ""))
        if known.startswith(start) and len(known) > len(start):
            draft.qualifiers["start"] = common(known, str(there.qualifiers.get("end", known)))
            draft.roles["start"] = there.roles.get("start", [])


def deed_meant(drafts: list[Draft], draft: Draft) -> Draft | None:
    """What happened before, on a day, that the clause of a draft speaks of: "will sign it *during the trip*"."""
    phrases = [c for c in draft.trigger.children if preposition(c) == "during" and points_back(c)]
    for noun in (p.lemma.lower() for p in phrases):
        told = [d for d in drafts if noun in shipped_kinds()[d.kind].called and d.trigger.i < draft.trigger.i]
        dated = [d for d in told if d.qualifiers.get("start") and d.status.factuality is draft.status.factuality]
        if dated and "start" not in draft.qualifiers:
            return max(dated, key=lambda one: one.trigger.i)
    return None


def points_back(noun: Word) -> bool:
    """Whether a noun is said with nothing but "the" or whose it is."""
    return all(c.dep in {"det", "case", "nmod:poss"} for c in noun.children)


def in_role(draft: Draft, role: str) -> Thing | None:
    """The thing that plays a role in a draft, as the roles of its predicate are called in mappings/kinds.yaml."""
    predicate = shipped_kinds()[draft.kind].predicate(draft.predicate)
    roles = ((predicate.subject, draft.subject), (predicate.object, draft.object))
    return next((value for name, value in roles if name == role and isinstance(value, Thing)), None)


def gatherings(reading: Reading, trigger: Word) -> list[Thing]:
    """The gatherings in a phrase with "during" or "at" on a trigger or on its object."""
    heads = [trigger, *(c for c in trigger.children if c.dep in {"obj", "xcomp"})]
    phrases = [c for h in heads for c in h.children if preposition(c) in {"during", "at", "for"}]
    found = [reading.at[p.i] for p in phrases if p.i in reading.at]
    return [t for t in found if t.type is EntityType.EVENT]


def common(start: str, end: str) -> str:
    """The date as exact as both ends of a range agree on: 3 to 4 July 2024 is July 2024."""
    mine, theirs = start.split("-"), end.split("-")
    same = [a for a, b in zip(mine, theirs, strict=False) if a == b]
    return "-".join(same) if same else start
