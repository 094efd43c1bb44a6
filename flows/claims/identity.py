"""Who or what is meant, across articles: the item where it is linked, else the name where that can be recognised."""

import re
from functools import lru_cache

from flows.claims.lands import of_one_of_several
from flows.claims.rules import shipped_rules
from flows.gazetteer import fold, load_gazetteer
from flows.model import EntityType

ITEM = re.compile(r"/entity/(Q[0-9]+)$")
TYPED = re.compile(r"/entity/([a-z]+)-(?:(.*)-)?[0-9a-f]{8}$")
PLACE = re.compile(r"\s+(?:in|at)\s+((?:[A-Z][\w.'’-]*\s?)+)")
VAGUE = "~"  # before words that time and place must help to tell one from another: "the treaty"
MUCH = 3  # words that tell a work from others of its sort: "declaration on cross-border haze"
YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$|^\d+(?:st|nd|rd|th)$")


@lru_cache(maxsize=1 << 14)
def known_as(iri: str, name: str) -> str | None:
    """By what a thing is known in other articles as well; None where its article alone tells which one it is."""
    if item := ITEM.search(iri):
        return item[1]
    typed = TYPED.search(iri)
    type_ = typed[1] if typed else ""
    folded = fold(" ".join(name.split())).casefold()
    if type_ in (EntityType.GROUP, EntityType.OFFICE) and of_one_of_several(name):
        return None
    match type_:
        case EntityType.PERSON:
            return f"{type_} {folded}" if " " in folded else None
        case EntityType.OFFICE:
            return f"{type_} {' '.join(_telling_words(folded))}" if re.search(r" (?:of|for) ", folded) else None
        case EntityType.EVENT | EntityType.CONFLICT if sort := sort_of(name):
            return f"incident {sort}"
        case EntityType.EVENT:
            return gathering(name) or _in_place(name) or (f"{type_} {folded}" if _has_name(name) else None)
        case EntityType.GROUP:
            return (
                _state(name)
                or _led(name)
                or _armed(name)
                or _army(name)
                or (f"{type_} {_counted(folded)}" if _has_name(name) else None)
            )
        case EntityType.WORK:
            words = _telling_words(folded)
            said = " ".join(words)
            return f"{type_} {said}" if _has_name(name) or len(words) >= MUCH else f"{type_} {VAGUE}{said}"
        case EntityType.CITY | EntityType.REGION:
            return f"place {folded}" if _has_name(name) else None
        case EntityType.CONCEPT if " and " in folded and _has_name(name):
            return f"{type_} {' and '.join(sorted(folded.split(' and ')))}"
        case _:
            return f"{type_} {folded}" if _has_name(name) else None


@lru_cache(maxsize=1 << 12)
def _telling_words(folded: str) -> tuple[str, ...]:
    """The words of the name of a document or office in whatever order: "agreement on offshore wind" and "the offshore
    wind agreement", "minister of finance" and "finance minister"."""
    small = shipped_rules().joining
    return tuple(sorted({word for word in re.findall(r"[\w'’.]+", folded) if word not in small} or {folded}))


@lru_cache(maxsize=1 << 12)
def sort_of(name: str) -> str:
    """The sort of incident that a name tells, "" where it tells none."""
    sorts = shipped_rules().incidents
    found = [
        sorts.get(w, sorts.get(w.removesuffix("s"), sorts.get(w.removesuffix("es"), "")))
        for w in name.casefold().split()
    ]
    return next(filter(None, found), "")


def held_by(name: str, hosts: tuple[str, ...]) -> str:
    """A gathering or vote of which only the kind is told, as one of those that hold it, or of the country."""
    rules = shipped_rules()
    words = [word.casefold() for word in re.findall(r"\w+", PLACE.sub(" ", name))]
    kinds = [word for word in words if word in rules.gatherings] or words[-1:]
    return " ".join([*(word for word in words if word in rules.telling_votes), _one(kinds[-1]), *hosts])


def is_bare_work(iri: str, name: str) -> bool:
    """Whether a document is only called what it is: "the pact"."""
    rules = shipped_rules()
    words = [word.casefold() for word in re.findall(r"\w+", name)]
    return "/entity/work-" in iri and bool(words) and all(w in rules.instruments | rules.of_no_body for w in words)


def may_be(bare: str, work: str) -> bool:
    """Whether a document that is only called what it is may be the one of this name: "the pact" may be a treaty, and
    "the truce" a ceasefire, but no resolution is a treaty."""
    rules = shipped_rules()
    mine, theirs = (set(re.findall(r"\w+", fold(name).casefold())) for name in (bare, work))
    sorts = mine & rules.sorts_of_document
    return not sorts or bool(sorts & theirs) or bool(sorts & rules.truces and theirs & rules.truces)


def leads(iri: str, name: str) -> bool:
    """Whether a group only leads or speaks for those that it does not name: "the leaders", "the two bodies"."""
    rules = shipped_rules()
    words = [word.casefold() for word in re.findall(r"\w+", name)]
    return (
        "/entity/group-" in iri
        and any(w in rules.leading for w in words)
        and all(w in rules.leading | rules.of_no_body for w in words)
    )


@lru_cache(maxsize=1 << 12)
def of_a_body(name: str, body: str | None) -> str | None:
    """A gathering of which only the kind is told ("the next summit"), or words of the name ("East African leaders" of
    the East African Community), as one of the body that its article is about."""
    rules = shipped_rules()
    words = [word.casefold() for word in re.findall(r"\w+", PLACE.sub(" ", name))]
    rest = {
        word
        for word in words
        if word not in rules.gatherings | rules.of_no_body and not YEAR.match(word) and len(word) > 1
    }
    named = bool(body and rest) and rest <= _words_of(body or "")
    kinds = [_one(word) for word in words if word in (rules.gatherings if named else rules.of_its_body)]
    if named:  # the "summit of the Pacific Islands Forum" is no forum of it
        kinds = [kind for kind in kinds if kind not in _words_of(body or "")] or kinds
    led = named and any(word in rules.leading for word in words)
    return f"{'summit' if led else kinds[-1]} {body}" if body and kinds and (named or not rest) else None


@lru_cache(maxsize=1 << 10)
def _words_of(body: str) -> frozenset[str]:
    """The words of the name of a body that the tables know."""
    return frozenset(re.findall(r"\w+", load_gazetteer().entries[body].label.casefold()))


def body_of(iri: str) -> str | None:
    """The item of an organization that the tables know, None of anything else."""
    item = ITEM.search(iri)
    entry = load_gazetteer().entries.get(item[1]) if item else None
    return entry.item if entry and entry.type is EntityType.ORGANIZATION else None


@lru_cache(maxsize=1 << 14)
def gathering(name: str) -> str | None:
    """A gathering by what it is and whose it is ("summit Q7768"); None where the words do not tell whose."""
    rules = shipped_rules()
    words = [part for word in re.findall(r"[\w.'’&–-]+", PLACE.sub(" ", name)) for part in _named_apart(word)]
    named = _items_in(words)  # "Gulf Cooperation Council" is a body and no council
    kinds = [_one(word.casefold()) for word in words if word.casefold() in rules.gatherings and word not in named]
    apart = rules.telling_votes | (set() if named else rules.gatherings)
    rest = [
        word for word in words if word in named or not (YEAR.match(word) or word.casefold() in rules.gatherings | apart)
    ]
    bodies = _bodies(rest)
    if not kinds or not bodies:
        return None
    led = any(word.casefold().startswith(("leader", "head")) for word in words)
    return " ".join(["summit" if led else kinds[-1], *sorted(bodies)])


def _items_in(words: list[str]) -> set[str]:
    """The words of those names of several words that the tables know as bodies."""
    found, start = set[str](), 0
    while start < len(words):
        ends = (end for end in range(len(words), start + 1, -1) if _item(" ".join(words[start:end])))
        end = next(ends, start + 1)
        found |= set(words[start:end]) if end > start + 1 else set()
        start = end
    return found


def _one(kind: str) -> str:
    """The word for one gathering or vote: "elections" are an election."""
    return kind[:-1] if kind.endswith("s") and kind[:-1] in shipped_rules().gatherings else kind


def _in_place(name: str) -> str | None:
    """A gathering of which only the place is told."""
    rules = shipped_rules()
    kinds = [word for word in re.findall(r"\w+", name.casefold()) if word in rules.gatherings]
    where = PLACE.search(name)
    return f"{kinds[-1]} in {fold(where[1].strip()).casefold()}" if kinds and where else None


@lru_cache(maxsize=1 << 14)
def _state(name: str) -> str | None:
    """The state whose government a group is."""
    *words, last = name.split()
    if last.casefold() not in shipped_rules().governments or not words:
        return None
    country = load_gazetteer().demonym(words[-1])
    return (country.item or None) if country else _item(" ".join(words))


@lru_cache(maxsize=1 << 14)
def _led(name: str) -> str | None:
    """The one body or country that a group leads or speaks for: "ten ASEAN leaders"."""
    rules = shipped_rules()
    words = re.findall(r"[\w.'’&-]+", name)
    rest = [word for word in words if word.casefold() not in rules.leading]
    bodies = _bodies(rest) if len(rest) < len(words) else set()
    return bodies.pop() if len(bodies) == 1 and ITEM.search(f"/entity/{next(iter(bodies), '')}") else None


def _armed(name: str) -> str | None:
    """The body whose fighters a group is: "the Lake Front rebels"."""
    *words, last = name.split()
    named = [word for word in words if word.casefold() not in shipped_rules().of_no_body]
    fights = last.casefold() in shipped_rules().fighters and len(named) > 1 and all(w[:1].isupper() for w in named)
    return f"{EntityType.ORGANIZATION} {fold(' '.join(named)).casefold()}" if fights else None


@lru_cache(maxsize=1 << 14)
def _army(name: str) -> str | None:
    """The forces of a country: "Sudan's army", "the Sudanese military"."""
    *words, last = name.split()
    named = [word for word in words if word[:1].isupper()]
    if last.casefold() not in shipped_rules().armies or len(named) != 1 or len(words) > 2:
        return None
    country = load_gazetteer().demonym(named[0])
    item = country.item if country else _item(named[0])
    return f"army {item}" if item else None


def _counted(folded: str) -> str:
    """A group without how many it are."""
    return " ".join(word for word in folded.split() if word not in shipped_rules().of_no_body and not word.isdigit())


def _bodies(words: list[str]) -> set[str]:
    """Those that gather, each by its item or its name: what words between the small ones the tables know together."""
    bodies, start = set[str](), 0
    small = shipped_rules().of_no_body
    while start < len(words):
        for end in range(len(words), start, -1):
            if item := _item(" ".join(words[start:end])):
                bodies.add(item)
                start = end
                break
        else:
            if words[start].casefold() not in small and words[start][0].isupper():
                bodies.update(_parted(words[start]))
            start += 1
    return bodies


def _named_apart(word: str) -> list[str]:
    """The parts of a word between which a dash stands for "and": "League-African" of "Arab League-African Union"."""
    parts = re.split(r"[-–]", word)
    names = len(parts) > 1 and all(part[:1].isupper() for part in parts)
    return parts if names and not _item(word) and not all(map(_item, parts)) else [word]


def _parted(word: str) -> set[str]:
    """A word, or the items on both sides of its hyphen ("Russia-Africa")."""
    parts = [_item(part) for part in re.split(r"[-–]", word)]
    return {part or "" for part in parts} if len(parts) > 1 and all(parts) else {word.casefold()}


@lru_cache(maxsize=1 << 14)
def _item(name: str) -> str | None:
    if not name[:1].isupper():
        return None
    found = load_gazetteer().find(name.removesuffix("'s").removesuffix("’s"))
    bodies = [one for one in found if one.item and one.type in (EntityType.ORGANIZATION, EntityType.COUNTRY)]
    return bodies[0].item if bodies else None


def _has_name(name: str) -> bool:
    small = shipped_rules().of_no_body
    words = [word for word in name.split() if word.casefold().removesuffix("'s").removesuffix("’s") not in small]
    return any(letter.isupper() or letter.isdigit() for word in words for letter in word)
