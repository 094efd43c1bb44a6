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


def mend_progressive(sentence: Sentence, word: Word, verbs: frozenset[str]) -> None:
    """ "X is hosting talks", read as "X is hosting-talks": the form in -ing behind "is" is the verb, the noun that the
    tree made the predicate its object."""
    noun, at = word.head, word.i - sentence.words[0].i
    lemma = next((c for c in base_forms(word.text) if c in verbs), None)
    if lemma is None or not word.text.endswith("ing") or word.dep not in {"compound", "amod"} or noun.i < word.i:
        return
    be = sentence.words[at - 1]
    if at == 0 or be.head is not noun or be.dep != "cop":
        return
    noun.children.remove(word)
    above, dep = noun.head, noun.dep
    if above is not noun:
        above.children.remove(noun)
        above.children.append(word)
    word.head, word.dep = (above, dep) if above is not noun else (word, dep)
    word.pos, word.lemma, word.morph = "VERB", lemma, {"VerbForm": "Ger"}
    for child in [c for c in noun.children if c.i < word.i]:
        attach(child, word, "aux" if child is be else child.dep)
    noun.head, noun.dep = word, "obj"
    word.children.append(noun)


def mend_relative_verb(sentence: Sentence, word: Word, verbs: frozenset[str]) -> None:
    """ "X, which chairs Y": what follows ", which" is a verb, though the tree took it for a noun beside Y."""
    at = word.i - sentence.words[0].i
    lemma = next((c for c in base_forms(word.text) if c in verbs), None)
    if lemma is None or word.pos != "NOUN" or at < 3 or not word.text.endswith("s"):
        return
    noun, comma, which = sentence.words[at - 3 : at]
    if comma.text != "," or which.text not in {"which", "who"} or noun.pos not in {"NOUN", "PROPN"}:
        return
    beside = word.head
    word.pos, word.lemma, word.morph = "VERB", lemma, {"VerbForm": "Fin"}
    attach(word, noun, "acl:relcl")
    attach(which, word, "nsubj")
    if beside.i > word.i and beside.pos != "VERB":
        attach(beside, word, "obj")


def hang_aside(sentence: Sentence, word: Word) -> None:
    """ "met in Chad, the current host of Y, to …": what a comma parts from the phrase before is no object."""
    verb = word.head
    if word.dep != "obj" or verb.pos != "VERB" or word.i < verb.i:
        return
    at = min((w.i for w in word.subtree() if w.pos != "PUNCT"), default=word.i) - sentence.words[0].i
    if at < 2 or sentence.words[at - 1].text != "," or sentence.words[at].pos != "DET":
        return
    before = sentence.words[at - 2]
    phrase = next((a for a in [before, *before.ancestors()] if a.head is verb), None)
    if phrase is not None and phrase.dep == "obl" and phrase.i > verb.i:
        attach(word, phrase, "appos")


def see_preposition(word: Word) -> None:
    """ "said so following talks with X": no adjective, when no article stands before it."""
    noun = word.head
    if word.text.lower() != "following" or word.dep != "amod" or noun.i < word.i:
        return
    if not any(c.dep in {"det", "nmod:poss"} and c.i < word.i for c in noun.children):
        word.pos, word.dep = "ADP", "case"


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


def free_verb(word: Word) -> None:
    """ "X hosted talks", read as "talks that are X-hosted": a verb with a subject of its own is no adjective; what it
    was hung on is its object."""
    noun = word.head
    if word.pos != "VERB" or word.dep not in {"amod", "compound"} or noun.i < word.i:
        return
    if not any(c.dep == "nsubj" and c.i < word.i for c in word.children):
        return
    noun.children.remove(word)
    if noun.head is noun:
        word.head, word.dep = word, "ROOT"
    else:
        above, dep = noun.head, noun.dep
        above.children.remove(noun)
        word.head, word.dep = above, dep
        above.children.append(word)
    noun.head, noun.dep = word, "obj"
    word.children.append(noun)
    word.morph = {**word.morph, "VerbForm": "Fin"}


def take_neighbours(reading: Reading, word: Word) -> None:
    """ "The U.S. Treasury imposes …", "X sanctions Y": a finite verb has no compound and no apposition; the noun that
    was hung so before it is its subject, the one right behind it its object."""
    if word.pos != "VERB" or word.morph.get("VerbForm") != "Fin":
        return
    words, base = word.sentence.words, word.sentence.words[0].i
    loose = [c for c in word.children if c.dep in LOOSE and not preposition(c)]
    loose = [c for c in loose if c.pos in {"NOUN", "PROPN"} or reading.how.get(c.i) == "name"]
    before = [c for c in loose if c.i < word.i and words[c.i + 1 - base].text != "-"]
    subject = next((c for c in word.children if c.dep.startswith(("nsubj", "csubj"))), None)
    if before and subject is None:
        before[-1].dep = "nsubj"
    elif before and subject is not None and before[-1].i < subject.i:
        attach(before[-1], subject, "compound")
    if any(c.dep in {"obj", "ccomp", "xcomp", "aux:pass"} for c in word.children):
        return
    for child in loose:
        first = min(child.subtree(), key=lambda w: w.i)
        if first.i == word.i + 1 and (child.i in reading.at or first.pos == "DET"):
            child.dep = "obj"
            return


def see_noun(word: Word) -> None:
    """ "sanctions on court judges": what stands under a preposition is no verb."""
    if word.pos != "VERB" or word.dep not in {"nmod", "obl"} or not any(c.dep == "case" for c in word.children):
        return
    word.pos, word.morph = "NOUN", {"Number": "Plur" if word.text.endswith("s") else "Sing"}
    for child in word.children:
        if child.dep in {"nsubj", "obj"}:
            child.dep = "compound" if child.i < word.i else "appos"


def raise_clauses(sentence: Sentence, word: Word) -> None:
    """ "after the government accused X" and "calls for X to lift Y": a phrase with its preposition right before a verb
    that lacks a subject is that verb's subject."""
    case = next((c for c in word.children if c.dep == "case"), None)
    if case is None or word.dep not in {"obl", "nmod"} or word.pos not in {"NOUN", "PROPN"}:
        return
    end, words = max(w.i for w in phrase_of(word)) + 1 - sentence.words[0].i, sentence.words
    asked = case.text.lower() == "for" and end < len(words) and words[end].text.lower() == "to"
    verb = words[end].head if asked else words[end] if end < len(words) else None
    if verb is None or verb.pos != "VERB" or verb.i < word.i or any(c.dep.startswith("nsubj") for c in verb.children):
        return
    if verb.head not in {word, word.head} or verb.dep not in {"advcl", "acl", "xcomp", "ccomp"}:
        return
    if asked:
        attach(verb, word.head, "xcomp")
    elif case.text.lower() not in {"after", "before", "since", "until"} or not has_object(verb):
        return
    else:
        attach(verb, word.head, "advcl")
        attach(case, verb, "mark")
    attach(word, verb, "nsubj")


def phrase_of(word: Word) -> list[Word]:
    """A noun with all below it but clauses."""
    clauses = {w.i for c in word.children if c.dep in {"acl", "acl:relcl", "advcl"} for w in c.subtree()}
    return [w for w in word.subtree() if w.i not in clauses]


def has_object(verb: Word) -> bool:
    """Whether a verb has an object: a past form with one is no bare participle."""
    return verb.morph.get("Tense") == "Past" and any(c.dep == "obj" for c in verb.children)


def join_title(reading: Reading, word: Word) -> None:
    """ "bans ministers X and Y": of two objects in a row, the noun says what the name behind it is."""
    objects = [c for c in word.children if c.dep in {"obj", "iobj"}]
    if word.pos != "VERB" or len(objects) != 2:
        return
    noun, name = objects
    if noun.pos == "NOUN" and name.pos == "PROPN" and name.i in reading.at and noun.i + 1 == name.i:
        attach(name, noun, "appos")
        noun.dep = "obj"
        for child in [c for c in name.children if preposition(c)]:
            attach(child, noun, child.dep)


def unfold_participle(word: Word) -> None:
    """ "X, now representing Y, was founded": the noun is the subject, the participle its clause."""
    if (
        not word.dep.startswith(("nsubj", "csubj", "advcl"))
        or word.pos != "VERB"
        or word.morph.get("VerbForm") not in {"Ger", "Part"}
    ):
        return
    noun = next(
        (c for c in word.children if c.dep.startswith("nsubj") and c.i < word.i and c.pos in {"NOUN", "PROPN"}), None
    )
    if word.dep == "advcl" and (
        word.i > word.head.i or any(c.dep.startswith(("nsubj", "csubj")) for c in word.head.children)
    ):
        return
    if noun is not None:
        above = word.head
        dep = "nsubj:pass" if any(c.dep == "aux:pass" for c in above.children) else "nsubj"
        attach(word, above, "dep")
        attach(noun, above, dep)
        attach(word, noun, "acl")


def attach(word: Word, above: Word, dep: str) -> None:
    """Hang a word below another, unless that would close a circle."""
    if above is word or word in above.ancestors():
        return
    if word.head is not word and word in word.head.children:
        word.head.children.remove(word)
    word.head, word.dep = above, dep
    above.children.append(word)
    above.children.sort(key=lambda w: w.i)
