"""What a page says of its article in JSON-LD, Open Graph, meta elements and microdata, the most careful one first."""

import re
from collections.abc import Iterable
from typing import Any

from flows.ingest.addresses import bare, is_page, place_of
from flows.ingest.clean import clean
from flows.ingest.dates import date_line, opens_with_date, read_date
from flows.ingest.draft import Draft, Said
from flows.ingest.jsonld import Node, article_node, first, person_names
from flows.ingest.shapes import creator_and_source, credit, names_in
from flows.ingest.words import host_of, phrases

BELOW_HEADING = 12  # elements
META = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title"),
    "description": ("og:description", "description", "twitter:description", "dc.description"),
    "authors": (
        "author",
        "article:author",
        "dc.creator",
        "parsely-author",
        "byl",
        "citation_author",
        "sailthru.author",
    ),
    "publisher": ("og:site_name", "dc.publisher", "publisher", "application-name", "citation_publisher"),
    "published": (
        "article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "pubdate",
        "publishdate",
        "publish-date",
        "parsely-pub-date",
        "sailthru.date",
        "citation_publication_date",
        "og:published_time",
    ),
}


def read_markup(tree: Any, url: str | None) -> Draft:
    """A draft with the page's own metadata and no paragraphs. `url` is where it was fetched, or None."""
    metas = meta_elements(tree)
    places = {place_of(link) for link in [*links_to_itself(tree, metas), url or ""] if is_page(link)}
    node = article_node(scripts_of(tree), headings_of(tree, metas), places)
    draft = Draft()
    draft.url = address_of(tree, node, metas, url)
    draft.publisher = said(first(node, "publisher"), *named(metas, "publisher"), *microdata(tree, "publisher"))
    draft.title = title_of(tree, node, metas, draft.publisher.value if draft.publisher else "")
    draft.description = said(
        *shown(tree, "standfirst_classes"),
        first(node, "description", "abstract", "alternativeHeadline"),
        *named(metas, "description"),
    )
    if draft.description and opens_with_date(draft.description.value):
        draft.description = None
    draft.authors = authors_of(tree, node, metas, draft.publisher)
    draft.published = date_of(tree, node, metas)
    owner = node.get("publisher")
    draft.publisher_description = said(first(owner, "slogan", "description")) if isinstance(owner, dict) else None
    put_image(draft, tree, node)
    return draft


def scripts_of(tree: Any) -> list[str]:
    """The JSON-LD scripts of a page."""
    return [str(script) for script in tree.xpath('//script[contains(@type, "ld+json")]/text()')]


def headings_of(tree: Any, metas: dict[str, list[str]]) -> list[str]:
    """What a page calls itself: its first headings and its titles, those with the site's name without it too."""
    shown = [clean(element.text_content()) for element in tree.xpath("//h1 | //head/title")[:6]]
    named = [*shown, *metas.get("og:title", []), *metas.get("twitter:title", [])]
    return [text for name in named for text in dict.fromkeys((name, re.split(r"\s+[|–—-]\s+", name)[0])) if text]


def links_to_itself(tree: Any, metas: dict[str, list[str]]) -> list[str]:
    """What the page calls its own address."""
    return [*(str(link) for link in tree.xpath('//link[@rel="canonical"]/@href')), *metas.get("og:url", [])]


def meta_elements(tree: Any) -> dict[str, list[str]]:
    """name or property -> contents, for every meta element."""
    found: dict[str, list[str]] = {}
    for element in tree.xpath("//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = clean(element.get("content"))
        if name and content:
            found.setdefault(name.casefold(), []).append(content)
    return found


def named(metas: dict[str, list[str]], name: str) -> list[str]:
    """What meta elements say of one thing, best first."""
    return [content for key in META[name] for content in metas.get(key, [])]


def microdata(tree: Any, name: str) -> list[str]:
    """What elements marked with an itemprop of that name say."""
    found = []
    for element in tree.xpath(
        f'//*[@itemprop="{name}"][not(self::meta)][not(ancestor::aside or ancestor::nav or ancestor::footer)]'
    )[:5]:
        inner = element.xpath('.//*[@itemprop="name"]')
        chosen = inner[0] if inner else element
        found.append(clean(chosen.get("content") or chosen.get("datetime") or chosen.text_content()))
    return found


def shown(tree: Any, classes: str) -> list[str]:
    """What the page shows in the first elements of these classes."""
    tests = " or ".join(f'contains(@class, "{name}")' for name in phrases(classes))
    return [clean(element.text_content()) for element in tree.xpath(f"//*[@class][{tests}]")[:3]]


def said(*values: str | None) -> Said | None:
    """The first value that says something, or None."""
    return next((Said(value) for value in values if value and len(value) < 2000), None)


def title_of(tree: Any, node: Node, metas: dict[str, list[str]], publisher: str) -> Said | None:
    """The headline; a title that carries the site's name behind a bar is cut there."""
    headings = [clean(heading.text_content()) for heading in tree.xpath("//article//h1 | //main//h1 | //h1")]
    titles = [clean(title.text_content()) for title in tree.xpath("//head/title")]
    candidates = [
        first(node, "headline", "name"),
        *microdata(tree, "headline"),
        *named(metas, "title"),
        *headings,
        *titles,
    ]
    title = next((text for text in candidates if text), None)
    if title is None:
        return None
    for heading in headings:
        # Markup is often written without care for quotation marks and dashes; the page shows the real title.
        if heading and letters(heading) == letters(title):
            return Said(heading)
    return Said(without_site(title, publisher, headings))


def letters(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def without_site(title: str, publisher: str, headings: list[str]) -> str:
    """A title without the site's name at its end."""
    parts = re.split(r"\s+[|–—-]\s+|\s*\|\s*", title)
    if len(parts) < 2:
        return title
    bare = title[: title.rindex(parts[-1])].rstrip(" |–—-")
    return bare if letters(parts[-1]) == letters(publisher) or bare in headings or "|" in title else title


def authors_of(tree: Any, node: Node, metas: dict[str, list[str]], publisher: Said | None) -> list[Said]:
    """Who wrote it: persons only, each once."""
    sources: list[Iterable[str]] = [
        person_names(node.get("author") or node.get("creator")),
        microdata(tree, "author"),
        named(metas, "authors"),
        [clean(link.text_content()) for link in tree.xpath('//a[contains(concat(" ", @rel, " "), " author ")]')],
        shown(tree, "byline_classes"),
    ]
    for source in sources:
        names = [name for text in source for name in persons(text) if not publisher or name != publisher.value]
        if names:
            return [Said(name) for name in dict.fromkeys(names)]
    return []


def persons(text: str) -> list[str]:
    """The persons in what a page calls its author; none when it is an address."""
    if "/" in text or "@" in text:
        return []
    text = re.sub(r"^by\s+", "", text, flags=re.IGNORECASE)
    return names_in(text)


def date_of(tree: Any, node: Node, metas: dict[str, list[str]]) -> Said | None:
    """When it was published: the value in ISO 8601, and the page's own spelling of it."""
    times = [
        str(time)
        for time in tree.xpath("//article//time/@datetime | //main//time/@datetime | //header//time/@datetime")
    ]
    below = date_below_heading(tree)
    # Of several days those of posts are not the page's, when it shows its own.
    times = [] if below and len({time[: len("2025-03-04")] for time in times}) > 1 else times
    for text in [
        first(node, "datePublished", "dateCreated"),
        *microdata(tree, "datePublished"),
        *named(metas, "published"),
        *times,
    ]:
        dated = read_date(text) if text else None
        if text and dated:
            return Said(dated[0], text[: dated[1]])
    return below


def date_below_heading(tree: Any) -> Said | None:
    """The date in one of the first elements after the headline, where pages show it; None when none is a date alone."""
    below = tree.xpath("(//h1)[1]/following::*[self::span or self::div or self::p or self::li or self::small]")
    for element in below[:BELOW_HEADING]:
        if dated := date_line(clean(element.text_content())):
            return Said(*dated)
    return None


def address_of(tree: Any, node: Node, metas: dict[str, list[str]], url: str | None) -> str | None:
    """Where the article can be read: what the page calls its address, unless that is a whole site's or the page was
    fetched from another host."""
    main = node.get("mainEntityOfPage")
    own = [main] if isinstance(main, str) else [main["@id"]] if isinstance(main, dict) and "@id" in main else []
    for link in [*links_to_itself(tree, metas), *map(str, own), str(node.get("url") or "")]:
        if is_page(link) and (url is None or host_of(link) == host_of(url)):
            return bare(link)
    return bare(url) if url else None


def put_image(draft: Draft, tree: Any, node: Node) -> None:
    """The main image's caption, creator and source."""
    image = node.get("image")
    image = image[0] if isinstance(image, list) and image else image
    image = image if isinstance(image, dict) else {}
    draft.image_caption = said(first(image, "caption", "description"))
    creator, source = creator_and_source(first(image, "creditText") or "")
    draft.image_creator = said(first(image, "creator", "author"), creator)
    draft.image_source = said(source, first(image, "copyrightHolder", "provider"))
    if draft.image_caption and (inside := credit(draft.image_caption.value)):
        draft.image_caption = said(inside.caption)
        draft.image_creator = draft.image_creator or said(inside.creator)
        draft.image_source = draft.image_source or said(inside.source)
