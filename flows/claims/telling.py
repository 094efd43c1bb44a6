"""One fact of one article as other articles can be held against it, and the claim that it states."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from flows.claims.identity import known_as
from flows.claims.rules import Act, Rules, shipped_rules
from flows.claims.setting import Setting, day_of, setting_of, title_in
from flows.gazetteer import fold
from flows.kinds import shipped_kinds
from flows.model import EntityType
from flows.rows import cut, digest
from flows.settings import MAPPINGS, Settings

Row = Mapping[str, Any]
LABEL = 8  # words of what is said, in a label
NAMED = 5  # hexadecimal pairs of a hash in an IRI


class Telling(NamedTuple):
    """A fact, reduced to what is compared.

    block:   what it shares with all that may speak of the same; "" where nothing else can
    stands:  the block of the states for which persons in office act, "" where none does
    parties: the exact IRIs (or words) that identify the claim, with the names that they are known by
    grows:   whether a later figure may only be higher
    beside:  what tells two of one act apart where both articles give it, in order
    about:   all that the article speaks of, where that must help to tell one matter from another
    time:    as precise as the article; "" where it gives none
    until:   when it ended, as precise as the article; "" where it gives no end
    day:     on which the article was published, "" where it does not say
    sources: what tells whether two articles are independent: host, publisher, the hash of the words
    """

    fact: str
    article: str
    claim: str
    block: str
    stands: str
    label: str
    kind: str
    predicate: str
    act: str
    shape: str
    mood: str
    another: bool
    parties: tuple[tuple[str, str], ...]
    time: str
    until: str
    places: tuple[str, ...]
    party: str
    number: str
    grows: bool
    beside: tuple[str, ...]
    about: tuple[str, ...]
    factuality: str
    confidence: float
    day: str
    near: int
    late: int
    sources: tuple[str, ...]
    words: str

    def packed(self) -> str:
        """The telling as text, which `unpacked` reads back."""
        return _json(self)


@cache
def rules_version() -> str:
    """Tells whether what was kept of tellings was made by the rules and in the form of today."""
    return digest((MAPPINGS / "claims.yaml").read_text(encoding="utf-8") + f"values of {NAMES}")


def unpacked(text: str) -> Telling:
    """A telling from its text."""
    values, _ = DECODER.raw_decode(text)
    for place in LISTS:
        values[place] = tuple(values[place])
    values[PARTIES] = tuple(map(tuple, values[PARTIES]))
    return Telling._make(values)


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
DECODER = json.JSONDecoder()  # what it reads begins at once: json.loads looks for blanks first, which takes longer
NAMES = Telling._fields
PARTIES = NAMES.index("parties")
LISTS = tuple(NAMES.index(name) for name in ("places", "beside", "about", "sources"))


def tellings(rows: Iterable[Row], published: str | None, url: str | None, settings: Settings) -> list[Telling]:
    """What the facts of an article tell across articles, from its rows in the facts table (`flows.rows`); facts about
    the article itself tell nothing."""
    listed = list(rows)
    rules, setting = shipped_rules(), setting_of(listed, published, url)
    acts = ((row, rules.acts.get((row["kind"], row["predicate"]))) for row in listed)
    return [_telling(row, act, rules, setting, settings) for row, act in acts if act is not None]


def claims_of(rows: Iterable[Row], published: str | None, settings: Settings) -> dict[int, str]:
    """The IRI of the claim that each row states, by its number; none of what states no claim."""
    rules, day = shipped_rules(), day_of(published)
    acts = ((number, row, rules.acts.get((row["kind"], row["predicate"]))) for number, row in enumerate(rows))
    return {number: _stated(row, act, rules, day, settings).claim for number, row, act in acts if act is not None}


class _Stated(NamedTuple):
    """What a fact says of its claim, as `Telling` has it, whatever else its article tells."""

    claim: str
    name: str
    shape: str
    mood: str
    parties: list[tuple[str, str]]
    varied: tuple[str, str]
    time: str
    until: str
    places: list[str]
    party: str
    number: str
    beside: tuple[str, ...]


def _stated(row: Row, act: Act, rules: Rules, day: str, settings: Settings) -> _Stated:
    parties = [_party(row, key) for key in act.keys]
    if act.symmetric:
        parties.sort()
    varied = _party(row, act.varied) if act.varied else ("", "")
    qualifiers = row["qualifiers"]
    time = _first(varied[1] if act.varies == "time" else qualifiers.get("start", ""))
    places = [varied[1]] if act.varies == "place" else [one for one in qualifiers.get("place", "").split("; ") if one]
    mood = _mood(row, act, rules)
    party = (known_as(*varied) or varied[0] or varied[1]) if act.varies == "party" else ""
    number = _number(varied[1]) if act.varies == "number" else ""
    beside = tuple(qualifiers.get(name, "") for name in act.beside)
    # What may happen again and has no date is known by the day on which it is told.
    dated = time or (f"~{day}" if act.shape == "occasion" else "")
    exact = [iri or name for iri, name in parties]
    folded = sorted({folded_place(place) for place in places})
    name, shape = (act.since, "step") if act.since and time else (act.name, act.shape)
    until = _first(qualifiers.get("end", ""))
    ended = [f"until {until}"] if until and shape == "state" else []
    telling = "\n".join([act.matter, name, mood, *exact, dated, *folded, party, number, *beside, *ended])
    short = sha256(telling.encode()).hexdigest()[: 2 * NAMED]
    slug = re.sub(r"[^a-z]+", "-", name).strip("-")
    claim = f"{settings.base}claim/{slug}-{short}"
    return _Stated(claim, name, shape, mood, parties, varied, time, until, places, party, number, beside)


def _telling(row: Row, act: Act, rules: Rules, setting: Setting, settings: Settings) -> Telling:
    said = _stated(row, act, rules, setting.day, settings)
    claim, name, shape, mood, parties, varied, time, until, places, party, number, beside = said
    known = [setting.known(iri, name) for iri, name in parties]
    held = _held(act, parties, varied)
    if held and not known[0]:
        known = [held]  # "the prime minister", of whom only the name tells which: known by who holds it
    order = sorted if act.symmetric else list
    # Nothing else can speak of what its article alone can tell; a promise is listed all the same.
    alone = claim if mood == rules.promises["mood"] else ""
    block = alone if None in known else "\n".join([act.matter, *order(map(str, known))])
    acting = [setting.states.get(iri, one or "") for (iri, _), one in zip(parties, known, strict=True)]
    predicate = shipped_kinds()[row["kind"]].predicate(row["predicate"])
    stands = "\n".join([act.matter, *order(acting)]) if act.in_office and all(acting) else ""
    if held and time and predicate.names is EntityType.OFFICE:
        stands = f"{act.matter}\n{held}"  # since when it is held may be told elsewhere without whose it is
    return Telling(
        fact=row.get("fact_iri") or "",
        article=row.get("article_iri") or "",
        claim=claim,
        block=block,
        stands=stands if stands != block else "",
        label=_label(row, time, rules.called[mood]),
        kind=row["kind"],
        predicate=row["predicate"],
        act=name,
        shape=shape,
        mood=mood,
        another=act.another,
        parties=tuple(parties),
        time=time,
        until=until,
        places=tuple(sorted(set(places))),
        party=party,
        number=number,
        grows=act.grows,
        beside=beside,
        about=setting.about if act.ground else (),
        factuality=row["factuality"],
        confidence=float(row["confidence"]),
        day=setting.day,
        near=act.near,
        late=act.late,
        sources=(*setting.sources, str(row.get("evidence_sha256") or digest(str(row["evidence"])))),
        words=str(row["evidence"]),
    )


def _held(act: Act, parties: list[tuple[str, str]], holder: tuple[str, str]) -> str:
    """An office by its title and who holds it, "" where that is not told, or nothing is held."""
    if act.shape != "state" or act.varies != "party" or len(parties) != 1:
        return ""
    known = known_as(*holder)
    return f"{title_in(parties[0][1])} by {known}" if known else ""


def _party(row: Row, key: str) -> tuple[str, str]:
    """The IRI and the name of who or what plays a role; text alone has no IRI, and long texts their hash."""
    if key in ("subject", "object"):
        words = str(row[key])
        if row[f"{key}_iri"]:
            return str(row[f"{key}_iri"]), words
        whole = (key == "object" and row.get("object_sha256")) or digest(words)
        return "", words if len(words) < 40 else str(whole)
    return "", str(row["qualifiers"].get(key, ""))


def _mood(row: Row, act: Act, rules: Rules) -> str:
    so = rules.moods[row["factuality"]]
    so = act.mood if act.mood and so == "so" else so
    predicate = shipped_kinds()[row["kind"]].predicate(row["predicate"])
    return rules.denied[so] if predicate.denies or not row["polarity"] else so


def _first(time: str) -> str:
    return time.split("; ")[0][:10]


def _number(words: str) -> str:
    return re.sub(r"(?<=\d)[,\s](?=\d{3})", "", fold(words).casefold())


def _label(row: Row, time: str, mood: str) -> str:
    """What the claim is called: who, what, whom, when, and how it stands where it is not simply so."""
    words = [str(row["subject"]), str(row["predicate"]), cut(str(row["object"]), LABEL)]
    return " · ".join([*words, time] if time else words) + (f" ({mood})" if mood else "")


@lru_cache(maxsize=1 << 12)
def folded_place(place: str) -> str:
    """A place as it is compared."""
    return fold(place).casefold()


def blocks_of(told: Iterable[Telling]) -> dict[str, list[Telling]]:
    """The tellings that may speak of the same, by block, with those by persons of what their states may do; those that
    nothing else can speak of are left out."""
    found: dict[str, list[Telling]] = defaultdict(list)
    for one in told:
        for block in filter(None, (one.block, one.stands)):
            found[block].append(one)
    return found
