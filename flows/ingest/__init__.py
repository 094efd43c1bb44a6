"""Ingest: an address, a page, a text or a PDF becomes an Article, the cleaned text that everything else refers to."""

from pathlib import Path

from flows.errors import FetchError, NotAnArticle
from flows.ingest.addresses import bare, is_page, place_of, without_login
from flows.ingest.compose import compose
from flows.ingest.dates import read_date
from flows.ingest.decode import Form, decode, foreign, form_of
from flows.ingest.draft import Draft, Said
from flows.ingest.english import check_readable
from flows.ingest.pdf import text_of_pdf
from flows.ingest.plain import read_plain
from flows.ingest.raw import Page, too_large
from flows.ingest.session import LONGEST_WAIT, PoliteSession, open_session
from flows.ingest.sources import expand, is_address, read_passages
from flows.model import Article, Failure, PartKind
from flows.settings import Settings
from flows.worker import Ended

__all__ = [
    "LONGEST_WAIT",
    "PoliteSession",
    "bare",
    "example_source",
    "expand",
    "ingest",
    "ingest_all",
    "is_address",
    "open_session",
    "place_of",
    "read_passages",
    "without_login",
    "write_sources",
]

SMALL = 64 * 1024  # bytes; no library is busy for long with so few
SOURCES = "sources.yaml"
EXAMPLE = Path(__file__).resolve().parent / "example" / "summit.html"


def ingest(source: str, settings: Settings, session: PoliteSession, publisher: str | None = None) -> Article:
    """The article at an address or in a file; FetchError or NotAnArticle says in one sentence why there is none.

    publisher: whoever publishes what is there, where the user says so; None where the page tells
    """
    fetched = is_address(source)
    name = without_login(source) if fetched else Path(source).name or source
    page = fetched_page(source, settings, session) if fetched else read_file(source, settings)
    url = page.url if fetched else None
    if len(page.content) < SMALL and b"%PDF-" not in page.content[:1024]:
        return article_of(name, page, url, settings.given, publisher)
    try:
        with session.working:
            return session.worker.run(article_of, name, page, url, settings.given, publisher)
    except Ended as error:
        raise NotAnArticle(name, f"it cannot be read: {error}") from error


def fetched_page(source: str, settings: Settings, session: PoliteSession) -> Page:
    """The page at an address."""
    from flows.ingest.fetch import fetch  # slow to load, and of no use to a run that asks nobody

    return fetch(source, settings, session)


def article_of(
    name: str, page: Page, url: str | None, given: tuple[str, str, str], publisher: str | None = None
) -> Article:
    """The article that a page or file holds, with the title, date, address and publisher that the user gave, if any."""
    draft = say(name, read(name, page, url), given)
    draft.publisher = Said(publisher) if publisher else draft.publisher
    body = "\n".join(draft.texts(PartKind.BODY))
    check_readable(name, body or "\n".join(draft.texts(*PartKind)))
    return compose(draft, name)


def ingest_all(
    source: str, settings: Settings, session: PoliteSession, publisher: str | None = None
) -> list[Article | Failure]:
    """The articles of one source: each passage of a .jsonl file (or why a line is none), else the one that it is."""
    if not is_address(source) and source.casefold().endswith(".jsonl"):
        return read_passages(source)
    return [ingest(source, settings, session, publisher)]


def example_source() -> str:
    """The path of the article that is shipped as example."""
    return str(EXAMPLE)


def write_sources(folder: Path) -> Path | None:
    """An example of a file of sources in a folder, each line explained; None where one is there already."""
    path = folder / SOURCES
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write((EXAMPLE.parent / SOURCES).read_text(encoding="utf-8"))
    except FileExistsError:
        return None
    return path


def read_file(source: str, settings: Settings) -> Page:
    """A file's bytes, or one sentence why they cannot be had."""
    path = Path(source)
    name = path.name or source
    try:
        if path.is_dir():
            next(path.iterdir(), None)
            raise FetchError(name, "this folder holds no file that can be read")
        if path.stat().st_size > settings.fetch_limit:
            raise too_large(name, settings.fetch_limit)
        return Page("", path.read_bytes())
    except FileNotFoundError as error:
        raise FetchError(name, "there is no such file (an address begins with http:// or https://)") from error
    except PermissionError as error:
        raise FetchError(name, "it may not be opened: permission denied") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no name of a file"
        raise FetchError(name, f"it cannot be opened: {reason.lower()}") from error


def read(name: str, page: Page, url: str | None) -> Draft:
    """The draft of a page or file, by its form."""
    if not page.content.strip():
        raise NotAnArticle(name, "it is empty")
    stranger = foreign(page.content)
    if stranger:
        raise NotAnArticle(name, f"it is {stranger}, not an article")
    form = form_of(page.content, page.media_type, "" if url else name)
    if form is Form.PDF:
        return located(read_plain(text_of_pdf(name, page.content)), url)
    if form is Form.HTML:
        from flows.ingest.page import read_page  # slow to load, and of no use to a text

        return read_page(name, decode(page.content, page.charset), url)
    if form is Form.TEXT:
        return located(read_plain(decode(page.content, page.charset), name.casefold().endswith(".md")), url)
    if form is Form.FEED:
        raise NotAnArticle(name, "it is a feed without an entry that could be read, not an article")
    raise NotAnArticle(
        name, f"it is {page.media_type or 'of an unknown kind'}, and only HTML, text and PDF can be read"
    )


def say(name: str, draft: Draft, given: tuple[str, str, str]) -> Draft:
    """The draft with what the user says of it."""
    title, date, url = given
    dated = read_date(date) if date else None
    if date and (dated is None or dated[1] != len(date)):
        raise NotAnArticle(name, f"--date: {date!r} is no date that can be read")
    if url and not is_page(url):
        raise NotAnArticle(name, f"--url: {url!r} is no address of a page")
    draft.title = Said(title) if title else draft.title
    draft.published = Said(dated[0], date) if dated else draft.published
    draft.url = bare(url) if url else draft.url
    return draft


def located(draft: Draft, url: str | None) -> Draft:
    """The draft with the address it was fetched from, when it names none itself."""
    draft.url = draft.url or (bare(url) if url else None)
    return draft
