"""Article -> what it states. Engines are registered here by name.

A run in which nothing is new reads nothing: the reader, its model and its tables are loaded with the first article.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from flows.errors import NothingStated, UnknownTerm
from flows.kinds import kind_of, shipped_kinds
from flows.model import Article, Extraction

if TYPE_CHECKING:
    from flows.extract.frames.match import Miss

SILENT = "it was read, and states nothing that we know how to say"


def read_article(article: Article) -> Extraction:
    """What the engine `frames` reads in an article."""
    from flows.extract import reader

    return reader.read_article(article)


ENGINES: dict[str, Callable[[Article], Extraction]] = {"frames": read_article}


def extract(article: Article, engine: str = "frames") -> Extraction:
    """The entities and facts of an article. NothingStated when its text states nothing we can say; UnknownTerm for an
    engine that is not registered."""
    extraction = extract_names(article, engine)
    if states_nothing(extraction):
        raise NothingStated(article.source, SILENT)
    return extraction


def states_nothing(extraction: Extraction) -> bool:
    """Whether nothing is stated but what an article says of itself."""
    return all(kind_of(shipped_kinds(), fact.kind).read_by == "metadata" for fact in extraction.facts)


def why(article: Article) -> tuple[Extraction, "list[Miss]"]:
    """What the engine `frames` reads in an article, and the frames that came close; nothing stated is an answer too."""
    from flows.extract import reader

    return reader.read_closely(article)


def extract_names(article: Article, engine: str = "frames") -> Extraction:
    """The same of an article that may state nothing: whom and what it names is an answer too."""
    if engine not in ENGINES:
        raise UnknownTerm(f"{engine!r} is no engine; known: {', '.join(sorted(ENGINES))}")
    return ENGINES[engine](article)
