"""feed.atom: what the latest runs changed, for people and their feed readers."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree

from flows.publish.declared import load_declared
from flows.publish.totals import Totals
from flows.settings import Settings

FEED = "feed.atom"
ENTRIES = 50
MOST_NAMED = 10  # articles in one entry
MOST_TOLD = 50  # disagreements, and as many promises, in one entry


def write_feed(totals: Totals, settings: Settings) -> str:
    """The latest changes as an Atom feed (RFC 4287), the newest first."""
    rows = totals.select("SELECT head FROM change ORDER BY n DESC LIMIT ?", (ENTRIES,))
    heads = [json.loads(head) for (head,) in rows]
    at = settings.files_at or settings.base
    feed = ElementTree.Element("feed", xmlns=load_declared()["addresses"]["atom"])
    _say(feed, "title", settings.title or "What changed")
    _say(feed, "id", f"{settings.base}dataset")
    _say(feed, "updated", heads[0]["at"] if heads else "1970-01-01T00:00:00Z")
    _link(feed, "self", f"{at}{FEED}")
    ElementTree.SubElement(ElementTree.SubElement(feed, "author"), "name").text = settings.publisher
    for head in heads:
        _across(feed, head, settings)
        _entry(feed, head, at, settings)
    ElementTree.indent(feed)
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=False) + "\n"


def _entry(feed: ElementTree.Element, head: Mapping[str, Any], at: str, settings: Settings) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    _say(entry, "title", _in_short(head))
    _say(entry, "id", f"{settings.base}change/{head['change']:06}/{head['hash'].removeprefix('sha256:')[:16]}")
    _say(entry, "updated", head["at"])
    for name in sorted(head["files"]):
        _link(entry, "alternate" if ".jsonl" in name else "enclosure", f"{at}changes/{name}")
    _say(entry, "content", "\n".join(_in_words(head)))


def _across(feed: ElementTree.Element, head: Mapping[str, Any], settings: Settings) -> None:
    """An entry of its own for what a change brought of disagreements and promises, so that a reader can pick it out."""
    across = head.get("across") or {}
    if not across:
        return
    entry = ElementTree.SubElement(feed, "entry")
    counts = ", ".join(f"{what} {len(told)}" for what, told in sorted(across.items()))
    _say(entry, "title", f"Across articles: {counts}")
    _say(entry, "id", f"{settings.base}change/{head['change']:06}/{head['hash'].removeprefix('sha256:')[:16]}/across")
    _say(entry, "updated", head["at"])
    for what in sorted(across):
        ElementTree.SubElement(entry, "category", term=what)
    _say(entry, "content", "\n".join(line for _, told in sorted(across.items()) for line in told[:MOST_TOLD]))


def _in_short(head: Mapping[str, Any]) -> str:
    """How many articles came, changed and went."""
    counts = {what: sum(one["what"] == what for one in head["articles"]) for what in ("came", "changed", "went")}
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"Articles: {told}" if told else "Names that were linked since"


def _in_words(head: Mapping[str, Any]) -> Iterable[str]:
    articles = head["articles"]
    for one in articles[:MOST_NAMED]:
        yield f"{one['what']}: {one['title'] or one['slug']}"
    if len(articles) > MOST_NAMED:
        yield f"and {len(articles) - MOST_NAMED} more"
    yield "Facts: " + (", ".join(f"{count} {what}" for what, count in head["facts"].items()) or "as they were")


def _say(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _link(parent: ElementTree.Element, rel: str, href: str) -> None:
    ElementTree.SubElement(parent, "link", rel=rel, href=href)
