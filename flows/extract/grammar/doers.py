"""The doers and objects of verbs in every construction: active, passive, relative clauses, participles, control."""

from flows.extract.grammar.kept import kept
from flows.extract.words import word_set
from flows.language.parse import Word

SUBJECTS = ("nsubj", "csubj")
PASSIVE = ("nsubj:pass", "aux:pass", "csubj:pass")
RELATIVE_CLAUSE = ("acl:relcl",)
SHARING = ("xcomp", "advcl", "conj", "ccomp", "acl", "parataxis")
LEFT = frozenset({"compound", "nummod", "amod", "nmod:desc"})


def is_verbal(word: Word) -> bool:
    """Whether a word heads a clause by itself."""
    return word.pos in {"VERB", "AUX"}


def is_clause(word: Word) -> bool:
    """Whether a word is the head of a clause: a verb, or what somebody is said to be ("X is a *member* …")."""
    return is_verbal(word) or (word.child("cop") is not None and word.child("nsubj") is not None)


@kept
def is_passive(word: Word) -> bool:
    """Whether a verb's surface subject is what the deed is done to."""
    if any(c.dep in PASSIVE for c in word.children):
        return True
    participle = word.morph.get("VerbForm") == "Part" and word.morph.get("Tense") == "Past"
    if word.dep in {"acl", "amod"} and participle and not any(c.dep in (*SUBJECTS, "aux") for c in word.children):
        return True
    bare = participle and not any(c.dep in (*SUBJECTS, "aux", "obj") for c in word.children)
    if word.dep == "advcl" and bare:
        return True
    return word.dep == "conj" and bare and is_verbal(word.head) and is_passive(word.head)


@kept
def subjects(word: Word) -> list[Word]:
    """The doers of a verb."""
    if is_passive(word):
        return [c for c in word.children if c.dep == "obl:agent" or (c.dep == "obl" and preposition(c) == "by")]
    found = surface_subjects(word)
    return [*found, *companions(word)] if found else []


def companions(word: Word) -> list[Word]:
    """Who does it as well: "took part together with X", "alongside Y"; not "groups *states*, along with Y"."""
    near = [word, *(c for c in word.children if c.dep.startswith((*SUBJECTS, "obj")))]
    found = [c for w in near for c in w.children if c.dep in {"obl", "nmod"} and does_it_too(c)]
    several = [c for c in word.children if c.dep == "obj" and (c.pos == "PROPN" or c.morph.get("Number") == "Plur")]
    return [c for c in found if not any(word.i < o.i < c.i for o in several)]


def does_it_too(phrase: Word) -> bool:
    """Whether a phrase tells who does a thing with the subject: "alongside Y", "*together* with her counterpart, Y"."""
    if preposition(phrase) in {"alongside", "along"}:
        return True
    opening = next((w for w in phrase.subtree() if w.dep == "case"), None) if preposition(phrase) == "with" else None
    before = opening.near(-1) if opening is not None else None
    return before is not None and before.lemma == "together"


@kept
def objects(word: Word) -> list[Word]:
    """What the deed is done to."""
    if is_passive(word):
        return surface_subjects(word)
    own = [antecedent(c) for c in word.children if c.dep == "obj"]
    if own:
        return [inner for o in own for inner in (o, *measured(o))]
    if word.dep in RELATIVE_CLAUSE and has_own_subject(word) and not has_gap_filler(word):
        return [word.head]
    shared = [c for c in word.children if c.dep == "conj" and is_verbal(c) and not parted(word, c)]
    return [o for c in shared for o in c.children if o.dep == "obj"][:1] if word.head is not word or shared else []


def parted(first: Word, second: Word) -> bool:
    """Whether phrases of the first of two joined verbs stand between them: then they share no object."""
    return any(first.i < c.i < second.i and c.dep not in {"advmod", "punct", "cc"} for c in first.children)


def measured(word: Word) -> list[Word]:
    """What a noun of measure counts: "a series of meetings", "two days of talks"."""
    if word.lemma.lower() not in word_set("anaphora", "measure"):
        return []
    return [c for c in word.children if c.dep == "nmod" and preposition(c) == "of"]


def has_own_subject(word: Word) -> bool:
    """Whether a relative clause has a subject that is no relative pronoun."""
    return any(c.dep in SUBJECTS and not is_relative(c) for c in word.children)


def has_gap_filler(word: Word) -> bool:
    """Whether the relative pronoun of a clause stands under a preposition or is an adverb ("in which", "where")."""
    return any(is_relative(c) and c.dep in {"obl", "advmod"} for c in word.children)


def is_relative(word: Word) -> bool:
    """Whether a word is a relative pronoun or adverb."""
    return word.morph.get("PronType") == "Rel" or (word.lemma in {"who", "which", "whom"} and word.pos == "PRON")


def antecedent(word: Word) -> Word:
    """The noun that a relative pronoun stands for; any other word itself."""
    if not is_relative(word):
        return word
    clause: Word | None = word
    while clause is not None and clause.dep not in RELATIVE_CLAUSE:
        clause = clause.head if clause.head is not clause else None
    return clause.head if clause is not None else word


def parted_off(verb: Word, subject: Word) -> bool:
    """Whether a semicolon or an "although" stands between a verb and what a parser took for one more subject behind."""
    return any(w.text == ";" or w.dep == "mark" for w in verb.until(subject))


def surface_subjects(word: Word, depth: int = 0) -> list[Word]:
    """The grammatical subjects, found through relative clauses, participles, control and coordination."""
    own = [c for c in word.children if c.dep.startswith(SUBJECTS) and c.dep != "nsubj:outer"]
    own = [antecedent(c) for c in own if c is own[0] or not parted_off(word, c)]
    if not own and any(c.dep in {"aux:pass", "cop"} for c in word.children) and is_verbal(word):
        own = [c for c in word.children if c.dep == "nsubj:outer"]  # "the summit is to be held in X"
    if own or depth > 6:
        return own
    if word.dep in {"acl", "amod"} and not is_verbal(word.head):
        return noun_subjects(word)
    if word.dep in RELATIVE_CLAUSE:
        return [word.head]
    if word.dep in SHARING and word.head is not word:
        return controlled(word, depth)
    return []


def noun_subjects(word: Word) -> list[Word]:
    """The subject of a clause that hangs on a noun: the noun itself ("countries joining"), or the one whose plan,
    bid, offer or decision it is ("Georgia's bid to join")."""
    noun = word.head
    if not is_infinitive(word):
        return [noun]
    named = [c for c in noun.head.children if c.dep in {"obj", "flat"}]
    if preposition(noun) == "as" and (named or noun.head.text.endswith("ing")):
        return named  # "for naming X as the first woman *to lead* it"
    said_of = said_to_be(noun)
    if said_of or noun.lemma in word_set("grammar", "doing"):
        return said_of or [noun]
    owners = [c for c in noun.children if c.dep in {"nmod:poss"}]
    owners += [c for c in noun.children if c.dep in {"amod", "compound"} and c.text[:1].isupper()]
    owners += [c for c in noun.children if c.dep == "nmod" and preposition(c) in {"by", "of"}]
    return owners or bearers(noun)


def is_infinitive(word: Word) -> bool:
    """Whether a clause is an infinitive with "to"."""
    return word.morph.get("VerbForm") == "Inf" or any(c.dep == "mark" and c.lemma == "to" for c in word.children)


def said_to_be(noun: Word) -> list[Word]:
    """Who a predicate noun is said to be: "X and Y become the first ministers to travel to Z"."""
    if any(c.dep == "cop" for c in noun.children):
        return surface_subjects(noun)
    if noun.dep in {"xcomp", "obj"} and noun.head.lemma in word_set("grammar", "becoming"):
        return surface_subjects(noun.head)
    return []


def is_asked(word: Word) -> bool:
    """Whether a clause says what the object of its governor is to do: "inviting X to visit Y"."""
    return is_infinitive(word) and word.head.lemma.lower() in word_set("factuality", "asking")


def is_kept_from(word: Word) -> bool:
    """Whether a clause says what the object of its governor must not do: "blocking X from visiting Y"."""
    preventing = {word.head.lemma.lower(), word.head.head.lemma.lower()} & word_set("factuality", "preventing")
    return bool(preventing) and any(c.dep in {"mark", "case"} and c.lemma == "from" for c in word.children)


def is_joined_in(word: Word) -> bool:
    """Whether a deed is that in which somebody joins others: "did not join its neighbours *in severing* ties"."""
    opened = any(c.dep == "mark" and c.text.lower() == "in" for c in word.children)
    return opened and word.dep == "advcl" and word.head.lemma.lower() in word_set("factuality", "joining_in")


def is_judged(word: Word) -> bool:
    """Whether a clause or phrase says for what the object of its governor is judged: "praised X for founding Y"."""
    marked = any(c.dep in {"mark", "case"} and c.lemma in {"for", "on", "over"} for c in word.children)
    judging = word.head.lemma.lower() in word_set("grammar", "judging") or bool(thanks_above(word))
    return marked and judging and not is_infinitive(word)


def thanks_above(word: Word) -> list[Word]:
    """The noun of thanks or praise that is the object of the verb above: "expressed *gratitude* to X for hosting"."""
    return [c for c in word.head.children if c.dep == "obj" and c.lemma.lower() in word_set("grammar", "thanks")]


def thanked(word: Word) -> list[Word]:
    """Who is thanked for what a clause tells: "gave its thanks to *Chad* for hosting the summit"."""
    near = [c for one in (*thanks_above(word), word.head) for c in one.children]
    return [c for c in near if preposition(c) == "to" and c.i < word.i][:1]


def controlled(word: Word, depth: int) -> list[Word]:
    """The subject a clause borrows from the clause above it."""
    above = word.head
    if not is_verbal(above) and not any(c.dep == "cop" for c in above.children):
        return bearers(above) if word.dep == "conj" else surface_subjects(above, depth + 1)
    if word.dep in {"xcomp", "ccomp"} or is_asked(word) or is_kept_from(word) or is_judged(word):
        if word.dep == "ccomp" and any(c.dep == "mark" and c.lemma == "that" for c in word.children):
            return []
        objects_above = [c for c in above.children if c.dep in {"obj", "iobj"}]
        if is_judged(word) and thanks_above(word):
            return thanked(word)
        if objects_above and above.lemma not in word_set("grammar", "doing_it_oneself"):
            return objects_above
    if word.dep == "parataxis":
        return []
    return let_do(word) or surface_subjects(above, depth + 1)


def only_describes(verb: Word) -> bool:
    """Whether a participle stands in a noun's place, with an article or preposition of its own: "in *the* illegally
    *occupied* and annexed peninsula"."""
    row = [verb, verb.head] if verb.dep == "conj" else [verb]
    return any(w.text.lower().endswith("ed") and c.dep == "det" and c.i < w.i for w in row for c in w.children)


def let_do(word: Word) -> list[Word]:
    """Who is allowed what a participle tells right behind them: "gave the green light to *Chad* joining the pact"."""
    name, above = word.near(-1), word.head
    first = name.first_of_row if name is not None else word
    allowed = any(c.dep == "obj" and c.lemma.lower() in word_set("grammar", "assent") for c in above.children)
    return [first] if allowed and first.head is above and preposition(first) in {"to", "for"} else []


@kept
def bearers(noun: Word) -> list[Word]:
    """The subject of the verb that governs a noun: who announces, makes, holds or attends it."""
    above = noun.head
    if noun.dep in {"obj", "obl", "xcomp", "nsubj:pass"} and above is not noun and is_verbal(above):
        given = noun.dep == "obj" and is_passive(above)  # "X was granted the status"
        return surface_subjects(above) if given else subjects(above)
    if noun.dep == "conj":
        return bearers(above)
    return []


@kept
def clause_subjects(noun: Word) -> list[Word]:
    """The doer of the clause in which a noun stands: "after talks with X, *Y* said"."""
    above = noun
    while above.head is not above and not is_verbal(above) and above.dep in {"obl", "nmod", "obj", "conj", "dep"}:
        above = above.head
    return subjects(above) if is_verbal(above) else []


@kept
def preposition(word: Word) -> str:
    """The preposition of a phrase, in lower case, "such as" and the like in full; "" without one."""
    nested = [g for c in word.children if c.dep in LEFT and c.i < word.i for g in c.children]
    for child in [*word.children, *nested]:
        if child.dep == "case" and child.text.lower() not in {"’s", "'s", "’", "'"}:
            rest = [c.text.lower() for c in child.children if c.dep == "fixed"]
            return " ".join([child.text.lower(), *rest])
    return ""


def does_something(noun: Word) -> bool:
    """Whether a noun is the subject of a verb in the active with an object, as what gathers is not."""
    verb = noun.head
    light = word_set("factuality", "holding") | word_set("factuality", "running") | word_set("nominals", "drawing")
    done = noun.dep == "nsubj" and verb.pos == "VERB" and verb.child("obj") is not None
    return done and verb.lemma.lower() not in light
