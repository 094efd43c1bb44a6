"""What of a page's tree is none of its article: embedded posts, other articles; and the posts of a live page, dated."""

from collections import Counter, defaultdict
from typing import Any

from flows.ingest.clean import clean
from flows.ingest.dates import date_line, read_date
from flows.ingest.jsonld import alike
from flows.ingest.shapes import leads_away
from flows.ingest.words import phrases

BOXES = {"section", "div", "aside", "nav", "ul", "ol", "footer"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
MOST_OF_PAGE = 0.5  # of a page's words: no box of other articles has so many
ENOUGH = 40  # words of an article beside another one; a teaser has fewer
FEW = 6  # words of a post
TIMES = (
    "//time | //abbr[@title] | //meta[@itemprop='datePublished'] | //span | //small"
    " | //p[not(*)] | //div[not(*)] | //h3[not(*)] | //h4[not(*)]"
)
LEVELS = 3  # between the container of posts and the post itself


def prune(tree: Any, headings: list[str]) -> None:
    """Takes out of a tree what is embedded in the page, and articles beside its own."""
    for element in tree.xpath("//blockquote | //figure | //div | //section | //aside"):
        if is_embedded(element):
            drop(element)
    whole = words_in(tree)
    for heading in tree.xpath("//h2 | //h3 | //h4 | //h5 | //h6"):
        if leads_away(clean(heading.text_content())):
            drop_under(heading, whole)
    for card in cards_in(tree, whole):
        drop(card)
    others = other_articles(tree, headings)
    for article in others:
        drop(article)


def drop_under(heading: Any, whole: int) -> None:
    """Takes out a heading over other articles and what it heads: the box that holds nothing else, or links. `whole` is
    how many words the page has."""
    box = heading.getparent()
    while box is not None and box.tag in {"header", "div"} and words_in(box) == words_in(heading):
        box = box.getparent()
    if box is None or heading.getroottree().getroot() is box:
        return
    if box.tag in BOXES and opens_box(heading, box) and words_in(box) < MOST_OF_PAGE * whole and not box.xpath(".//h1"):
        drop(box)
        return
    for sibling in list(heading.itersiblings()):
        if sibling.tag in HEADINGS or not is_linked(sibling):
            break
        drop(sibling)
    drop(heading)


def opens_box(heading: Any, box: Any) -> bool:
    """Whether nothing is said in a box before its heading."""
    before = box.xpath("normalize-space(text())") if box is heading.getparent() else ""
    return not before and not any(words_in(element) for element in heading.itersiblings(preceding=True))


def cards_in(tree: Any, whole: int) -> list[Any]:
    """The boxes that stand in a row and are each headed by a link to another page: what else there is to read. `whole`
    is how many words the page has."""
    headed = Counter(
        box
        for heading in tree.xpath("//h2 | //h3 | //h4 | //h5 | //h6")
        if leads_to_page(heading)
        for box in list(heading.iterancestors("article", "section", "div", "li"))[:LEVELS]
    )
    rows: defaultdict[tuple[Any, str, str], list[Any]] = defaultdict(list)
    for box, headings in headed.items():
        if headings == 1 and box.getparent() is not None:
            rows[(box.getparent(), box.tag, box.get("class") or "")].append(box)
    found = [box for row in rows.values() if len(row) >= 2 for box in row]
    return [box for box in found if words_in(box) < MOST_OF_PAGE * whole and not box.xpath(".//h1")]


def leads_to_page(heading: Any) -> bool:
    """Whether a heading is nothing but a link to another page."""
    links = [link for link in heading.xpath(".//a[@href] | ancestor::a[@href]") if words_in(link) >= words_in(heading)]
    return any(not link.get("href").strip().startswith(("#", "?")) for link in links) and words_in(heading) > 0


def is_linked(element: Any) -> bool:
    """Whether most of what an element says leads elsewhere."""
    return sum(map(words_in, element.xpath(".//a"))) >= words_in(element) / 2


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
        post.insert(0, dated_line(tree, time))
        drop(time)
    opened = [] if posts else opened_in(tree)
    for element, time in opened:
        element.addprevious(dated_line(tree, time))
        drop(time)
    return bool(posts or opened)


def dated_line(tree: Any, time: Any) -> Any:
    """A paragraph that says the day of a time."""
    line = tree.makeelement("p")
    line.text = day_in_words(time)
    return line


def opened_in(tree: Any) -> list[tuple[Any, Any]]:
    """(heading or paragraph, its time) of each that opens a post without a box of its own; none when just one does."""
    found = []
    for element in tree.xpath("//h2 | //h3 | //h4 | //p[strong or b or time]"):
        time = next((inner for inner in element.iter("time", "strong", "b") if moment_of(inner)), None)
        if time is not None and not clean(element.text or "") and (element.tag != "p" or time is element[0]):
            found.append((element, time))
    return found if len({moment_of(time) for _, time in found}) > 1 else []


def posts_in(tree: Any) -> list[tuple[Any, Any]]:
    """(post, its time) of each post of the longest row of posts, each of them with a time and words of its own."""
    rows: defaultdict[Any, dict[Any, Any]] = defaultdict(dict)
    seen: set[Any] = set()
    for time in tree.xpath(TIMES):
        if not moment_of(time):
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
    times = {moment_of(time) for time in row.values()}
    linked = sum(words_in(link) for post in row for link in post.xpath(".//a"))
    kinds = {(post.tag, post.get("class")) for post in row}
    return (
        len(row) >= 2 and len(times) >= 2 and linked < 0.4 * sum(map(words_in, row)) and len(kinds) <= 1 + len(row) // 2
    )


def moment_of(element: Any) -> str:
    """The date or moment that an element marks as such or shows and nothing else; "" when it does neither."""
    marks = {"abbr": "title", "meta": "content"}
    marked = read_date(clean(element.get(marks.get(element.tag, "datetime")) or ""))
    shown = date_line(clean(element.text_content()).rstrip(": ")) if not marked and not len(element) else None
    return marked[0] if marked else shown[0] if shown and len(shown[0]) >= len("2025-03-04") else ""


def day_in_words(time: Any) -> str:
    """What a time element shows, when that is a whole date; else the day that it means."""
    shown = clean(time.text_content()).rstrip(": ")
    if date_line(shown):
        return shown
    return moment_of(time)[:10] or shown


def words_in(element: Any) -> int:
    """How many words an element holds."""
    return len(element.text_content().split())


def drop(element: Any) -> None:
    """Takes an element out of its tree; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()
