"""Quotations as words of the article: which words stand between the marks, which sentence says whose they are, and on
which verb of saying they hang."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from flows.extract.grammar.doers import is_passive
from flows.extract.grammar.saying import is_clausal, saying, tells_who_says
from flows.extract.reading.reading import Reading
from flows.extract.speech.reported import leaves_open
from flows.extract.speech.subjects import own_subject
from flows.extract.words import DASHES, word_set
from flows.language.parse import Sentence, Word
from flows.language.quotes import Quote, find_quotes


@dataclass(frozen=True)
class Quotation:
    """A quotation, over however many sentences and paragraphs.

    words: those of them that stand in the sentence that says whose they are
    text:  all that is quoted, verbatim, white space as single blanks
    """

    quote: Quote
    words: tuple[Word, ...]
    text: str

    @property
    def first(self) -> Word:
        """The first of its words in its sentence."""
        return self.words[0]

    @property
    def last(self) -> Word:
        """The last of its words in its sentence."""
        return self.words[-1]

    def holds(self, word: Word) -> bool:
        """Whether a word stands inside."""
        return self.first.i <= word.i <= self.last.i

    def is_name(self) -> bool:
        """Whether the marks only set off a title or name ("Voice of Freedom"); behind a colon they do not."""
        long = [w for w in self.words if w.text.isalpha() and len(w.text) > 3]
        colon = self.first.near(-2)
        return (colon is None or colon.text != ":") and len(long) >= 2 and all(w.text[:1].isupper() for w in long)

    def runs_on(self) -> bool:
        """Whether it never closes and holds who says it: "“The port is open, Ada Roe said."."""
        comma = next((w for w in reversed(self.words) if w.text == ","), None)
        return not self.quote.closed and comma is not None and tells_who_says([*comma.behind])


class Quoted:
    """All quotations of an article: by the sentence that says whose they are, and the positions of quoted words."""

    def __init__(self, reading: Reading) -> None:
        self.of: dict[int, list[Quotation]] = defaultdict(list)
        self.positions: set[int] = set()
        starts = [sentence.start for sentence in reading.sentences]
        outer = [quote for quote in find_quotes(reading.text) if not quote.depth and quote.words]
        touched = {id(quote): touching(reading.sentences, starts, quote) for quote in outer}
        for quote in outer:
            for sentence in touched[id(quote)]:
                self.positions |= {w.i for w in inside(sentence, quote)}
        for quote in outer:
            home = self.home(touched[id(quote)])
            words = inside(home, quote) if home is not None else []
            if home is not None and words:
                self.of[home.index].append(Quotation(quote, tuple(words), text_of(reading, quote)))
        reading.quoted = self.positions

    def home(self, sentences: list[Sentence]) -> Sentence | None:
        """The sentence that says whose a quotation is: the last with words outside any quotation, else the last."""
        speaking = [s for s in sentences if any(w.pos != "PUNCT" and w.i not in self.positions for w in s.words)]
        found = speaking or sentences
        return found[-1] if found else None


def touching(sentences: list[Sentence], starts: list[int], quote: Quote) -> list[Sentence]:
    """The sentences in which a quotation has words; one that never closes is taken to end with its first."""
    found: list[Sentence] = []
    for sentence in sentences[max(0, bisect_right(starts, quote.content.start) - 1) :]:
        if sentence.start >= quote.content.end or (found and not quote.closed):
            break
        if inside(sentence, quote):
            found.append(sentence)
    return found


def inside(sentence: Sentence, quote: Quote) -> list[Word]:
    """The words of a sentence that a quotation holds."""
    return [w for w in sentence.words if quote.content.start <= w.start < quote.content.end and w.text.strip()]


def text_of(reading: Reading, quote: Quote) -> str:
    """What is quoted, paragraph after paragraph, without the marks that each repeats."""
    return " ".join(" ".join(part.of(reading.text).split()) for part in quote.paragraphs)


def is_adverb(quotation: Quotation) -> bool:
    """Whether a quotation is an adverb ("withdraws the bill “unconditionally”")."""
    return top_of(quotation).pos == "ADV"


def ends_clause(quotation: Quotation) -> bool:
    """Whether a clause ends with a quotation: "said the plan was “dead”.", not "said the plan was “ready” to start"."""
    behind = words_behind(quotation)
    return not behind or (behind[0].pos in {"PUNCT", "CCONJ", "SCONJ"} and behind[0].text not in DASHES)


def words_behind(quotation: Quotation) -> list[Word]:
    """The words of the sentence behind a quotation's closing mark."""
    return [w for w in quotation.first.sentence.words if w.start >= quotation.quote.span.end]


def is_complement(quotation: Quotation) -> bool:
    """Whether quoted words head a phrase of their own and do not only mark a word of another."""
    return top_of(quotation).dep not in {"amod", "compound", "advmod", "nmod:poss", "det", "nsubj"}


def top_of(quotation: Quotation) -> Word:
    """The word of a quotation on which its others hang."""
    tops = [w for w in quotation.words if w.head is w or not quotation.holds(w.head)]
    return next((w for w in tops if w.pos != "PUNCT"), quotation.first)


def is_clause_quoted(quotation: Quotation) -> bool:
    """Whether quoted words are a clause by themselves, with subject and verb."""
    subjects = (w for w in quotation.words if w.dep.startswith(("nsubj", "expl")) and quotation.holds(w.head))
    return quotation.quote.kind == "sentence" or any(subjects)


def belongs(quotation: Quotation, verb: Word, verbs: list[Word]) -> bool:
    """Whether a quotation hangs on this verb of saying rather than on another of the sentence."""
    verbs = [v for v in verbs if not leaves_open(v) and not (v.dep == "advcl" and is_passive(v))]  # "as reported by X"
    near = [v for v in verbs if governs(v, quotation) and within_reach(v, quotation)]
    if near:
        return min(near, key=lambda v: distance(v, quotation)) is verb
    clausal = [v for v in verbs if saying(v) in word_set("speech", "plain") and not is_passive(v)]
    return bool(clausal) and min(clausal, key=lambda v: distance(v, quotation)) is verb


def governs(verb: Word, quotation: Quotation) -> bool:
    """Whether the quotation's top word is below the verb, or the verb is set beside it."""
    tops = [w for w in quotation.words if w.head is w or not quotation.holds(w.head)]
    for top in tops:
        if top.pos == "PUNCT":
            continue
        if verb in top.ancestors():
            return True
        if verb.dep in {"parataxis", "ccomp", "conj"} and verb.head in quotation.words:
            return True
    return False


def within_reach(verb: Word, quotation: Quotation) -> bool:
    """Verbs of speech own what they report however far; "described as", "cited" and the like only what no other
    verb with a subject of its own stands before."""
    if is_clausal(verb):
        return True
    between = [w for w in verb.behind if w.i < quotation.first.i]
    return not any(w.pos == "VERB" and (own_subject(w) or saying(w)) for w in between)


def distance(verb: Word, quotation: Quotation) -> int:
    """Words between a verb and a quotation."""
    return min(abs(verb.i - quotation.first.i), abs(verb.i - quotation.last.i))


def is_anothers(quotation: Quotation, verbs: list[Word]) -> bool:
    """Whether a verb of saying with a subject of its own has a quotation below it, whoever that subject is."""
    return any(own_subject(v) and governs(v, quotation) and within_reach(v, quotation) for v in verbs)
