"""Whether facts that were read in a passage are those that somebody marked in it, word by word."""

import re
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from flows.extract.mentions.counted import cardinal
from flows.extract.reader import PASSES, read_article
from flows.kinds import shipped_kinds
from flows.model import Article, Extraction, Fact, Field, Literal, Part, PartKind, Span, Value
from flows.training.passages import Marked, Passage

# predicates that say by themselves that something is denied or only intended: either factuality is right
SAYS_ITSELF = ("not ", "did not ", "offered to ", "seeks ", "applied to ", "asked to ", "agreed to ", "will ")
PARAGRAPH = re.compile(r"\S(?:(?!\n\s*\n).)*", re.DOTALL)
ALIKE = 0.5  # of the words that two texts must share


@dataclass(frozen=True)
class Judged:
    """A passage, what was read in it with the marked fact that each reading says (or None), and what was missed."""

    passage: Passage
    read: tuple[tuple[Fact, Marked | None], ...]
    missed: tuple[Marked, ...]
    extraction: Extraction


def judge(passage: Passage, without: frozenset[str] = frozenset()) -> Judged:
    """Read a passage and compare; `without` names passes of the reader that are left out."""
    return judged(passage, read_article(article_of(passage), [one for one in PASSES if one.name not in without]))


def judged(passage: Passage, extraction: Extraction) -> Judged:
    """Compare what was read in a passage with what is marked in it."""
    free = list(passage.facts)
    read: list[tuple[Fact, Marked | None]] = []
    for fact in extraction.facts:
        if fact.kind == "article":
            continue
        found = next((m for m in free if says(extraction, passage.text, fact, m)), None)
        if found is not None:
            free.remove(found)
        elif any(says(extraction, passage.text, fact, m) for m in passage.facts):
            continue  # said twice
        read.append((fact, found))
    return Judged(passage, tuple(read), tuple(free), extraction)


def article_of(passage: Passage) -> Article:
    """A passage as a whole article of its date, a part a paragraph."""
    return Article(
        source="passage",
        text=passage.text,
        parts=tuple(Part(PartKind.BODY, Span(*found.span())) for found in PARAGRAPH.finditer(passage.text)),
        hash=f"sha256:{sha256(passage.text.encode()).hexdigest()}",
        published=Field(passage.date),
    )


def says(extraction: Extraction, text: str, fact: Fact, marked: Marked) -> bool:
    """Whether a fact that was read says a marked one."""
    if fact.predicate != marked.predicate or footing(fact) != footing_of(marked):
        return False
    mine, theirs = (fact.subject, fact.object), (marked.subject, marked.object)
    symmetric = shipped_kinds()[fact.kind].symmetric
    return any(
        all(speaks_of(extraction, text, value, stretch) for value, stretch in zip(mine, order, strict=True))
        for order in ((theirs, theirs[::-1]) if symmetric else (theirs,))
    )


def speaks_of(extraction: Extraction, text: str, value: Value, stretch: tuple[int, int]) -> bool:
    """Whether a value is what the words of a stretch name."""
    if not isinstance(value, Literal):
        entity = next(e for e in extraction.entities if e.key == value.entity)
        return any(m.span.start < stretch[1] and m.span.end > stretch[0] for m in entity.mentions)
    if value.datatype == "date":
        return True  # when is scored elsewhere
    told, marked = (in_figures(t) for t in (value.value, text[slice(*stretch)]))
    mine, theirs = Counter(told.split()), Counter(marked.split())
    shared = sum((mine & theirs).values())
    return 2 * shared >= ALIKE * (mine.total() + theirs.total()) or told in marked


def in_figures(text: str) -> str:
    """A text in small letters, its written numbers in figures."""
    return " ".join(word if (number := cardinal(word)) is None else str(number) for word in text.lower().split())


def footing(fact: Fact) -> str:
    """negated, possible, or holds (asserted, planned, reported): what must be told apart."""
    if fact.predicate.startswith(SAYS_ITSELF):
        return "holds"
    if not fact.polarity:
        return "negated"
    return fact.factuality.value if fact.factuality.value in {"negated", "possible"} else "holds"


def footing_of(marked: Marked) -> str:
    """The same of a marked fact."""
    if marked.predicate.startswith(SAYS_ITSELF):
        return "holds"
    return marked.factuality if marked.factuality in {"negated", "possible"} else "holds"
