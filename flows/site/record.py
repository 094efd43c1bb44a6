"""What the articles of a release tell, kept in SQLite from call to call: what has not changed is not read again.

Nothing here is anybody's only copy: a record that is gone, broken or of another version is made anew from the release.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from flows.site import rdf
from flows.site.facts import Article, Fact, Head, Thing
from flows.site.pictures import takes_place, tied
from flows.site.reader import Row, entries_of, read_article, state_of
from flows.site.schema import OF_ARTICLES, SCHEMA, opened, version_of
from flows.site.stored import fact_of, fact_told, head_of, head_told, names_in, thing_of, thing_told
from flows.site.tellings import Group, Telling, belongs_to, grouped, moment_of, says_of, seen_of
from flows.site.timeline import upcoming
from flows.site.wording import Told, mood

FACTS_A_PAGE = 100  # of an article; keeps a page under 200 KB
DESCRIBED = 200  # articles that the data beside a thing's page is of
AT_ONCE = 300  # facts asked for with one question


@dataclass(frozen=True, slots=True)
class Changed:
    """The articles (slugs) and things (IRIs) of which something is told otherwise than before, or no longer."""

    articles: frozenset[str]
    things: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.articles or self.things)


class Record:
    """The record of one site. What a call changes stays only when `keep` ends it."""

    def __init__(self, path: Path, version: str) -> None:
        """Opens the record at this path; one of another version, or that cannot be read, begins anew."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.anew = version_of(path) != version
        if self.anew:
            path.unlink(missing_ok=True)
        self.rows = opened(path)
        if self.anew:
            for statement in SCHEMA.split(";\n"):
                self.rows.execute(statement)
        self.release = Path()
        self.things: dict[int, Thing] = {}  # by number
        self.by_iri: dict[str, int] = {}
        self.heads: dict[str, Head] = {}  # by slug, the newest first
        self._ids: dict[str, int] = {}  # of articles, by slug
        self._slugs: dict[int, str] = {}
        self._ranks: dict[int, int] = {}

    def keep(self, version: str) -> None:
        """Ends the call: what it changed stays, as the record of this version."""
        self.rows.execute("INSERT OR REPLACE INTO meta VALUES ('version', ?)", (version,))
        self.rows.execute("COMMIT")

    def close(self) -> None:
        """Closes the record; without `keep`, it is as if the call had not been."""
        self.rows.close()

    def update(self, release: Path) -> Changed:
        """Takes over what the release tells otherwise than the record; raises PublishError where it cannot be read."""
        self.release = release
        entries = {entry["slug"]: entry for entry in entries_of(release)}
        states = {slug: state_of(entry, release) for slug, entry in entries.items()}
        before = {slug: (id_, state) for id_, slug, state in self.rows.execute("SELECT id, slug, state FROM article")}
        gone = before.keys() - entries.keys()
        changed = {slug for slug, state in states.items() if slug not in before or before[slug][1] != state}
        touched: set[int] = set()
        for slug in sorted((changed | gone) & before.keys()):
            touched |= self._forget(before[slug][0])
        for slug in sorted(changed):
            touched |= self._take(entries[slug], states[slug])
        return self._described(touched, changed | gone)

    def _forget(self, article: int) -> set[int]:
        """Takes an article out; the things that it named."""
        touched = {thing for (thing,) in self.rows.execute("SELECT thing FROM named WHERE article = ?", (article,))}
        for table in OF_ARTICLES:
            self.rows.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
        self.rows.execute("DELETE FROM article WHERE id = ?", (article,))
        return touched

    def _take(self, entry: Row, state: str) -> set[int]:
        """Takes an article in; the things that it names."""
        article, things, weak = read_article(self.release, entry)
        ids = {thing.iri: self._id_of(thing.iri) for thing in things}
        told = rdf.about(self.release / "articles" / article.slug / "graph.ttl", ids.keys())
        moods = json.dumps(Counter(mood(fact).name for fact in article.facts))
        new = "INSERT INTO article (slug, state, head, moods) VALUES (?, ?, ?, ?)"
        number = self.rows.execute(new, (article.slug, state, head_told(article, ids), moods)).lastrowid or 0
        named = (
            (number, ids[thing.iri], thing.iri in weak, thing_told(thing), told.get(thing.iri)) for thing in things
        )
        self.rows.executemany("INSERT INTO named VALUES (?, ?, ?, ?, ?)", named)
        for place, fact in enumerate(article.facts):
            self._take_fact((number, place), fact, place // FACTS_A_PAGE + 1, ids)
            self._take_place((number, place), fact, ids)
        for place, fact in enumerate(article.about, len(article.facts)):
            self._take_fact((number, place), fact, 1, ids)
        return set(ids.values())

    def _id_of(self, iri: str) -> int:
        found = self.rows.execute("SELECT id FROM thing WHERE iri = ?", (iri,)).fetchone()
        new = "INSERT INTO thing (iri) VALUES (?)"
        return int(found[0]) if found else self.rows.execute(new, (iri,)).lastrowid or 0

    def _take_fact(self, at: tuple[int, int], fact: Fact, page: int, ids: Mapping[str, int]) -> None:
        self.rows.execute("INSERT INTO fact VALUES (?, ?, ?, ?)", (*at, page, fact_told(fact, ids)))
        players = {thing.iri: thing for _, thing in fact.roles}
        told = (fact.kind, says_of(fact), "", moment_of(fact))
        rows = ((ids[iri], *at, *told, belongs_to(fact, one), fact.confidence) for iri, one in players.items())
        self.rows.executemany("INSERT INTO plays VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def _take_place(self, at: tuple[int, int], fact: Fact, ids: Mapping[str, int]) -> None:
        """Notes what the map, the network and the calendar show of a fact."""
        where = {ids[thing.iri] for thing in takes_place(fact)}
        self.rows.executemany("INSERT INTO located VALUES (?, ?, ?)", [(thing, *at) for thing in where])
        if pair := tied(fact):
            self.rows.execute("INSERT INTO tied VALUES (?, ?, ?)", (*(ids[thing.iri] for thing in pair), at[0]))
        if fact.factuality == "planned" and moment_of(fact):
            self.rows.execute("INSERT INTO planned VALUES (?, ?)", at)

    def _described(self, touched: set[int], articles: set[str]) -> Changed:
        """Says anew what touched things are called; who tells of one that is called otherwise has changed as well."""
        iris = dict(self.rows.execute("SELECT id, iri FROM thing"))
        renamed = [id_ for id_ in sorted(touched) if self._describe(id_, iris[id_])]
        things = set(touched)
        for id_ in renamed:
            others = "SELECT DISTINCT b.thing FROM plays a JOIN plays b USING (article, place) WHERE a.thing = ?"
            things |= {other for (other,) in self.rows.execute(others, (id_,))}
            naming = "SELECT slug FROM article JOIN named ON named.article = article.id WHERE thing = ?"
            articles |= {slug for (slug,) in self.rows.execute(naming, (id_,))}
        self.rows.execute("DELETE FROM thing WHERE told IS NULL")
        self._load()
        for slug in sorted(articles & self.heads.keys()):
            self._see(slug)
        return Changed(frozenset(articles), frozenset(iris[id_] for id_ in things))

    def _describe(self, id_: int, iri: str) -> bool:
        """Makes the row of a thing of what articles say of it, the first by name that links it first of all.

        True where others show it otherwise than before.
        """
        (before,) = self.rows.execute("SELECT told FROM thing WHERE id = ?", (id_,)).fetchone()
        naming = "SELECT told FROM named JOIN article ON article.id = named.article WHERE thing = ? ORDER BY weak, slug"
        found = [told for (told,) in self.rows.execute(naming, (id_,))]
        if not found:
            self.rows.execute("UPDATE thing SET told = NULL WHERE id = ?", (id_,))
            return False
        first = thing_of(iri, found[0])
        also = {name for told in found for name in names_in(told)} - {first.label}
        (facts,) = self.rows.execute("SELECT count(*) FROM plays WHERE thing = ?", (id_,)).fetchone()
        told = thing_told(replace(first, also=tuple(sorted(also))))
        self.rows.execute("UPDATE thing SET told = ?, facts = ? WHERE id = ?", (told, facts, id_))
        return before is not None and replace(thing_of(iri, before), also=first.also) != first

    def _see(self, slug: str) -> None:
        """Notes what the facts of an article look like, with the names that things have now."""
        article = self.article(slug)
        facts = enumerate((*article.facts, *article.about))
        seen = [(seen_of(fact, self.heads[slug]), self._ids[slug], place) for place, fact in facts]
        self.rows.executemany("UPDATE plays SET seen = ? WHERE article = ? AND place = ?", seen)

    def _load(self) -> None:
        """Reads what things and articles are called, which every page needs."""
        found = self.rows.execute("SELECT id, iri, told FROM thing")
        self.things = {id_: thing_of(iri, told) for id_, iri, told in found}
        self.by_iri = {thing.iri: id_ for id_, thing in self.things.items()}
        found = self.rows.execute("SELECT id, slug, head FROM article ORDER BY slug")
        heads = [(id_, head_of(slug, told, self.things)) for id_, slug, told in found]
        heads.sort(key=lambda pair: pair[1].published, reverse=True)
        self.heads = {head.slug: head for _, head in heads}
        self._ids = {head.slug: id_ for id_, head in heads}
        self._slugs = {id_: head.slug for id_, head in heads}
        self._ranks = {id_: rank for rank, (id_, _) in enumerate(heads)}

    def article(self, slug: str) -> Article:
        """An article with its facts."""
        head = self.heads[slug]
        found = self.rows.execute("SELECT page, told FROM fact WHERE article = ? ORDER BY place", (self._ids[slug],))
        facts = [fact_of(slug, page, told, self.things) for page, told in found]
        told = (slug, head.iri, head.url, head.title, head.published)
        return Article(*told, tuple(facts[: head.facts]), tuple(facts[head.facts :]))

    def groups_of(self, iri: str) -> list[Group]:
        """The facts that a thing plays in, in groups that say the same, those first told the longest ago first."""
        columns = ", ".join(Telling._fields)
        found = self.rows.execute(f"SELECT {columns} FROM plays WHERE thing = ?", (self.by_iri[iri],))
        return grouped(map(Telling._make, found), self._ranks)

    def told(self, groups: Iterable[Group], others: int = 0) -> list[Told]:
        """What groups tell, each its surest fact, and up to so many others."""
        some = [(group, [(t.article, t.place) for t in group.tellings[: others + 1]]) for group in groups]
        facts = self._facts([at for _, places in some for at in places])
        return [
            Told(facts[places[0]], tuple(facts[at] for at in places[1:]), len(group.tellings) - len(places))
            for group, places in some
        ]

    def first_told(self, group: Group) -> str:
        """The day on which the article was published that told something first."""
        return self.heads[self._slugs[group.first]].published

    def facts_at(self, iri: str, most: int) -> list[Fact]:
        """Up to so many facts of what takes place in a thing, those of the newest articles first."""
        return self._facts_in("located WHERE thing = ?", (self.by_iri[iri],), most)

    @cached_property
    def plans(self) -> tuple[list[Told], list[Told]]:
        """What is planned for a day that is told: what lies after the newest article, and what lay before it."""
        return upcoming(self._facts_in("planned", ()), self.newest)

    def _facts_in(self, where: str, values: Sequence[Any], most: int | None = None) -> list[Fact]:
        found = self.rows.execute(f"SELECT article, place FROM {where}", values)
        places = sorted(found, key=lambda at: (self._ranks[at[0]], at[1]))
        facts = self._facts(places[:most])
        return [facts[at] for at in places[:most]]

    def _facts(self, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Fact]:
        """The facts of articles, by number, at these places: many with each question, for each takes time."""
        facts: dict[tuple[int, int], Fact] = {}
        for begin in range(0, len(places), AT_ONCE):
            some = places[begin : begin + AT_ONCE]
            wanted = ", ".join(["(?, ?)"] * len(some))
            found = self.rows.execute(
                f"WITH wanted(a, p) AS (VALUES {wanted}) SELECT a, p, page, told FROM wanted "
                "CROSS JOIN fact ON article = a AND place = p",
                [number for at in some for number in at],
            )
            for article, place, page, told in found:
                facts[article, place] = fact_of(self._slugs[article], page, told, self.things)
        return facts

    def naming(self, iri: str) -> list[Head]:
        """The articles that name a thing, the newest first."""
        found = self.rows.execute("SELECT article FROM named WHERE thing = ?", (self.by_iri[iri],))
        return [self.heads[self._slugs[id_]] for id_ in sorted((id_ for (id_,) in found), key=self._ranks.__getitem__)]

    def triples_of(self, iri: str) -> list[bytes]:
        """What each article, of very many the newest, tells of a thing as triples, packed as rdf.about packs them."""
        one = "SELECT triples FROM named WHERE article = ? AND thing = ?"
        ids = (self._ids[head.slug] for head in self.naming(iri)[:DESCRIBED])
        found = (self.rows.execute(one, (id_, self.by_iri[iri])).fetchone() for id_ in ids)
        return [packed for (packed,) in found if packed]

    def counts(self) -> dict[int, int]:
        """How many facts each thing plays in, by its number."""
        return dict(self.rows.execute("SELECT id, facts FROM thing"))

    def moods(self) -> Counter[str]:
        """How many facts stand how."""
        total: Counter[str] = Counter()
        for (told,) in self.rows.execute("SELECT moods FROM article"):
            total.update(json.loads(told))
        return total

    def placed(self) -> dict[Thing, int]:
        """How many facts say that something takes place in a thing."""
        found = self.rows.execute("SELECT thing, count(*) FROM located GROUP BY thing")
        return {self.things[id_]: count for id_, count in found}

    def ties(self, most: int) -> tuple[dict[Thing, int], dict[tuple[Thing, Thing], int]]:
        """The things in most facts that tie two, each with how many; and in how many facts two of these are tied."""
        found = self.rows.execute("SELECT one, other, count(*) FROM tied GROUP BY one, other").fetchall()
        degree: Counter[int] = Counter()
        for one, other, count in found:
            degree[one] += count
            degree[other] += count
        foremost = sorted(degree, key=lambda id_: (-degree[id_], self.things[id_].iri))[:most]
        drawn = {id_: self.things[id_] for id_ in foremost}
        pairs = {(drawn[one], drawn[other]): count for one, other, count in found if one in drawn and other in drawn}
        ordered = sorted(pairs.items(), key=lambda pair: (pair[0][0].iri, pair[0][1].iri))
        return {drawn[id_]: degree[id_] for id_ in foremost}, dict(ordered)

    def ties_of(self, iri: str) -> dict[Thing, int]:
        """Whom a thing is told to have to do with, in how many facts."""
        id_ = self.by_iri[iri]
        found = self.rows.execute(
            "SELECT one, other, count(*) FROM tied WHERE one = ? OR other = ? GROUP BY one, other", (id_, id_)
        )
        return {self.things[other if one == id_ else one]: count for one, other, count in found}

    @property
    def newest(self) -> str:
        """The day of the newest article, as YYYY-MM-DD; empty when none tells its day."""
        return max((head.published[:10] for head in self.heads.values()), default="")

    def has(self, name: str) -> bool:
        """Whether the release has a file of this name."""
        return (self.release / name).is_file()
