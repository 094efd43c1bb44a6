"""Name spans for training: read from GUM's brackets, and exchanged for others so that none is learnt by heart."""

import csv
import random
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from flows.language.tokens import cut
from flows.training.corpora import DATE_WORD, Sentence, drop_overlaps

GUM_LABELS = {"person": "PERSON", "place": "PLACE", "organization": "ORG", "event": "EVENT", "time": "TIME"}
# the table of a kind of thing -> the label of its names
TABLES = {"countries": "PLACE", "cities": "PLACE", "organizations": "ORG", "persons": "PERSON"}


def table_names(gazetteer: Path) -> list[tuple[str, str]]:
    """(name, label) of every row of the tables."""
    return [(row["label"], label) for table, label in TABLES.items() for row in rows(gazetteer / f"{table}.tsv")]


def rows(table: Path) -> Iterable[dict[str, str]]:
    """The rows of a table."""
    with table.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def add_gum_entities(sentence: Sentence) -> None:
    """Named mentions out of GUM's nested `Entity=` brackets: those whose core is a proper name."""
    open_mentions: dict[str, tuple[int, str]] = {}
    found: list[tuple[int, int, str]] = []
    for i, misc in enumerate(sentence.misc):
        value = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", value):
            key = part.strip("()").split("-")[0]
            if part.startswith("("):
                open_mentions[key] = (i, part.strip("()").split("-")[1] if "-" in part else "")
            if part.endswith(")") and key in open_mentions:
                start, kind = open_mentions.pop(key)
                if kind in GUM_LABELS:
                    found.append((start, i + 1, GUM_LABELS[kind]))
    cores = (core for start, end, label in found if (core := name_core(sentence, start, end, label)))
    sentence.entities = drop_overlaps(cores)


def name_core(sentence: Sentence, start: int, end: int, label: str) -> tuple[int, int, str] | None:
    """The proper-name part of a mention around its head, or None when its head is a common noun."""
    heads = [i for i in range(start, end) if not start <= sentence.heads[i] < end or sentence.deps[i] == "ROOT"]
    if not heads:
        return None
    head = heads[0]
    if label == "TIME":
        dated = any(DATE_WORD.match(w) for w in sentence.words[start:end])
        return (start, end, label) if dated and end - start <= 6 else None
    if sentence.pos[head] != "PROPN":
        return None
    last = head
    for i in range(head + 1, end):
        inside = sentence.words[i][0].isupper() or sentence.words[i].isdigit()
        linked = sentence.words[i] in {"of", "for", "the", "and", "-", "’s", "'s", "on", "de", "al"}
        joined = sentence.deps[i] in {"flat", "nmod", "compound", "conj", "nummod", "appos"}
        if inside and (joined or sentence.pos[i] in {"PROPN", "NUM", "ADJ"}) and sentence.deps[i] != "appos":
            last = i
        elif not (linked or inside):
            break
    first = head
    while first > start and (sentence.words[first - 1][0].isupper() or sentence.words[first - 1] == "-"):
        first -= 1
    while first < head and (sentence.pos[first] == "DET" or sentence.words[first] == "-"):
        first += 1
    return (first, last + 1, label)


def rename_entities(sentence: Sentence, pool: Mapping[str, list[str]], chance: random.Random) -> Sentence:
    """A copy in which about half the names are others of the same kind, so that no name is learnt by heart."""
    copy = Sentence(sentence.doc_id)
    position = 0
    for start, end, label in sentence.entities:
        extend(copy, sentence, position, start)
        begin = len(copy.words)
        if pool.get(label) and chance.random() < 0.5:
            name = cut(chance.choice(pool[label]))
            copy.words += name.words
            copy.spaces += name.spaced
            copy.spaces[-1] = sentence.spaces[end - 1]
        else:
            extend(copy, sentence, start, end)
        copy.entities.append((begin, len(copy.words), label))
        position = end
    extend(copy, sentence, position, len(sentence.words))
    return copy


def extend(copy: Sentence, source: Sentence, start: int, end: int) -> None:
    """Append tokens start..end of one sentence to another."""
    copy.words += source.words[start:end]
    copy.spaces += source.spaces[start:end]


def name_pool(documents: Iterable[Sentence], known: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Names by label: those of the training data and those of the shipped tables."""
    pool: dict[str, set[str]] = {}
    for sentence in documents:
        for start, end, label in sentence.entities:
            name = "".join(
                w + (" " if s else "")
                for w, s in zip(sentence.words[start:end], sentence.spaces[start:end], strict=True)
            ).strip()
            if label in {"PERSON", "ORG", "PLACE"} and name[:1].isupper():
                pool.setdefault(label, set()).add(name)
    for name, label in known:
        pool.setdefault(label, set()).add(name)
    return {label: sorted(names) for label, names in pool.items()}
