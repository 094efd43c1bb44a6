"""The IRIs of everything published. Minted from what the source says, so that they are the same on every machine."""

from functools import lru_cache
from hashlib import sha256
from re import search, sub
from unicodedata import combining, normalize
from urllib.parse import quote

from flows.model import Article, Entity, EntityType, Fact, Literal, Reading, Reference, Span, Value, Verdict
from flows.settings import Settings
from flows.things import told_apart

ARTICLE = "article"  # the one value that names the article itself
ITSELF = (Reference(ARTICLE), Literal(ARTICLE))
SLUG_LENGTH = 60
WIKIDATA = "http://www.wikidata.org/"  # its items are called entities too


def article_slug(article: Article) -> str:
    """A name for the article that is safe in paths and IRIs: words of its title and a hash of where it came from."""
    title = article.title.value if article.title else article.source
    return article.slug or _slug(title, "article", _short_hash(article.url or article.source))


def article_iri(article: Article, settings: Settings) -> str:
    """The IRI of the article."""
    return f"{settings.base}article/{article_slug(article)}"


def graph_iri(article: Article, settings: Settings) -> str:
    """The IRI of the named graph that holds what the article states."""
    return f"{settings.base}graph/{article_slug(article)}"


def fact_iri(article: Article, fact: Fact, settings: Settings) -> str:
    """The IRI of one fact of the article."""
    return f"{settings.base}fact/{article_slug(article)}/{quote(fact.key, safe='')}"


def link_iri(article: Article, entity: str, settings: Settings) -> str:
    """The IRI of the decision which Wikidata item the entity of that IRI is, in this article."""
    return f"{settings.base}link/{article_slug(article)}/{entity.rsplit('/', 1)[-1]}"


def own_spaces(slug: str, settings: Settings) -> dict[str, str]:
    """Under which addresses an article of that slug has its facts and its decisions on links, by what lies there."""
    return {part: f"{settings.base}{part}/{slug}/" for part in ("fact", "link")}


def evidence_iri(article: Article, span: Span, settings: Settings) -> str:
    """The IRI of a stretch of the article's text, by RFC 5147."""
    return f"{article_iri(article, settings)}#char={span.start},{span.end}"


def former_graph_iri(settings: Settings) -> str:
    """The IRI of the named graph that says what things are called now that were linked since."""
    return f"{settings.base}graph/former"


def entity_iri(entity: Entity, reading: Reading, settings: Settings) -> str:
    """The IRI of an entity: by its Wikidata item when the link is sure, else by type, name and what tells it apart."""
    link = reading.link_of(entity.key)
    if link.verdict is Verdict.SAME and link.item:
        return f"{settings.base}entity/{link.item}"
    return _told_iri(Reference(entity.key), entity.name, entity.type, entity, reading, settings)


def named_iri(name: str, type_: EntityType, settings: Settings, apart: str = "", article: str = "") -> str:
    """The IRI of a thing without an item: by name and type, what tells it apart, and the one article that it is of."""
    words = " ".join(f"{type_.value} {_folded(name)} {_folded(apart)}".split())
    whole = f"{words} @{article}" if article else words
    return f"{settings.base}entity/{_slug(words, type_.value, _short_hash(whole))}"


def value_iri(value: Value, names: EntityType, reading: Reading, settings: Settings) -> str:
    """The IRI of a role's value; words that name no entity of the article stand for one of type `names`."""
    known = (value, names, settings.base)
    if known not in reading.iris:
        reading.iris[known] = _value_iri(value, names, reading, settings)
    return reading.iris[known]


def _value_iri(value: Value, names: EntityType, reading: Reading, settings: Settings) -> str:
    if value in ITSELF:
        return article_iri(reading.article, settings)
    entity = entity_of(value, reading)
    if entity is not None:
        return entity_iri(entity, reading, settings)
    words = value.entity if isinstance(value, Reference) else value.value
    return _told_iri(value, words, names, None, reading, settings)


def _told_iri(
    value: Value, name: str, type_: EntityType, entity: Entity | None, reading: Reading, settings: Settings
) -> str:
    apart = told_apart(value, name, type_, entity, reading)
    of_article = _short_hash(reading.article.url or reading.article.source) if apart is None else ""
    return named_iri(name, type_, settings, apart or "", of_article)


def _folded(words: str) -> str:
    return normalize("NFKC", words).replace("’", "'").casefold()


def entity_of(value: Value, reading: Reading) -> Entity | None:
    """The entity that a role's value is or names in words, or None when the article has no such entity."""
    return reading.entity_of(value.entity) if isinstance(value, Reference) else reading.entity_called(value.value)


@lru_cache(maxsize=4096)
def _slug(words: str, fallback: str, digest: str) -> str:
    letters = "".join(letter for letter in normalize("NFKD", words) if not combining(letter))
    # A dash parts words even where it is not ASCII; a letter that is not ASCII is left out.
    apart = sub(r"[\W_]+", "-", letters.casefold()).encode("ascii", "ignore").decode()
    slug = sub(r"-+", "-", apart).strip("-")
    if len(slug) > SLUG_LENGTH:
        slug = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return f"{slug or fallback}-{digest}"


@lru_cache(maxsize=4096)
def _short_hash(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:8]


def part_of(iri: str) -> str | None:
    """What an IRI of ours stands for: article, entity, evidence, fact, graph or link; None for any other IRI."""
    address, _, fragment = iri.partition("#")
    named = search(r"/(article|entity|fact|graph|link)/[^/]+(/[^/]+)?$", address)
    if named is None or address.startswith(WIKIDATA):
        return None
    return "evidence" if named[1] == "article" and fragment.startswith("char=") else named[1]
