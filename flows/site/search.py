"""An index of names and headlines that a page searches without a server: one small file for each first letter."""

import json
from collections import defaultdict
from collections.abc import Iterator
from re import findall

from flows.gazetteer import fold
from flows.site.reader import Reading
from flows.site.wording import day, type_label

Entry = tuple[str, str, str, str, int]  # what is shown, its page, what it is, other names, facts


def index(reading: Reading) -> Iterator[tuple[str, str]]:
    """Each file of the index: its path, and the script that hands its entries over."""
    shelves: dict[str, list[Entry]] = defaultdict(list)
    for entry in _entries(reading):
        for shelf in sorted({_shelf(word) for word in findall(r"\w+", fold(f"{entry[0]} {entry[3]}").casefold())}):
            shelves[shelf].append(entry)
    for shelf, entries in sorted(shelves.items()):
        told = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
        yield f"search/{shelf}.js", f"shelve({json.dumps(shelf)}, {told});\n"


def _entries(reading: Reading) -> Iterator[Entry]:
    for thing in reading.things:
        facts = len(reading.facts_of.get(thing.iri, ()))
        yield thing.label, f"entity/{thing.name}.html", type_label(thing.type), " ".join(thing.also), facts
    for article in reading.articles:
        told = f"article, {day(article.published)}" if article.published else "article"
        yield article.title, f"article/{article.slug}.html", told, "", len(article.facts)


def _shelf(word: str) -> str:
    """The file for words with this beginning; the page's script decides in the same way."""
    return word[0] if word[0].isascii() and word[0].isalnum() else "other"
