"""What a word above says of the infinitive or gerund below it: that it was done, that it was not, or neither."""

from itertools import pairwise

from flows.extract.grammar.doers import is_infinitive, preposition
from flows.extract.grammar.moods import auxiliaries
from flows.extract.grammar.steps import GERUND, Step, Way, mark_of
from flows.extract.words import word_set
from flows.language.parse import Word

# lists of words above that other rules know how to take
KNOWN = ("planning", "asking", "going", "saying", "accusing", "supposing", "refusing", "preventing")


def is_only_looked_to(step: Step) -> bool:
    """An infinitive below a word that does not say that it is done: "is eligible to join", "strives to join", but
    "managed to join", "is proud to have joined"."""
    word, above = step.word, step.above
    if word.dep != "xcomp" or step.way not in {Way.BELOW, Way.BESIDE} or not is_infinitive(word):
        return False
    known = above.lemma == "be" or any(step.lemma in word_set("factuality", name) for name in KNOWN)
    told = word_set("scope", "seeming") | word_set("scope", "purporting")
    if known or step.lemma in word_set("scope", "doing") | told:
        return False
    perfect = any(c.dep == "aux" and c.lemma == "have" for c in word.children)
    return not perfect and not any(c.dep == "aux" and c.lemma == "be" for c in word.children)


def is_held_back(step: Step) -> bool:
    """A gerund that somebody kept away from: "refrained from signing", "backed out of hosting", "balked at signing"."""
    mark = mark_of(step.word)
    if mark is None or step.way not in {Way.BELOW, Way.BESIDE} or step.word.morph.get("VerbForm") not in GERUND:
        return False
    between = [w.text.lower() for w in step.above.until(mark)[1:-1]]
    if mark.text.lower() == "from" and (between == ["away"] or (not between and leads_away(step.above))):
        return True
    pairs = {" ".join([verb, *between, mark.text.lower()]) for verb in (step.lemma, step.above.text.lower())}
    return bool(pairs & word_set("scope", "held_back"))


def is_left_open(step: Step) -> bool:
    """A gerund that somebody only speaks or thinks of: "is capable of attacking", "insisted on hosting", "worries
    about Chad leaving", but "is proud of hosting"."""
    mark = mark_of(step.word)
    if mark is None or step.way not in {Way.BELOW, Way.BESIDE} or step.word.morph.get("VerbForm") not in GERUND:
        return False
    adjacent = mark.near(-1) is step.above and step.above.pos in {"VERB", "ADJ"}
    if adjacent and mark.text.lower() in {"of", "about"}:
        return step.lemma not in word_set("scope", "done_before") | word_set("factuality", "accusing")
    return adjacent and f"{step.lemma} {mark.text.lower()}" in word_set("scope", "left_open")


def is_only_imagined(step: Step) -> bool:
    """A deed of which the sentence says that it is a dream or a fear: "an attack on Chad is a nightmare"."""
    above = step.above
    said = step.named and step.word.dep == "nsubj" and above.child("cop") is not None
    some = any(c.dep == "det" and c.lemma.lower() in {"a", "an", "any"} for c in step.word.children)
    return said and some and step.lemma in word_set("scope", "doubt_noun")


def is_of_what_is_sought(step: Step) -> bool:
    """A participle tells what a body or deal is to be like that is only asked for."""
    return is_sought(step.word)


def is_sought(participle: Word) -> bool:
    """Whether a participle is said of what is only asked for: "calls for the formation of a council *headed* by X",
    "proposed a truce *brokered* by X"; not "the council headed by X"."""
    noun, makings = participle.head, word_set("scope", "set_up")
    some = noun.lemma.lower() in makings or any(c.dep == "det" and c.text.lower() in {"a", "an"} for c in noun.children)
    if participle.dep != "acl" or participle.morph.get("Tense") != "Past" or not some:
        return False
    made = preposition(noun) == "of" and noun.head.lemma.lower() in makings
    wanted = noun.head if made else noun
    asked = wanted.dep == "obj" or (wanted.dep == "obl" and preposition(wanted) == "for")
    return asked and wanted.head.lemma.lower() in word_set("scope", "sought")


def is_at_what_comes(step: Step) -> bool:
    """A gathering at or to which something is still to be done: "will send it to the summit in Chad", "a bid to join at
    the *next* summit"."""
    noun = step.word
    verb = next((w for w in noun.ancestors() if w.pos == "VERB"), None)
    if verb is None or not (step.first and step.named) or preposition(noun) not in {"at", "in", "to"}:
        return False
    forms = auxiliaries(verb) | (auxiliaries(verb.head) if verb.dep == "conj" else set())
    following = any(c.lemma.lower() == "next" for c in noun.children) and verb.morph.get("Tense") != "Past"
    gathering = noun.lemma.lower() in word_set("nominals", "attended")
    return gathering and (following or bool(forms & word_set("factuality", "future_aux")))


def is_still_ahead(step: Step) -> bool:
    """A journey that what is told comes just before: "ahead of his *visit*", "on the eve of a *trip* to Chad"."""
    if not step.named or step.word.lemma.lower() not in word_set("scope", "journey"):
        return False
    first = step.word.subtree()[0].at
    before = [w.text.lower() for w in step.word.sentence.words[max(0, first - 3) : step.word.at]]
    return any(f"{one} {other}" in word_set("scope", "just_before") for one, other in pairwise(before))


def leads_away(verb: Word) -> bool:
    """Whether "from" behind a verb keeps its doer from a deed, and is not what the deed led to ("benefited from")."""
    return verb.pos == "VERB" and verb.lemma.lower() in word_set("scope", "abstaining")


def is_beyond_doubt(word: Word) -> bool:
    """Whether nobody doubts what hangs on a word, or it is none of what it would be: "nobody doubts that", "no myth",
    "few dispute"."""
    few = any(c.lemma.lower() in word_set("scope", "few") and c.dep in {"nsubj", "amod", "det"} for c in word.children)
    doubted = word.lemma.lower() in word_set("scope", "granted_unless")
    return doubted and (few or is_negated_there(word))


def is_negated_there(word: Word) -> bool:
    """Whether "no", "not" or "nobody" stands with a word."""
    none = word_set("scope", "negation") | word_set("scope", "nobody")
    return any(c.lemma.lower() in none for c in word.children)


def asks_how(clause: Word) -> bool:
    """Whether a clause takes what it says for granted and asks why, how, when or where: "unclear why Chad left"."""
    near = [*clause.children, *(clause.head.children if clause.dep == "csubj" else [])]
    opens = any(c.lemma.lower() in {"why", "how", "when", "where"} and c.i < clause.i for c in near)
    return opens and clause.morph.get("Tense") == "Past"


def belonged_once(step: Step) -> bool:
    """Who "belonged to" a body may be out of it now, unless somebody said so in the past."""
    verb = step.word
    past = step.first and verb.lemma.lower() == "belong" and verb.morph.get("Tense") == "Past"
    perfect = any(c.dep == "aux" and c.lemma.lower() == "have" for c in verb.children)
    return past and not perfect and verb.dep != "ccomp"


def is_ended(step: Step) -> bool:
    """An agreement that a noun names is done away with: "ended its accord with X", "tore up the pact"."""
    noun, known = step.word, word_set("nominals", "work") | word_set("scope", "bond")
    bond = step.named and noun.lemma.lower() in known
    return bond and noun.dep in {"obj", "nsubj:pass"} and step.lemma in word_set("scope", "ending_bond")


def is_voted_on(step: Step) -> bool:
    """Only a document, vote or wish speaks of it: "the resolution on X's accession", "ratified X's accession", "talks
    on a deal"."""
    word, above, lemma = step.word, step.above, step.word.lemma.lower()
    some = step.first and any(c.dep == "det" and c.lemma.lower() in {"a", "an"} for c in word.children)
    deeds = word_set("scope", "voted_deed") | (word_set("frames", "treaty") if some else set())
    sealed = step.nominal and lemma in word_set("scope", "sealing")  # what holds of a signing holds of what is signed
    if not sealed and not (step.named and lemma in deeds):
        return False
    if word.dep in {"obj", "nsubj:pass"}:
        coming = word.lemma.lower() in word_set("scope", "coming_in")  # who approves a withdrawal may well leave
        return coming and step.lemma in word_set("scope", "voting_on")
    given = [c for c in above.children if c.dep == "obj" and c.i < word.i] if word.dep == "obl" else [above]
    spoken = word.dep in {"nmod", "obl"} and preposition(word) in {
        "on",
        "for",
        "of",
        "about",
        "to",
        "toward",
        "towards",
    }
    turned = word.dep == "obl" and step.lemma in word_set("scope", "turning_on")  # "talks *focusing* on a treaty"
    return spoken and (turned or any(noun.lemma.lower() in word_set("scope", "voting_noun") for noun in given))
