"""Which known conflict a phrase means ("the civil war in Chad"): by kind, place, parties and time."""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from flows.gazetteer import Entry, Gazetteer, fold
from flows.link.question import Question
from flows.model import EntityType
from flows.settings import MAPPINGS

GOING_ON, PAST, LIKELY = 0.93, 0.85, 0.6
REMEMBERED = 1  # years after its end in which "the war in X" still means it

Words = Mapping[str, frozenset[str]]


def conflicts_meant(question: Question, gazetteer: Gazetteer) -> Iterator[tuple[Entry, float, str]]:
    """The conflicts of the tables that agree with all that the phrase says, how well, and why; none when it says too
    little, or more than the tables can tell."""
    said = {key: frozenset(question.hints(key)) for key, _ in question.entity.hints}
    said = said if "noun" in said else said_by(question.entity.name, gazetteer)
    kinds = frozenset(kind for noun in said.get("noun", ()) for kind in kinds_of(noun))
    if "else" in said or not said.keys() & {"in", "of", "party", "near"}:
        return
    if any(goes_on(entry, question.on) for name in question.names for entry in gazetteer.find(name)):
        return  # a name of its own says it better
    for entry in gazetteer.by_type(EntityType.CONFLICT):
        in_time = not out_of_time(entry, question.on, said.get("year", ()))
        if entry.kind in kinds and in_time and agrees(entry, said, gazetteer):
            yield entry, fit_in_time(entry, said, question.on), f"the {entry.kind} of that place and time"


@lru_cache
def kind_words() -> Mapping[str, tuple[str, ...]]:
    """A noun of a phrase -> the kinds of conflict that it may mean."""
    _, *lines = (MAPPINGS / "gazetteer" / "conflict-kinds.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {noun: tuple(kinds.split("|")) for noun, kinds in rows}


def said_by(name: str, gazetteer: Gazetteer) -> dict[str, frozenset[str]]:
    """What the reader would tell of a phrase ("2008 war with Georgia"), by the name alone."""
    name = fold(name)
    noun = next((noun for noun in sorted(kind_words(), key=len, reverse=True) if f" {noun} " in f" {name} "), "")
    before, _, behind = name.partition(noun) if noun else ("", "", "")
    case, _, places = behind.strip().partition(" ")
    said = [("noun", noun), *((_kind_of(word, "of", gazetteer), word) for word in _parts(before, gazetteer))]
    said += [
        (_kind_of(word, "in" if case in ("in", "over") else "party", gazetteer), word)
        for word in places.split(" and ")
        if word
    ]
    return {kind: frozenset(word for key, word in said if key == kind) for kind, _ in said}


def kinds_of(noun: str) -> tuple[str, ...]:
    """The kinds of conflict that a noun may mean."""
    return kind_words().get(noun, ())


def out_of_time(entry: Entry, on: str | None, years: Collection[str]) -> bool:
    """Whether a conflict had not begun on the article's date, or was not fought in a year that the phrase says."""
    start, end = entry.start or "", entry.end or "9999"
    if on and start[:4] > on[:4]:
        return True
    return any(not start[:4] <= year <= end[:4] for year in years)


def goes_on(entry: Entry, on: str | None) -> bool:
    """Whether a conflict is fought on a day, or ended not long before."""
    if entry.type is not EntityType.CONFLICT or not on or not entry.start:
        return False
    return entry.start[:4] <= on[:4] and int(on[:4]) <= int((entry.end or on)[:4]) + REMEMBERED


def is_another(question: Question) -> bool:
    """Whether the word before each mention says that it is one still to come ("a new cold war")."""
    before = [question.text[: mention.span.start].split()[-1:] for mention in question.entity.mentions]
    return all(word and word[0].casefold() in other_conflict_words() for word in before)


@lru_cache
def other_conflict_words() -> frozenset[str]:
    """Words before a conflict's name that say that one like it is meant."""
    return frozenset((MAPPINGS / "gazetteer" / "other-conflicts.txt").read_text(encoding="utf-8").split())


def agrees(entry: Entry, said: Words, gazetteer: Gazetteer) -> bool:
    """Whether places, parties and ordinal of the phrase are those of the conflict."""
    places, parties = _owners(entry.places, gazetteer), _owners(entry.parties, gazetteer)
    owners = places if entry.kind == "civil war" else places | parties
    return (
        all(_owners([name], gazetteer) & places for name in said.get("in", ()))
        and all(_owners([name], gazetteer) & (places | parties) for name in said.get("party", ()))
        and all(_owners([name], gazetteer) & owners for name in said.get("of", ()))
        and (
            said.keys() & {"in", "of", "party"} != set() or any(_owners([n], gazetteer) & places for n in said["near"])
        )
        and all(nth in f"{entry.label} {' '.join(entry.aliases)}".casefold().split() for nth in said.get("nth", ()))
    )


def fit_in_time(entry: Entry, said: Words, on: str | None) -> float:
    """How surely the conflict is the one that is meant on that day."""
    if said.get("year") or said.get("nth"):
        return GOING_ON
    if said.keys() <= {"noun", "party"} and len(said["party"]) == 1:
        return LIKELY  # "a war with Russia": whose, nobody says
    if goes_on(entry, on):
        return GOING_ON
    # Long after, only words that say which one it was still do so.
    told = "civil war" in said["noun"] or len(said.get("party", ())) > 1
    return PAST if told and "near" not in said else LIKELY


def _owners(names: Collection[str], gazetteer: Gazetteer) -> set[str]:
    found = {fold(entry.label) for name in names for entry in gazetteer.find(name)}
    return found | {fold(country.label) for name in names if (country := gazetteer.demonym(name))}


def _parts(words: str, gazetteer: Gazetteer) -> list[str]:
    """What stands before a noun: one name, or word by word."""
    plain = fold(words.strip())
    return [plain] if _owners([plain], gazetteer) else plain.split()


def _kind_of(word: str, kind: str, gazetteer: Gazetteer) -> str:
    if word.isdigit():
        return "year"
    return kind if _owners([word], gazetteer) else "else"
