"""The pages as a folder of files: only what changed is made, and only what an earlier call wrote is removed."""

import gc
import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment

from flows import __version__
from flows.errors import PublishError
from flows.rows import digest
from flows.settings import MAPPINGS, load_settings
from flows.site import pages, rdf, search
from flows.site.entity import entity
from flows.site.file import File, file_of
from flows.site.folder import Folder
from flows.site.page import Page
from flows.site.record import Changed, Record
from flows.site.templates import environment_of, rendered
from flows.site.wording import LOOK

TITLE = "Communiqué"
LOOKS = ("style.css", "search.js", "icon.svg", "fonts")
SHELF = "search "  # before the beginning of words, as the owner of a file
DATA = ("graph.ttl", "graph.jsonld.gz")  # of an article, beside its page


@dataclass(frozen=True, slots=True)
class Built:
    """The page to open, how many files the site has, and how many of them were written or removed this time."""

    start: Path
    files: int
    written: int
    removed: int


def build(release: Path, out: Path, title: str = "", at: str = "", cache: Path | None = None) -> Built:
    """Makes the site of a release in the folder `out`; raises PublishError where either cannot be used.

    `at` is the address that it will have on the web, for the sitemap; none is written without it. What was read is
    remembered in the folder `cache`, by default that of the settings, so that the next call reads what changed alone.
    """
    site = {"title": title or TITLE, "at": at, "version": _version()}
    folder = Folder(out)
    kept = (cache or load_settings().cache) / "sites" / f"{digest(str(out.resolve()))[7:23]}.sqlite"
    record = Record(kept, digest(json.dumps([site, folder.state])))
    try:
        changed = record.update(release)
        folder.begin(record)
        gc.freeze()  # what was read stays till the end: to look through it again and again for garbage takes long
        for owner, files in _owners(record, changed, site, folder.missing(record)):
            folder.put(owner, files, record)
        folder.end(record, at)
        record.keep(digest(json.dumps([site, folder.state])))
    except OSError as error:
        raise PublishError(f"{out}: the pages cannot be written there ({error.strerror or error})") from error
    finally:
        record.close()
        gc.unfreeze()
    return Built(out / "index.html", len(folder.after), folder.written, folder.removed)


def _version() -> str:
    """A hash of all that pages are made with beside the release."""
    sources = sorted([*LOOK.rglob("*"), *Path(__file__).parent.glob("*.py"), MAPPINGS / "kinds.yaml"])
    content = b"".join(path.read_bytes() for path in sources if path.is_file())
    return sha256(content).hexdigest() + __version__


def _owners(
    record: Record, changed: Changed, site: Mapping[str, str], missing: set[str]
) -> Iterator[tuple[str, Iterable[File]]]:
    """All that may have changed, each with the files that it has now."""
    page = partial(_page_file, environment_of(site, record.has), json.dumps(site))
    whole = record.anew
    articles = {f"article {slug}": slug for slug in {*changed.articles, *record.heads}}
    for owner, slug in sorted(articles.items()):
        if whole or slug in changed.articles or owner in missing:
            yield owner, _article_files(slug, record, page) if slug in record.heads else ()
    prefixes = rdf.prefixes_of(record.release)
    for iri in sorted({*changed.things, *record.by_iri}):
        owner = f"thing {iri}"
        if whole or iri in changed.things or owner in missing:
            yield owner, _thing_files(iri, record, page, prefixes) if iri in record.by_iri else ()
    lost = {owner.removeprefix(SHELF) for owner in missing if owner.startswith(SHELF)}
    for beginning, path, text in search.shelves(record, changed, lost):
        yield SHELF + beginning, [file_of(path, text)] if text else ()
    if whole or changed or missing:
        for name, overview in pages.OVERVIEWS.items():
            yield f"pages {name}", (page(one) for one in overview(record))
        yield "calendar", [file_of("upcoming.ics", pages.calendar(record).encode())]
    yield "look", _look()
    yield "data", _data(record.release)


def _page_file(environment: Environment, version: str, page: Page) -> File:
    if page.made_of is None:
        return file_of(page.path, rendered(environment, page).encode())
    return File(page.path, digest(json.dumps([version, page.made_of])), lambda: rendered(environment, page).encode())


def _article_files(slug: str, record: Record, page: Callable[[Page], File]) -> Iterator[File]:
    yield from (page(one) for one in pages.article(slug, record))
    for name in DATA:
        source = record.release / "articles" / slug / name
        if source.is_file():
            plain = gzip.decompress(source.read_bytes()) if source.suffix == ".gz" else source
            yield file_of(f"article/{slug}{Path(name.removesuffix('.gz')).suffix}", plain)


def _thing_files(iri: str, record: Record, page: Callable[[Page], File], prefixes: Mapping[str, str]) -> Iterator[File]:
    yield from (page(one) for one in entity(iri, record))
    stem, told = f"entity/{record.things[record.by_iri[iri]].name}", record.triples_of(iri)
    for form in rdf.FORMS:
        yield file_of(f"{stem}.{form}", rdf.in_form(told, form, prefixes))


def _look() -> Iterator[File]:
    for name in LOOKS:
        for path in [LOOK / name] if (LOOK / name).is_file() else sorted((LOOK / name).iterdir()):
            yield file_of(path.relative_to(LOOK).as_posix(), path.read_bytes())


def _data(release: Path) -> Iterator[File]:
    """The files of the whole release; what it says of their hashes spares reading them."""
    try:
        hashes = json.loads((release / "index.json").read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError):
        hashes = {}
    for name in pages.FILES:
        source = release / name
        if source.is_file():
            told = hashes.get(name, {})
            known = told.get("sha256") or told.get("sha256_of_parts")
            yield File(f"data/{name}", known, partial(Path, source)) if known else file_of(f"data/{name}", source)
