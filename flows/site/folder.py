"""The folder of a site: which files in it are ours, what each was made of, and the steps that change them."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from shutil import copyfile

from markupsafe import Markup

from flows.errors import PublishError
from flows.rows import digest
from flows.site.file import Content, File, file_of
from flows.site.record import Record

WRITTEN = "pages.json"  # names what we wrote, so that nothing else is ever removed
UNFINISHED = ".pages.unfinished"  # stands there while we write
MOST_PLACES = 40_000  # in one sitemap; the protocol allows 50,000


class Folder:
    """The folder while a call changes it."""

    def __init__(self, out: Path) -> None:
        """Reads what an earlier call wrote; raises PublishError where the folder holds what is not ours."""
        self.out = out
        text = _written_before(out)
        unfinished = (out / UNFINISHED).exists()
        self.before = _named_in(text, out)
        if unfinished:  # what it holds is known of none of its files
            self.before = dict.fromkeys(self.before, "")
        self.state = digest(text) + "unfinished" * unfinished
        self.there = set(_files_in(str(out)))
        self.after: dict[str, str] = {}
        self.written = self.removed = 0

    def begin(self, record: Record) -> None:
        """Takes what the record knows of the folder for what is there, unless it begins anew."""
        self.after = {} if record.anew else dict(self.before)

    def missing(self, record: Record) -> set[str]:
        """Whose files are there no longer, as the record names their owners."""
        return {owner for path, owner in record.rows.execute("SELECT path, owner FROM file") if path not in self.there}

    def put(self, owner: str, files: Iterable[File], record: Record) -> None:
        """Makes these the files of an owner: writes those made otherwise than before, removes what it no longer has."""
        had = {path for (path,) in record.rows.execute("SELECT path FROM file WHERE owner = ?", (owner,))}
        has = set()
        for file in files:
            has.add(file.path)
            if self.before.get(file.path) != file.made or file.path not in self.there:
                self._write(file.make(), file.path)
            self.after[file.path] = file.made
        for path in sorted(had - has):
            self._remove(path)
        if had != has:
            record.rows.execute("DELETE FROM file WHERE owner = ?", (owner,))
            record.rows.executemany("INSERT OR REPLACE INTO file VALUES (?, ?)", [(path, owner) for path in has])

    def end(self, record: Record, at: str) -> None:
        """Writes what tells of all files, and removes those that nobody has any longer."""
        self.put("sitemap", sitemap(at, self.after) if at else (), record)
        for path in sorted(self.before.keys() - self.after.keys()):
            self._remove(path)
        if self.after != self.before or not (self.out / WRITTEN).is_file():
            text = json.dumps(self.after, sort_keys=True, separators=(",\n", ": "))
            self._write(text.encode(), WRITTEN)
            self.written -= 1
            self.state = digest(text)
        (self.out / UNFINISHED).unlink(missing_ok=True)

    def _write(self, content: Content, path: str) -> None:
        """Puts a file in its place in one step; one of the release is the same file where the disk can share it."""
        self._mark()
        target = self.out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        staged = target.with_name(f".{target.name}.new")
        staged.unlink(missing_ok=True)
        if isinstance(content, bytes):
            staged.write_bytes(content)
        else:
            _share(content.resolve(), staged)
        staged.replace(target)
        staged.unlink(missing_ok=True)  # to rename a file to what is the same file does nothing
        self.written += 1

    def _remove(self, path: str) -> None:
        self._mark()
        self.after.pop(path, None)
        if path in self.there:
            (self.out / path).unlink(missing_ok=True)
            self.there.discard(path)
            self.removed += 1

    def _mark(self) -> None:
        if not self.written and not self.removed:
            self.out.mkdir(parents=True, exist_ok=True)
            (self.out / UNFINISHED).touch()


def sitemap(at: str, paths: Iterable[str]) -> Iterator[File]:
    """The pages among these files at their address on the web; in several files where there are very many."""
    shown = (path for path in sorted(paths) if path.endswith(".html") and not path.startswith(("404.", "data/")))
    places = [at + path for path in shown]
    parts = [places[first : first + MOST_PLACES] for first in range(0, len(places), MOST_PLACES)]
    if len(parts) == 1:
        yield file_of("sitemap.xml", _listing("urlset", "url", places))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield file_of("sitemap.xml", _listing("sitemapindex", "sitemap", [at + name for name in names]))
    yield from (file_of(name, _listing("urlset", "url", part)) for name, part in zip(names, parts, strict=True))


def _listing(root: str, each: str, addresses: Iterable[str]) -> bytes:
    lines = "".join(f"<{each}><loc>{Markup.escape(address)}</loc></{each}>\n" for address in addresses)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{lines}</{root}>\n".encode()


def _share(old: Path, new: Path) -> None:
    try:
        new.hardlink_to(old)
    except OSError:  # some file systems have no hard links
        copyfile(old, new)


def _written_before(out: Path) -> str:
    try:
        return (out / WRITTEN).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        free = not out.exists() or (out.is_dir() and (not any(out.iterdir()) or (out / UNFINISHED).exists()))
        if not free:
            raise PublishError(f"{out}: there is something that is no site of ours; choose another folder") from None
        return "{}"
    except (OSError, ValueError) as error:
        raise PublishError(f"{out / WRITTEN}: cannot be read ({error}); choose another folder") from error


def _named_in(text: str, out: Path) -> Mapping[str, str]:
    try:
        read: Mapping[str, str] = json.loads(text)
        return read
    except ValueError as error:
        raise PublishError(f"{out / WRITTEN}: cannot be read ({error}); choose another folder") from error


def _files_in(folder: str, within: str = "") -> list[str]:
    """The paths of all files in a folder, relative to it."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []
    inner = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
    names = {entry.name for entry in inner}
    found = [within + entry.name for entry in entries if entry.name not in names]
    for entry in inner:
        found += _files_in(entry.path, f"{within}{entry.name}/")
    return found
