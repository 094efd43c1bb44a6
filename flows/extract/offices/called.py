"""What an office is called: its words without those that tell of its holder, and the thing that it is."""

from functools import lru_cache

from flows.extract.offices.title import Title
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import DASHES, word_set
from flows.gazetteer import load_gazetteer
from flows.language.parse import Word
from flows.model import EntityType


def office_thing(reading: Reading, role: str, title: Title) -> Thing:
    """The office as an entity, spoken of by the words of a title."""
    thing = office_called(reading, role, title.owner)
    if thing is None:
        owner = title.owner.name if title.owner else ""
        thing = Thing(EntityType.OFFICE, office_name(role, owner), hints={"of": owner, "role": role})
        reading.things.append(thing)
    thing.add(*office_words(title), "title", title.how)
    if title.owner is not None:
        title.person.hints.setdefault(EntityType.OFFICE.value, thing.name)
        title.person.hints.setdefault(title.owner.type.value, title.owner.name)
    return thing


def office_called(reading: Reading, role: str, owner: Thing | None) -> Thing | None:
    """The office of this name, where the text has spoken of it."""
    name = office_name(role, owner.name if owner else "").lower()
    return next((t for t in reading.things if t.type is EntityType.OFFICE and t.name.lower() == name), None)


def office_name(role: str, owner: str) -> str:
    """What an office is called: "Foreign Minister of Armenia", "Ambassador of Chile to Peru"."""
    for_ = head_of(words_of(role)) in word_set("offices", "for") and " for " not in role
    link = "for" if for_ else "of"
    noun, to, host = role.partition(" to ")
    whose = f" {link} {with_article(owner)}" if owner else ""
    name = f"{noun}{whose}{to}{with_article(host.removeprefix('the ')) if host else host}"
    return name[:1].upper() + name[1:]


def office_words(title: Title) -> tuple[Word, Word]:
    """The first and last of the words that name the office, without its owner and its holder."""
    said = title.first.until(title.last)
    role = [w for w in words_of(title.role) if w not in word_set("offices", "past") | word_set("offices", "coming")]
    inside = [w for w in said if w.text not in DASHES]
    for at in range(len(inside) - len(role) + 1):
        run = inside[at : at + len(role)]
        if all(name in {w.text.lower(), w.lemma.lower()} for name, w in zip(role, run, strict=True)):
            return run[0], run[-1]
    return (title.noun, title.noun) if title.noun is not None else (title.first, title.last)


def words_of(role: str) -> list[str]:
    """The words of a role, "president-elect" as two."""
    return role.lower().replace("-", " ").split()


def core_of(role: str) -> str:
    """The office without the words that say its holder is past or to come ("former president", "president-elect")."""
    outside = word_set("offices", "past") | word_set("offices", "coming")
    kept = [w for w in plain_past(role).split() if w.lower() not in outside]
    suffixes = tuple(f"-{w}" for w in word_set("offices", "coming"))
    return " ".join(next((w.removesuffix(s) for s in suffixes if w.lower().endswith(s)), w) for w in kept)


def plain_past(role: str) -> str:
    """A role with "former" for a hyphened "ex": an "ex-president" was one once, a "then-president" was one then;
    without the number that only counts who led a country: "the *third* prime minister in seven weeks"."""
    opening, _, rest = role.partition(" ")
    if opening in word_set("offices", "counting") and rest in word_set("offices", "top"):
        return rest
    once = rest and opening.lower() in word_set("offices", "once")
    if role.lower().startswith("then-"):
        return f"then {role[5:]}"
    return f"former {role[3:]}" if role.lower().startswith("ex-") else f"former {rest}" if once else role


def is_coming(role: str) -> bool:
    """Whether a role is only to be taken up ("president-elect")."""
    return bool(set(words_of(role)) & word_set("offices", "coming"))


def head_of(words: list[str]) -> str:
    """The office noun of a role: the last word, or the one before "of", "for", "to"; "" when there is none."""
    end = next((i for i, w in enumerate(words) if i and w in {"of", "for", "to", "at", "on", "in"}), len(words))
    return words[end - 1] if words else ""


def with_article(name: str) -> str:
    """A name as it stands inside a phrase ("the United States"): as the offices of the tables print it, else by its
    words."""
    articled = name in printed_with_article() or word_set("names", "articled") & set(name.lower().split())
    return f"the {name}" if articled else name


@lru_cache(maxsize=1)
def printed_with_article() -> frozenset[str]:
    """The names behind "of the" in the offices of the tables."""
    labels = [entry.label for entry in load_gazetteer().by_type(EntityType.OFFICE)]
    return frozenset(label.partition(" of the ")[2] for label in labels if " of the " in label)
