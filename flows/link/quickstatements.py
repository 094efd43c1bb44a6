"""What is new to Wikidata, as a file for QuickStatements that a person reviews and submits."""

from collections.abc import Sequence

from flows.link.compare import Against, Comparison, is_plain_date
from flows.link.items import properties
from flows.model import Fact, Reading
from flows.rows import cut

PRECISION = {4: 9, 7: 10, 10: 11}  # length of an ISO date -> Wikidata's code for year, month, day
QUALIFIERS = ("start", "end")


def quickstatements(readings: Sequence[Reading], compared: Sequence[Sequence[Comparison]], retrieved: str) -> str:
    """One line for each new fact with its dates and its source; `retrieved` is the ISO date of the run."""
    lines = {
        line
        for reading, comparisons in zip(readings, compared, strict=True)
        for line in new_statements(reading, comparisons, retrieved).values()
    }
    return "".join(f"{line}\n" for line in sorted(lines))


def new_statements(reading: Reading, compared: Sequence[Comparison], retrieved: str) -> dict[str, str]:
    """The line of each new fact of one article, by the fact's key; none when nobody can look the article up."""
    facts = {fact.key: fact for fact in reading.extraction.facts}
    return {
        comparison.fact: _line(facts[comparison.fact], comparison, reading, retrieved)
        for comparison in compared
        if comparison.against is Against.NEW and reading.article.url
    }


def _line(fact: Fact, comparison: Comparison, reading: Reading, retrieved: str) -> str:
    cells = [comparison.item or "", comparison.property or "", _cell(comparison.ours)]
    for name, value in fact.qualifiers:
        if name in QUALIFIERS and is_plain_date(value):
            cells += [properties()[name], _cell(value.value)]
    return "\t".join([*cells, *_source(reading, retrieved)])


def _source(reading: Reading, retrieved: str) -> list[str]:
    """Where it was read: URL, title, day of publication, day of retrieval."""
    article, named = reading.article, properties()
    cells = [_reference(named["reference URL"]), _text(article.url or "")]
    # A title that is too long to be released whole is left out: Wikidata wants it verbatim.
    if article.title and cut(article.title.value) == article.title.value:
        cells += [_reference(named["title"]), f"{article.language}:{_text(article.title.value)}"]
    if article.published:
        cells += [_reference(named["published"]), _cell(article.published.value[:10])]
    return [*cells, _reference(named["retrieved"]), _cell(retrieved[:10])]


def _reference(property: str) -> str:
    return "S" + property.removeprefix("P")


def _cell(value: str) -> str:
    """An item as it is, a date as Wikidata writes it."""
    if value.startswith("Q"):
        return value
    full = value + "-00-00"[: 10 - len(value)]
    return f"+{full}T00:00:00Z/{PRECISION[len(value)]}"


def _text(text: str) -> str:
    # A quotation mark or a tab would end the cell.
    return '"' + " ".join(text.replace('"', "”").split()) + '"'
