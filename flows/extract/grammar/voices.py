"""Who tells it: verbs of saying and finding, "according to", claims and their owners, "reportedly"; and what nobody
tells: questions, novels, games."""

from flows.extract.grammar.doers import is_passive, preposition
from flows.extract.grammar.governors import is_rebutted
from flows.extract.grammar.kept import kept, kept_nominal
from flows.extract.grammar.moods import is_present
from flows.extract.grammar.steps import PASSING, carrier_of, is_headless, is_told_to, own_subject
from flows.extract.words import word_set
from flows.language.parse import Word

BESIDE_NAMES = frozenset({"appos", "compound", "nmod:desc", "flat"})
DEPTH_OF_NOUNS = 2  # what a noun deep inside a phrase names is no part of what is said of it


def voice_of(trigger: Word, *, nominal: bool) -> tuple[Word | None, bool]:
    """The word that reports what a word says (a verb of saying, a claim with an owner, the source behind "according
    to"), or None; and whether it is hearsay all the same."""
    if nominal and trigger.dep in BESIDE_NAMES:
        return None, False
    hearsay, same = False, True
    for depth, word in enumerate([trigger, *trigger.ancestors()]):
        if nominal and depth >= DEPTH_OF_NOUNS:
            break
        if same:
            source = source_of(word)
            if source is not None:
                return source, True
            hearsay = hearsay or is_hearsay(word)
        teller = teller_of(word)
        if teller is not None:
            return teller, True
        hearsay = hearsay or is_claimed(word)
        same = same and goes_on(word, named=nominal and word is trigger)
    return None, hearsay


def outer_voice(verb: Word) -> Word | None:
    """The word that reports that somebody says something: "told the press that Ada Roe had promised …"."""
    for word in [verb, *verb.ancestors()]:
        if own_subject(word) and has_that(word):
            if is_told_to(word):
                return word.head.head
            if word.dep == "ccomp" and is_saying(word.head):
                return word.head
        if word.dep not in {"conj", "ccomp", "xcomp"}:
            return None
    return None


def has_that(clause: Word) -> bool:
    """Whether a clause opens with "that"."""
    return any(c.dep == "mark" and c.text.lower() == "that" for c in clause.children)


@kept
def teller_of(word: Word) -> Word | None:
    """The word above that puts a clause into somebody's mouth, or None."""
    above = word.head
    if above is word or word.dep not in PASSING | {"acl:relcl"}:
        return None
    if is_told_to(word):
        return above.head
    judged = word_set("scope", "falsely") | word_set("scope", "rightly")
    if any(c.lemma.lower() in judged and c.dep == "advmod" for c in above.children):
        return None  # the article itself says whether it is so
    joined = word.dep == "conj" and own_subject(word)  # "X accused Y of it, and Z left": Z's deed is no part of it
    accused = above.pos == "VERB" and above.lemma.lower() in word_set("factuality", "accusing")
    if accused and word.dep in PASSING and not joined:
        return above
    apart = word.dep == "parataxis" and is_set_off(word, above)
    if word.dep in {"ccomp", "parataxis", "xcomp"} and is_saying(above) and not is_headless(above) and not apart:
        return above
    lemma = above.lemma.lower()
    found = word.dep in {"ccomp", "csubj"} or (word.dep == "xcomp" and is_passive(above))
    if found and lemma in word_set("scope", "finding"):
        return above
    if lemma == "deny" or (word.dep != "obj" and lemma in word_set("scope", "rebutting")):
        return above if word.dep in {"obj", "ccomp", "xcomp"} else None
    noun = carrier_of(word)
    owned = noun is not None and noun.lemma.lower() in word_set("scope", "claim_noun") and is_owned(noun)
    if owned and noun is not None and is_rebutted(noun):
        return noun.head if noun.dep == "obj" else None
    return noun if owned else None


def is_set_off(clause: Word, verb: Word) -> bool:
    """Whether a semicolon parts a clause from a verb of saying that reports none: "warned against it; Y is to fly
    there"."""
    return verb.child("ccomp") is None and verb.i < clause.i and any(w.text == ";" for w in verb.until(clause))


def is_saying(verb: Word) -> bool:
    """Whether a word is one of saying."""
    return verb.lemma.lower() in word_set("factuality", "saying")


def is_owned(noun: Word) -> bool:
    """Whether the text says whose a claim is: "Kyiv's claim", "a report by X", "made claims"."""
    whose = any(
        c.dep == "nmod:poss" or (c.dep == "nmod" and preposition(c) in {"by", "from", "of"}) for c in noun.children
    )
    made = noun.dep == "obj" and noun.head.lemma.lower() in word_set("scope", "making")
    return whose or made


@kept
def is_claimed(word: Word) -> bool:
    """Whether a clause is the content of a claim, whoever's it is."""
    noun, above = carrier_of(word), word.head
    purported = above.head.lemma.lower() in word_set("scope", "purporting") and above.dep == "xcomp"
    if word.dep == "ccomp" and (purported or has_it(above)):
        return True  # "a video purports to show that …"
    return noun is not None and noun.lemma.lower() in word_set("scope", "claim_noun")


def has_it(verb: Word) -> bool:
    """Whether a verb is that of "legend has it that"."""
    return verb.lemma.lower() == "have" and any(
        c.text.lower() == "it" and c.dep in {"obj", "expl"} for c in verb.children
    )


@kept
def source_of(word: Word) -> Word | None:
    """Who tells a clause in an aside: "according to X", "X said" behind a comma, "as X said"; or None."""
    on_subject = [c for s in word.children if s.dep == "nsubj" for c in s.children if c.dep == "parataxis"]
    for child in [*word.children, *on_subject]:
        if child.dep in {"obl", "nmod", "advcl", "obl:unmarked"} and opens_with_according(child):
            return child
        aside = child.dep == "parataxis" or (child.dep == "advcl" and child.child("mark") is not None and is_as(child))
        if aside and child.pos == "VERB" and is_saying(child) and own_subject(child) and not reports(child):
            return child
    return None


def is_as(clause: Word) -> bool:
    """Whether a clause opens with "as"."""
    return any(c.dep in {"mark", "advmod"} and c.text.lower() == "as" for c in clause.children)


def reports(verb: Word) -> bool:
    """Whether a verb of saying has a clause of its own."""
    return any(c.dep == "ccomp" for c in verb.children)


def opens_with_according(phrase: Word) -> bool:
    """Whether a phrase opens with "according to", "per" and a name, or "in the view of"."""
    cases = {c.text.lower() for c in phrase.children if c.dep in {"case", "mark"}}
    viewed = "in" in cases and phrase.lemma.lower() in word_set("speech", "voice") and is_owned(phrase)
    return "according" in cases or ("per" in cases and phrase.pos == "PROPN") or viewed


def is_hearsay(word: Word) -> bool:
    """Whether "reportedly", "allegedly" and the like stand in a clause or before a noun."""
    if any(is_told_aside(w, word) for c in word.children for w in (c, *c.children)):
        return True
    return any(
        (c.lemma.lower() in word_set("scope", "hearsay") and c.dep in {"advmod", "amod"}) or is_if_believed(c)
        for c in word.children
    )


def is_told_aside(noun: Word, verb: Word) -> bool:
    """Whether a tree took for a noun the verb of an aside that tells a clause: "Chad, *the paper claims,* has left"."""
    teller, behind = noun.near(-1), noun.near(1)
    if noun.pos != "NOUN" or noun.lemma.lower() not in word_set("factuality", "saying"):
        return False
    if teller is None or teller.head is not noun or teller.dep != "compound" or behind is None or behind.text != ",":
        return False
    first = min((w for w in noun.subtree() if w.dep != "punct"), key=lambda w: w.i)
    before = first.near(-1)
    return noun.i < verb.i and before is not None and before.text == ","


def is_if_believed(clause: Word) -> bool:
    """Whether a clause says "if the papers are to be believed"."""
    opened = any(c.dep == "mark" and c.text.lower() == "if" for c in clause.children)
    return opened and clause.dep == "advcl" and clause.lemma.lower() in word_set("scope", "if_believed")


def goes_on(word: Word, *, named: bool) -> bool:
    """Whether what is said of the clause above is said of a word's own as well."""
    if word.dep in {"xcomp", "ccomp", "csubj", "advcl"}:
        return word.dep != "advcl" or not own_subject(word)
    if named and word.dep in {"obj", "nsubj", "nsubj:pass", "obl", "nmod"}:
        return True
    return word.dep == "conj" and not own_subject(word)


@kept
def is_invented(trigger: Word) -> bool:
    """Whether it happens in a novel, film, game or satire only, or in a history that never was."""
    for word in [trigger, *trigger.ancestors()]:
        if any(is_fiction(c) and is_place_or_teller(c, word) for c in word.children):
            return True
        if is_present(word) and any(is_in_serial(c) for c in word.children):
            return True
        if word is not trigger and is_fiction(word) and word.dep not in {"nmod", "compound"}:
            return True
        if word is not trigger and asks_to_imagine(word):
            return True
    return False


def is_in_serial(noun: Word) -> bool:
    """Whether a clause happens "in the series"."""
    told = any(c.dep == "det" and c.lemma.lower() == "the" for c in noun.children)
    return told and preposition(noun) == "in" and noun.lemma.lower() in word_set("scope", "in_serial")


def asks_to_imagine(verb: Word) -> bool:
    """Whether a verb asks the reader to think that something were so: "Imagine a Gulf in which …"."""
    bare = not own_subject(verb) and not any(c.dep in {"aux", "mark"} for c in verb.children)
    opens = all(w.pos in {"PUNCT", "ADV", "CCONJ", "INTJ"} for w in verb.before)
    return verb.lemma.lower() in word_set("scope", "imagining") and bare and opens


def is_place_or_teller(noun: Word, above: Word) -> bool:
    """Whether a work is what a clause is set in ("in the novel"), or what tells it ("the film shows how")."""
    if noun.dep in {"obl", "nmod"} or preposition(noun) == "in":
        return preposition(noun) == "in"
    tells = is_saying(above) or above.lemma.lower() in word_set("scope", "depicting")
    return noun.dep in {"nsubj", "nsubj:pass"} and tells


def is_fiction(noun: Word) -> bool:
    """Whether a noun is a work of fiction, a game or a satire."""
    lemma = noun.lemma.lower()
    wholes = {c.lemma.lower() for c in noun.children if c.dep == "nmod"}
    if lemma in word_set("scope", "fiction_part") and wholes & (
        word_set("scope", "serial") | word_set("scope", "fiction")
    ):
        return True
    before = {c.lemma.lower() for c in noun.children if c.dep in {"amod", "compound"} and c.i < noun.i}
    if lemma in word_set("scope", "fiction") or before & word_set("scope", "fictional"):
        return noun.pos in {"NOUN", "PROPN"}
    if lemma in word_set("scope", "fiction_makers"):
        return False
    if not noun.children:
        return False
    pairs = {f"{word} {lemma}" for word in before}
    pairs |= {f"{g.lemma} {c.lemma}".lower() for c in noun.children for g in c.children if c.dep == "compound"}
    return bool(pairs & word_set("scope", "fiction_pair"))


@kept_nominal
def is_asked(trigger: Word, *, nominal: bool) -> bool:
    """Whether it stands in a question: the next mark that ends a sentence, quotations apart, is a question mark."""
    told = any(w.pos in {"VERB", "AUX"} for w in trigger.sentence.words)
    if nominal and trigger.dep in BESIDE_NAMES and told:
        return False
    depth = 0
    quoted = sum(w.text == '"' for w in trigger.before) % 2
    for word in trigger.behind:
        opens = word.text in {"“", "``"} or (word.text == '"' and depth == quoted == 0)
        closes = word.text in {"”", "''"} or (word.text == '"' and not opens)
        if closes and not depth:
            return False
        depth += opens - closes
        if not depth and word.text[:1] in {"?", "!", ";"}:
            return word.text[:1] == "?"
    return False
