"""Live Wikidata: names to hits, ids to items; what was answered before is not asked again."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flows.errors import LinkError
from flows.link.answers import hits_of, is_hits, is_item_or_none, items_of
from flows.link.memory import Memory, Remembered
from flows.link.polite import Clock, Conversation
from flows.settings import Settings

BATCH = 50  # ids that wbgetentities takes at once
ID = re.compile(r"Q[1-9][0-9]{0,9}")
LARGEST_ID = 2_147_483_647  # one id above fails the whole request


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer to a search: an item whose label or alias begins with the name."""

    item: str
    label: str
    description: str = ""
    matched: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """What was got: the items by the id asked for, and the ids for which Wikidata could not be asked."""

    found: dict[str, dict[str, Any]]
    pending: frozenset[str] = frozenset()


class Wikidata:
    """A conversation with Wikidata and the memory of earlier ones."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        clock = clock or Clock()
        self._talk = Conversation(settings, clock)
        self._memory = Memory(settings.cache, clock.now)

    def __enter__(self) -> "Wikidata":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def asked(self) -> int:
        """How many requests were sent."""
        return self._talk.asked

    def search(self, name: str) -> list[Hit]:
        """The items whose label or alias begins with the name; LinkError when Wikidata cannot be asked."""
        question = f"search {name}"
        known = self._recall(question, is_hits)
        if not known or not known.fresh:
            try:
                hits = [hit for hit in hits_of(self._talk.ask(_search(name))) if is_item(hit[0])]
                self._memory.keep({question: hits})
                return [Hit(*hit) for hit in hits]
            except LinkError:
                if not known:
                    raise
        return [Hit(*hit) for hit in known.answer] if known else []

    def get(self, ids: Iterable[str]) -> Items:
        """The items of these ids, as far as they exist; those that cannot be asked for now are pending."""
        wanted = sorted({item for item in ids if is_item(item)}, key=lambda item: int(item[1:]))
        known = {item: self._recall(f"item {item}", is_item_or_none) for item in wanted}
        missing = [item for item, answer in known.items() if answer is None or not answer.fresh]
        fetched, failed = self._fetch(missing)
        stale = {item: answer.answer for item, answer in known.items() if answer is not None}
        return Items(
            {item: answer for item, answer in {**stale, **fetched}.items() if answer is not None},
            frozenset(item for item in failed if item not in stale),
        )

    def close(self) -> None:
        """Ends the conversation and lets go of the memory."""
        self._talk.close()
        self._memory.close()

    def _recall(self, question: str, has_form: Callable[[Any], bool]) -> Remembered | None:
        """What was answered before; None when that is damaged, so that it is asked again."""
        known = self._memory.recall(question)
        return known if known and has_form(known.answer) else None

    def _fetch(self, ids: list[str]) -> tuple[dict[str, Any], set[str]]:
        fetched: dict[str, Any] = {}
        failed: set[str] = set()
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            try:
                answers = items_of(self._talk.ask(_get(batch)), batch)
            except LinkError:
                failed.update(batch)
                continue
            # What is wrong with one item leaves that one for the next run.
            failed.update(set(batch) - answers.keys())
            self._memory.keep({f"item {item}": answer for item, answer in answers.items()})
            fetched.update(answers)
        return fetched, failed


def is_item(text: str) -> bool:
    """Whether the text is an item's id that the API accepts."""
    return bool(ID.fullmatch(text)) and int(text[1:]) <= LARGEST_ID


def _search(name: str) -> dict[str, str]:
    return {
        "action": "wbsearchentities",
        "search": name,
        "language": "en",
        "uselang": "en",
        "type": "item",
        "limit": "7",
        "props": "",
    }


def _get(ids: Sequence[str]) -> dict[str, str]:
    return {
        "action": "wbgetentities",
        "ids": "|".join(ids),
        "props": "info|labels|aliases|descriptions|claims|sitelinks",
        "languages": "en|mul",
        "languagefallback": "1",
        "redirects": "yes",
    }
