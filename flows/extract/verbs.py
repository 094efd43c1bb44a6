"""Mends verbs that a small parser did not see as verbs, or hung where no verb can hang."""

from flows.extract.arguments import preposition
from flows.extract.things import Reading
from flows.language.parse import Sentence, Word

LOOSE = frozenset({"compound", "appos", "nmod", "nmod:unmarked", "dep", "vocative"})


def mend_verb(sentence: Sentence, word: Word, verbs: frozenset[str]) -> None:
    """ "X, consisting of Y" and "X restores Y's rights": an inflected verb that was taken for a noun or
    adjective, where it heads a clause or where the sentence has no other verb."""
    if word.pos not in {"NOUN", "ADJ"} or not word.text.islower():
        return
    lemma = next((c for c in [*base_forms(word.text), word.text] if c in verbs), None)
    if lemma is None:
        return
    if {"nsubj", "obj"} <= {c.dep for c in word.children} and not any(c.dep == "cop" for c in word.children):
        word.pos, word.lemma, word.morph = "VERB", lemma, {"VerbForm": "Fin"}
        return
    if word.text == lemma:
        return
    if word.dep in {"acl", "acl:relcl", "advcl"} and word.text.endswith("ing"):
        word.pos, word.lemma, word.morph = "VERB", lemma, {"VerbForm": "Ger"}
    elif verbless(sentence) and word.i <= sentence.roots[0].i:
        make_root(sentence, word, lemma)


def verbless(sentence: Sentence) -> bool:
    """Whether a sentence's root is a noun that nothing makes a predicate: some verb was not seen as one."""
    roots = sentence.roots
    return (
        len(roots) == 1
        and roots[0].pos in {"NOUN", "PROPN", "ADJ"}
        and not any(c.dep in {"cop", "aux"} for c in roots[0].children)
    )


def raise_verb(reading: Reading, sentence: Sentence) -> None:
    """ "Qatar mediated between …": a past form right behind a name that the tree made the root is the verb."""
    roots = sentence.roots
    if len(roots) != 1 or roots[0].pos != "PROPN" or roots[0].i not in reading.at:
        return
    root = roots[0]
    for verb in root.children:
        behind = sentence.words[verb.i - 1 - sentence.words[0].i]
        past = verb.dep == "acl" and verb.pos == "VERB" and verb.morph.get("Tense") == "Past"
        parted = verb.dep == "parataxis" and verb.pos == "VERB" and verb.morph.get("VerbForm") == "Fin"
        if parted and behind.text == "," and not any(c.dep.startswith("nsubj") for c in verb.children):
            make_clause(root, verb)
            return
        if past and reading.at.get(behind.i) is reading.at[root.i] and preposition_of(verb) != "by":
            make_clause(root, verb)
            return


def make_clause(root: Word, verb: Word) -> None:
    """Let a verb be the root of its sentence in place of the name above it, which becomes its subject."""
    root.children.remove(verb)
    verb.head, verb.dep = verb, "ROOT"
    verb.morph = {**verb.morph, "VerbForm": "Fin"}
    for child in [c for c in root.children if c.i > verb.i]:
        attach(child, verb, child.dep)
    attach(root, verb, "nsubj")


def preposition_of(verb: Word) -> str:
    """The preposition of the first phrase behind a verb."""
    return next((preposition(c) for c in verb.children if c.i > verb.i and preposition(c)), "")


def base_forms(text: str) -> list[str]:
    """The lemmas that an inflected form may have."""
    for ending in ("ing", "ed", "es", "s"):
        if text.endswith(ending) and len(text) > len(ending) + 2:
            stem = text[: -len(ending)]
            return [stem, stem + "e", stem[:-1]] if ending in {"ing", "ed"} else [stem, stem + "e"]
    return []


def make_root(sentence: Sentence, word: Word, lemma: str) -> None:
    """Let a word be the verb of its sentence: the phrase before it its subject, the old root behind it its object."""
    root, at = sentence.roots[0], word.i - sentence.words[0].i
    before = sentence.words[at - 1] if at > 0 else None
    if before is None or before.pos not in {"PROPN", "NOUN"}:
        return
    subject = before
    while subject.head is not subject and subject.head.i < word.i and subject.head is not word:
        subject = subject.head
    if root is not word and root.i < word.i:
        return
    if word in word.head.children:
        word.head.children.remove(word)
    word.head, word.dep, word.pos, word.lemma = word, "ROOT", "VERB", lemma
    word.morph = {"VerbForm": "Fin", "Tense": "Pres" if word.text.endswith("s") else "Past"}
    if root is not word:
        root.head, root.dep = word, "obj"
        word.children.append(root)
    attach(subject, word, "nsubj")


def attach(word: Word, above: Word, dep: str) -> None:
    """Hang a word below another, unless that would close a circle."""
    if above is word or word in above.ancestors():
        return
    if word.head is not word and word in word.head.children:
        word.head.children.remove(word)
    word.head, word.dep = above, dep
    above.children.append(word)
    above.children.sort(key=lambda w: w.i)
