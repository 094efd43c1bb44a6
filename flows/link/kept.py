"""Links of the release before, for names that Wikidata could not be asked about: what was known is not lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from flows.link.live import UNASKED
from flows.model import Entity, Link, Verdict
from flows.rows import cut

KEPT = "kept from the release before: Wikidata could not be asked"


def keep_links(
    entities: Sequence[Entity], links: Sequence[Link], before: Iterable[Mapping[str, object]]
) -> tuple[Link, ...]:
    """The links, of which each that is pending is as the rows of links of the release before had it.

    They stay pending, so that the next online run asks.
    """
    known = {(row["name"], row["type"]): row for row in before if row["verdict"] == Verdict.SAME}
    of = {entity.key: entity for entity in entities}
    return tuple(_kept(link, of[link.entity], known) if link.pending else link for link in links)


def _kept(link: Link, entity: Entity, known: Mapping[tuple[object, object], Mapping[str, object]]) -> Link:
    row = known.get((cut(entity.name), entity.type.value))
    if link.verdict is Verdict.SAME or row is None or entity.type in UNASKED:
        return link
    item, label, score = str(row["item"]), str(row["label"] or entity.name), float(str(row["score"]))
    return replace(link, verdict=Verdict.SAME, item=item, label=label, score=score, reasons=(KEPT,))
