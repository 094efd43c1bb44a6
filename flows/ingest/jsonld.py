"""What a page's JSON-LD says of the article on it."""

import html
import json
from collections.abc import Iterator
from typing import Any

from flows.ingest.clean import clean

Node = dict[str, Any]
ARTICLES = ("Article", "BlogPosting", "Report", "LiveBlogPosting", "Review")
DEEPEST = 6  # levels of nodes inside nodes


def article_node(scripts: list[str]) -> Node:
    """The node of the article, with other nodes of the page in place of references to them; empty if there is none."""
    nodes = [node for script in scripts for node in nodes_in(script)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if any(kind.endswith(ARTICLES) for kind in kinds(node))]
    if not articles:
        return {}
    best = max(
        articles, key=lambda node: sum(key in node for key in ("headline", "author", "datePublished", "publisher"))
    )
    return {key: resolved(value, by_id) for key, value in best.items()}


def nodes_in(script: str) -> Iterator[Node]:
    """Every node of one script; none when it is no JSON, as on many a page that can be read all the same."""
    text = (
        script.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .strip()
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
    )
    try:
        yield from walk(json.loads(text, strict=False), DEEPEST)
    except (ValueError, RecursionError):
        return


def walk(value: Any, depth: int) -> Iterator[Node]:
    """A value's nodes, outermost first."""
    if depth == 0:
        return
    if isinstance(value, list):
        for member in value[:200]:
            yield from walk(member, depth)
    elif isinstance(value, dict):
        yield value
        for member in value.values():
            if isinstance(member, dict | list):
                yield from walk(member, depth - 1)


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
