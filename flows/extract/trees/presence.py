"""Who is there, told behind the verb: "Also taking part were A and B", "Absent were A and B", "In attendance was A"."""

from flows.extract.reading.reading import Reading
from flows.extract.words import word_set
from flows.language.parse import Word


def mend_presence(reading: Reading) -> None:
    """Let those who are named behind what is said of them be its subject, whatever the tree made of it."""
    for sentence in reading.sentences:
        for word in sentence.words:
            copula = word.child("cop") if word.text in {"Present", "Absent"} else None
            if word.pos in {"NOUN", "ADV"} and copula is not None:
                word.pos = "ADJ"  # "Present were the envoys"
                for named in [c for c in word.children if c.dep == "appos" and c.i > copula.i]:
                    named.hang(word, "nsubj")
            if word.pos in {"NOUN", "PROPN"}:
                turn_round(word)


def turn_round(named: Word) -> None:
    """ "Present were the envoys": the tree makes the envoys the predicate and "present" their subject, or hangs the
    auxiliary on it ("Speaking at the summit were …")."""
    said = next((c for c in named.children if c.i < named.i and is_presence(c)), None)
    if said is None or named.child("nsubj", "csubj") not in {None, said}:
        return
    auxiliaries = [c for c in [*named.children, *said.children] if c.pos == "AUX" and c.lemma == "be"]
    copula = next((c for c in auxiliaries if said.i < c.i < named.i), None)
    if copula is None:
        return
    above, dep = named.head, named.dep
    said.hang(None if above is named else above, dep)
    copula.hang(said, "cop" if said.pos != "VERB" else "aux")
    named.hang(said, "nsubj")
    for aux in [c for c in named.children if c.dep == "aux" and c.i < named.i]:
        aux.hang(said, "aux")
    for child in [c for c in named.children if c.dep in {"advcl", "parataxis", "mark"}]:
        child.hang(said, child.dep)


def is_presence(word: Word) -> bool:
    """Whether a word says who is where others gather, and opens its clause."""
    opens = all(w.pos in {"ADV", "CCONJ", "SCONJ", "PUNCT", "ADP"} for w in word.subtree()[0].before[-2:])
    return word.lemma.lower() in word_set("grammar", "presence") and opens and word.pos in {"ADJ", "VERB", "NOUN"}
