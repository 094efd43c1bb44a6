"""The phrase of who speaks, where the tree took it into what is said."""

from flows.extract.reading.reading import Reading, Thing
from flows.extract.speech.beginnings import trimmed
from flows.extract.speech.endings import reporter_goes_on
from flows.extract.words import word_set
from flows.language.parse import Word

NEAR = 8  # words between a verb of saying and the name of who speaks, behind it
NEAR_NAME = 3  # the same before it


def without_speaker(
    reading: Reading, verb: Word, content: list[Word] | None, speakers: list[Thing]
) -> list[Word] | None:
    """What is said, without the phrase of who says it where the tree took that in: "…, its chairman, X, told …"."""
    if not content or any(c.dep.startswith("nsubj") and c not in content for c in verb.children):
        return content
    mine = [at for at, w in enumerate(content) if reading.at.get(w.i) in speakers and reading.how[w.i] == "name"]
    if not mine:
        return content
    if verb.i < content[0].i and content[mine[0]].i - verb.i <= NEAR:
        return trimmed(list(verb.before)) or content  # "…, argued its minister, X, …"
    if content[0].i < verb.i < content[mine[0]].i <= verb.i + NEAR:
        return trimmed([w for w in content if w.i < verb.i]) or content  # "…, said the envoy of Chad, X"
    before = next((at for at in mine if verb.i - NEAR_NAME <= content[at].i < verb.i), None)
    return content if before is None else around_speaker(verb, content, before)


def around_speaker(verb: Word, content: list[Word], name: int) -> list[Word] | None:
    """What is said before "…, its chairman, X, said", and behind it up to where the reporter goes on."""
    behind = [] if reporter_goes_on(verb) else [w for w in content if w.i > verb.i]
    comma = next((at for at, w in enumerate(behind) if w.text == ","), len(behind))
    return trimmed([*content[: phrase_start(content, name)], *behind[comma:]]) or None


def phrase_start(content: list[Word], name: int) -> int:
    """Where the phrase begins that ends with a name: at the comma before it, or before its title."""
    commas = [at for at in range(name) if content[at].text == ","]
    if len(commas) > 1 and any(w.lemma.lower() in word_set("offices", "noun") for w in content[commas[-2] :]):
        return commas[-2]
    return commas[-1] if commas else 0
