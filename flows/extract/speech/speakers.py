"""Who speaks: the subject of a verb of saying, whoever is named beside it, or the issuer of a document that speaks."""

from collections.abc import Sequence

from flows.extract.draft import Draft
from flows.extract.grammar.arguments import expand
from flows.extract.grammar.doers import is_passive, objects, preposition, subjects, surface_subjects
from flows.extract.grammar.saying import is_clausal, saying
from flows.extract.mentions.definite import points_back
from flows.extract.mentions.groups import group_of
from flows.extract.mentions.pronouns import may_mean
from flows.extract.reading.reading import Reading, Thing
from flows.extract.speech.documents import (
    document_itself,
    is_in_document,
    is_of_several,
    issues_documents,
    named_issuer,
)
from flows.extract.speech.subjects import (
    SPEAKING,
    accompanied,
    beside,
    inverted,
    is_present_participle,
    opening_actor,
    own_subject,
    parted,
    was_before,
)
from flows.extract.speech.unnamed import is_one_person, unnamed
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

MOST = 4  # of those who say something together


class Speech:
    """Remembers, while an article is read, who spoke last, in which words, which document spoke for whom, and all who
    spoke so far."""

    def __init__(self) -> None:
        self.speaker: Thing | None = None
        self.verb: Word | None = None
        self.paragraph = self.until = -1
        self.quotation: Draft | None = None
        self.document: Thing | None = None
        self.spoken: list[Thing] = []

    def note(self, speakers: Sequence[Thing], verb: Word) -> None:
        """Remember who spoke, with which verb, and whose a document is in which one alone did."""
        self.speaker, self.verb = speakers[0] if len(speakers) == 1 else None, verb
        self.spoken += [one for one in speakers if one not in self.spoken]
        if is_in_document(verb):
            self.document = speakers[0] if len(speakers) == 1 else None
        self.paragraph, self.until = verb.sentence.paragraph, verb.sentence.index


def speakers_of(reading: Reading, verb: Word, speech: Speech) -> list[Thing]:
    """Whose words a verb of saying brings."""
    outside = verb.i not in reading.quoted
    heads = [h for h in nearest(verb, heads_of(reading, verb)) if not (outside and h.i in reading.quoted)]
    apart = parted(reading, verb)
    if apart is not None and all(h.i not in reading.at and is_described_by(h) for h in heads):
        return [apart]
    found: list[Thing] = []
    for head in heads:
        if head.lemma.lower() in word_set("speech", "document") and head.i not in reading.at:
            issuer = document_issuer(reading, head, speech) or document_itself(reading, head, verb)
            return [issuer] if issuer is not None else []
        for one in expand(head):
            thing = spoken_for(reading, one, speech) or group_of(reading, one) or unnamed(reading, one)
            if thing is not None and thing.parts and speak_alike(thing, verb):
                found += [part for part in thing.parts if part not in found]
            if thing is not None and may_speak(reading, thing, one, verb):
                found.append(thing)
    if is_present_participle(verb) and not own_subject(verb):
        other = accompanied(reading, verb)
        if other is not None:
            return [other]
    if found or (heads and own_subject(verb)):
        return found
    if is_of_document(verb):
        return []
    near = beside(reading, verb)
    actor = opening_actor(reading, verb.sentence) if near is None and not is_passive(verb) else None
    if actor is not None and actor[1].i < verb.i and (is_present_participle(verb) or verb.dep in {"conj", "parataxis"}):
        near = actor[0]
    return [near] if near is not None else []


def is_described_by(head: Word) -> bool:
    """Whether a noun may say who is named behind it ("*the chief of staff*, Ada Roe, said"), unlike "her comments"."""
    nouns = word_set("offices", "noun") | word_set("speech", "people") | word_set("speech", "bodies")
    return head.lemma.lower() in nouns | word_set("names", "honorifics") or head.pos == "PROPN"


def nearest(verb: Word, heads: list[Word]) -> list[Word]:
    """Of two subjects that a tree gives one verb, the one that stands nearer: a verb has but one."""
    own = [h for h in heads if h.head is verb and h.dep.startswith("nsubj")]
    return [min(own, key=lambda h: abs(h.i - verb.i))] if len(own) > 1 else heads


def may_speak(reading: Reading, thing: Thing, word: Word, verb: Word) -> bool:
    """Whether what a word names can say something; a region does where the verb is one of speech: "Greenland says"; a
    state does not where its people do: "*Chadians* threatened to"."""
    if thing.type is EntityType.COUNTRY and reading.how.get(word.i) == "demonym" and word.text.endswith("s"):
        return False
    spoken = thing.type is EntityType.REGION and reading.how.get(word.i) in {"name", "metonym"} and is_clausal(verb)
    return (thing.type in SPEAKING or spoken) and not thing.parts


def speak_alike(group: Thing, verb: Word) -> bool:
    """Whether what a plural's verb of speech tells are the words of each state or body for which the plural stands:
    "they said in a statement"."""
    told = any(preposition(c) == "in" and c.lemma.lower() in word_set("speech", "document") for c in verb.children)
    bodies = {part.type for part in group.parts} <= {EntityType.COUNTRY, EntityType.ORGANIZATION}
    return told and bodies and len(group.parts) <= MOST


def spoken_for(reading: Reading, word: Word, speech: Speech) -> Thing | None:
    """Whom a subject names; "he" and "she" that mean nobody else are the one who spoke just before, whom the text may
    give no name ("a diplomat said … he added")."""
    described = reading.at.get(word.head.i) if word.dep == "appos" and word.pos == "NOUN" else None
    thing, last = reading.at.get(word.i) or described or named_beside(reading, word), speech.speaker
    if word.text.lower() not in {"he", "she"}:
        return thing
    unknown = just_spoken_of(reading, word)
    if unknown is not None:
        return unknown[0]
    if last is None or speech.verb is None or thing is last:
        return thing
    if thing is None:
        nameless = last.type is EntityType.GROUP and is_one_person(last)
        alone = nameless or (last.type is EntityType.PERSON and may_mean(reading, last, word))
        return last if alone and not others_between(reading, last, speech.verb, word) else None
    return last if spoke_just_before(reading, speech, word) and not named_lately(thing, speech.verb, word) else thing


def spoke_just_before(reading: Reading, speech: Speech, word: Word) -> bool:
    """Whether who spoke last is one whom the text gives no name, or spoke in the sentence before in this paragraph,
    where the words that are quoted now name somebody else: "X said so. “*Ada Roe* is able,” he said"."""
    last, verb = speech.speaker, speech.verb
    if last is None or verb is None or last.type is not EntityType.PERSON:
        return last is not None and last.type is EntityType.GROUP and is_one_person(last)
    just = word.sentence.index - verb.sentence.index == 1 and speech.paragraph == word.sentence.paragraph
    quoted = [t for w in word.sentence.words if w.i in reading.quoted and (t := reading.at.get(w.i)) is not None]
    return just and may_mean(reading, last, word) and any(t.type is EntityType.PERSON for t in quoted)


def named_lately(thing: Thing, verb: Word, word: Word) -> bool:
    """Whether a thing is named between a verb and a word, or the verb stands farther than two sentences back."""
    before = verb.sentence.words[0].i
    named = any(before < f.i < word.i and how in {"name", "title"} for f, _, how, _ in thing.mentions)
    return named or word.sentence.index - verb.sentence.index > 2


def just_spoken_of(reading: Reading, word: Word) -> tuple[Thing, Word] | None:
    """The one person without a name who is subject of the sentence before a pronoun, in the same paragraph."""
    index = word.sentence.index - 1
    if index < 0 or reading.sentences[index].paragraph != word.sentence.paragraph:
        return None
    subjects = [s for w in reading.sentences[index].words if w.pos == "VERB" for s in w.children if s.dep == "nsubj"]
    single = [s for s in subjects if s.pos == "NOUN" and s.morph.get("Number") != "Plur" and s.i not in reading.at]
    people = [s for s in single if s.lemma.lower() in word_set("speech", "people") | word_set("names", "honorifics")]
    thing = unnamed(reading, people[0]) if len(people) == 1 else None
    return (thing, people[0]) if thing is not None else None


def named_beside(reading: Reading, word: Word) -> Thing | None:
    """Who is named in apposition to a noun that names nothing by itself ("the ruling party, Peru First, says"); not one
    of several ("its members, above all Chad, say")."""
    for child in word.children if word.morph.get("Number") != "Plur" else ():
        thing = reading.at.get(child.i) if child.dep == "appos" and child.i > word.i else None
        if thing is not None and reading.how[child.i] == "name" and thing.type in SPEAKING:
            return thing
    return None


def others_between(reading: Reading, speaker: Thing, verb: Word, word: Word) -> bool:
    """Whether between what somebody said and a later pronoun somebody else is spoken of."""
    sentences = reading.sentences[verb.sentence.index : word.sentence.index + 1]
    between = (
        reading.at.get(w.i) for s in sentences for w in s.words if verb.i < w.i < word.i and w.i not in reading.quoted
    )
    return any(t is not None and t is not speaker and t.type is EntityType.PERSON for t in between)


def heads_of(reading: Reading, verb: Word) -> list[Word]:
    """The words that name the speaker, by the tree."""
    outer = outer_saying(verb)
    if outer is not None:
        return heads_of(reading, outer)
    quoted = quoted_as(verb)
    if quoted is not None:
        return [quoted]
    if lost_its_teller(verb):
        return []
    if verb.dep == "acl" and verb.head.subtree()[0].text.lower() == "with":
        return [verb.head]  # "with the minister calling it …"
    if verb.dep == "acl" and is_present_participle(verb) and verb.head.pos == "NOUN":
        return who_deals_with(verb)
    if is_present_participle(verb) and not own_subject(verb) and verb.dep != "conj":
        return who_acts_above(verb)
    if verb.dep in {"advcl", "obl"} and not own_subject(verb) and not is_present_participle(verb):
        return subjects(verb) if is_passive(verb) else []  # a finite clause that lacks its subject is misread
    heads = subjects(verb)
    told = is_passive(verb) and saying(verb) in word_set("speech", "telling")  # "as *X* was informed"
    if verb.dep in {"advcl", "acl", "obl"} and not heads and not told:
        heads = surface_subjects(verb)
    return heads or inverted(reading, verb)


def lost_its_teller(verb: Word) -> bool:
    """ "X said that they met, at which they urged peace, *welcomed* …": not X's, though the tree hung it so."""
    first = verb.first_of_row
    said = first.dep == "ccomp" and first.head.i < first.i and bool(saying(first.head))
    return said and not own_subject(first) and not own_subject(verb)


def who_acts_above(verb: Word) -> list[Word]:
    """ "X withdrew from the body *citing* differences": a participle speaks of the whole clause's subject."""
    above = next((a for a in verb.ancestors() if a.pos == "VERB" and surface_subjects(a)), None)
    above = teller_above(verb, above) or above
    return surface_subjects(above) if above is not None else subjects(verb)


def who_deals_with(verb: Word) -> list[Word]:
    """Who does something with what a participle describes: "*the court* issued an order calling …"."""
    governor = verb.head.head
    told = verb.head.dep == "obj" and governor.pos == "VERB" and not is_of_document(verb)
    return subjects(governor) if told else []


def is_of_document(verb: Word) -> bool:
    """Whether a participle tells what a document says that somebody only deals with: "rejected a motion *calling* …",
    but not "issued a statement *calling* …"."""
    document = verb.head
    if verb.dep != "acl" or not is_present_participle(verb):
        return False
    issued = document.head.lemma.lower() in word_set("speech", "issuing") | word_set("speech", "giving_out")
    return document.dep == "obj" and document.lemma.lower() in word_set("nominals", "work") and not issued


def quoted_as(verb: Word) -> Word | None:
    """ "The paper quoted *him* as saying …": who speaks is the one quoted."""
    for quoting in (verb, verb.head):
        told = next((c for c in quoting.children if c.dep in {"advcl", "obl", "xcomp"} and is_as_saying(c)), None)
        if quoting.lemma.lower() in word_set("speech", "quoting") and told is not None and verb in {quoting, told}:
            return next(iter(objects(quoting)), None)
    return None


def is_as_saying(clause: Word) -> bool:
    """Whether a clause is "as saying" and the like."""
    marked = any(c.text.lower() == "as" and c.i < clause.i for c in clause.children)
    return marked and is_present_participle(clause) and bool(saying(clause))


def teller_above(verb: Word, nearest_clause: Word | None) -> Word | None:
    """The verb of saying whose speaker goes on behind what befell others: "*said* four were hurt, adding that …"."""
    if nearest_clause is None or nearest_clause.dep != "ccomp":
        return None
    outer = nearest_clause.head
    goes_on = is_passive(nearest_clause) or saying(verb) in word_set("speech", "going_on")
    tells = (goes_on and is_clausal(outer)) or saying(outer) == "deny"
    return outer if tells and own_subject(outer) else None


def outer_saying(verb: Word) -> Word | None:
    """The verb of saying beside which a second one stands, though the tree hung it into what the first one says:
    "X states that A may be so, and says that …"."""
    first = verb.first_of_row
    if first is verb or own_subject(verb) or verb.morph.get("VerbForm") != "Fin":
        return None
    had_done = was_before(first) and not was_before(verb)  # "said that Chad had agreed, and announced …"
    if saying(first) and own_subject(first) and not had_done:
        return None
    for above in (first if had_done else verb).ancestors():
        if above.pos == "VERB" and saying(above) and above.head is not verb:
            same = above.morph.get("Tense") == verb.morph.get("Tense")
            return above if same and verb.head is not above else None
    return None


def document_issuer(reading: Reading, head: Word, speech: Speech) -> Thing | None:
    """For whom a document speaks: its named issuer, else whose the text last said one is; "the statement" of no such is
    that of the one body whose words the text has brought."""
    issuer = named_issuer(reading, head)
    if issuer is not None:
        speech.document = issuer
        return issuer
    if is_of_several(head):
        return None
    alone = speech.spoken[0] if len(speech.spoken) == 1 and points_back(head) else None
    return speech.document or (alone if alone is not None and issues_documents(alone) else None)
