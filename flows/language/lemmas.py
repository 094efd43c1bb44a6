"""How a word's form becomes its lemma: "k|2|y" keeps the capitals, takes two letters off and puts a y on."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from types import MappingProxyType

import yaml

from flows import yamls
from flows.errors import BrokenData
from flows.language.network import Numbers
from flows.settings import MAPPINGS

LONGEST_ENDING = 5
COMMON = 0.01  # of a tag's forms
VERBS = MAPPINGS / "words" / "verbs.yaml"
PAST = ("VBD", "VBN")  # the tags of past forms
MANY = "NNS"  # the tag of plural nouns


class Lemmas:
    """The recipes of known forms; for others, the common recipes of their tag that make a known word.

    `known` has (form, tag, recipe) rows, forms in lower case; `recipes` are the names of the network's scores; `words`
    are frequent words, of which a lemma is rather one than not; `irregular` are verbs by their past forms, which are no
    other's.
    """

    def __init__(
        self,
        known: Iterable[tuple[str, str, str]],
        recipes: Sequence[str],
        words: Collection[str] = (),
        irregular: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.recipes, self.words, self.irregular = recipes, words, irregular
        self.known = {(form, tag): rule for form, tag, rule in known}
        self.numbers = {name: number for number, name in enumerate(recipes)}
        used = Counter((tag, rule) for (_, tag), rule in self.known.items() if rule in self.numbers)
        forms = Counter(tag for _, tag in self.known)
        self.common: dict[str, list[int]] = {}
        for (tag, rule), count in used.most_common():
            if count >= COMMON * forms[tag]:
                self.common.setdefault(tag, []).append(self.numbers[rule])
        self.allowed = lru_cache(maxsize=50_000)(self._allowed)
        # both take a while to make, and only forms that are not known ask for them
        self.endings = lru_cache(maxsize=None)(self._endings)

    @cached_property
    def lemmas(self) -> set[tuple[str, str]]:
        """(first letter of the tag, lemma) of each known form."""
        return {(tag[0], made(form, rule)) for (form, tag), rule in self.known.items()}

    def _endings(self, tag: str) -> set[tuple[str, int]]:
        """(ending, number of the recipe) of each known form of a tag."""
        rows = ((form, self.numbers.get(rule)) for (form, its), rule in self.known.items() if its == tag)
        return {(ending, number) for form, number in rows if number is not None for ending in endings(form)}

    def lemma(self, form: str, tag: str, scores: Numbers) -> str:
        """The lemma of a form; `scores` says how well the network likes each recipe there."""
        low = form.lower()
        if tag in PAST and (verb := self.irregular.get(low)):
            return verb
        if tag == MANY and low.endswith("men"):
            return f"{low[:-2]}an"
        if rule := self.known.get((low, tag)):
            return made(low, rule)
        if allowed := self.allowed(low, tag):
            return made(low, self.recipes[max(allowed, key=scores.__getitem__)])
        return made(form, self.recipes[int(scores.argmax())])

    def _allowed(self, form: str, tag: str) -> list[int]:
        """The common recipes of the tag that make a word of the form; or those that forms of the same ending take."""
        common = self.common.get(tag, [])
        result = {number: made(form, self.recipes[number]) for number in common}
        if found := [i for i in common if (tag[0], result[i]) in self.lemmas]:
            return found
        if found := [i for i in common if result[i] != form and result[i] in self.words]:
            return found
        alike = ([i for i in common if (ending, i) in self.endings(tag)] for ending in endings(form))
        return next((found for found in alike if found), [])


def irregular_verbs() -> dict[str, str]:
    """The verb of each past form of mappings/words/verbs.yaml; BrokenData when it is no such file."""
    try:
        rows = [row.split() for row in yamls.load(VERBS.read_text(encoding="utf-8"))["irregular"].splitlines()]
    except (OSError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise BrokenData(f"{VERBS}: no verbs there ({error})") from error
    return {form: verb for verb, *forms in rows for form in forms}


def endings(form: str) -> list[str]:
    """The last letters of a form, longest first."""
    return [form[-length:] for length in range(min(LONGEST_ENDING, len(form)), 0, -1)]


def recipe(form: str, lemma: str) -> str:
    """What makes the lemma of the form."""
    lower = lemma == lemma.lower() and form != form.lower()
    start = form.lower() if lower else form
    shared = 0
    while shared < min(len(start), len(lemma)) and start[shared] == lemma[shared]:
        shared += 1
    return f"{'l' if lower else 'k'}|{len(start) - shared}|{lemma[shared:]}"


@lru_cache(maxsize=50_000)
def made(form: str, rule: str) -> str:
    """The form's lemma by a recipe; the form itself where the recipe takes off more than there is."""
    case, cut, added = rule.split("|", 2)
    start = form.lower() if case == "l" else form
    kept = len(start) - int(cut)
    return start[:kept] + added if kept >= 0 and kept + len(added) else form


def base_forms(text: str) -> list[str]:
    """The lemmas that an inflected form may have."""
    for ending in ("ing", "ed", "es", "s"):
        if text.endswith(ending) and len(text) > len(ending) + 2:
            stem = text[: -len(ending)]
            return [stem, stem + "e", stem[:-1]] if ending in {"ing", "ed"} else [stem, stem + "e"]
    return []
