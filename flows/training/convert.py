"""Treebanks and named-entity corpora -> spaCy's binary training files.

Usage: python -m flows.training.convert TREEBANKS_DIR OUT_DIR [--gazetteer DIR]

TREEBANKS_DIR holds UD English EWT and GUM (`ewt-train.conllu.gz`, …), Re-DocRED's dev file and
Universal NER over EWT; OUT_DIR receives `parse-{train,dev,test}.spacy` and `names-{train,dev,…}.spacy`.
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span

SENTENCES_PER_DOC = 8
HELD_OUT_EVERY = 5  # every fifth Re-DocRED document is kept for testing
NLP = spacy.blank("en")


@dataclass
class Sentence:
    """One annotated sentence: parallel lists over its tokens, and entity spans (start, end, label)."""

    doc_id: str
    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)


# --- reading CoNLL-U --------------------------------------------------------------------------


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, in order."""
    doc_id, sentence, joined_until = "", None, 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                doc_id = line.split("=", 1)[1].strip()
            elif not line:
                if sentence:
                    yield sentence
                sentence, joined_until = None, 0
            elif not line.startswith("#"):
                sentence = sentence or Sentence(doc_id)
                joined_until = add_token(sentence, line.split("\t"), joined_until)
    if sentence:
        yield sentence


def add_token(sentence: Sentence, columns: list[str], joined_until: int) -> int:
    """Append one CoNLL-U line; returns the last id of the multiword token that is open, or 0."""
    number, word, lemma, pos, tag, morph, head, dep, _, misc = columns
    if "-" in number:
        last = int(number.split("-")[1])
        return -last if "SpaceAfter=No" in misc else last
    if "." in number:
        return joined_until
    index = int(number)
    open_word = abs(joined_until)
    glued = index < open_word or (index == open_word and joined_until < 0) or "SpaceAfter=No" in misc
    sentence.words.append(word)
    sentence.spaces.append(not glued)
    sentence.lemmas.append(lemma)
    sentence.pos.append(pos)
    sentence.tags.append(tag)
    sentence.morphs.append("" if morph == "_" else morph)
    sentence.heads.append(int(head) - 1 if head != "0" else index - 1)
    sentence.deps.append("ROOT" if head == "0" else dep)
    sentence.misc.append(misc)
    return 0 if index >= open_word else joined_until


# --- typography: what newspapers and PDF pastes print ------------------------------------------


def retype(sentence: Sentence, chance: random.Random) -> None:
    """Give a sentence curly quotes, and now and then en dashes for hyphens, as edited pages have."""
    opening = True
    dash = "–" if chance.random() < 0.3 else "-"
    for i, word in enumerate(sentence.words):
        if word == '"':
            sentence.words[i] = "“" if opening else "”"
            opening = not opening
        elif word == "-":
            sentence.words[i] = dash
        elif word == "--" and chance.random() < 0.7:
            sentence.words[i] = "—"
        elif "'" in word:
            sentence.words[i] = word.replace("'", "’")


# --- named entities ----------------------------------------------------------------------------

GUM_LABELS = {"person": "PERSON", "place": "PLACE", "organization": "ORG", "event": "EVENT", "time": "TIME"}
REDOCRED_LABELS = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG", "TIME": "TIME", "MISC": "MISC"}
UNER_LABELS = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG"}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
DATE_WORD = re.compile(rf"^(?:{MONTHS}|{WEEKDAYS}|(?:19|20)\d\d)$")


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


def drop_overlaps(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The longest spans that do not overlap, in text order."""
    taken: list[tuple[int, int, str]] = []
    for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s)):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in taken):
            taken.append(span)
    return sorted(taken)


def read_uner(path: Path, texts: list[Sentence]) -> list[Sentence]:
    """Universal NER's spans laid over the same treebank's sentences, which know spaces and documents."""
    tags = dict(read_iob(path))
    labelled = [s for s in texts if tuple(s.words) in tags]
    for sentence in labelled:
        dates = [(i, i + 1, "TIME") for i, w in enumerate(sentence.words) if DATE_WORD.match(w)]
        names = spans_of(tags[tuple(sentence.words)], UNER_LABELS)
        sentence.entities = drop_overlaps([*names, *merge_neighbours(dates)])
    return labelled


def read_iob(path: Path) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """(words, B-/I-/O tags) of each sentence."""
    with gzip.open(path, "rt", encoding="utf-8") as source:
        for block in source.read().split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
            yield tuple(row[1] for row in rows), [row[2] for row in rows]


def spans_of(row: list[str], labels: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Spans (start, end, label) of a row of IOB tags; labels that the map lacks are left out."""
    start = None
    for i, tag in enumerate([*row, "O"]):
        if start is not None and not tag.startswith("I-"):
            label = row[start][2:]
            if label in labels:
                yield start, i, labels[label]
            start = None
        if tag.startswith("B-"):
            start = i


def merge_neighbours(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Touching spans of one label become one."""
    merged: list[tuple[int, int, str]] = []
    for span in spans:
        if merged and merged[-1][1] == span[0]:
            merged[-1] = (merged[-1][0], span[1], span[2])
        else:
            merged.append(span)
    return merged


NO_SPACE_BEFORE = {",", ".", ")", ":", ";", "!", "?", "'s", "n't", "'", "%", "]", "’s", "-", "–"}
NO_SPACE_AFTER = {"(", "[", "$", "-", "–"}


def read_redocred(path: Path) -> list[list[Sentence]]:
    """Re-DocRED's documents, each a list of sentences with entity spans."""
    with gzip.open(path, "rt", encoding="utf-8") as source:
        records = json.load(source)
    documents = []
    for record in records:
        sentences = [redocred_sentence(record["title"], words) for words in record["sents"]]
        for mention in (m for cluster in record["vertexSet"] for m in cluster):
            label = REDOCRED_LABELS.get(mention["type"])
            start, end = mention["pos"]
            sentence = sentences[mention["sent_id"]]
            if label and start < end <= len(sentence.words):
                sentence.entities.append((start, end, label))
        for sentence in sentences:
            sentence.entities = drop_overlaps(sentence.entities)
        documents.append([s for s in sentences if s.words])
    return documents


def redocred_sentence(title: str, tokens: list[str]) -> Sentence:
    """A sentence of bare tokens, its spaces guessed from the punctuation."""
    words = [w if w.strip() else "-" for w in tokens]
    spaces = [True] * len(words)
    for i, word in enumerate(words[:-1]):
        if words[i + 1] in NO_SPACE_BEFORE or word in NO_SPACE_AFTER:
            spaces[i] = False
    return Sentence(title, words=words, spaces=spaces)


def rename_entities(sentence: Sentence, pool: dict[str, list[str]], chance: random.Random) -> Sentence:
    """A copy in which about half the names are others of the same kind, so that no name is learnt by heart."""
    copy = Sentence(sentence.doc_id)
    position = 0
    for start, end, label in sentence.entities:
        extend(copy, sentence, position, start)
        begin = len(copy.words)
        if pool.get(label) and chance.random() < 0.5:
            name = NLP.make_doc(chance.choice(pool[label]))
            copy.words += [t.text for t in name]
            copy.spaces += [bool(t.whitespace_) for t in name]
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


def name_pool(documents: Iterable[Sentence], gazetteer: Path | None) -> dict[str, list[str]]:
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
    labels = {"country": "PLACE", "city": "PLACE", "organization": "ORG", "person": "PERSON"}
    for table in sorted(gazetteer.glob("*.tsv")) if gazetteer else []:
        header, *rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
        name_at, type_at = header.index("label"), header.index("type")
        for row in rows:
            if row[type_at] in labels:
                pool.setdefault(labels[row[type_at]], set()).add(row[name_at])
    return {label: sorted(names) for label, names in pool.items()}


# --- writing -----------------------------------------------------------------------------------


def group(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Runs of up to eight neighbouring sentences of one document."""
    batch: list[Sentence] = []
    for sentence in sentences:
        if batch and (batch[-1].doc_id != sentence.doc_id or len(batch) == SENTENCES_PER_DOC):
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch


def parsed_doc(sentences: list[Sentence]) -> Doc:
    """A document with tags, morphology, lemmas and trees."""
    heads, offset = [], 0
    for sentence in sentences:
        heads += [offset + head for head in sentence.heads]
        offset += len(sentence.words)
    return Doc(
        NLP.vocab,
        words=[w for s in sentences for w in s.words],
        spaces=[x for s in sentences for x in s.spaces],
        lemmas=[x for s in sentences for x in s.lemmas],
        pos=[x for s in sentences for x in s.pos],
        tags=[x for s in sentences for x in s.tags],
        morphs=[x for s in sentences for x in s.morphs],
        deps=[x for s in sentences for x in s.deps],
        heads=heads,
    )


def named_doc(sentences: list[Sentence]) -> Doc:
    """A document with entity spans."""
    words = [w for s in sentences for w in s.words]
    doc = Doc(NLP.vocab, words=words, spaces=[x for s in sentences for x in s.spaces])
    spans, offset = [], 0
    for sentence in sentences:
        spans += [Span(doc, offset + a, offset + b, label) for a, b, label in sentence.entities]
        offset += len(sentence.words)
    doc.set_ents(spans)
    return doc


def write(docs: Iterable[Doc], path: Path) -> None:
    """One binary corpus file."""
    bin_ = DocBin(docs=docs, store_user_data=False)
    bin_.to_disk(path)
    print(f"{path.name}: {len(bin_)} documents")


def convert_trees(source: Path, target: Path) -> None:
    """EWT and GUM -> parse-train, parse-dev, parse-test (and one test file a treebank)."""
    chance = random.Random(7)
    for split in ("train", "dev", "test"):
        docs = []
        for bank in ("ewt", "gum"):
            mine = []
            for batch in group(read_conllu(source / f"{bank}-{split}.conllu.gz")):
                if split == "train" and chance.random() < 0.4:
                    for sentence in batch:
                        retype(sentence, chance)
                mine.append(parsed_doc(batch))
            if split == "test":
                write(mine, target / f"parse-test-{bank}.spacy")
            docs += mine
        write(docs, target / f"parse-{split}.spacy")


def convert_names(source: Path, target: Path, gazetteer: Path | None) -> None:
    """GUM, Re-DocRED and Universal NER -> names-train, names-dev and the held-out names-test-* files."""
    chance = random.Random(11)
    gum = list(read_conllu(source / "gum-train.conllu.gz"))
    gum_dev = list(read_conllu(source / "gum-dev.conllu.gz"))
    for sentence in [*gum, *gum_dev]:
        add_gum_entities(sentence)
    uner = read_uner(source / "uner-ewt-dev.iob2.gz", list(read_conllu(source / "ewt-dev.conllu.gz")))
    uner_test = read_uner(source / "uner-ewt-test.iob2.gz", list(read_conllu(source / "ewt-test.conllu.gz")))
    redocred = read_redocred(source / "redocred-dev.json.gz")
    held = [s for i, d in enumerate(redocred) if i % HELD_OUT_EVERY == 0 for s in d]
    wiki = [s for i, d in enumerate(redocred) if i % HELD_OUT_EVERY for s in d]
    # one more tenth steers the training; UNER's own dev is cut the same way
    wiki_dev, wiki_train = split_documents(wiki)
    uner_dev, uner_train = split_documents(uner)
    pool = name_pool([*wiki_train, *uner_train, *gum], gazetteer)
    train = [*wiki_train, *wiki_train, *uner_train, *uner_train, *uner_train, *gum]
    copies = [rename_entities(s, pool, chance) for s in [*wiki_train, *wiki_train, *uner_train, *gum] if s.entities]
    for sentence in [*copies[::3], *train[::3]]:
        retype(sentence, chance)
    docs = [named_doc(batch) for batch in group([*train, *copies])]
    chance.shuffle(docs)
    write(docs, target / "names-train.spacy")
    write([named_doc(b) for b in group([*wiki_dev, *uner_dev])], target / "names-dev.spacy")
    write([named_doc(b) for b in group(uner_test)], target / "names-test-uner.spacy")
    write([named_doc(b) for b in group(held)], target / "names-test-redocred.spacy")


def split_documents(sentences: list[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """(a tenth, the rest), cut between documents."""
    names = list(dict.fromkeys(s.doc_id for s in sentences))
    tenth = set(names[::10])
    return [s for s in sentences if s.doc_id in tenth], [s for s in sentences if s.doc_id not in tenth]


def main() -> None:
    """Convert everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--gazetteer", type=Path)
    arguments = parser.parse_args()
    arguments.target.mkdir(parents=True, exist_ok=True)
    convert_trees(arguments.source, arguments.target)
    convert_names(arguments.source, arguments.target, arguments.gazetteer)


if __name__ == "__main__":
    main()
