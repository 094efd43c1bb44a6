"""In whose mouth and in which mood a fact stands, read off everything that governs the word that says it.

`scope_of` walks from that word up its tree, once, step by step; at each step small rules say what the words there make
of it: the clause itself (grammar/moods.py), the verb, adjective or noun above it (grammar/governors.py), and who tells
it (grammar/voices.py). The word lists are mappings/words/factuality.yaml and scope.yaml.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flows.extract.grammar import complements, governors, holders, moods, voices
from flows.extract.grammar.doers import preposition
from flows.extract.grammar.kept import kept_nominal
from flows.extract.grammar.steps import Step, steps_from
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import Factuality


@dataclass(frozen=True)
class Status:
    """Factuality of a clause, whether it is said positively, the word that reports it (a verb of saying, or the noun
    behind "according to"), and whether the text states it at all: a question, a novel and a near miss state nothing."""

    factuality: Factuality
    polarity: bool = True
    reporter: Word | None = None
    stated: bool = True


Rule = Callable[[Step], bool]

# what makes a deed its contrary; two of them are none
DENYING: tuple[Rule, ...] = (
    moods.is_denied_itself, moods.is_denied_beside, moods.came_to_nothing, moods.is_not_held, complements.is_held_back,
    governors.is_kept_from_it, governors.has_yet_to,
    governors.is_refused, governors.is_denied_above, governors.is_called_false, governors.is_told_falsely,
    governors.is_voted_down,
)  # fmt: skip

# what makes a word of saying one that nobody has said
UNSAID: tuple[Rule, ...] = (
    moods.is_denied_itself, moods.is_denied_beside, governors.is_kept_from_it, governors.has_yet_to,
    governors.is_refused,
)  # fmt: skip

# what makes it one to come
PLANNING: tuple[Rule, ...] = (
    moods.is_planned_noun, moods.will_be, moods.is_to_be_held, moods.would_be_then, moods.shares_auxiliary,
    governors.is_purpose, governors.is_planned, governors.is_arranged, governors.is_content_of_plan,
    complements.is_still_ahead,
    complements.is_at_what_comes,
)  # fmt: skip

# what makes it one that may be
DOUBTING: tuple[Rule, ...] = (
    moods.is_possible_noun, moods.may_be, moods.is_conditional, moods.is_not_yet,
    moods.is_at_what_may_be, governors.is_duty,
    governors.is_ruled_on, governors.is_supposed, governors.is_only_allowed, governors.is_doubted,
    governors.is_not_confirmed,
    governors.is_talked_about, complements.is_voted_on, governors.is_on_the_verge, complements.is_only_looked_to,
    complements.is_left_open, complements.is_only_imagined, complements.is_of_what_is_sought,
)  # fmt: skip

# what makes it nothing that the text states
UNSAYING: tuple[Rule, ...] = (
    moods.nearly_was,
    moods.is_over,
    moods.is_habit,
    governors.nearly_did,
    complements.is_ended,
    complements.belonged_once,
)


@kept_nominal
def scope_of(trigger: Word, *, nominal: bool = False) -> Status:
    """The status of what a word says; `nominal`: a noun that names a deed or standing, not a verb."""
    denied = planned = possible = False
    stated = not voices.is_asked(trigger, nominal=nominal) and not voices.is_invented(trigger)
    for step in steps_from(trigger, nominal=nominal):
        denied ^= sum(rule(step) for rule in DENYING) % 2 == 1
        planned = planned or any(rule(step) for rule in PLANNING)
        possible = possible or any(rule(step) for rule in DOUBTING)
        stated = stated and not any(rule(step) for rule in UNSAYING)
    reporter, hearsay = voices.voice_of(trigger, nominal=nominal)
    factuality = verdict(denied, planned, possible, hearsay or reporter is not None)
    return Status(factuality, not denied, reporter, stated)


def scope_of_saying(verb: Word) -> Status:
    """The status of a statement: who says it is there, or only in somebody else's mouth; in a question or novel, or of
    what nobody has said, none is."""
    step = next(steps_from(verb, nominal=False))
    unsaid = sum(rule(step) for rule in UNSAID) % 2 == 1
    stated = not (unsaid or voices.is_asked(verb, nominal=False) or voices.is_invented(verb))
    reporter = voices.outer_voice(verb)
    planned = moods.will_be(step)
    return Status(verdict(False, planned, False, reporter is not None), True, reporter, stated)


def scope_of_title(noun: Word) -> Status:
    """The status of what an office noun beside a name says: it is so whatever the clause around it says, unless its
    words or verb say that the office is still to be taken up, or not held at all."""
    stated = not holders.is_no_holder(noun) and not voices.is_invented(noun) and not complements.is_sought(noun.head)
    given = preposition(noun) == "as" and noun.head.lemma.lower() in word_set("offices", "taking_up")
    coming = holders.will_hold(noun) or (given and scope_of(noun.head).factuality is Factuality.PLANNED)
    return Status(Factuality.PLANNED if coming else Factuality.ASSERTED, stated=stated)


def verdict(denied: bool, planned: bool, possible: bool, told: bool) -> Factuality:
    """One word for it all; what is in somebody's mouth stays so."""
    if possible:
        return Factuality.POSSIBLE
    if planned:
        return Factuality.PLANNED
    if told:
        return Factuality.REPORTED
    return Factuality.NEGATED if denied else Factuality.ASSERTED
