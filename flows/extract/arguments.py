"""Who does what to whom: the arguments of a verb or noun, whatever the construction that expresses them.

Active, passive, reduced and full relative clauses, participles, control, coordination and light verbs all come
out under the same names, so that a frame says `subject` and `object` once:

    subject  the doer ("Mali left", "left by Mali", "Mali, which left", "Mali announced plans to leave")
    object   what it is done to ("left the bloc", "the bloc was left", "the bloc that Mali left")
    is       what a role noun stands for ("Mali is a member", "Mali, a member", "a member, Mali")
    poss     possessor ("Mali's withdrawal")        modifier  compound or adjective ("NATO member", "Kazakh president")
    bearer   subject of the verb that governs the noun ("Mali announced its withdrawal")
    clause   subject of the clause around the noun ("after the vote in its parliament Mali left")
    in, to, with, of, by, …   prepositional arguments, by preposition
"""

from flows.extract.words import word_set
from flows.language.parse import Word

Arguments = dict[str, list[Word]]

SUBJECTS = ("nsubj", "csubj")
PASSIVE = ("nsubj:pass", "aux:pass", "csubj:pass")
RELATIVE_CLAUSE = ("acl:relcl",)
OBLIQUE = ("obl", "nmod", "obl:agent", "obl:unmarked", "nmod:unmarked", "obl:tmod", "nmod:desc")
SHARING = ("xcomp", "advcl", "conj", "ccomp", "acl", "parataxis")


def arguments(word: Word) -> Arguments:
    """The arguments of a trigger, each a list of head words (coordination is not expanded here)."""
    found: Arguments = {}
    if is_verbal(word):
        put(found, "subject", subjects(word))
        put(found, "object", objects(word))
        put(
            found,
            "modifier",
            [
                c
                for c in word.children
                if c.dep in {"compound", "nmod", "obl:unmarked"} and c.i < word.i and not preposition(c)
            ],
        )
        put(found, "receiver", [c for c in word.children if c.dep == "iobj"])
    if not is_verbal(word) or word.pos in {"NOUN", "PROPN"}:
        add_nominal(found, word)
    for child in word.children:
        if child.dep in OBLIQUE:
            put(found, preposition(child), [antecedent(child)])
        elif child.dep in {"xcomp", "ccomp", "acl", "acl:relcl", "csubj", "advcl"}:
            put(found, child.dep, [child])
            if child.dep in {"xcomp", "advcl"} and is_infinitive(child):
                put(found, "purpose", [child])
        elif child.dep == "advmod" and child.lemma.lower() == "there" and is_verbal(word):
            put(found, "in", [child])
            put(found, "to", [child])
    if is_verbal(word) and "with" not in found:
        for child in word.children:  # "met in Damascus with X": the phrase may hang on the place
            if child.dep == "obl" and child.i > word.i:
                put(found, "with", [g for g in child.children if g.dep == "nmod" and preposition(g) == "with"])
        if not found.get("with"):
            found.pop("with", None)
    if not is_verbal(word):
        add_adjacent(found, word)
    if word.dep == "obj":
        add_beside(found, word)
    if word.dep in RELATIVE_CLAUSE:
        add_relative_oblique(found, word)
    if word.dep == "conj" and is_verbal(word):
        share_obliques(found, word)
    return found


def put(found: Arguments, name: str, words: list[Word]) -> None:
    """Add words under a name, once each."""
    for word in words:
        if word not in found.setdefault(name, []):
            found[name].append(word)


def is_verbal(word: Word) -> bool:
    """Whether a word heads a clause by itself."""
    return word.pos in {"VERB", "AUX"}


def is_passive(word: Word) -> bool:
    """Whether a verb's surface subject is what the deed is done to."""
    if any(c.dep in PASSIVE for c in word.children):
        return True
    participle = word.morph.get("VerbForm") == "Part" and word.morph.get("Tense") == "Past"
    if (
        word.dep in {"acl", "amod"}
        and participle
        and not any(c.dep in SUBJECTS or c.dep == "aux" for c in word.children)
    ):
        return True
    bare = participle and not any(c.dep in (*SUBJECTS, "aux", "obj") for c in word.children)
    if word.dep == "advcl" and bare:
        return True
    return word.dep == "conj" and bare and is_verbal(word.head) and is_passive(word.head)


def subjects(word: Word) -> list[Word]:
    """The doers of a verb."""
    if is_passive(word):
        return [c for c in word.children if c.dep == "obl:agent" or (c.dep == "obl" and preposition(c) == "by")]
    return surface_subjects(word)


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


def surface_subjects(word: Word, depth: int = 0) -> list[Word]:
    """The grammatical subjects, found through relative clauses, participles, control and coordination."""
    own = [antecedent(c) for c in word.children if c.dep.startswith(SUBJECTS) and c.dep != "nsubj:outer"]
    if not own and any(c.dep == "aux:pass" for c in word.children):
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
    if word.morph.get("VerbForm") == "Fin" and noun.dep == "conj":
        while noun.dep == "conj":  # "A, B and the countries of C meet": the verb hung on the last of its subjects
            noun = noun.head
        return [noun]
    if not is_infinitive(word):
        return [noun]
    said_of = said_to_be(noun)
    if said_of or noun.lemma in {"country", "nation", "state", "member", "leader", "president"}:
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
    if noun.dep in {"xcomp", "obj"} and noun.head.lemma in BECOMING:
        return surface_subjects(noun.head)
    return []


def is_asked(word: Word) -> bool:
    """Whether a clause says what the object of its governor is to do: "inviting X to visit Y"."""
    return is_infinitive(word) and word.head.lemma.lower() in word_set("factuality", "asking")


def is_kept_from(word: Word) -> bool:
    """Whether a clause says what the object of its governor must not do: "blocking X from visiting Y"."""
    preventing = {word.head.lemma.lower(), word.head.head.lemma.lower()} & word_set("factuality", "preventing")
    return bool(preventing) and any(c.dep in {"mark", "case"} and c.lemma == "from" for c in word.children)


def controlled(word: Word, depth: int) -> list[Word]:
    """The subject a clause borrows from the clause above it."""
    above = word.head
    if not is_verbal(above) and not any(c.dep == "cop" for c in above.children):
        return bearers(above) if word.dep == "conj" else surface_subjects(above, depth + 1)
    if word.dep in {"xcomp", "ccomp"} or is_asked(word) or is_kept_from(word):
        if word.dep == "ccomp" and any(c.dep == "mark" and c.lemma == "that" for c in word.children):
            return []
        objects_above = [c for c in above.children if c.dep in {"obj", "iobj"}]
        objects_above = objects_above or (objects(above) if is_kept_from(word) else [])
        if objects_above and above.lemma not in {"promise", "threaten", "vow", "take", "help"}:
            return objects_above
    if word.dep == "parataxis":
        return []
    return surface_subjects(above, depth + 1)


def bearers(noun: Word) -> list[Word]:
    """The subject of the verb that governs a noun: who announces, makes, holds or attends it."""
    above = noun.head
    if noun.dep in {"obj", "obl", "xcomp", "nsubj:pass"} and above is not noun and is_verbal(above):
        given = noun.dep == "obj" and is_passive(above)  # "X was granted the status"
        return surface_subjects(above) if given else subjects(above)
    if noun.dep == "conj":
        return bearers(above)
    return []


def clause_subjects(noun: Word) -> list[Word]:
    """The doer of the clause in which a noun stands: "after talks with X, *Y* said"."""
    above = noun
    while above.head is not above and not is_verbal(above) and above.dep in {"obl", "nmod", "obj", "conj", "dep"}:
        above = above.head
    return subjects(above) if is_verbal(above) else []


def add_nominal(found: Arguments, noun: Word) -> None:
    """The arguments that only a noun has."""
    for child in noun.children:
        if child.dep == "nmod:poss":
            put(found, "poss", [antecedent(child)])
        elif child.dep in {"compound", "amod", "nmod:unmarked"}:
            put(found, "modifier", [child])
        elif child.dep == "nummod":
            put(found, "number", [child])
    if noun.dep in {"nsubj", "nsubj:outer"}:
        put(found, "complement", complement_of(noun.head))
    put(found, "is", stands_for(noun))
    put(found, "bearer", bearers(noun))
    put(found, "clause", clause_subjects(noun))


def complement_of(above: Word) -> list[Word]:
    """What a subject is said to be: "their goal was to combat terrorism"."""
    if any(c.dep == "cop" for c in above.children):
        return [above]
    if above.lemma == "be":
        return [c for c in above.children if c.dep in {"xcomp", "ccomp", "advcl"}]
    return []


def stands_for(noun: Word) -> list[Word]:
    """What a role noun is said of: by copula, apposition, "as", "become", "including", or a title before a name."""
    found = []
    if any(c.dep == "cop" for c in noun.children):
        found += surface_subjects(noun)
    elif (noun.dep == "xcomp" and noun.head.lemma in GIVEN) or (noun.dep == "obj" and noun.head.lemma in BECOMING):
        found += surface_subjects(noun.head)
    before_name = noun.dep == "compound" and noun.head.i > noun.i and noun.head.pos == "PROPN"
    counting = noun.dep == "compound" and noun.child("nummod") is not None  # "the eight-member group"
    if noun.dep in {"appos", "nmod:desc"} or before_name or counting:
        found.append(noun.head)
    elif noun.dep == "conj" and noun.head.dep == "appos":
        found.append(noun.head.head)
    elif noun.dep == "conj":
        found += [w for w in stands_for(noun.head) if any(c.dep == "cop" for c in noun.head.children)]
        found += [c for c in noun.head.children if c.dep == "appos" and c.i > noun.i]
    found += [c for c in noun.children if c.dep == "appos"]
    found += [c for c in noun.children if c.dep == "nmod" and preposition(c) in LISTING]
    if noun.morph.get("Number") == "Plur":  # "two observer states, Afghanistan and Mongolia": hung as coordination
        found += [
            c
            for c in noun.children
            if c.dep == "conj" and c.pos == "PROPN" and not any(g.dep == "cc" and g.i < c.i for g in c.children)
        ]
    if noun.dep == "nmod" and preposition(noun) == "of" and noun.head.lemma in SETS:
        found += [c for c in noun.head.children if c.dep in {"nmod", "appos"} and preposition(c) in LISTING]
    if noun.dep == "nsubj" and noun.head.lemma == "include":
        found += objects(noun.head)
    if noun.dep == "nmod" and preposition(noun) == "of" and noun.head.lemma.lower() == "one":
        found += stands_for(noun.head)  # "X is one of the countries that …"
    if noun.dep == "nmod" and preposition(noun) == "as" and not is_verbal(noun.head):
        acting = noun.head.lemma.lower() in {"capacity", "role", "function", "position"}
        found += clause_subjects(noun.head) if acting else [noun.head]  # "X, as chair of Y, …", "in its capacity as …"
    if noun.dep in {"obl", "nmod"} and preposition(noun) == "as" and is_verbal(noun.head):
        ahead = noun.i < noun.head.i or noun.head.lemma.lower() not in word_set("offices", "regarding")
        found += subjects(noun.head) if ahead and subjects(noun.head) else objects(noun.head) or subjects(noun.head)
    return found


SETS = frozenset(
    {"number", "group", "dozen", "handful", "majority", "series", "range", "list", "set", "some", "many", "all"}
)
BECOMING = frozenset({"become", "remain"})
GIVEN = BECOMING | {"be", "appoint", "elect", "name", "seem"}
LEFT = frozenset({"compound", "nummod", "amod", "nmod:desc"})
LISTING = frozenset({"including", "include", "such as", "like", "especially", "notably", "namely"})


def preposition(word: Word) -> str:
    """The preposition of a phrase, in lower case, "such as" and the like in full; "" without one."""
    nested = [g for c in word.children if c.dep in LEFT and c.i < word.i for g in c.children]
    for child in [*word.children, *nested]:
        if child.dep == "case" and child.text.lower() not in {"’s", "'s", "’", "'"}:
            rest = [c.text.lower() for c in child.children if c.dep == "fixed"]
            return " ".join([child.text.lower(), *rest])
    return next(
        (c.text.lower() for c in word.children if c.dep == "advmod" and c.text.lower() in LISTING and c.i < word.i), ""
    )


def add_adjacent(found: Arguments, noun: Word) -> None:
    """The phrase right behind a noun is taken for its own wherever the tree hung it ("the summit in X")."""
    words = noun.sentence.words
    at = noun.i + 1 - words[0].i
    if at < len(words) and words[at].dep == "mark" and words[at].text.lower() == "to" and words[at].head.i > noun.i:
        put(found, "acl", [words[at].head])  # "Georgia's bid to join"
    if at < len(words) and words[at].pos == "ADP" and words[at].dep == "case":
        phrase = words[at].head
        if phrase.i > noun.i and preposition(phrase) and preposition(phrase) not in found:
            put(found, preposition(phrase), [phrase])


def add_beside(found: Arguments, noun: Word) -> None:
    """Phrases after an object that hang on its verb may as well belong to the object ("announce their withdrawal from
    the court"): taken where the object has none with that preposition."""
    for child in noun.head.children:
        if child.i > noun.i and child.dep in {"obl", "nmod"}:
            name = preposition(child)
            if name and name not in found:
                put(found, name, [child])


def add_relative_oblique(found: Arguments, word: Word) -> None:
    """ "the process in which they took part": the antecedent under the clause's preposition."""
    for child in word.children:
        if child.dep == "advmod" and child.lemma in {"where", "when"}:
            put(found, "in", [word.head])


def share_obliques(found: Arguments, word: Word) -> None:
    """Prepositional arguments of the first of two joined verbs hold for the second when it has none of its own."""
    for child in word.head.children:
        if child.dep in {"obl"} and child.i < word.head.i:
            put(found, "shared " + preposition(child), [child])


def is_excluded(word: Word) -> bool:
    """Whether "not" sets a joined word apart: "Nepal and Bhutan, but not India"."""
    before = word.sentence.words[max(0, word.i - 2 - word.sentence.words[0].i) : word.i - word.sentence.words[0].i]
    return any(w.lemma.lower() == "not" for w in before)


def expand(word: Word) -> list[Word]:
    """The word and what is coordinated with it, in text order."""
    found, stack = [], [word]
    while stack:
        current = stack.pop()
        found.append(current)
        stack += [c for c in current.children if c.dep == "conj" and not is_excluded(c)]
    return sorted(found, key=lambda w: w.i)
