"""What a paragraph is by its shape alone: an address, an image's credit, a byline, a note on the author, prose."""

import re
from dataclasses import dataclass

from flows.gazetteer import load_gazetteer
from flows.ingest.clean import SENTENCE_END
from flows.ingest.words import disclaimers, phrases, word_set
from flows.model import EntityType

SITE = re.compile(r"(?:https?://)?(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?:/\S*)?", re.IGNORECASE)
TITLE = r"(?:Dr|Prof|Professor|Sir|Dame|Ambassador)\.?\s+"
EDGES = " .,;:|/()[]–—-"
HEADING = 8  # words at most of a heading over other articles
SHORT, LONG = 12, 25  # words: prose has more than SHORT and ends like a sentence, or more than LONG


@dataclass(frozen=True, slots=True)
class Credit:
    """What a line under an image says; each part "" when it does not say it."""

    caption: str
    creator: str
    source: str


def address(text: str) -> str | None:
    """The address when a line is nothing else, or None."""
    found = SITE.fullmatch(text) if len(text) <= 300 else None
    return found[0] if found else None


def is_name(text: str) -> bool:
    """Whether words can be a person's name: two to five, with capitals, but for particles."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 60 or any(sign.isdigit() or sign in '@:/;!?"“”' for sign in text):
        return False
    capital = [word for word in words if word[:1].isupper()]
    rest = [word for word in words if not word[:1].isupper()]
    known = {"the", "a", "an", "and", "of", "in", "for", "to", "on", "at", "by", "with"}
    return (
        len(capital) >= 2
        and all(word.split("-")[0] in word_set("particles") for word in rest)
        and not known & {word.casefold() for word in capital}
    )


def credit(text: str) -> Credit | None:
    """What a line with an image credit says, or None when there is no credit in it."""
    if len(text) > 600:
        return None
    words = "|".join(map(re.escape, phrases("credit")))
    found = re.search(rf"(?:^|(?<=[\s(\[.|/]))(?i:{words})s?\s*(?:by\b|:|\bcourtesy of\b|\bvia\b|\bfrom\b)\s*", text)
    if found and (found[0][0].isupper() or text[found.start() - 1 : found.start()] == "("):
        creator, source = creator_and_source(text[found.end() :])
        ownerless = re.search(r"(?:courtesy of|via|from)\s*$", found[0]) and not source
        if (creator or source)[:1].isupper():
            before = text[: found.start()].strip(" |(–—-[/")
            return Credit(sentence(before), "" if ownerless else creator, creator if ownerless else source)
    owner = re.search(r"©\s*([^©]{2,80})$", text)
    if owner:
        creator, source = creator_and_source(owner[1])
        return Credit(sentence(text[: owner.start()].strip(" |(–—-[/")), creator, source)
    return None


def sentence(text: str) -> str:
    """A caption without the stop that ends it."""
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def creator_and_source(text: str) -> tuple[str, str]:
    """(who made an image, where it is from) of "A from B", "A / B", "A, B via C"; "" where not said."""
    text = text.strip(EDGES)
    links = "|".join(map(re.escape, phrases("credit_from")))
    parts = re.split(rf"\s*[/|,(]\s*|\s+(?:{links})\s+", text, maxsplit=1)
    creator = parts[0].strip(EDGES)
    source = parts[1].strip(EDGES) if len(parts) > 1 else ""
    return creator, re.sub(rf"^(?:{links})\s+", "", source)


def byline(text: str) -> list[str] | None:
    """The names in a line that names the authors, none when they are only "our staff"; None when it is no such line."""
    if len(text) > 240:
        return None
    folded = text.casefold()
    for opening in phrases("byline_openings"):
        rest = text[len(opening) :]
        if folded.startswith(opening) and (rest[:1] in {" ", ":"}) and len(folded) == len(text):
            names = names_in(rest.strip(" :"))
            return names or ([] if len(text) < 80 and names_staff(rest) and not SENTENCE_END.search(rest) else None)
    return None


def names_in(text: str) -> list[str]:
    """The persons' names in a list of authors, without their places, posts and papers, and without who only helped:
    "A in Paris, Political Editor, and B, The Herald; editing by C" has A and B."""
    text = re.split("|".join(map(re.escape, phrases("helpers"))), text, maxsplit=1, flags=re.IGNORECASE)[0]
    text = re.sub(r"\([^)]*\)", "", re.split(r"[|·•@]|\s[-–—]\s", text, maxsplit=1)[0])
    names: list[str] = []
    closed = False
    for joined, piece in listed(text):
        name = title_free(re.split(r"\s+(?:in|for|at|from|of)\s+", piece, maxsplit=1, flags=re.IGNORECASE)[0])
        if not is_person(name) or (names and is_place(name)):
            if not names:
                break
        # What stands after the last author, who is joined by "and", is a paper.
        elif joined or not closed:
            names.append(name)
            closed = closed or joined
    return names


def listed(text: str) -> list[tuple[bool, str]]:
    """The members of a list, and whether "and" stands before each: "A, B and C"."""
    signs = list(re.finditer(r"\s*[,;]\s*(and\s+|&\s*)?|\s+(and|with|&)\s+", text, re.IGNORECASE))
    starts = [0, *(sign.end() for sign in signs)]
    ends = [*(sign.start() for sign in signs), len(text)]
    joined = [False, *(bool(sign[1] or sign[2]) for sign in signs)]
    return [(how, text[start:end].strip(" .;")) for how, start, end in zip(joined, starts, ends, strict=True)]


def is_person(name: str) -> bool:
    """Whether words can be the name of one person, and of no post or paper."""
    return is_name(name) and not names_staff(name) and not word_set("occupations") & set(name.casefold().split())


def is_post(text: str) -> bool:
    """Whether a short line tells an author's post or paper and nothing else."""
    words = set(re.findall(r"[\w-]+", text.casefold()))
    told = word_set("occupations") & words or names_staff(text)
    return bool(told) and len(text.split()) <= HEADING and not SENTENCE_END.search(text)


def is_place(name: str) -> bool:
    """Whether the shipped tables know a place of that name."""
    return any(
        entry.type in {EntityType.CITY, EntityType.COUNTRY, EntityType.REGION} for entry in load_gazetteer().find(name)
    )


def names_staff(text: str) -> bool:
    """Whether a line of authors names a paper, an agency or its staff, and no person."""
    return bool(word_set("staff") & set(re.findall(r"[\w-]+", text.casefold())))


def only_names(text: str) -> list[str]:
    """The persons' names when a line holds nothing else: "A and B"; none when it holds more."""
    names = names_in(text) if len(text) < 160 else []
    left = re.sub(rf"\b{TITLE}", "", text)
    for name in names:
        left = left.replace(name, "", 1)
    return names if not re.sub(r"\band\b|[,&.;\s]", "", left) else []


def writer(text: str) -> tuple[str, str] | None:
    """(name, the standfirst without it) of a paragraph that ends in ", writes Ada Roe."; None when it does not."""
    verbs = "|".join(phrases("byline_verbs"))
    found = re.search(rf"(?:,|\s[–—-])\s+(?:{verbs})\s+([^,.;:]{{3,60}})\.?$", text[-90:])
    if not found or not is_name(found[1].strip()):
        return None
    return found[1].strip(), text[: len(text) - len(text[-90:]) + found.start()].rstrip(" ,–—-")


def noted(text: str) -> str | None:
    """Whom a note on an author is about: "Ada Roe is a correspondent for …"; None when it is no such note."""
    if len(text) > 1200:
        return None
    found = re.match(r"([^.!?;:]{3,80}?),?\s+(?:is|was|are|writes|reports|covers|teaches|works|serves)\s+", text)
    if not found or not is_name(title_free(found[1])):
        return None
    opening = {word.strip(".,;:()").casefold() for word in text.split()[:40]}
    singular = opening | {word.removesuffix("s") for word in opening}
    return title_free(found[1]) if word_set("occupations") & singular else None


def title_free(name: str) -> str:
    """A name without the academic title before it."""
    return re.sub(rf"^{TITLE}", "", name.strip())


def is_furniture(text: str) -> bool:
    """Whether a paragraph belongs to the page and not to the article."""
    folded = text.casefold().strip(" :.!»›>|-–—")
    if folded in word_set("furniture") or (len(text) < 300 and folded.startswith(phrases("openings"))):
        return True
    if len(text) < 300 and (folded.endswith(phrases("endings")) or any(one in folded for one in phrases("cut_off"))):
        return True
    return is_disclaimer(text) or bool(re.match(r"(?:©|\(c\)|copyright)\s*(?:19|20)\d\d", folded))


def leads_away(text: str) -> bool:
    """Whether a line announces the titles of other articles."""
    folded = text.casefold().strip(" :.!»›>|-–—")
    opens = folded.startswith(phrases("elsewhere_openings")) and len(folded.split()) <= HEADING
    return folded in word_set("elsewhere") or opens


def is_disclaimer(text: str) -> bool:
    """Whether a paragraph says whose opinions it does not hold."""
    subjects, said = disclaimers()
    folded = text.casefold()
    return (
        len(text) < 600
        and any(phrase in folded for phrase in said)
        and bool(subjects & set(re.findall(r"\w+", folded)))
    )


def is_about(text: str) -> bool:
    """Whether a line only announces who wrote the article."""
    return text.casefold().strip(" :") in word_set("about")


def is_prose(text: str) -> bool:
    """Whether a paragraph consists of sentences, and is no heading."""
    count = len(text.split())
    if text.endswith("?") and count <= LONG and not re.search(r"[.!?]\s", text):
        return False
    return count > LONG or (count >= SHORT // 2 and bool(SENTENCE_END.search(text)))


def is_description(text: str) -> bool:
    """Whether a short line says what somebody is: "a global news network"."""
    return (
        not is_prose(text) and 3 <= len(text.split()) <= 12 and text.split()[0].casefold() in {"a", "an", "the", "your"}
    )
