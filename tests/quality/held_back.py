"""Prints which facts of the gold the gate holds back, why, and which share of the right ones.

python tests/quality/held_back.py
"""

import json
from collections.abc import Iterator, Sequence

from articles import ARTICLES, OWN, are_here, read_source
from scoring import Gold, read_gold, says

from flows.ingest import example_source
from flows.iris import fact_iri
from flows.mapping import map_reading
from flows.model import Reading
from flows.rows import row_of
from flows.settings import Settings
from flows.validate import load_gate, validate_all

GOLD = OWN.parent / "example.gold.jsonl"


def judged() -> Iterator[tuple[str, bool, str | None]]:
    """Each fact that is read on gold, in words: whether it is right, and why it is held back, or None."""
    read = [(gold, reading) for gold, reading in material() if reading.extraction.facts]
    checked = validate_all([map_reading(reading, Settings()) for _, reading in read], load_gate())
    for (gold, reading), verdict in zip(read, checked, strict=True):
        reasons = {problem.focus: problem.message for problem in verdict.report.problems}
        for fact in reading.extraction.facts:
            row, iri = row_of(fact, reading, Settings()), fact_iri(reading.article, fact, Settings())
            if fact.kind != "article":
                words = f"{row['subject']} · {row['predicate']} · {row['object']} ({reading.article.source})"
                yield (
                    words,
                    any(says(row, one) for one in gold),
                    reasons[iri] if iri in verdict.report.held_back else None,
                )


def material() -> Iterator[tuple[Sequence[Gold], Reading]]:
    """The gold sentences, our own articles, the example and, where they lie here, the development articles."""
    yield from ((sentence["facts"], reading) for sentence, reading in read_gold())
    yield facts_in(GOLD.read_text(encoding="utf-8")), read_source(example_source())
    for path in [*sorted(OWN.glob("*.gold.jsonl")), *(sorted(ARTICLES.glob("*.gold.jsonl")) if are_here() else [])]:
        source = path.with_name(path.name.replace(".gold.jsonl", ".txt"))
        yield facts_in(path.read_text(encoding="utf-8")), read_source(str(source))


def facts_in(lines: str) -> list[Gold]:
    return [{"factuality": "asserted", **json.loads(line)} for line in lines.splitlines() if line.strip()]


if __name__ == "__main__":
    facts = list(judged())
    right = [reason for _, is_right, reason in facts if is_right]
    held = [reason for reason in right if reason]
    for words, is_right, reason in facts:
        if reason:
            print(f"{'right' if is_right else 'wrong'}: {words}: {reason}")
    all_held = sum(reason is not None for *_, reason in facts)
    share = len(held) / len(right)
    print(f"{len(facts)} facts, {all_held} held back; of {len(right)} right ones {len(held)}: {share:.2%}")
