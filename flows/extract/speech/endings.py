"""Where reported speech ends, because the reporter speaks again."""

from flows.extract.grammar.doers import is_passive
from flows.extract.grammar.moods import is_present
from flows.extract.grammar.saying import CLOSERS, is_clausal, saying, tells_who_says
from flows.extract.words import word_set
from flows.language.parse import Word


def ends_before(words: list[Word], at: int, verb: Word) -> bool:
    """Whether the reporter speaks again from this word on."""
    word, before = words[at], words[at - 1]
    after = words[at + 1] if at + 1 < len(words) else None
    if word.text == ";":
        return True
    if word.text == "," and after is not None:
        adverb = after.pos == "ADV" and after.lemma.lower() not in word_set("speech", "aside") and at + 2 < len(words)
        relative = words[at + 2] if after.pos == "ADP" and at + 2 < len(words) else after
        answered = relative.text.lower() in {"which", "who"} and any(speaks(w) for w in words[at + 2 : at + 6])
        joined_by = after.text.lower() == "with" and any(
            w.text.endswith("ing") and saying(w) for w in words[at + 2 : at + 9]
        )
        unquoted = before.text in CLOSERS and after.pos == "CCONJ"  # "… is “final”, and his ministers agreed"
        unquoted = unquoted and [w.text.lower() for w in words[at + 2 : at + 3]] != ["that"]
        if answered or joined_by or unquoted or tells_who_says(words[at + 1 :]):
            return True
        return sums_up(words[at + 1 :]) or adds(words[at + 2] if adverb else after)
    if word.pos == "CCONJ" and after is not None:
        quoted = before.text in CLOSERS and at > 1 and words[at - 2].text == "," and after.text.lower() != "that"
        if quoted or answers(words, at):
            return True
        if after.dep == "expl" and after.head.head is verb and after.head.morph.get("Tense") == "Past":
            return True  # "…, but there was no word of who else would come"
        if before.text == "," and narrates(words, at):
            return True
        joined = next((w for w in words[at + 1 : at + 4] if w.pos in {"VERB", "CCONJ"}), word)
        return joined.pos == "VERB" and (
            leaves_speech(joined, verb)
            or (is_beside(joined, verb) and goes_on(joined, verb))
            or (is_passive(joined) and bool(saying(joined)) and joined.child("nsubj:pass") is None)
        )
    if is_on_occasion(words, at, verb):
        return True
    if before.text in CLOSERS and words[at - 2].text == "," and tells_who_says(words[at:]):
        return True  # "… “would find its place,” | Ada Roe added"
    if before.pos != "PUNCT" and word.text.lower() in word_set("speech", "aside"):
        return any(speaks(w) for w in words[at + 1 : at + 9])
    return False


def narrates(words: list[Word], at: int) -> bool:
    """Whether behind a comma and this conjunction somebody does a thing that was done, where what is said is to come:
    "said that it would open, | and her minister visited Chad"."""
    top = next((w for w in words[:at] if w.dep in {"ccomp", "root"} or w.head not in words), None)
    deed = next((w for w in words[at + 1 : at + 8] if w.pos in {"VERB", "AUX"}), None)
    if top is None or deed is None or not any(c.dep == "aux" and c.text.lower() == "would" for c in top.children):
        return False
    plain = deed.pos == "VERB" and deed.morph.get("Tense") == "Past" and deed.morph.get("VerbForm") == "Fin"
    return plain and any(c.dep.startswith("nsubj") and c.i > words[at].i for c in deed.children)


def reporter_goes_on(verb: Word) -> bool:
    """Whether behind a verb of saying and its circumstances a new main clause begins."""
    behind, told = verb.behind, False
    for at, word in enumerate(behind):
        if word.text == ";":
            return any(w.pos in {"VERB", "AUX"} for w in behind[at + 1 :])
        if word.text.lower() == "that" and not told:
            return False
        told = told or is_verb(word)
        joint = behind[at + 1].text.lower() if word.text == "," and at + 1 < len(behind) else ""
        if not told and joint in word_set("speech", "onward"):
            return any(w.pos in {"VERB", "AUX"} for w in behind[at + 1 :])
    return False


def answers(words: list[Word], at: int) -> bool:
    """Whether behind a comma and this conjunction somebody else speaks: "…, but Chad's president insisted that …"."""
    if words[at - 1].text != ",":
        return False
    for word in words[at + 1 : at + 24]:
        subject = next((c for c in word.children if c.dep.startswith("nsubj")), None)
        beside = subject is not None and subject.child("appos") is not None  # "and X, his aide, called it …"
        if (is_clausal(word) or (beside and saying(word))) and word.head.i <= words[at].i:
            left = subject.subtree()[0].i if subject is not None else -1
            return left in {words[at].i, words[at].i + 1, words[at].i + 2}
    return False


def sums_up(words: list[Word]) -> bool:
    """Whether a phrase behind a comma is what the reporter calls that which is said: ", a decision that …"."""
    if not words or words[0].text.lower() not in {"a", "an"}:
        return False
    noun = next((w for w in words[1:5] if w.lemma.lower() in word_set("speech", "summing")), None)
    return noun is not None and not any(w.pos in {"VERB", "AUX", "PUNCT", "ADP"} for w in words[1 : words.index(noun)])


def adds(word: Word) -> bool:
    """Whether a word behind a comma opens what the reporter adds: "citing …", "though …", "despite …"."""
    if word.text.lower() in word_set("speech", "aside"):
        return True
    running = (
        word.pos == "VERB"
        and word.text.lower().endswith("ing")
        and word.lemma.lower() not in word_set("speech", "no_ending")
    )
    describes = word.dep in {"conj", "amod"}  # "a sound, working truce"
    return running and not any(c.dep.startswith("nsubj") for c in word.children) and not describes


def is_beside(word: Word, verb: Word) -> bool:
    """Whether a verb without a subject of its own stands beside the verb of saying: "says that …, and urges …"."""
    form = word.morph.get("VerbForm") == "Fin" and word.morph.get("Tense") == verb.morph.get("Tense")
    return form and not any(c.dep.startswith("nsubj") for c in word.children)


def leaves_speech(joined: Word, verb: Word) -> bool:
    """Whether a second verb without a subject is the speaker's deed: one joined to the verb of saying ("reaffirmed …,
    but continue to …"), or a past one joined to what is said in the present ("said she likes it and wished …")."""
    bare = not any(c.dep in {"aux", "aux:pass", "mark"} for c in joined.children)
    alone = not any(c.dep.startswith(("nsubj", "expl")) for c in joined.children)
    if joined.dep != "conj" or not alone or not bare or joined.morph.get("VerbForm") in {"Part", "Ger"}:
        return False
    told_then = joined.morph.get("Tense") == verb.morph.get("Tense") == "Past"
    return joined.head is verb or (told_then and is_present(joined.head))


def is_on_occasion(words: list[Word], at: int, verb: Word) -> bool:
    """Whether here begins on what occasion it was said: "said he was glad *as* he opened the fair"."""
    if words[at].text.lower() not in {"as", "while"} or words[at].dep != "mark" or verb.morph.get("Tense") != "Past":
        return False
    clause = words[at].head
    told = clause.morph.get("Tense") == "Past" and not any(c.dep in {"aux", "cop"} for c in clause.children)
    by_pronoun = any(c.dep == "nsubj" and c.text.lower() in {"he", "she", "they", "it"} for c in clause.children)
    return told and by_pronoun and clause.lemma.lower() in word_set("speech", "occasion")


def goes_on(joined: Word, verb: Word) -> bool:
    """Whether a second verb is the speaker's: one of saying too, joined to the first, or one whose number does not
    agree with the subject of what is said."""
    if saying(joined) or joined.head is verb:
        return True
    subject = joined.head.child("nsubj", "nsubj:pass") if joined.dep == "conj" else None
    several = subject is not None and (subject.morph.get("Number") == "Plur" or subject.child("conj") is not None)
    return several and joined.morph.get("Number") == "Sing" and joined.morph.get("Tense") == "Pres"


def speaks(word: Word) -> bool:
    """Whether a word is a verb of saying with a subject of its own in front of it."""
    return bool(saying(word)) and any(c.dep.startswith("nsubj") and c.i < word.i for c in word.children)


def is_verb(word: Word) -> bool:
    """Whether a word is a finite verb or an auxiliary."""
    return word.pos == "AUX" or (word.pos == "VERB" and word.morph.get("VerbForm") == "Fin")
