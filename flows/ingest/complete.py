"""Completes a draft from its own words: the author whom the standfirst or the note names, the publisher whom a
domain, a dateline or the author's note names."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from flows.ingest.addresses import bare, is_page
from flows.ingest.dates import MONTH, read_date
from flows.ingest.draft import Draft, Said
from flows.ingest.shapes import noted, writer
from flows.ingest.words import host_of, publisher_at, publishers
from flows.model import PartKind

SAME_NAME = 90.0  # of 100: "Diplomatic Courier" and diplomaticourier.com have 97
CAPITALS = re.compile(r"[A-Z][\w’'&.-]*(?:\s+(?:of|the|and|for|&|[A-Z][\w’'&.-]*)){0,4}")
# "Aug. 6 (UPI) -- ", "(Reuters) - ", "BRUSSELS, July 9 (AP) — "
DATELINE = re.compile(
    rf"(?:[A-Z][\w .,/’'-]{{1,60}}?)??(?:,?\s*{MONTH}\s+\d{{1,2}})?\s*"
    r"\((?P<agency>[^()]{2,20})\)\s*(?:--|[-–—])\s+",
    re.IGNORECASE,
)
# "LOMÉ, " and "SUVA, Fiji, "; "Suva - "
PLACE = re.compile(
    r"(?P<town>[^\W\d_][^\d,()]{1,40})(?:,\s*[^\W\d_][^\d,()]{1,30})?,\s+|[^\W\d_][^\d,()]{1,40}?\s*[-–—]\s*"
)


def complete(draft: Draft) -> Draft:
    """The draft with author, standfirst, publisher and address as far as its paragraphs tell them."""
    standfirst = " ".join(draft.texts(PartKind.STANDFIRST))
    said = writer(standfirst)
    if said and not draft.authors:
        draft.authors = [Said(said[0])]
    description = draft.description.value if draft.description else standfirst
    draft.description = Said((writer(description) or ("", description))[1]) if description else None
    if not draft.authors:
        names = [noted(note) for note in draft.texts(PartKind.NOTE)]
        draft.authors = [Said(name) for name in dict.fromkeys(names) if name]
    draft.published = draft.published or dated_by_line(draft)
    sites = draft.texts(PartKind.URL)
    draft.url = draft.url or next((page for site in sites if (page := page_address(site))), None)
    draft.publisher = draft.publisher or publisher_of(draft, sites)
    return draft


def dated_by_line(draft: Draft) -> Said | None:
    """The date with its year in the dateline of the first paragraph: "SUVA, 3 March 2025. Fiji …"; None without one."""
    first = next(iter(draft.texts(PartKind.BODY)), "")
    place = PLACE.match(first)
    dated = read_date(first[place.end() :]) if place else None
    if (
        not place
        or not dated
        or not (place["town"] or "A").isupper()
        or not re.match(r"\s*(?:\([^()]{2,30}\)\s*)?(?:\.|:|-{1,2}|–|—)\s", first[place.end() + dated[1] :])
    ):
        return None
    return Said(dated[0], first[place.end() : place.end() + dated[1]])


def page_address(site: str) -> str | None:
    """The address of a page; None when it is only that of a whole site, where the article cannot be read."""
    address = site if "://" in site else f"https://{site}"
    return bare(address) if is_page(address) else None


def publisher_of(draft: Draft, sites: list[str]) -> Said | None:
    """Who published: the owner of the site, by our list or a name in the text that spells its domain; or the agency."""
    addresses = [*sites, *([draft.url] if draft.url else [])]
    for site in addresses:
        known = publisher_at(site)
        if known:
            named = any(known.name in text for text in draft.texts(*PartKind))
            return Said(known.name) if named else Said(known.name, site)
    for site in addresses:
        if name := name_like(host_of(site), draft):
            return Said(name)
    return next((Said(agency) for text in draft.texts(PartKind.BODY)[:1] if (agency := agency_of(text))), None)


def name_like(host: str, draft: Draft) -> str | None:
    """The name in the text that spells the domain, one in the author's note first; None when there is none."""
    labels = [label for label in host.split(".")[:-1] if label not in {"co", "com", "org", "net", "ac", "gov"}]
    domain = labels[-1].replace("-", "") if labels else ""
    if len(domain) < 5:
        return None
    kinds = (PartKind.NOTE, PartKind.PUBLISHER, PartKind.STANDFIRST, PartKind.BODY, PartKind.CAPTION)
    scored = [(fuzz.ratio(domain, letters(name)), name) for kind in kinds for name in capitals(draft.texts(kind))]
    score, name = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return name if score >= SAME_NAME else None


def capitals(texts: list[str]) -> Iterator[str]:
    """Every run of words with capitals, and every part of it."""
    for text in texts:
        for found in CAPITALS.finditer(text):
            if not found.start() and text[found.end() :].startswith(":"):
                continue  # who speaks, in an interview
            words = found[0].split()
            for first in range(len(words)):
                for last in range(first + 1, len(words) + 1):
                    yield " ".join(words[first:last]).rstrip(".,’'")


def letters(name: str) -> str:
    """The letters and digits of a name, without "the"."""
    bare = re.sub(r"^the\s+", "", name.casefold())
    return "".join(sign for sign in bare if sign.isalnum())


def agency_of(text: str) -> str | None:
    """The agency that signs a first paragraph, when we know it; else None."""
    found = DATELINE.match(text[:160])
    known = {name.casefold() for publisher in publishers() for name in publisher.datelines}
    return found["agency"] if found and found["agency"].casefold() in known else None
