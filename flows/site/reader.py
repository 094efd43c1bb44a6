"""The files of a release (docs/release.md) as what pages are made of: articles, things, and facts that join them."""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urldefrag, urlsplit

from flows.errors import PublishError
from flows.kinds import shipped_kinds
from flows.rows import digest
from flows.site import rdf
from flows.site.facts import Article, Fact, Party, Thing

ANCHOR = 4  # words at either end of a text fragment
CUT = " … "  # where a text of the release is shortened
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
WEB = ("http", "https")
TOLD_BY_ITSELF = ("slug", "iri", "url", "title", "published")
Row = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """A release as read: the newest article first, things by label; for each thing, by IRI, the facts that it plays
    in, and the articles that name it."""

    folder: Path
    articles: tuple[Article, ...]
    things: tuple[Thing, ...]
    facts_of: Mapping[str, tuple[Fact, ...]]
    named_in: Mapping[str, tuple[str, ...]]

    @property
    def newest(self) -> str:
        """The day of the newest article, as YYYY-MM-DD; empty when none tells its day."""
        return max((article.published[:10] for article in self.articles), default="")

    @property
    def facts(self) -> Iterator[Fact]:
        """All facts, article by article, but those about the articles themselves."""
        return (fact for article in self.articles for fact in article.facts)


def read_release(folder: Path) -> Reading:
    """The release in a folder; raises PublishError where there is none that can be read."""
    return _plainly(folder, lambda: _whole(folder))


def _whole(folder: Path) -> Reading:
    entries = entries_of(folder)
    links = [*csv.DictReader(io.StringIO((folder / "links.csv").read_text(encoding="utf-8-sig")))]
    rows: list[Row] = [{**row, "row": digest(line)} for line, row in _lines(folder / "facts.jsonl")]
    return _reading(folder, entries, links, rows)


def entries_of(folder: Path) -> list[Row]:
    """What the release in a folder says of each of its articles; raises PublishError where there is none."""
    return _plainly(folder, lambda: [_named_safely(entry) for _, entry in _lines(folder / "articles.jsonl")])


def read_article(folder: Path, entry: Row) -> tuple[Article, list[Thing], set[str]]:
    """One article of the release, the things that it names in order, and the IRIs of those named in facts alone."""
    return _plainly(folder, lambda: _from_files(folder / "articles" / entry["slug"], entry))


def state_of(entry: Row, release: Path) -> str:
    """A hash of all that an article's pages depend on."""
    files, folder = entry.get("files") or {}, release / "articles" / entry["slug"]
    hashes = [files[name]["sha256"] if name in files else _hash_of(folder / name) for name in rdf.READ]
    return digest(json.dumps([*(entry.get(name) for name in TOLD_BY_ITSELF), *hashes]))


def _hash_of(path: Path) -> str:
    return digest(path.read_text(encoding="utf-8-sig")) if path.is_file() else ""


def _from_files(folder: Path, entry: Row) -> tuple[Article, list[Thing], set[str]]:
    links = [*csv.DictReader(io.StringIO((folder / "links.csv").read_text(encoding="utf-8-sig")))]
    rows: list[Row] = [{**row, "row": digest(line)} for line, row in _lines(folder / "facts.jsonl")]
    things, named = _things(links, rows)
    linked = {link["entity_iri"] for link in links}
    article = _article(entry, rows, things, named[entry["iri"]])
    return article, [*things.values()], things.keys() - linked


def _plainly(folder: Path, read: Callable[[], T]) -> T:
    """What is read; raises PublishError with a sentence on the release where it cannot be."""
    try:
        return read()
    except FileNotFoundError as error:
        missing = f"there is no release ({Path(error.filename).name} is missing); `communique run` makes one"
        raise PublishError(f"{folder}: {missing}") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PublishError(f"{folder}: this release cannot be read ({error})") from error


def _lines(path: Path) -> list[tuple[str, Row]]:
    # Not splitlines(), which parts texts at signs that JSON holds as they are.
    return [(line, json.loads(line)) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _reading(folder: Path, entries: list[Row], links: list[dict[str, str]], rows: list[Row]) -> Reading:
    things, named = _things(links, rows)
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_article[row["article_iri"]].append(row)
    articles = [_article(entry, by_article[entry["iri"]], things, named[entry["iri"]]) for entry in entries]
    articles.sort(key=lambda article: article.slug)
    articles.sort(key=lambda article: article.published, reverse=True)
    facts_of: dict[str, dict[str, Fact]] = defaultdict(dict)
    for article in articles:
        for fact in (*article.facts, *article.about):
            for _, thing in fact.roles:
                facts_of[thing.iri][fact.iri] = fact
    return Reading(
        folder,
        tuple(articles),
        tuple(sorted(things.values(), key=lambda thing: (thing.label.casefold(), thing.iri))),
        {iri: tuple(facts.values()) for iri, facts in facts_of.items()},
        _named_in(articles, things, named, facts_of),
    )


Named = dict[str, dict[str, Thing]]


def _named_in(
    articles: Iterable[Article], things: Iterable[str], named: Named, facts_of: Mapping[str, Mapping[str, Fact]]
) -> Mapping[str, tuple[str, ...]]:
    slugs: dict[str, dict[str, None]] = {iri: {} for iri in things}
    for article in articles:
        for thing in named[article.iri].values():
            slugs[thing.iri][article.slug] = None
    for iri, facts in facts_of.items():
        slugs[iri].update({fact.article: None for fact in facts.values()})
    return {iri: tuple(found) for iri, found in slugs.items()}


def _things(links: list[dict[str, str]], rows: list[Row]) -> tuple[dict[str, Thing], Named]:
    """The things by IRI; and for each article, by IRI, those that it names, by each name it has for them."""
    things: dict[str, Thing] = {}
    for link in links:
        thing = _thing(link)
        before = things.setdefault(thing.iri, thing)
        also = {*before.also, *thing.also, thing.label} - {before.label}
        things[thing.iri] = replace(before, also=tuple(sorted(also)))
    for row in rows:
        for role in ("subject", "object"):
            iri = row[f"{role}_iri"]
            if iri and iri != row["article_iri"] and iri not in things:
                things[iri] = Thing(iri, _file_name(iri), row[role], _type_in(iri), None, "")
    named: Named = defaultdict(dict)
    for link in links:
        for name in (link["name"], link["label"]):
            named[link["article_iri"]].setdefault(_plain(name), things[link["entity_iri"]])
    return things, named


def _thing(link: Mapping[str, str]) -> Thing:
    name, label = _plain(link["name"]), _plain(link["label"])
    sure = link["verdict"] == "same" and bool(label)
    described = dict(zip(link["candidates"].split("|"), link["candidate_descriptions"].split("|"), strict=False))
    iri = link["entity_iri"]
    return Thing(
        iri,
        _file_name(iri),
        label if sure else name,
        link["type"],
        (link["item"] or None) if sure else None,
        _plain(described.get(link["item"], "")) if sure else "",
        (name,) if sure and name != label else (),
    )


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@\t\r\n＝＋－＠" else cell


def _file_name(iri: str) -> str:
    _, ours, last = iri.rpartition("/entity/")
    return last if ours and SAFE_NAME.fullmatch(last) else digest(iri).removeprefix("sha256:")[:16]


def _type_in(iri: str) -> str:
    """The type that an IRI without a link begins with; a concept where it tells none."""
    return iri.rsplit("/", 1)[-1].partition("-")[0] or "concept"


def _article(entry: Row, rows: list[Row], things: Mapping[str, Thing], named: Mapping[str, Thing]) -> Article:
    facts = sorted((_fact(row, entry, things, named) for row in rows), key=lambda fact: fact.at)
    url = entry["url"] if entry["url"] and urlsplit(entry["url"]).scheme in WEB else None
    return Article(
        entry["slug"],
        entry["iri"],
        url,
        entry["title"] or entry["slug"],
        entry["published"] or "",
        tuple(fact for fact in facts if not _of_itself(fact)),
        tuple(fact for fact in facts if _of_itself(fact)),
    )


def _named_safely(entry: Row) -> Row:
    if not SAFE_NAME.fullmatch(entry["slug"]):
        raise ValueError(f"{entry['slug']!r} is no name of an article")
    return entry


def _of_itself(fact: Fact) -> bool:
    kind = shipped_kinds().get(fact.kind)
    return kind is not None and kind.read_by == "metadata"


def _fact(row: Row, entry: Row, things: Mapping[str, Thing], named: Mapping[str, Thing]) -> Fact:
    played = {
        name: tuple(named[word] for word in str(words).split("; ") if word in named)
        for name, words in row["qualifiers"].items()
    }
    speaker = row["attributed_to"]
    evidence = row["evidence"]
    stands = entry["url"] and row["kind"] != "article" and urlsplit(entry["url"]).scheme in WEB
    return Fact(
        iri=row["fact_iri"],
        article=entry["slug"],
        kind=row["kind"],
        subject=Party(row["subject"], things.get(row["subject_iri"] or "")),
        predicate=row["predicate"],
        object=Party(row["object"], things.get(row["object_iri"] or "")),
        qualifiers=row["qualifiers"],
        things={name: found for name, found in played.items() if found},
        factuality=row["factuality"],
        polarity=row["polarity"],
        speaker=Party(speaker, named.get(speaker)) if speaker else None,
        confidence=float(row["confidence"]),
        evidence=evidence,
        at=row["start"],
        opens=opening(entry["url"], evidence) if stands else None,
        row=row["row"],
    )


def opening(url: str, evidence: str) -> str:
    """The address that opens a page at these words (https://wicg.github.io/scroll-to-text-fragment/)."""
    first, cut, last = evidence.partition(CUT)
    # A browser looks for each end within one block of the page.
    lines = [line.split() for line in evidence.splitlines() if line.strip()] or [[]]
    if cut or len(lines) > 1 or len(lines[0]) > 2 * ANCHOR:
        head = first.splitlines()[0] if cut else " ".join(lines[0])
        tail = last.splitlines()[-1] if cut else " ".join(lines[-1])
        ends = [" ".join(head.split()[:ANCHOR]), " ".join(tail.split()[-ANCHOR:])]
    else:
        ends = [" ".join(lines[0])]
    return f"{urldefrag(url).url}#:~:text={','.join(quote(end, safe='').replace('-', '%2D') for end in ends)}"
