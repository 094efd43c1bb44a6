"""The pages as a folder of files: only what changed is written, and only what an earlier call wrote is removed."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from shutil import copyfile
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from flows import __version__
from flows.errors import PublishError
from flows.site import search, timeline
from flows.site.pages import FILES, Page, callable_in_templates, pages_of
from flows.site.reader import Reading, read_release
from flows.site.wording import LOOK, words

WRITTEN = "pages.json"  # names what we wrote, so that nothing else is ever removed
TITLE = "Communiqué"
Content = bytes | Path
LOOKS = ("style.css", "search.js", "fonts")


@dataclass(frozen=True, slots=True)
class Built:
    """The page to open, how many files the site has, and how many of them were written or removed this time."""

    start: Path
    files: int
    written: int
    removed: int


def build(release: Path, out: Path, title: str = "", at: str = "") -> Built:
    """Makes the site of a release in the folder `out`; raises PublishError where either cannot be used.

    `at` is the address that it will have on the web, for the sitemap; none is written without it.
    """
    before = _written_before(out)
    reading = read_release(release)
    after: dict[str, str] = {}
    written = 0
    try:
        for path, state, content in _files(reading, {"title": title or TITLE, "at": at}):
            after[path] = state
            if before.get(path) != state or not (out / path).is_file():
                _put(content(), out / path)
                written += 1
        gone = sorted(before.keys() - after.keys())
        for path in gone:
            (out / path).unlink(missing_ok=True)
        _put(json.dumps(after, indent=0, sort_keys=True).encode(), out / WRITTEN)
    except OSError as error:
        raise PublishError(f"{out}: the pages cannot be written there ({error.strerror or error})") from error
    return Built(out / "index.html", len(after), written, len(gone))


def _digest(content: Content) -> str:
    if isinstance(content, bytes):
        return sha256(content).hexdigest()
    with content.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _put(content: Content, path: Path) -> None:
    """Puts a file in its place in one step; one of the release is the same file where the disk can share it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.new")
    staged.unlink(missing_ok=True)
    if isinstance(content, bytes):
        staged.write_bytes(content)
    else:
        _share(content.resolve(), staged)
    staged.replace(path)


def _share(old: Path, new: Path) -> None:
    try:
        new.hardlink_to(old)
    except OSError:  # some file systems have no hard links
        copyfile(old, new)


def _written_before(out: Path) -> Mapping[str, str]:
    """What an earlier call wrote, by path; raises PublishError where the folder holds what is not ours."""
    try:
        read: Mapping[str, str] = json.loads((out / WRITTEN).read_text(encoding="utf-8"))
        return read
    except (FileNotFoundError, NotADirectoryError):
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise PublishError(f"{out}: there is something that is no site of ours; choose another folder") from None
        return {}
    except (OSError, ValueError) as error:
        raise PublishError(f"{out / WRITTEN}: cannot be read ({error}); choose another folder") from error


def _files(reading: Reading, site: Mapping[str, str]) -> Iterator[tuple[str, str, Callable[[], Content]]]:
    """Every file of the site: its path, a hash of what it is made of, and what is in it or the file that it is.

    A page that says what it is made of is only made when that has changed.
    """
    environment = _environment(reading, site)
    look = sorted(path for path in LOOK.rglob("*") if path.is_file())
    version = sha256(b"".join(path.read_bytes() for path in look)).hexdigest() + __version__
    paths = []
    for page in pages_of(reading):
        paths.append(page.path)
        if page.made_of is None:
            yield _made(page.path, _rendered(environment, page).encode())
        else:
            state = sha256(json.dumps((version, site, page.made_of)).encode()).hexdigest()
            yield page.path, state, lambda page=page: _rendered(environment, page).encode()  # type: ignore[misc]
    for path, text in search.index(reading):
        yield _made(path, text.encode())
    yield _made("upcoming.ics", _calendar(reading).encode())
    if site["at"]:
        yield _made("sitemap.xml", _sitemap(site["at"], paths).encode())
    for path, content in _copies(reading):
        yield _made(path, content)


def _made(path: str, content: Content) -> tuple[str, str, Callable[[], Content]]:
    return path, _digest(content), lambda: content


def _environment(reading: Reading, site: Mapping[str, str]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(LOOK / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
    environment.globals.update(callable_in_templates(reading), site=site, wikidata=words()["wikidata"]["page"])
    return environment


def _rendered(environment: Environment, page: Page) -> str:
    return environment.get_template(page.template).render(
        **page.shows,
        path=page.path,
        root=page.root,
        title=page.title,
        description=page.description,
        alternates=page.alternates,
        structured=_in_script(page.structured) if page.structured else "",
    )


def _in_script(told: Mapping[str, Any]) -> Markup:
    """JSON that no text within can end the script element of."""
    safe = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return Markup(safe.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _calendar(reading: Reading) -> str:
    ahead, passed = timeline.upcoming(reading)
    sources = {article.slug: article.url or "" for article in reading.articles}
    stamps = {article.slug: article.published[:10] for article in reading.articles}
    return timeline.calendar([*passed, *ahead], sources, stamps)


def _sitemap(at: str, paths: Iterable[str]) -> str:
    places = "".join(f"<url><loc>{Markup.escape(at + path)}</loc></url>\n" for path in paths if path != "404.html")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'


def _copies(reading: Reading) -> Iterator[tuple[str, Content]]:
    """The look of the pages, and the data beside them."""
    for name in LOOKS:
        for path in [LOOK / name] if (LOOK / name).is_file() else sorted((LOOK / name).iterdir()):
            yield path.relative_to(LOOK).as_posix(), path.read_bytes()
    for article in reading.articles:
        for ending in ("ttl", "jsonld"):
            graph = reading.folder / "articles" / article.slug / f"graph.{ending}"
            if graph.is_file():
                yield f"article/{article.slug}.{ending}", graph
    for name in FILES:
        if (reading.folder / name).is_file():
            yield f"data/{name}", reading.folder / name
