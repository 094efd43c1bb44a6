"""The way up from a word that says a fact: each word on it, the word above, and how far a mood passes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from flows.extract.grammar.doers import is_asked, is_joined_in, is_kept_from, preposition
from flows.extract.grammar.kept import kept
from flows.extract.words import POSSESSIVE, word_set
from flows.language.parse import Word

PASSING = frozenset(
    {
        "xcomp", "ccomp", "acl", "advcl", "obj", "conj", "obl", "nmod", "csubj", "nsubj", "nsubj:pass", "parataxis",
        "appos", "advcl:relcl",
    }
)  # fmt: skip
MOST = 6  # steps that a mood passes at most; a noun that names a deed takes it from the verb above and no further
MOST_OF_NOUNS = 2


GERUND = frozenset({"Ger", "Part"})


class Way(Enum):
    """How a word hangs on the one above: alone (a mood stops here), joined to its like, beside it (only the purpose
    counts), or below it."""

    ALONE = "alone"
    JOINED = "joined"
    BESIDE = "beside"
    BELOW = "below"


@dataclass(frozen=True)
class Step:
    """One step up: `word` under `above`; `first` where it is the word that says the fact, `nominal` where that is a
    noun."""

    word: Word
    above: Word
    way: Way
    first: bool
    nominal: bool

    @property
    def named(self) -> bool:
        """Whether the word is a noun that names the deed itself."""
        return self.nominal and self.first

    @property
    def lemma(self) -> str:
        """The lemma above, in lower case."""
        return self.above.lemma.lower()

    @property
    def below(self) -> bool:
        """Whether what stands above governs the word."""
        return self.way is Way.BELOW


def steps_from(trigger: Word, *, nominal: bool) -> Iterator[Step]:
    """Each step that a mood takes up from a word, the one at which it stops included."""
    word = trigger
    for _ in range(MOST_OF_NOUNS if nominal else MOST):
        step = Step(word, word.head, way_up(word, named=nominal and word is trigger), word is trigger, nominal)
        yield step
        if step.way in {Way.ALONE, Way.BESIDE}:
            return
        word = word.head


def way_up(word: Word, *, named: bool) -> Way:
    """How a word hangs on the one above it."""
    above = word.head
    if above is word or word.dep not in PASSING or (is_set_aside(word) if named else is_claim(word)):
        return Way.ALONE  # what is done with a claim is not done with what it holds
    if is_told_to(word) or (above.lemma.lower() in word_set("factuality", "accusing") and above.pos == "VERB"):
        return Way.ALONE
    if word.dep in {"obl", "nmod", "nsubj", "appos", "acl:relcl", "advcl:relcl"} and not named:
        return Way.BELOW if word.dep == "nsubj" and is_carrier(word) else Way.ALONE
    if word.dep == "conj":
        alike = word.pos == above.pos and not own_subject(word)
        return Way.JOINED if alike else Way.ALONE
    inside = is_asked(word) or is_kept_from(word) or is_joined_in(word) or is_means(word)
    beside = word.dep == "advcl" and not inside and carrier_of(word) is None
    return Way.BESIDE if beside else Way.BELOW


def is_means(clause: Word) -> bool:
    """Whether a clause tells by what the deed above is done, so that both are to come or neither: "will widen its ties
    *by signing* a pact"; a promise that is made by doing something is another thing."""
    mark = mark_of(clause) if clause.dep == "advcl" and clause.morph.get("VerbForm") in GERUND else None
    promised = clause.head.lemma.lower() in word_set("factuality", "planning")
    return mark is not None and mark.text.lower() == "by" and clause.i > clause.head.i and not promised


def is_set_aside(noun: Word) -> bool:
    """Whether a noun stands aside, so that it is so whatever the clause says: beside a name, or before what it lets
    happen ("with the *signing* of the pact, work can begin")."""
    return noun.dep == "appos" or (noun.i < noun.head.i and preposition(noun) in word_set("scope", "given"))


def is_told_to(word: Word) -> bool:
    """Whether a clause hangs on the one who hears it: "told Ghana that …"."""
    on_hearer = word.dep in {"acl", "acl:relcl"} and word.head.dep in {"obj", "iobj"}
    return on_hearer and word.head.head.lemma.lower() in word_set("speech", "telling")


def own_subject(word: Word) -> bool:
    """Whether a clause has a subject of its own."""
    return any(c.dep.startswith(("nsubj", "csubj")) for c in word.children)


@kept
def mark_of(word: Word) -> Word | None:
    """The conjunction or preposition that opens a clause or phrase, or None; that of "reports of X leaving" may hang on
    the subject."""
    subjects = [c for c in word.children if c.dep == "nsubj" and word.morph.get("VerbForm") in GERUND]
    below = [*word.children, *(g for c in subjects for g in c.children)]
    return next(
        (c for c in below if c.dep in {"mark", "case"} and c.i < word.i and c.text.lower() not in POSSESSIVE), None
    )


def is_carrier(noun: Word) -> bool:
    """Whether a noun carries a content of its own: a claim, a doubt, a lie, a plan, talks."""
    return (noun.pos in {"NOUN", "PROPN"} or is_headless(noun)) and any(
        noun.lemma.lower() in word_set("scope", name)
        for name in ("claim_noun", "doubt_noun", "false_noun", "plan_noun", "talk_noun")
    )


def is_headless(verb: Word) -> bool:
    """Whether a verb that opens a sentence without a subject is a noun in truth: "Reports that X left are false"."""
    opens = verb.pos == "VERB" and verb.at == 0 and verb.text.endswith("s")
    return opens and not any(c.dep.startswith("nsubj") for c in verb.children)


def is_claim(noun: Word) -> bool:
    """Whether a noun holds what somebody claims, believes or makes up."""
    lists = ("claim_noun", "doubt_noun", "false_noun")
    return (noun.pos == "NOUN" or is_headless(noun)) and any(
        noun.lemma.lower() in word_set("scope", name) for name in lists
    )


def opens_content(clause: Word) -> bool:
    """Whether a clause opens with a "that" that is no subject or object of it."""
    return any(
        c.text.lower() == "that" and c.i < clause.i and c.dep in {"mark", "obl:unmarked", "advmod", "det"}
        for c in clause.children
    )


def is_whole_clause(clause: Word) -> bool:
    """Whether a clause opens with a "that" beside a subject and an object of its own."""
    that = any(c.text.lower() == "that" and c.i < clause.i for c in clause.children)
    full = any(c.dep in {"obj", "obl"} and c.i > clause.i for c in clause.children)
    return that and full and any(c.dep.startswith("nsubj") and c.text.lower() != "that" for c in clause.children)


def is_description(participle: Word, noun: Word) -> bool:
    """Whether a participle says of a claim or plan what it is like, not what it holds: "a statement condemning X",
    "talks mediated by X", but "a bill suspending X"."""
    form = participle.morph.get("VerbForm")
    passive = form == "Part" and participle.morph.get("Tense") == "Past"
    return passive or (form in GERUND and noun.lemma.lower() not in word_set("scope", "plan_noun"))


@kept
def carrier_of(word: Word) -> Word | None:
    """The noun whose content a clause or phrase is, wherever the tree hung it: "reports that X left", "its talks on
    joining", "rumours of an attack"; None when there is none."""
    mark, noun = mark_of(word), word.head
    if word.pos == "NOUN" and word.dep == "nmod" and word.child("cop") is None:
        held = mark is not None and mark.text.lower() in {"of", "for", "about"} and is_carrier(noun)
        return noun if held and noun.lemma.lower() in word_set("scope", "of_deeds") else None
    told = word.dep == "appos" and word.pos == "VERB" and own_subject(word)  # "Fears Chad left prove wrong"
    if (told or word.dep in {"acl", "ccomp", "csubj"}) and is_carrier(noun):
        return None if mark is None and is_description(word, noun) else noun
    if word.dep == "ccomp" and mark is not None and noun.dep == "acl" and is_carrier(noun.head):
        return noun.head  # "reports circulating online that X left"
    if word.dep == "acl:relcl" and is_carrier(noun) and own_subject(word) and opens_content(word):
        return noun
    if word.dep in {"acl", "acl:relcl"} and noun.dep == "nmod" and is_carrier(noun.head) and is_whole_clause(word):
        return noun.head if preposition(noun) in {"by", "from", "of"} else None  # "the claim by X that Y left"
    if mark is None or word.dep not in {"advcl", "acl", "obl", "nmod"} or word.morph.get("VerbForm") not in GERUND:
        return None
    ahead = mark.text.lower() in {"toward", "towards"}
    before = (noun.child("obj") if ahead else None) or mark.near(-1)  # "took a *step* on Monday toward joining"
    return before if before is not None and mark.lemma.lower() != "to" and is_carrier(before) else None


def borne(word: Word, named: bool) -> bool:
    """Whether a word is denied with the verb above it: "does not want to join", and "has no talks", "holds no talks"
    where a noun names the deed."""
    coming = word.head.lemma.lower() in word_set("factuality", "coming")  # what nobody attends may well be held
    return word.dep in {"xcomp", "ccomp", "csubj"} or is_joined_in(word) or (named and word.dep == "obj" and not coming)
