"""Rows of the facts table: the same facts as in the RDF, for people and spreadsheets."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from re import compile, finditer

from flows.gazetteer import fold
from flows.iris import ARTICLE, ITSELF, entity_of, value_iri
from flows.kinds import Predicate, kind_of, shipped_kinds
from flows.model import Entity, EntityType, Fact, Factuality, Reading, Reference, Value, Verdict
from flows.plover import event_of
from flows.settings import Settings

# What a spreadsheet takes for the beginning of a formula, in both widths.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COLUMNS = (
    "kind",
    "subject",
    "predicate",
    "object",
    "qualifiers",
    "evidence",
    "subject_iri",
    "object_iri",
    "subject_item",
    "object_item",
    "factuality",
    "polarity",
    "attributed_to",
    "confidence",
    "plover_event",
    "plover_mode",
    "plover_context",
    "start",
    "end",
)
# Beside the start and end of what is told, a table calls those of the words so.
IN_TABLES = {"start": "evidence_start", "end": "evidence_end"}
NO_TEXTS: Mapping[str, type] = {"polarity": bool, "confidence": float, "evidence_start": int, "evidence_end": int}
HASHES = ("object_sha256", "evidence_sha256")  # what `shorten` adds
INITIAL = compile(r"\b[A-Z]\.")
WORDS_IN_A_ROW = 15  # of article text in anything published


def row_of(fact: Fact, reading: Reading, settings: Settings) -> dict[str, object]:
    """One fact as a row with the keys of COLUMNS; evidence, names and texts whole."""
    predicate = kind_of(shipped_kinds(), fact.kind).predicate(fact.predicate)
    first, event = fact.evidence[0], event_of(fact.kind, fact.predicate, fact.factuality, fact.polarity)
    return {
        "kind": fact.kind,
        "subject": name_of(fact.subject, reading),
        "predicate": fact.predicate,
        "object": name_of(fact.object, reading),
        "qualifiers": qualifiers_of(fact, reading),
        "evidence": first.of(reading.article.text),
        "subject_iri": value_iri(fact.subject, EntityType.CONCEPT, reading, settings),
        "object_iri": _object_iri(fact, predicate, reading, settings),
        "subject_item": _wikidata(fact.subject, reading),
        "object_item": _wikidata(fact.object, reading) if predicate.object_type == "entity" else None,
        "factuality": fact.factuality.value,
        "polarity": fact.polarity,
        "attributed_to": name_of(Reference(fact.attributed_to), reading) if fact.attributed_to else None,
        "confidence": round(fact.confidence, 2),
        "plover_event": event.event if event else None,
        "plover_mode": (event and event.mode) or None,
        "plover_context": (event and event.context) or None,
        "start": first.start,
        "end": first.end,
    }


def mood_of(kind: str, predicate: str, factuality: str, polarity: bool) -> str:
    """In words how a fact stands: its factuality, and "not so" where neither that nor its predicate says that it is
    denied ("reported, not so")."""
    told = (
        polarity or factuality == Factuality.NEGATED.value or kind_of(shipped_kinds(), kind).predicate(predicate).denies
    )
    return factuality if told else f"{factuality}, not so"


def name_of(value: Value, reading: Reading) -> str:
    """The canonical name: the linked item's label, else the fullest form that the article uses, else the words. Persons
    keep the spelling of the article, and offices the words, where the label has others."""
    if value in ITSELF:
        return ARTICLE
    entity = entity_of(value, reading) if isinstance(value, Reference) else None
    if entity is None:
        return value.entity if isinstance(value, Reference) else value.value
    link = reading.link_of(entity.key)
    if link.verdict is not Verdict.SAME or not link.label:
        return entity.name
    if entity.type is EntityType.OFFICE:
        return link.label if fold(link.label).casefold() == fold(entity.name).casefold() else entity.name
    return own_spelling(entity, link.label, reading) if entity.type is EntityType.PERSON else link.label


def own_spelling(person: Entity, label: str, reading: Reading) -> str:
    """The full name that the article prints most often, where it does not hold all of the label; else the label."""
    printed = [" ".join(m.span.of(reading.article.text).split()) for m in person.mentions if m.how == "name"]
    full = Counter(name for name in printed if len(name.split()) > 1 and not INITIAL.search(name))
    words = set(fold(label).casefold().split())
    longer = [name for name in full if fold(name).casefold().endswith(f" {fold(label).casefold()}")]
    if longer:
        return max(longer, key=len)  # a forename more
    if not full or any(words <= set(fold(name).casefold().split()) for name in full):
        return label
    return full.most_common(1)[0][0]


def qualifiers_of(fact: Fact, reading: Reading) -> dict[str, str]:
    """The qualifiers by name; several values of one name are joined by a semicolon."""
    values: dict[str, list[str]] = {}
    for name, value in fact.qualifiers:
        values.setdefault(name, []).append(name_of(value, reading))
    return {name: "; ".join(values[name]) for name in sorted(values)}


def shorten(row: Mapping[str, object], words: int = WORDS_IN_A_ROW) -> dict[str, object]:
    """The row as it may be published: no text longer than so many words, and a hash of each whole text cut."""
    short = dict(row)
    for column in ("subject", "object", "evidence"):
        short[column] = cut(str(row[column]), words)
    qualifiers = row["qualifiers"]
    if isinstance(qualifiers, Mapping):
        short["qualifiers"] = {name: cut(str(value), words) for name, value in qualifiers.items()}
    short["object_sha256"] = digest(str(row["object"])) if short["object"] != row["object"] else None
    short["evidence_sha256"] = digest(str(row["evidence"]))
    return short


@lru_cache(maxsize=1 << 12)  # each text stands in several files
def cut(text: str, words: int = WORDS_IN_A_ROW) -> str:
    """The text, or its first and last words round an ellipsis when it has more than so many."""
    if len(text) <= 2 * words:  # one more word, and what stands between them, would be longer
        return text
    # "U.S.-led" counts as three words here: whoever counts otherwise still finds no longer run.
    found = list(finditer(r"\w+", text))
    if len(found) <= words:
        return text
    keep = words // 2
    return f"{text[: found[keep - 1].end()]} … {text[found[-keep].start() :]}"


def digest(text: str) -> str:
    """The hash of a text as we print it: the algorithm, a colon, hexadecimal digits."""
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def _object_iri(fact: Fact, predicate: Predicate, reading: Reading, settings: Settings) -> str | None:
    if predicate.object_type != "entity":
        return None
    return value_iri(fact.object, predicate.names, reading, settings)


def _wikidata(value: Value, reading: Reading) -> str | None:
    entity = entity_of(value, reading)
    if entity is None:
        return None
    link = reading.link_of(entity.key)
    return link.item if link.verdict is Verdict.SAME else None


def flat(row: Mapping[str, object]) -> dict[str, object]:
    """A row of facts as a table has it: each qualifier in a column of its own."""
    qualifiers = row["qualifiers"]
    named = qualifiers.items() if isinstance(qualifiers, Mapping) else ()
    rest = {IN_TABLES.get(name, name): value for name, value in row.items() if name != "qualifiers"}
    return {**rest, **{f"qualifier_{name}": value for name, value in named}}


def flat_columns(columns: Iterable[str]) -> list[str]:
    """The columns of such a table, the same whatever is in it."""
    qualifiers = sorted({name for kind in shipped_kinds().values() for name in kind.qualifiers})
    told = [IN_TABLES.get(column, column) for column in columns if column != "qualifiers"]
    after = told.index("object") + 1
    return [*told[:after], *(f"qualifier_{name}" for name in qualifiers), *told[after:]]


def guarded(text: str) -> str:
    """The text as a spreadsheet shows it: an apostrophe stands before what it would run as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
