"""No article takes the address of another one, in a batch or in the release that it is added to."""

from hashlib import sha256

from flows.batch import Batch
from flows.identity import apart
from flows.model import Article, Field, Part, PartKind, Span

FRONT = "https://lake.example/latest"


def article(source: str, title: str, url: str | None = FRONT) -> Article:
    """An article with a title and the line that says its address."""
    text = f"{title}\n\n{url}" if url else title
    parts = [Part(PartKind.TITLE, Span(0, len(title)))]
    if url:
        parts.append(Part(PartKind.URL, Span(len(title) + 2, len(text))))
    hashed = f"sha256:{sha256(text.encode()).hexdigest()}"
    return Article(source, text, tuple(parts), hashed, url, title=Field(title, parts[0].span))


def entry(of: Article) -> dict[str, object]:
    """What an index says of a published article."""
    return {"url": of.url, "source": of.source, "title": of.title.value if of.title else None, "text_hash": of.hash}


A, B = article("https://lake.example/a", "Fish rule agreed"), article("https://lake.example/b", "Mill burns down")


def test_pages_that_claim_one_address_lie_where_they_were_read() -> None:
    batch = apart(Batch([A, B]))
    assert [one.url for one in batch.kept] == ["https://lake.example/a", "https://lake.example/b"]
    assert all(one.text.endswith(str(one.url)) for one in batch.kept)
    assert all(one.hash == f"sha256:{sha256(one.text.encode()).hexdigest()}" for one in batch.kept)


def test_a_later_page_does_not_take_the_place_of_a_published_one() -> None:
    assert [one.url for one in apart(Batch([B]), [entry(A)]).kept] == ["https://lake.example/b"]


def test_an_article_that_lies_where_it_was_read_stays_there_when_it_comes_alone() -> None:
    published = [entry(one) for one in apart(Batch([A, B])).kept]
    assert [one.url for one in apart(Batch([A]), published).kept] == ["https://lake.example/a"]


def test_one_article_at_two_addresses_keeps_the_one_that_it_calls_its_own() -> None:
    again = article("https://m.lake.example/a?mobile=1", "Fish rule agreed")
    assert [one.url for one in apart(Batch([again]), [entry(A)]).kept] == [FRONT]


def test_a_saved_page_that_claims_a_published_address_has_none() -> None:
    saved = apart(Batch([article("b.html", "Mill burns down")]), [entry(A)]).kept[0]
    assert (saved.url, saved.text) == (None, "Mill burns down")
