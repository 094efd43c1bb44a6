"""SPARQL over a published release: our questions by name, or anybody's query."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pyoxigraph as ox

from flows.errors import CommuniqueError, UnknownTerm
from flows.misread import NO_KEYWORD, in_one_line, too_deep
from flows.parameters import NOWHERE, with_parameters
from flows.settings import ONTOLOGY, load_settings
from flows.store import base_of, fill, is_large, on_disk

QUESTIONS = ONTOLOGY / "questions"
DATASET = "dataset.ttl"
FORM = re.compile(r"\s*(?:(?:PREFIX|BASE)\s|(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b(?!\.rq))", re.IGNORECASE)

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Question:
    """One question that ships with the ontology: its name, and what it asks in a sentence."""

    name: str
    asks: str


def questions() -> Iterator[Question]:
    """The shipped questions, by name."""
    for path in sorted(QUESTIONS.glob("*.rq")):
        comments = (line[1:].strip() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
        yield Question(path.stem, next((line for line in comments if line), path.stem.replace("-", " ")))


def ask(
    query: str, data: Path, given: Mapping[str, str] | None = None, *, federate: bool = False, as_of: str = ""
) -> Answer:
    """The answer of the release in a folder to a query: SPARQL text, a .rq file, or the name of a shipped question.

    `given` are its parameters by name. Only with `federate` may it ask other servers (SERVICE). With `as_of`, a day as
    YYYY-MM-DD, it answers from what articles published by then had told.
    """
    text = text_of(query)
    if not federate and asks_elsewhere(text):
        raise CommuniqueError(f"{name_of(query)}: this asks another server (SERVICE), which only --federate allows")
    if too_deep(text):
        raise CommuniqueError(f"{name_of(query)}: its brackets stand too deep in each other")
    if as_of:
        from flows.asof import store_as_of

        store, prefixes = store_as_of(data, as_of), prefixes_of(data / DATASET)
    elif data.is_dir() and is_large(data):
        store, prefixes = on_disk(data, load_settings().cache), prefixes_of(data / DATASET)
    elif data.is_dir() and names_graphs(text):
        store, prefixes = ox.Store(), prefixes_of(data / DATASET)
        fill(store, data)
    else:
        store, prefixes = load(data)
    try:
        ox.Store().query(text, base_iri=NOWHERE, prefixes=prefixes) if not asks_elsewhere(text) else None
        whole = with_parameters(text, given, prefixes) if given else text
        return store.query(whole, base_iri=base_of(data) if data.is_dir() else None, prefixes=prefixes)
    except SyntaxError as error:
        raise CommuniqueError(f"{name_of(query)}: this is no SPARQL query: {in_one_line(error, text)}") from error


def asks_elsewhere(text: str) -> bool:
    """Whether a query asks another server (SERVICE)."""
    return _has("SERVICE", text)


def names_graphs(text: str) -> bool:
    """Whether a query speaks of the graphs of single articles (GRAPH, FROM)."""
    return _has("GRAPH|FROM", text)


def _has(keywords: str, text: str) -> bool:
    return re.search(rf"\b(?:{keywords})\b", re.sub(NO_KEYWORD, " ", text), re.IGNORECASE) is not None


def is_query(text: str) -> bool:
    """Whether a query argument is SPARQL itself, right or wrong, and no name of something."""
    return FORM.match(text) is not None or any(sign in text for sign in "{}\n")


def text_of(query: str) -> str:
    """The SPARQL text that a query argument stands for."""
    if not query.strip():
        raise UnknownTerm("there is no question in this")
    if is_query(query):
        return query
    shipped = QUESTIONS / f"{query}.rq"
    path = shipped if shipped.is_file() else Path(query)
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        names = [question.name for question in questions()]
        near = get_close_matches(query.casefold(), names, n=3, cutoff=0.5)
        meant = f"did you mean {' or '.join(near)}?" if near else "`communique query --list` names the questions"
        raise UnknownTerm(f"{query}: neither SPARQL, nor a readable file, nor a shipped question; {meant}") from error


def name_of(query: str) -> str:
    """A query in few words, for a sentence about it."""
    first = " ".join(query.split())
    return first if len(first) <= 60 else f"{first[:57]}…"


def format_of(path: Path) -> ox.RdfFormat:
    """The format that a file's ending stands for."""
    format_ = ox.RdfFormat.from_extension(path.suffix.lstrip("."))
    if format_ is None:
        raise CommuniqueError(f"{path}: {path.suffix or 'no ending'} is the ending of no RDF format that we read")
    return format_


def prefixes_of(path: Path) -> dict[str, str]:
    """The prefixes that a Turtle file declares before its first triple."""
    try:
        parser = ox.parse(path=str(path))
        next(iter(parser), None)
    except (OSError, SyntaxError, ValueError) as error:
        raise CommuniqueError(f"{path}: this is no RDF that we can read ({error})") from error
    return parser.prefixes


def dataset(data: Path) -> Path:
    """The file with the triples of a release in a folder; any other path is such a file itself."""
    return data / DATASET if data.is_dir() else data


def load(data: Path) -> tuple[ox.Store, dict[str, str]]:
    """The release's triples, and the prefixes that its file declares."""
    path = dataset(data)
    if not path.is_file():
        raise CommuniqueError(f"{data}: nothing is published here yet; `communique run` makes a release")
    store = ox.Store()
    try:
        # Without a byte order mark, which Turtle does not know.
        parser = ox.parse(path.read_bytes().removeprefix(b"\xef\xbb\xbf"), format=format_of(path))
        store.bulk_extend(parser)
    except (SyntaxError, ValueError) as error:
        raise CommuniqueError(f"{path}: this is no RDF that we can read ({error})") from error
    return store, parser.prefixes
