"""Articles into a release: their files where releases share them, their pieces and figures into the totals."""

import gc
import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, parse

from flows.claims import rules_version, tellings
from flows.iris import former_graph_iri
from flows.model import Report
from flows.publish.changes import files_of_change
from flows.publish.content import Content, Writer, in_graph
from flows.publish.forms import GZIP, packed
from flows.publish.index import CHANGES, CLOCKED, STATEMENTS, Entry, canonical_hash, file_of, read_entries
from flows.publish.layout import load_layout
from flows.publish.place import ARTICLES, STORE, address_of, article_at, current, keep_article, keep_change
from flows.publish.place import CHANGES as CHANGED
from flows.publish.provenance import about_article, about_earlier_run, run_iri
from flows.publish.release import Former
from flows.publish.stream import read_pages
from flows.publish.totals import NQUADS, Totals, quads_in
from flows.publish.writers import DATASET_FORMS, REPORTS, WRITERS
from flows.publish.writers.report import with_mark
from flows.publish.writers.tables import WITHDRAWN_COLUMNS, read_rows, read_table
from flows.rows import digest
from flows.settings import Settings

FORMER = "former"
FORMER_QUADS = "former.nq.gz"
WITHDRAWN = "withdrawn.csv"
SUMMARY = "report.md"
TOTALS = ".totals.sqlite"
HAND = "3"  # how writers write: where that changes, what earlier versions wrote is written anew
MADE = ("state", "layout", "files")  # of an entry, what does not come with the article


@contextmanager
def opened(out: Path, settings: Settings) -> Iterator[Totals]:
    """The totals of what is published in `out`; whatever is changed and not committed is given up."""
    with opened_at(out / STORE / TOTALS, settings) as totals:
        yield totals


@contextmanager
def opened_at(path: Path, settings: Settings) -> Iterator[Totals]:
    """The same, in any file."""
    totals = Totals(path, load_layout(settings.base), DATASET_FORMS, layout_version(settings) + rules_version())
    gc.freeze()  # the articles stay till the end: to look through them again and again for garbage takes long
    try:
        yield totals
    finally:
        gc.unfreeze()
        totals.close()


def take_in(content: Content, entry: Entry, totals: Totals, out: Path, settings: Settings) -> None:
    """An article that was read: writes its files, and counts it."""
    files = _written(content, WRITERS)
    _count_in(content, entry, keep_article(out, files), files, totals, settings)


def take_again(content: Content, entry: Entry, address: str, totals: Totals, out: Path, settings: Settings) -> None:
    """An article that says something else than it did in the files at an address: writes them anew, and counts it."""
    files = _made(content, entry, article_at(out, address))
    _count_in(content, entry, keep_article(out, files), files, totals, settings)


def take_out(entry: Entry, address: str, totals: Totals, out: Path, settings: Settings) -> None:
    """An article that makes place for another version of itself, or for none."""
    totals.remove(read_content(entry, article_at(out, address), settings))
    _count_entry(entry, totals, -1)


def take_former(former: tuple[Former, ...], totals: Totals, settings: Settings) -> None:
    """The graph of IRIs that things bore before they were linked, in place of the earlier one."""
    earlier = totals.one("SELECT bytes FROM piece WHERE form = ? AND slug = ?", (NQUADS, FORMER))
    if earlier:
        totals.remove(_bare(quads_in(earlier[0]), settings))
    if former:
        content = _bare(tuple(quad for one in former for quad in one.quads), settings)
        totals.add(content, {"iri": former_graph_iri(settings), "hash": canonical_hash(content)})
        _add_pieces(content, {}, totals)


def follow(totals: Totals, out: Path, settings: Settings) -> None:
    """Makes the totals those of the current release, whatever came between: reads only what they lack."""
    folder = current(out)
    if folder is not None and totals.release != folder.name:
        follow_release(totals, folder, out, settings)


def follow_release(totals: Totals, folder: Path, out: Path, settings: Settings) -> None:
    """Makes the totals those of the release in a folder below `out`."""
    there = {entry["slug"]: entry for entry in read_entries(folder)}
    places = {slug: _placed(folder / ARTICLES / slug, entry, out, settings) for slug, entry in there.items()}
    for slug, address, text in list(totals.select("SELECT slug, address, entry FROM graph WHERE entry IS NOT NULL")):
        if places.get(slug) != address or not _says(text, there[slug]):
            take_out(json.loads(text), address, totals, out, settings)
    counted = {slug for (slug,) in totals.select("SELECT slug FROM graph")}
    for slug, entry in there.items():
        if slug not in counted:
            _recount(entry, places[slug], totals, out, settings)
    take_former(_former_in(folder, settings), totals, settings)
    _follow_history(totals, folder, out)


@cache
def layout_version(settings: Settings) -> str:
    """Tells whether the files of an article were written as they would be today: by these names, in this order."""
    layout = load_layout(settings.base)
    heads = [form.head(layout) + form.heading(layout) for form in DATASET_FORMS.values()]
    return digest("\n".join([HAND, *heads, *WRITERS, repr(layout.sections), repr(layout.first), repr(layout.stub)]))[
        7:23
    ]


def read_content(entry: Entry, folder: Path, settings: Settings) -> Content:
    """What was published of an article, read back from its files."""
    quads = tuple(parse(path=str(folder / "graph.ttl"), format=RdfFormat.TURTLE))
    return Content(
        name=entry["slug"],
        settings=settings,
        layout=load_layout(settings.base),
        quads=in_graph(quads, entry["graph"]),
        rows=read_rows((folder / "facts.jsonl").read_text(encoding="utf-8")),
        links=read_table((folder / "links.csv").read_bytes().decode()),
        report=Report(entry["conforms"]),
        statements=_read_lines(folder / STATEMENTS),
    )


def _placed(folder: Path, entry: Entry, out: Path, settings: Settings) -> str:
    """Where the files of an article lie; those of an older layout are written anew."""
    address = address_of(folder)
    same = address and entry.get("layout") == layout_version(settings)
    return address if address and same else _rewritten(folder, entry, out, settings)


def _rewritten(folder: Path, entry: Entry, out: Path, settings: Settings) -> str:
    return keep_article(out, _made(read_content(entry, folder, settings), entry, folder))


def _made(content: Content, entry: Entry, folder: Path) -> dict[str, bytes]:
    """The files of an article that was read once: what is published written anew, the reports as they are."""
    files = _written(content, {name: writer for name, writer in WRITERS.items() if name not in REPORTS})
    files |= {name: (folder / name).read_bytes() for name in REPORTS if (folder / name).exists()}
    if SUMMARY in files and entry.get("gone"):
        files[SUMMARY] = with_mark(files[SUMMARY].decode(), entry["gone"]).encode()
    return files


def _recount(entry: Entry, address: str, totals: Totals, out: Path, settings: Settings) -> None:
    folder = article_at(out, address)
    content = read_content(entry, folder, settings)
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    _count_in(content, {**entry, "state": None}, address, files, totals, settings)
    iri = run_iri(entry["run"], settings.base)
    if totals.one("SELECT 1 FROM run WHERE iri = ?", (iri,)) is None:
        for about, text in about_earlier_run(entry, settings.base).items():
            totals.keep_run(about, entry["read_at"] if about == iri else "", text)


def _count_in(
    content: Content, entry: Entry, address: str, made: Mapping[str, bytes], totals: Totals, settings: Settings
) -> None:
    files = {name: file_of(data) for name, data in sorted(made.items())}
    listed = {name: file.told() for name, file in files.items()}
    told = {name: value for name, value in entry.items() if name not in MADE}
    told |= {"layout": layout_version(settings), "files": listed}
    path = f"{ARTICLES}/{content.name}"
    columns: dict[str, Any] = {
        "iri": entry["graph"],
        "hash": entry["canonical_hash"],
        "origin": entry["origin"],
        "article": entry["iri"],
        "address": address,
        "entry": json.dumps(told, ensure_ascii=False),
        "published": entry["published"][:10] if len(entry["published"] or "") >= len("2024-07-03") else None,
        "run": run_iri(entry["run"], settings.base),
        "about": about_article(entry, settings.base),
        "sums": "".join(f"{file.sha256}  {path}/{name}\n" for name, file in files.items() if name not in CLOCKED),
    }
    totals.add(content, columns)
    totals.matters.tell(content.name, tellings(content.rows, entry["published"], entry["url"], settings))
    _add_pieces(content, made, totals)
    _count_entry(entry, totals, 1)


def _written(content: Content, writers: Mapping[str, Writer]) -> dict[str, bytes]:
    """The files of an article; in a compressed one its piece of the data set is a member of its own."""
    forms = {form.file: form for form in DATASET_FORMS.values()}
    texts = {name: text for name, writer in writers.items() if (text := writer(content))}
    compressed = {name: map(packed, forms[name].parts(content, texts[name])) for name in texts if name.endswith(GZIP)}
    return {name: b"".join(compressed[name]) if name in compressed else text.encode() for name, text in texts.items()}


def _add_pieces(content: Content, files: Mapping[str, bytes], totals: Totals) -> None:
    for name, form in DATASET_FORMS.items():
        if form.file:
            data = files.get(form.file, b"")
            text = (gzip.decompress(data) if form.file.endswith(GZIP) else data).decode()
            before, piece, _ = map(form.written, form.parts(content, text))
            totals.pieces.add(name, content.name, piece, len(before))
        else:
            totals.pieces.add(name, content.name, form.written(form.piece(content, "")))


def _count_entry(entry: Entry, totals: Totals, sign: int) -> None:
    totals.count("count", {"articles": 1, **entry["counts"]}, sign)
    totals.count("quoting", {"articles": int(entry["with_quotes"])}, sign)


def _says(text: str, entry: Entry) -> bool:
    mine = json.loads(text)
    return all(mine[name] == value for name, value in entry.items() if name not in MADE)


def _bare(quads: tuple[Any, ...], settings: Settings) -> Content:
    return Content(FORMER, settings, load_layout(settings.base), quads, (), (), Report(conforms=True))


def _former_in(folder: Path, settings: Settings) -> tuple[Former, ...]:
    """The graph of former IRIs in a release, as one."""
    if (folder / FORMER_QUADS).exists():
        return (Former("", "", (), quads_in((folder / FORMER_QUADS).read_bytes())),)
    nquads = folder / NQUADS
    if not nquads.exists() or not (folder / "former.csv").exists():
        return ()
    graph = f"<{former_graph_iri(settings)}> ."
    with gzip.open(nquads, "rt", encoding="utf-8") as lines:
        said = "".join(line for line in lines if line.rstrip().endswith(graph))
    return (Former("", "", (), quads_in(packed(said))),) if said else ()


def _follow_history(totals: Totals, folder: Path, out: Path) -> None:
    """The changes, versions and withdrawals that the release tells of."""
    totals.forget_history()
    for number, head in enumerate(_read_lines(folder / CHANGES), start=1):
        totals.keep_change(number, head)
        for name, address in files_of_change(head):
            if address_of(folder / CHANGED / name) != address:
                keep_change(out, (folder / CHANGED / name).read_bytes())
    for page in read_pages(folder):
        totals.keep_page(page.number, page.members, page.first, page.last, page.address)
    if (folder / WITHDRAWN).exists():
        for row in read_table((folder / WITHDRAWN).read_bytes().decode()):
            totals.withdraw(*(str(row[column]) for column in WITHDRAWN_COLUMNS))


def _read_lines(path: Path) -> tuple[str, ...]:
    """The lines of a file; none when it was not written, because there was nothing to write."""
    return tuple(path.read_text(encoding="utf-8").splitlines()) if path.exists() else ()
