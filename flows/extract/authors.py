"""What an article's own authors say in it is what the article says, not a statement of somebody's."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from flows.extract.interpret import Draft
from flows.extract.things import Thing
from flows.model import Article, Factuality


def without_bylines(drafts: Iterable[Draft], article: Article) -> Iterator[Draft]:
    """The drafts as if "writes A" were not there, where A is an author of the article."""
    authors = {field.value.casefold() for field in article.authors}
    for draft in drafts:
        if draft.kind == "statement" and is_one(draft.subject, authors):
            continue
        if is_one(draft.qualifiers.get("attributed to"), authors):
            del draft.qualifiers["attributed to"]
            if draft.status.factuality is Factuality.REPORTED:
                draft.status = replace(draft.status, factuality=Factuality.ASSERTED, reporter=None)
        yield draft


def is_one(filling: object, authors: set[str]) -> bool:
    """Whether a role is filled by one of the authors."""
    return isinstance(filling, Thing) and filling.name.casefold() in authors
