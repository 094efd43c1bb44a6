"""What of a page's tree is none of its article: embedded posts, other articles; and the posts of a live page, dated."""

from collections import defaultdict
from typing import Any

from flows.ingest.clean import clean
from flows.ingest.dates import date_line, read_date
from flows.ingest.jsonld import alike
from flows.ingest.words import phrases

ENOUGH = 40  # words of an article beside another one; a teaser has fewer
FEW = 6  # words of a post
LEVELS = 3  # between the container of posts and the post itself


def prune(tree: Any, headings: list[str]) -> None:
    """Takes out of a tree what is embedded in the page, and articles beside its own."""
    for element in tree.xpath("//blockquote | //figure | //div | //section | //aside"):
        if is_embedded(element):
            drop(element)
    others = other_articles(tree, headings)
    for article in others:
        drop(article)


def is_embedded(element: Any) -> bool:
    """Whether an element holds a post from elsewhere, or a correction."""
    names = (element.get("class") or "").casefold().split()
    return (
        any(name in phrases("embedded") or name in phrases("correction_classes") for name in names)
        or element.get("data-tweet-id") is not None
    )


def other_articles(tree: Any, headings: list[str]) -> list[Any]:
    """The articles of a page of several that do not bear its heading, when one of them does."""
    found = [(article, heading) for article in tree.xpath("//article") if (heading := heading_of(article))]
    own = [article for article, heading in found if any(alike(heading, name) for name in headings)]
    # The first heading of level one names the page, whatever else stands on it.
    if not own or len(found) < 2:
        return []
    kept = own[0]
    around = {*kept.iterancestors(), *kept.iterdescendants("article"), kept}
    return [article for article, _ in found if article not in around and words_in(article) >= ENOUGH]


def heading_of(article: Any) -> str:
    """The first heading inside an article; "" when it has none."""
    first = article.xpath(".//h1 | .//h2")
    return clean(first[0].text_content()) if first else ""


def date_posts(tree: Any) -> bool:
    """Puts a line with its date before the text of each post of a live page; False when the page has no such posts."""
    posts = posts_in(tree)
    for post, time in posts:
        line = tree.makeelement("p")
        line.text = day_in_words(time)
        post.insert(0, line)
        drop(time)
    return bool(posts)


def posts_in(tree: Any) -> list[tuple[Any, Any]]:
    """(post, its time) of each post of the longest row of posts, each of them with a time and words of its own."""
    rows: defaultdict[Any, dict[Any, Any]] = defaultdict(dict)
    seen: set[Any] = set()
    for time in tree.xpath("//time[@datetime]"):
        if not read_date(clean(time.get("datetime"))):
            continue
        for post in list(time.iterancestors("article", "section", "div", "li"))[:LEVELS]:
            # A post is looked at once, with its first time.
            if post in seen:
                continue
            seen.add(post)
            parent = post.getparent()
            if parent is not None and words_in(post) >= FEW and post.xpath(".//p"):
                rows[parent][post] = time
    whole = {parent: row for parent, row in rows.items() if is_live(row)}
    best = max(whole.values(), key=len, default={})
    return list(best.items())


def is_live(row: dict[Any, Any]) -> bool:
    """Whether a row of elements are posts: two or more, at different times, with more in them than links elsewhere."""
    times = {time.get("datetime") for time in row.values()}
    linked = sum(words_in(link) for post in row for link in post.xpath(".//a"))
    kinds = {(post.tag, post.get("class")) for post in row}
    return (
        len(row) >= 2 and len(times) >= 2 and linked < 0.4 * sum(map(words_in, row)) and len(kinds) <= 1 + len(row) // 2
    )


def day_in_words(time: Any) -> str:
    """What a time element shows, when that is a whole date; else the day that it means."""
    shown = clean(time.text_content())
    if date_line(shown):
        return shown
    dated = read_date(clean(time.get("datetime")))
    return dated[0][:10] if dated else shown


def words_in(element: Any) -> int:
    """How many words an element holds."""
    return len(element.text_content().split())


def drop(element: Any) -> None:
    """Takes an element out of its tree; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()
