"""Names that neither tables nor model know, told by their shape: runs of capitalised words that end like the name of a
body, a treaty or a gathering, or stand where places do."""

from collections.abc import Iterator

from flows.extract.names.labelled import type_of_name
from flows.extract.names.tables import Found
from flows.extract.names.titles import matters
from flows.extract.words import load_words, word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

JOINTS = frozenset({"of", "for", "and", "on", "the", "in", "-", "–"})


def shaped_names(sentence: Sentence, known: list[Found], persons: list[Found]) -> list[Found]:
    """Runs of capitalised words that end like the name of a body, a treaty or a gathering, or stand where places do;
    none reaches into the name of one of the `persons` behind it."""
    wider = {
        k.first for k in known if k.type in {EntityType.COUNTRY, EntityType.REGION, EntityType.CITY} and k.how == "name"
    }
    position, words = 0, sentence.words
    found = [Found(word.at, word.at + 1, EntityType.EVENT) for word in words if is_numbered(word.text)]
    while position < len(words):
        last = before_holder(words, (position, run_end(words, position, {k.first for k in known})), persons)
        last = matters_end(words, position, last)
        position = behind_office(words, position, last)
        if last - position >= 2:
            type_ = type_of_name([w.text for w in words[position:last]], "")
            if type_ is None and last < len(words) and words[last].lemma.lower() in word_set("names", "body_behind"):
                type_ = EntityType.ORGANIZATION
            if type_ is not None:
                found.append(Found(position, last, type_))
        if last > position and is_place(words, (position, last), wider):
            found.append(Found(position, last, EntityType.CITY))
        position = max(last, position + 1)
    return found


def is_numbered(text: str) -> bool:
    """Whether a word is the number of a gathering in its row, behind what the row is called in short: "COP28"."""
    name = text.rstrip("0123456789")
    return name != text and name.rstrip("-").lower() in word_set("names", "numbered")


def behind_office(words: list[Word], first: int, last: int) -> int:
    """Where a name begins in a run of capitalised words that says before it which office somebody has there: "Professor
    in the | Department of Law"."""
    offices = word_set("offices", "noun")
    for at in range(last - 2, first - 1, -1):
        if words[at].text.lower() in offices and words[at + 1].text == "in":
            return at + 2 + (words[at + 2].text == "the" and at + 3 < last)
    return first


def is_place(words: list[Word], run: tuple[int, int], wider: set[int]) -> bool:
    """ "in X, Country" or "at X in Region": a short capitalised run after a preposition of place, with a known wider
    place behind it."""
    first, last = run
    if first == 0 or last - first > 5 or words[first - 1].text.lower() not in {"in", "at", "near", "from"}:
        return False
    behind = last + 1 if last < len(words) and words[last].text.lower() in {",", "in"} else -1
    building = words[last - 1].text.lower() in word_set("names", "building")
    return behind in wider and words[first].label != "TIME" and not building


def run_end(words: list[Word], start: int, known: set[int]) -> int:
    """The end of the run of capitalised words (with small linking words between) that starts here."""
    if not is_name_word(words[start]):
        return start
    end = position = start + 1
    while position < len(words):
        if words[position].text.lower() in word_set("names", "courtesy"):
            break  # "the Ministry of Trade | Amb. Roe"
        if is_name_word(words[position]):
            end = position + 1
        elif not is_joint(words, position) or position - end >= 2 or is_dangling(words, position):
            break
        elif words[position].text in {"in", "on"} and behind_the(words, position) in known:
            break  # "the Magnolia Act on Brazilian judges"
        elif words[position].text == "the" and words[position - 1].text not in JOINTS:
            break  # "in November the League"
        elif words[position].text in {"in", "on"} and any(
            w.label == "TIME" for w in words[position + 1 : position + 2]
        ):
            break  # "the Magnolia Act on Sunday"
        elif words[position].text == "and" and (is_whole_body(words[start:position]) or opens_office(words, position)):
            break  # "the Air Force and Navy", "Trade Policy and Vice President"
        position += 1
    return end


def is_joint(words: list[Word], at: int) -> bool:
    """Whether a small word may stand inside a name: "against" only in a treaty's ("Convention against Torture")."""
    treaty = words[at].text == "against" and words[at - 1].text.lower() in word_set("names", "work")
    return words[at].text in JOINTS or treaty


def behind_the(words: list[Word], at: int) -> int:
    """The position behind a preposition, an article left out: "the Authority of States in the | Nigerian capital"."""
    return at + 1 + (at + 1 < len(words) and words[at + 1].text == "the")


def matters_end(words: list[Word], start: int, end: int) -> int:
    """Where a body's name ends that lists what it is for: "the Committee on Trade, Customs | and Immigration"."""
    at = next((i for i in range(start + 1, end) if words[i].text.lower() in {"on", "for", "of"}), end)
    if at == end or words[at - 1].text.lower() not in word_set("names", "organization") | word_set("anaphora", "organ"):
        return end
    last, listed, begun = end, end, False
    while last < len(words) - 1 and words[last].text in {",", "and"}:
        last += 1 + (words[last].text == "," and words[last + 1].text == "and")
        begun, listed = words[last - 1].text == "and", last
        while last < len(words) and is_name_word(words[last]) and words[last].text.lower() in matters():
            last += 1
        if begun or last == listed:
            break
    return last if begun and last > listed else end


def is_whole_body(words: list[Word]) -> bool:
    """Whether these words are a body's name to which nothing must be added."""
    return words[-1].text.lower().rstrip(".") in word_set("names", "organization") and all(
        w.text not in {"of", "for"} for w in words
    )


def opens_office(words: list[Word], joint: int) -> bool:
    """Whether an "and" leads to an office that somebody has as well: "… *and Vice President* of the Commission"."""
    behind = words[joint + 1 : joint + 3]
    text = [w.text.lower() for w in behind]
    return bool(text) and text[-1] in word_set("offices", "noun") and text[0] in word_set("offices", "modifier")


def is_dangling(words: list[Word], position: int) -> bool:
    """Whether an "and" leads to nothing that could belong to a name."""
    return words[position].text == "and" and not is_name_word(words[min(position + 1, len(words) - 1)])


def is_name_word(word: Word) -> bool:
    """Whether a word is written as (part of) a name."""
    inner = word is not word.sentence.words[0] and word.pos in {"VERB", "NUM"} and word.text[:1].isalpha()
    return word.text[:1].isupper() and (inner or word.pos in {"PROPN", "NOUN", "ADJ", "X"}) and len(word.text) > 1


def before_holder(words: list[Word], run: tuple[int, int], persons: list[Found]) -> int:
    """Where a body's name in a run of capitalised words ends before that of who serves it, and the office between: "the
    head of the Royal Police | Ada Roe", "Election Board of Chad | Chairperson Ada Roe and …"; the run's own end where
    nobody is named."""
    inside = [f for f in persons if run[0] < f.first < run[1] and (run[1] <= f.last or words[f.last].text == "and")]
    last = cut = min((f.first for f in inside if words[f.first - 1].text not in JOINTS), default=run[1])
    while run[0] < cut < run[1] and words[cut - 1].text.lower() in word_set("offices", "noun"):
        cut -= 1
    return cut if is_name_word(words[cut - 1]) and any(w.text == "of" for w in words[run[0] : cut]) else last


def served_names(sentence: Sentence, known: list[Found], persons: list[Found]) -> Iterator[Found]:
    """Capitalised words where only the name of a body can stand, but for these persons'."""
    words, begins = sentence.words, {k.first for k in known}
    taken = {at for k in known for at in range(k.first, k.last)}
    for at in range(len(words) - 2):
        start = at + 1 + (words[at + 1].text.lower() == "the" and at + 2 < len(words))
        if not leads_to_body(words, at) or not is_name_word(words[start]):
            continue
        if words[start].pos == "ADJ" and start in taken:
            continue  # "the Kenyan ministry"
        last = before_holder(words, (start, run_end(words, start, begins)), persons)
        whole = any(k.first == start and k.last == last for k in known)
        short = words[start].text.isupper() and last in {f.first for f in persons}  # "head of the AU | Ada Roe"
        held = (last - start == 1 and not short and not may_be_single(words, at)) or is_matter(words, start, last)
        if last > start and not whole and not held and set(range(start, last)) - taken:
            yield Found(start, last, EntityType.ORGANIZATION)


def leads_to_body(words: list[Word], at: int) -> bool:
    """Whether a body's name may follow this word: a preposition behind an office, a verb of heading, or "known as"."""
    text, before = words[at].text.lower(), words[at - 1].text.lower() if at else ""
    if text in {"of", "for", "at", "with"}:
        offices = word_set("offices", "noun") - word_set("offices", "of_places")
        if before == "general" and at > 1 and (words[at - 2].text == "-" or words[at - 2].text.lower() in offices):
            return True  # "Secretary-General of | X"
        return before in offices and (text in {"at", "with"} or before not in word_set("offices", "of_persons_too"))
    if text == "as":
        return before == "known"
    return words[at].pos == "VERB" and words[at].lemma.lower() in load_words("offices")["by_verb"]


def may_be_single(words: list[Word], at: int) -> bool:
    """Whether a single capitalised word there is a name: where bodies are led or known, not where countries stand."""
    return words[at].text.lower() == "as" or words[at - 1].text.lower() in word_set("offices", "of_single")


def is_matter(words: list[Word], start: int, last: int) -> bool:
    """Whether the words begin with what an office is in charge of ("Secretary of | Defense X") and name no body."""
    return words[start].text.lower() in matters() and words[last - 1].text.lower() not in word_set(
        "names", "organization"
    )
