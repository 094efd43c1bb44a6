"""What a page's JSON-LD says of the article on it."""

import html
import json
from collections.abc import Collection, Iterator
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from flows.ingest.addresses import is_page, place_of
from flows.ingest.clean import clean
from flows.ingest.words import phrases

Node = dict[str, Any]
ARTICLES = ("Article", "BlogPosting", "Report", "LiveBlogPosting", "Review")
DEEPEST = 6  # levels of nodes inside nodes
SAME_START = 20  # letters
ALIKE = 65.0  # of 100: a headline for search engines and the one that the page shows


def article_node(scripts: list[str], headings: list[str], places: Collection[str] = ()) -> Node:
    """The node of the page's own article, with other nodes of the page in place of references to them; empty if there
    is none. `headings` is what the page calls itself, `places` where it lies (`addresses.place_of`), if known."""
    parsed = [value for script in scripts if (value := parse(script)) is not None]
    nodes = [node for value in parsed for node in walk(value, DEEPEST)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    main = [
        node for value in parsed for node in walk(value, DEEPEST, frozenset(phrases("other_nodes"))) if is_article(node)
    ]
    # A list of teasers may hold the article itself.
    own = [node for node in [*main, *filter(is_article, nodes)] if is_of(node, headings, places)]
    if not own and len(titles(main)) < 2:
        own = [node for node in main if not is_elsewhere(node, places)]
    best = max(own, key=richness, default={})
    return {key: resolved(value, by_id) for key, value in best.items()}


def claims_in(scripts: list[str]) -> list[str]:
    """The claims that a page says it checks."""
    nodes = [node for script in scripts for node in walk(parse(script), DEEPEST)]
    return [text for node in nodes for text in texts(node.get("claimReviewed"))]


def is_article(node: Node) -> bool:
    """Whether a node is an article or a post."""
    return any(kind.endswith(ARTICLES) for kind in kinds(node))


def is_of(node: Node, headings: list[str], places: Collection[str]) -> bool:
    """Whether a node bears the page's own heading or address."""
    named = [text for key in ("headline", "name", "alternativeHeadline") for text in texts(node.get(key))]
    return bool(set(places) & places_of(node)) or any(alike(name, heading) for name in named for heading in headings)


def alike(name: str, heading: str) -> bool:
    """Whether two headlines are one, as search engines and readers are told it."""
    one, other = sorted((default_process(name), default_process(heading)), key=len)
    return (len(one) >= SAME_START and other.startswith(one)) or fuzz.token_sort_ratio(one, other) >= ALIKE


def is_elsewhere(node: Node, places: Collection[str]) -> bool:
    """Whether a node says that it lies at another address than the page."""
    return bool(places) and bool(places_of(node)) and not set(places) & places_of(node)


def places_of(node: Node) -> set[str]:
    """Where a node says that its article lies."""
    main = node.get("mainEntityOfPage")
    own = main.get("@id") or main.get("url") if isinstance(main, dict) else main
    return {place_of(value) for value in (own, node.get("url")) if isinstance(value, str) and is_page(value)}


def titles(nodes: list[Node]) -> set[str]:
    """The headlines of some nodes."""
    return {name for node in nodes if (name := first(node, "headline", "name"))}


def richness(node: Node) -> int:
    """How much a node says of what we ask."""
    return sum(key in node for key in ("headline", "author", "datePublished", "publisher"))


def parse(script: str) -> Any:
    """What one script holds; None when it is no JSON, as on many a page that can be read all the same."""
    text = (
        script.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .strip()
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
    )
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def walk(value: Any, depth: int, without: frozenset[str] = frozenset()) -> Iterator[Node]:
    """A value's nodes, outermost first, but for those under the keys named."""
    if depth == 0:
        return
    if isinstance(value, list):
        for member in value[:200]:
            yield from walk(member, depth, without)
    elif isinstance(value, dict):
        yield value
        for key, member in value.items():
            if isinstance(member, dict | list) and key.casefold() not in without:
                yield from walk(member, depth - 1, without)


def kinds(node: Node) -> list[str]:
    """The types of a node, without the vocabulary's address."""
    given = node.get("@type", [])
    return [str(kind).rsplit("/", 1)[-1] for kind in (given if isinstance(given, list) else [given])]


def resolved(value: Any, by_id: dict[str, Node]) -> Any:
    """A value with nodes in place of bare references to them."""
    if isinstance(value, list):
        return [resolved(member, by_id) for member in value]
    if isinstance(value, dict) and set(value) == {"@id"}:
        return by_id.get(str(value["@id"]), value)
    return value


def texts(value: Any) -> list[str]:
    """The texts of a value, or the names of its nodes; lists of either as well."""
    if isinstance(value, list):
        return [text for member in value for text in texts(member)]
    if isinstance(value, dict):
        return texts(value.get("name") or value.get("@value"))
    return [text] if isinstance(value, str) and (text := clean(html.unescape(value))) else []


def first(node: Node, *keys: str) -> str | None:
    """The first text that a node has under one of these keys, or None."""
    return next((text for key in keys for text in texts(node.get(key))[:1]), None)


def person_names(value: Any) -> list[str]:
    """The names of authors, without those that are organizations."""
    if isinstance(value, list):
        return [name for member in value for name in person_names(member)]
    if isinstance(value, dict) and any(kind.endswith("Organization") for kind in kinds(value)):
        return []
    return texts(value)
