"""Which pages there are, and what each shows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flows.site import pictures, timeline
from flows.site.reader import Article, Fact, Reading, Thing
from flows.site.wording import LOOK, Told, kind_label, merged, mood, words

FACTS_A_PAGE = 120  # keeps a page under 200 KB
NAMES_A_PAGE = 600
ARTICLES_A_PAGE = 200
MOMENTS = 60  # in the timeline of one thing
BELONGING = 80  # under each heading of a body's page
NAMES_OF_A_TYPE = 60  # on the page over all types
FILES = {
    "dataset.ttl": "everything as Turtle",
    "dataset.jsonld": "everything as JSON-LD",
    "dataset.nq.gz": "everything as N-Quads, one graph an article",
    "facts.csv": "one row a fact, for spreadsheets",
    "facts.jsonl": "one row a fact, as JSON",
    "links.csv": "which Wikidata item each name is, and why",
    "communique.ttl": "the ontology",
    "communique.html": "the ontology to read",
    "shapes.ttl": "the rules that each fact has passed",
    "context.jsonld": "the JSON-LD context",
    "dcat.ttl": "title, publisher, licence and files of the data set",
}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it lies, the template that makes it, and what that shows."""

    path: str
    template: str
    title: str
    description: str
    shows: Mapping[str, Any] = field(default_factory=dict)
    alternates: Sequence[Mapping[str, str]] = ()
    structured: Mapping[str, Any] | None = None
    made_of: Any = None  # what else it depends on, where that is known: the same makes the same page

    @property
    def root(self) -> str:
        """How the page's links reach the start of the site."""
        return "../" * self.path.count("/")


def pages_of(reading: Reading) -> Iterator[Page]:
    """Every page of the site."""
    articles = {article.slug: article for article in reading.articles}
    yield _start(reading, articles)
    yield from _lists(reading)
    yield from _pictures(reading, articles)
    yield _upcoming(reading, articles)
    yield Page("search.html", "search.html", "Search", "Search names and headlines.")
    yield _about(reading)
    yield Page("404.html", "404.html", "There is no such page", "There is no such page.")
    for article in reading.articles:
        yield from _article(article, articles)
    for thing in reading.things:
        yield from _entity(thing, reading, articles)


def _start(reading: Reading, articles: Mapping[str, Article]) -> Page:
    facts = list(reading.facts)
    counts = {name: sum(mood(fact).name == name for fact in facts) for name in words()["factuality"]}
    figures = {
        **counts,
        "articles": len(articles),
        "facts": len(facts),
        "things": len(reading.things),
        "linked": sum(thing.item is not None for thing in reading.things),
    }
    most = sorted(((thing, len(reading.facts_of.get(thing.iri, ()))) for thing in reading.things), key=lambda p: -p[1])
    shows = {
        "figures": figures,
        "moods": [(name, told["mark"]) for name, told in words()["factuality"].items()],
        "newest": reading.articles[:8],
        "ahead": timeline.upcoming(reading)[0],
        "most": [(thing, count) for thing, count in most[:12] if count],
        "telling_facts": _telling,
        "articles": articles,
    }
    described = f"{figures['facts']} facts from {figures['articles']} news articles, each with its words."
    return Page("index.html", "index.html", "What the news states", described, shows)


def _telling(article: Article) -> list[Fact]:
    """Four facts of an article for its card: of different kinds, the surest of each, in reading order."""
    surest: dict[str, Fact] = {}
    for fact in article.facts:
        joins = fact.kind in words()["ties"] and fact.subject.thing and fact.object.thing
        if joins and (fact.kind not in surest or fact.confidence > surest[fact.kind].confidence):
            surest[fact.kind] = fact
    chosen = sorted(surest.values(), key=lambda fact: (-fact.confidence, fact.iri))[:4]
    return sorted(chosen, key=lambda fact: fact.at)


def _lists(reading: Reading) -> Iterator[Page]:
    for number, count, shown in _parted(reading.articles, ARTICLES_A_PAGE):
        shows = {"shown": shown, "page": number, "pages": count}
        yield Page(_numbered("articles", number), "articles.html", "Articles", "All articles, newest first.", shows)
    counted = [(thing, len(reading.facts_of.get(thing.iri, ()))) for thing in reading.things]
    groups: dict[str, list[tuple[Thing, int]]] = {type_: [] for type_ in words()["types"]}
    for thing, facts in counted:
        if facts:
            groups.setdefault(thing.type, []).append((thing, facts))
    told = [(type_, _foremost(things), len(things)) for type_, things in groups.items() if things]
    everything = "All people, states, bodies, places and events that a fact is told of."
    yield Page("things.html", "things.html", "Who and what", everything, {"type": "", "groups": told})
    for type_, things in groups.items():
        if not things:
            continue
        for number, count, some in _parted(things, NAMES_A_PAGE):
            title = str(words()["types"].get(type_, [type_, type_])[1]).capitalize()
            shows = {"type": type_, "shown": some, "page": number, "pages": count}
            yield Page(_numbered(f"things-{type_}", number), "things.html", title, f"All {title.lower()}.", shows)


def _foremost(things: list[tuple[Thing, int]]) -> list[tuple[Thing, int]]:
    """Those with most facts, by name."""
    most = sorted(things, key=lambda pair: -pair[1])[:NAMES_OF_A_TYPE]
    return [pair for pair in things if pair in most]


def _pictures(reading: Reading, articles: Mapping[str, Article]) -> Iterator[Page]:
    dots = pictures.places(reading.facts)
    land = (LOOK / "land.path").read_text(encoding="utf-8").replace("\n", "")
    shows = {"dots": dots[:200], "labelled": pictures.labels(dots[:40]), "land": land, "merged": merged}
    told = "Where what the articles tell of took place."
    yield Page("map.html", "map.html", "Where it took place", told, {**shows, "articles": articles})
    spots, lines = pictures.network(reading)
    strongest = sorted(lines, key=lambda line: (-line.weight, line.one.thing.label, line.other.thing.label))[:60]
    shows = {"dots": spots, "lines": lines, "strongest": strongest}
    yield Page("network.html", "network.html", "Who with whom", "Who is told to have to do with whom.", shows)


def _upcoming(reading: Reading, articles: Mapping[str, Article]) -> Page:
    ahead, passed = timeline.upcoming(reading)
    shows = {"ahead": ahead, "passed": passed[-200:], "newest": reading.newest, "articles": articles}
    return Page("upcoming.html", "upcoming.html", "Upcoming", "What is planned, by date.", shows)


def _about(reading: Reading) -> Page:
    files = [(name, told) for name, told in FILES.items() if (reading.folder / name).is_file()]
    shows = {"moods": words()["factuality"].items(), "confidence": words()["confidence"], "files": files}
    return Page("about.html", "about.html", "How to read these pages", "What the marks and numbers mean.", shows)


def _article(article: Article, articles: Mapping[str, Article]) -> Iterator[Page]:
    alternates = [
        {"type": "text/turtle", "href": f"article/{article.slug}.ttl", "label": "Turtle"},
        {"type": "application/ld+json", "href": f"article/{article.slug}.jsonld", "label": "JSON-LD"},
    ]
    terms = words()["structured"]
    told = {"@id": article.iri, "@type": terms["article"], "headline": article.title}
    told |= {"datePublished": article.published} if article.published else {}
    told |= {"url": article.url} if article.url else {}
    structured = {"@context": terms["vocabulary"], "@type": terms["page"], "about": told}
    for number, count, tellings in _parted([Told(fact) for fact in article.facts], FACTS_A_PAGE):
        shows = {
            "article": article,
            "host": (urlsplit(article.url or "").hostname or "").removeprefix("www."),
            "tellings": tellings,
            "about": [Told(fact) for fact in article.about] if number == 1 else [],
            "named": _by_type(thing for fact in article.facts for _, thing in fact.roles),
            "page": number,
            "pages": count,
            "articles": articles,
        }
        path = _numbered(f"article/{article.slug}", number)
        described = f"{len(article.facts)} facts that this article states, each with its words."
        made_of = (
            article.title,
            article.published,
            article.url,
            number,
            count,
            *_state((*article.facts, *article.about)),
        )
        yield Page(path, "article.html", article.title, described, shows, alternates, structured, made_of)


def _by_type(things: Iterable[Thing]) -> list[tuple[str, list[Thing]]]:
    """The things, each once, by type in the order of words.yaml."""
    groups: dict[str, dict[str, Thing]] = {type_: {} for type_ in words()["types"]}
    for thing in things:
        groups.setdefault(thing.type, {})[thing.iri] = thing
    return [(type_, sorted(group.values(), key=_label)) for type_, group in groups.items() if group]


def _label(thing: Thing) -> tuple[str, str]:
    return thing.label.casefold(), thing.iri


def _entity(thing: Thing, reading: Reading, articles: Mapping[str, Article]) -> Iterator[Page]:
    facts = reading.facts_of.get(thing.iri, ())
    moments = timeline.dated(facts)
    dots, lines = pictures.star(thing, facts)
    shows: dict[str, Any] = {
        "one": thing,
        "count": len(facts),
        "named_in": [articles[slug] for slug in reading.named_in[thing.iri]],
        "belonging": _belonging(thing, facts),
        "timeline": moments[-MOMENTS:],
        "earlier": max(len(moments) - MOMENTS, 0),
        "dots": dots if lines else [],
        "lines": lines,
        "articles": articles,
    }
    titles = [(article.slug, article.title, article.published) for article in shows["named_in"]]
    made_of = (thing.label, thing.description, thing.also, titles, *_state(facts))
    structured = {"@context": words()["structured"]["vocabulary"], "@id": thing.iri, "name": thing.label}
    structured["@type"] = words()["types"].get(thing.type, ["", "", "Thing"])[2]
    if thing.item:
        structured["sameAs"] = words()["wikidata"]["item"] + thing.item
    tellings = sorted(merged(facts), key=lambda told: list(words()["order"]).index(told.fact.kind))
    described = f"{thing.label}: {len(facts)} facts from {len(reading.named_in[thing.iri])} articles."
    for number, count, some in _parted(tellings, FACTS_A_PAGE):
        shown = {**shows, "by_kind": _by_kind(some), "page": number, "pages": count}
        path = _numbered(f"entity/{thing.name}", number)
        yield Page(
            path, "entity.html", thing.label, described, shown, structured=structured, made_of=(*made_of, number)
        )


def _state(facts: Iterable[Fact]) -> tuple[list[str], dict[str, str]]:
    """What pages of these facts depend on: their rows, and what the things in them are called."""
    listed = list(facts)
    return [fact.row for fact in listed], {thing.iri: thing.label for fact in listed for _, thing in fact.roles}


def _by_kind(tellings: Iterable[Told]) -> list[tuple[str, list[Told]]]:
    groups: dict[str, list[Told]] = defaultdict(list)
    for told in tellings:
        groups[kind_label(told.fact.kind)].append(told)
    return list(groups.items())


def _belonging(thing: Thing, facts: Iterable[Fact]) -> list[tuple[str, list[Told], int]]:
    """Who belongs to a body, by heading, and how many more; by name, those that joined at several times by time."""
    of_it = merged(fact for fact in facts if fact.object.thing and fact.object.thing.iri == thing.iri)
    groups: dict[str, list[Told]] = {heading: [] for heading in words()["belonging"]}
    for told in of_it:
        for heading, predicates in words()["belonging"].items():
            if told.fact.predicate in predicates:
                groups[words()["belonging_when"].get(mood(told.fact).name, heading)].append(told)
    found = []
    for heading, tellings in groups.items():
        tellings.sort(key=lambda told: (told.fact.subject.words.casefold(), told.fact.qualifiers.get("start", "")))
        if tellings:
            found.append((heading, tellings[:BELONGING], max(len(tellings) - BELONGING, 0)))
    return found


def _parted(listed: Sequence[T], most: int) -> Iterator[tuple[int, int, Sequence[T]]]:
    """The list in pieces: (number of the piece, how many there are, the piece); one empty piece of an empty list."""
    count = max(ceil(len(listed) / most), 1)
    for number in range(1, count + 1):
        yield number, count, listed[(number - 1) * most : number * most]


def _numbered(stem: str, number: int) -> str:
    return f"{stem}.html" if number == 1 else f"{stem}-{number}.html"


def callable_in_templates(reading: Reading) -> dict[str, Callable[..., Any]]:
    """What templates may call."""
    from flows.site import wording

    names = ("mood", "sureness", "day", "when", "circumstances", "type_label", "told_object", "is_date")
    later = {
        fact.iri: number
        for article in reading.articles
        for number, _, facts in _parted(article.facts, FACTS_A_PAGE)
        for fact in facts
        if number > 1
    }

    def place_of(fact: Fact) -> str:
        return f"{_numbered(f'article/{fact.article}', later.get(fact.iri, 1))}#{fact.key}"

    return {**{name: getattr(wording, name) for name in names}, "moments": timeline.moments, "place_of": place_of}
