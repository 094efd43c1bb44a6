"""Which pages there are beside those of each thing, and what each shows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from flows.gazetteer import fold
from flows.site import across, pictures, timeline
from flows.site.facts import Fact, Head, Thing
from flows.site.page import Page, files_of, parted
from flows.site.record import FACTS_A_PAGE, Record
from flows.site.tellings import seen_of
from flows.site.wording import LOOK, Told, merged, words

NAMES_A_PAGE = 500
ARTICLES_A_PAGE = 150
PLANS_A_PAGE = 80
NAMES_OF_A_TYPE = 40  # on the page over all types
PLACES = 60  # on the map that say what took place; PINS have a dot alone
PINS = 200
FACTS_OF_A_PLACE = 3
PASSED = 60  # plans for days before the newest article
FILES = {
    "dataset.ttl": "everything as Turtle",
    "dataset.jsonld.gz": "everything as JSON-LD",
    "dataset.nq.gz": "everything as N-Quads, one graph an article",
    "facts.csv": "one row a fact, for spreadsheets",
    "facts.jsonl": "one row a fact, as JSON",
    "claims.csv": "what several articles state",
    "relations.csv": "what it is to what others state",
    "disagreements.csv": "where articles disagree",
    "promises.csv": "what was planned, and what became of it",
    "links.csv": "which Wikidata item each name is, and why",
    "communique.ttl": "the ontology",
    "communique.html": "the ontology to read",
    "shapes.ttl": "the rules that each fact has passed",
    "context.jsonld": "the JSON-LD context",
    "dcat.ttl": "title, publisher, licence and files of the data set",
}
SUMMARY = "dcat.ttl"  # what the start page has beside it

Counted = tuple[Thing, int]


def start(record: Record) -> Iterator[Page]:
    """What is new, figures, search."""
    counts = record.counts()
    most = sorted(record.things, key=lambda id_: (-counts[id_], record.things[id_].label, record.things[id_].iri))[:12]
    figures = {
        **{name: record.moods().get(name, 0) for name in words()["factuality"]},
        "articles": len(record.heads),
        "facts": sum(head.facts for head in record.heads.values()),
        "things": len(record.things),
        "linked": sum(thing.item is not None for thing in record.things.values()),
    }
    shows = {
        "figures": figures,
        "moods": [(name, told["mark"]) for name, told in words()["factuality"].items()],
        "newest": [(head, _telling(record.article(head.slug).facts)) for head in [*record.heads.values()][:8]],
        "ahead": record.plans[0][:6],
        "most": [(record.things[id_], counts[id_]) for id_ in most if counts[id_]],
        "articles": record.heads,
    }
    described = f"{figures['facts']} facts from {figures['articles']} news articles, each with its words."
    beside = [{"type": "text/turtle", "href": f"data/{SUMMARY}", "label": "Turtle"}] if record.has(SUMMARY) else []
    terms = words()["structured"]
    structured = {"@context": terms["vocabulary"], "@type": terms["data"], "name": "What the news states"}
    structured |= {"description": described, "isAccessibleForFree": True}
    yield Page("index.html", "index.html", "What the news states", described, shows, beside, structured)


def _telling(facts: Iterable[Fact]) -> list[Fact]:
    """Four facts of an article for its card: of different kinds, the surest of each, in reading order."""
    surest: dict[str, Fact] = {}
    for fact in facts:
        joins = fact.kind in words()["ties"] and fact.subject.thing and fact.object.thing
        if joins and (fact.kind not in surest or fact.confidence > surest[fact.kind].confidence):
            surest[fact.kind] = fact
    chosen = sorted(surest.values(), key=lambda fact: (-fact.confidence, fact.iri))[:4]
    return sorted(chosen, key=lambda fact: fact.at)


def articles(record: Record) -> Iterator[Page]:
    """All articles, the newest first."""
    for path, pager, shown in parted([*record.heads.values()], ARTICLES_A_PAGE, "articles"):
        made_of = [pager.before, pager.after, *((head.title, *_line(head)) for head in shown)]
        shows = {"shown": shown, "pager": pager}
        yield Page(path, "articles.html", "Articles", "All articles, newest first.", shows, (), None, made_of)


def _line(head: Head) -> Sequence[Any]:
    return head.slug, head.published, head.facts, head.publisher and head.publisher.words


def things(record: Record) -> Iterator[Page]:
    """All things of which something is told, by type and first letter."""
    counts = record.counts()
    groups: dict[str, list[Counted]] = {type_: [] for type_ in words()["types"]}
    for id_, thing in sorted(record.things.items(), key=lambda pair: (pair[1].label.casefold(), pair[1].iri)):
        if counts[id_]:
            groups.setdefault(thing.type, []).append((thing, counts[id_]))
    told = [(type_, _foremost(some), len(some)) for type_, some in groups.items() if some]
    everything = "All people, states, bodies, places and events that a fact is told of."
    yield Page("things.html", "things.html", "Who and what", everything, {"type": "", "groups": told})
    for type_, some in groups.items():
        yield from _of_type(type_, some) if some else ()


def _of_type(type_: str, some: Sequence[Counted]) -> Iterator[Page]:
    """The names of a type: on one page, or on pages of each first letter, so that one name more moves few others."""
    title = str(words()["types"].get(type_, [type_, type_])[1]).capitalize()
    stem, letters = f"things-{type_}", _by_letter(some) if len(some) > NAMES_A_PAGE else {"": some}
    index = [(letter, f"{stem}-{letter}.html") for letter in letters if letter]
    if index:
        shows: dict[str, Any] = {"type": type_, "shown": _foremost(some), "letters": index, "letter": "", "pager": None}
        yield Page(f"{stem}.html", "things.html", title, f"All {title.lower()}.", shows)
    for letter, names in letters.items():
        for path, pager, piece in parted(names, NAMES_A_PAGE, f"{stem}-{letter}" if letter else stem):
            shows = {"type": type_, "shown": piece, "letters": index, "letter": letter, "pager": pager}
            made_of = [index, pager.before, pager.after, *((one.name, one.label, count) for one, count in piece)]
            yield Page(path, "things.html", title, f"All {title.lower()}.", shows, (), None, made_of)


def _by_letter(some: Iterable[Counted]) -> dict[str, list[Counted]]:
    letters: dict[str, list[Counted]] = {}
    for thing, count in some:
        first = fold(thing.label)[:1].casefold()
        letters.setdefault(first if first.isascii() and first.isalpha() else "other", []).append((thing, count))
    return dict(sorted(letters.items(), key=lambda pair: (len(pair[0]), pair[0])))


def _foremost(some: Sequence[Counted]) -> list[Counted]:
    """Those with most facts, by name."""
    most = {thing.iri for thing, _ in sorted(some, key=lambda pair: -pair[1])[:NAMES_OF_A_TYPE]}
    return [pair for pair in some if pair[0].iri in most]


def map_(record: Record) -> Iterator[Page]:
    """Where what is told took place."""
    dots = pictures.places(record.placed(), PINS)
    told = [(dot, merged(record.facts_at(dot.thing.iri, 12))[:FACTS_OF_A_PLACE]) for dot in dots[:PLACES]]
    land = (LOOK / "land.path").read_text(encoding="utf-8").replace("\n", "")
    shows = {"dots": dots, "told": told, "labelled": pictures.labels(dots[:40]), "land": land, "articles": record.heads}
    yield Page("map.html", "map.html", "Where it took place", "Where what the articles tell of took place.", shows)


def network(record: Record) -> Iterator[Page]:
    """Who is told to have to do with whom."""
    dots, lines = pictures.network(*record.ties(pictures.MOST_DRAWN))
    strongest = sorted(lines, key=lambda line: (-line.weight, line.one.thing.label, line.other.thing.label))[:60]
    shows = {"dots": dots, "lines": lines, "strongest": strongest}
    yield Page("network.html", "network.html", "Who with whom", "Who is told to have to do with whom.", shows)


def upcoming(record: Record) -> Iterator[Page]:
    """What is planned, by date."""
    ahead, passed = record.plans
    for path, pager, some in parted(ahead, PLANS_A_PAGE, "upcoming"):
        shows = {"ahead": some, "passed": passed[-PASSED:] if pager.number == 1 else [], "pager": pager}
        shows |= {"newest": record.newest, "articles": record.heads}
        beside = [{"type": "text/calendar", "href": "upcoming.ics", "label": "Calendar"}]
        shown = [seen_of(fact, record.heads[fact.article]) for told in some for fact in (told.fact, *told.others)]
        made_of = None if pager.number == 1 else [pager.before, pager.after, shown, record.newest]
        yield Page(path, "upcoming.html", "Upcoming", "What is planned, by date.", shows, beside, None, made_of)


def calendar(record: Record) -> str:
    """What is planned as iCalendar: all that lies ahead, and some of what lay ahead before."""
    ahead, passed = record.plans
    sources = {slug: head.url or "" for slug, head in record.heads.items()}
    stamps = {slug: head.published[:10] for slug, head in record.heads.items()}
    return timeline.calendar([*passed[-PASSED:], *ahead], sources, stamps)


def about(record: Record) -> Iterator[Page]:
    """What the marks and numbers mean, and the files of the release."""
    files = [(name, told) for name, told in FILES.items() if record.has(name)]
    shows = {"moods": words()["factuality"].items(), "confidence": words()["confidence"], "files": files}
    yield Page("about.html", "about.html", "How to read these pages", "What the marks and numbers mean.", shows)


def plain(_record: Record) -> Iterator[Page]:
    """The pages that show nothing of the release."""
    yield Page("search.html", "search.html", "Search", "Search names and headlines.")
    yield Page("404.html", "404.html", "There is no such page", "There is no such page.", anywhere=True)


# What is made anew whenever anything has changed. A part of its own adds its function here, its template to
# look/pages/, and a line to `navigation` in words.yaml; a function that has nothing to show yields nothing.
OVERVIEWS: Mapping[str, Callable[[Record], Iterator[Page]]] = {
    "start": start,
    "articles": articles,
    "things": things,
    "map": map_,
    "network": network,
    "upcoming": upcoming,
    "promises": across.promises,
    "disagreements": across.disagreements,
    "about": about,
    "plain": plain,
}


def article(slug: str, record: Record) -> Iterator[Page]:
    """The pages of an article: its facts in reading order."""
    one = record.article(slug)
    stem = f"article/{slug}"
    terms = words()["structured"]
    told = {"@id": one.iri, "@type": terms["article"], "headline": one.title}
    told |= {"datePublished": one.published} if one.published else {}
    told |= {"url": one.url} if one.url else {}
    structured = {"@context": terms["vocabulary"], "@type": terms["page"], "about": told}
    described = f"{len(one.facts)} facts that this article states, each with its words."
    for path, pager, tellings in parted([Told(fact) for fact in one.facts], FACTS_A_PAGE, stem):
        shows = {
            "article": one,
            "host": (urlsplit(one.url or "").hostname or "").removeprefix("www."),
            "tellings": tellings,
            "about": [Told(fact) for fact in one.about] if pager.number == 1 else [],
            "named": _by_type(thing for fact in one.facts for _, thing in fact.roles),
            "pager": pager,
            "articles": record.heads,
        }
        yield Page(path, "article.html", one.title, described, shows, files_of(stem), structured)


def _by_type(some: Iterable[Thing]) -> list[tuple[str, list[Thing]]]:
    """The things, each once, by type in the order of words.yaml."""
    groups: dict[str, dict[str, Thing]] = {type_: {} for type_ in words()["types"]}
    for thing in some:
        groups.setdefault(thing.type, {})[thing.iri] = thing
    return [(type_, sorted(group.values(), key=_label)) for type_, group in groups.items() if group]


def _label(thing: Thing) -> tuple[str, str]:
    return thing.label.casefold(), thing.iri
