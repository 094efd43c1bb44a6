"""An index of names and headlines that a page searches without a server: a small file for each beginning of words.

The file of a beginning names all whose words begin so, or where those are many the foremost of them, and then there is
a file for each longer beginning.
"""

import json
import re
from collections.abc import Iterator
from unicodedata import normalize

from flows.site.facts import Head, Thing
from flows.site.record import Changed, Record
from flows.site.wording import day, type_label

MOST = 300  # names in a file that names all
FOREMOST = 60  # in one that does not
LONGEST = 5  # letters of a beginning


def shelves(record: Record, changed: Changed, lost: set[str]) -> Iterator[tuple[str, str, bytes | None]]:
    """Each file of the index that these changes touch, and those that are lost: the beginning of words that it is for,
    its path, and its text, None where there is no such file now."""
    if record.anew:
        changed = Changed(frozenset(record.heads), frozenset(record.by_iri))
    counts = record.counts()
    touched: set[str] = set()
    for iri in sorted(changed.things):
        number = record.by_iri.get(iri)
        shown = None if number is None else _of_thing(record.things[number], counts[number])
        touched |= _enter(record, iri, shown)
    for slug in sorted(changed.articles):
        head = record.heads.get(slug)
        touched |= _enter(record, slug, _of_article(head) if head else None)
    done: dict[str, bytes | None] = {}
    beginnings = lost | {word[:length] for word in touched for length in range(1, LONGEST + 1)}
    for beginning in sorted(beginnings, key=_by_length):
        if beginning not in done and (len(beginning) == 1 or _is_parted(record, beginning[:-1])):
            _fill(record, beginning, done)
    yield from ((beginning, f"search/{_name(beginning)}.js", text) for beginning, text in done.items())


def _by_length(beginning: str) -> tuple[int, str]:
    return len(beginning), beginning


# In search.js as well.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
MARKS = re.compile("[\u0300-\u036f]")
WORD = re.compile(r"[^\W_]+")

Shown = tuple[str, str, str, str, int]  # label, page, what it is, other names, facts


def _of_thing(thing: Thing, facts: int) -> Shown:
    return thing.label, f"entity/{thing.name}.html", type_label(thing.type), " ".join(thing.also), facts


def _of_article(head: Head) -> Shown:
    told = f"article, {day(head.published)}" if head.published else "article"
    return head.title, f"article/{head.slug}.html", told, "", head.facts


def _enter(record: Record, key: str, shown: Shown | None) -> set[str]:
    """Puts what is shown under a key in the place of what was; the words of both."""
    before = {word for (word,) in record.rows.execute("SELECT word FROM word WHERE entry = ?", (key,))}
    record.rows.execute("DELETE FROM word WHERE entry = ?", (key,))
    if shown is None:
        record.rows.execute("DELETE FROM entry WHERE key = ?", (key,))
        return before
    told = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    record.rows.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", (key, told, shown[4]))
    after = words_of(f"{shown[0]} {shown[3]}")
    record.rows.executemany("INSERT INTO word VALUES (?, ?)", [(word, key) for word in sorted(after)])
    return before | after


def words_of(text: str) -> set[str]:
    """The words of a text as they are looked for: small letters without accents. The page's script does the same."""
    bare = MARKS.sub("", normalize("NFKD", text)).lower()
    return set(WORD.findall(bare.translate(LETTERS)))


def _is_parted(record: Record, beginning: str) -> bool:
    found = record.rows.execute("SELECT parted FROM shelf WHERE beginning = ?", (beginning,)).fetchone()
    return bool(found and found[0])


def _fill(record: Record, beginning: str, done: dict[str, bytes | None]) -> None:
    """Makes the file of a beginning; where it comes to be parted or ceases to be, those of longer ones come and go."""
    span = (beginning, beginning + "\U0010ffff")
    matching = "SELECT DISTINCT entry FROM word WHERE word >= ? AND word < ?"
    (count,) = record.rows.execute(f"SELECT count(*) FROM ({matching})", span).fetchone()
    was_parted, parted = _is_parted(record, beginning), count > MOST and len(beginning) < LONGEST
    most = FOREMOST if parted else MOST
    is_word = record.rows.execute("SELECT 1 FROM word WHERE word = ?", (beginning,)).fetchone()
    exact = "EXISTS (SELECT 1 FROM word WHERE word = ? AND entry = key)" if is_word else "?"
    foremost = f"SELECT told FROM entry WHERE key IN ({matching}) ORDER BY {exact} DESC, facts DESC, key LIMIT {most}"
    told = ",".join(one for (one,) in record.rows.execute(foremost, (*span, beginning)))
    name = json.dumps(_name(beginning))
    done[beginning] = f"shelve({name},{json.dumps(parted)},[{told}]);\n".encode() if count else None
    record.rows.execute("INSERT OR REPLACE INTO shelf VALUES (?, ?)", (beginning, parted))
    if parted and not was_parted:
        words = record.rows.execute("SELECT DISTINCT word FROM word WHERE word > ? AND word < ?", span)
        for longer in sorted({word[: len(beginning) + 1] for (word,) in words}):
            _fill(record, longer, done)
    if was_parted and not parted:
        for (longer,) in record.rows.execute("SELECT beginning FROM shelf WHERE beginning > ? AND beginning < ?", span):
            done[longer] = None
        record.rows.execute("DELETE FROM shelf WHERE beginning > ? AND beginning < ?", span)


def _name(beginning: str) -> str:
    """The name of a file; the page's script makes it in the same way."""
    return "".join(sign if sign.isascii() and sign.isalnum() else f"-{ord(sign):x}" for sign in beginning)
