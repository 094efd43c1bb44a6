"""How well facts of several articles are connected: the relations that people marked, against those that are found.

    python tests/quality/claims.py tests/gold/claims/seen
    python tests/quality/claims.py tests/gold/claims/seen --show    # each pair that is wrong or missed

Beside the figures over all pairs stand those over the pairs whose two facts were read at all: what the reader misses
no rule can connect. Found relations between facts that nobody marked are counted apart, for they may be right.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flows.claims import account_of, blocks_of
from flows.claims.telling import Telling, tellings
from flows.reading import read
from flows.rows import row_of
from flows.settings import Settings

NAMES = {
    "same": "same",
    "refines": "refines",
    "differsInTime": "differs-time",
    "differsInPlace": "differs-place",
    "differsInNumber": "differs-number",
    "differsInParty": "differs-party",
    "denies": "denies",
    "fulfils": "fulfils",
    "postpones": "postpones",
    "cancels": "cancels",
    "succeeds": "succeeds",
}
GROUPS = {
    "same claim": {"same"},
    "refines": {"refines"},
    "same or refines": {"same", "refines"},
    "contradictions": {"differs-time", "differs-place", "differs-number", "differs-party", "denies"},
    "planned, then happened": {"fulfils"},
    "postpones, cancels": {"postpones", "cancels"},
    "succeeds": {"succeeds"},
}
# Which kinds of fact a person's word for what is told may mean.
KINDS = {
    "join|left|leav|withdr|appl|suspend|member|admit|observer|partner|expel": {"accession", "membership"},
    "met|meet|summit|held$|host|gather|talk|attend|postpone": {"meeting", "hosting", "participation"},
    "sign|ratif|accord|agree|ceasefire|approv|treaty": {"agreement"},
    "visit": {"visit"},
    "office|elected|resign|chair|appoint|president|sworn|named": {"office", "chairing"},
    "headquarter|seat|based": {"headquarters"},
    "number|member|toll|death|figure": {"quantity", "casualties"},
    "aid|loan|pledge": {"aid"},
    "found|inception|establish": {"founding"},
    "sanction|lift|ban": {"sanction"},
    "recogn|relations|sever|ambassador|ally": {"partnership"},
    "mediat": {"mediation"},
    "attack|conflict|war|control|fight": {"conflict"},
    "said|statement": {"statement"},
}
Pair = dict[str, Any]


@dataclass(frozen=True)
class Read:
    """One fact that was read, with the words of its article that state it, in each place where it does."""

    telling: Telling
    words: tuple[str, ...]


def main() -> None:
    """Prints the figures for a folder of articles with pairs.jsonl."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--show", action="store_true", help="each pair that is wrong or missed, and what was not marked"
    )
    asked = parser.parse_args()
    figures, wrong = score(asked.folder)
    for line in figures:
        print(line)
    if asked.show:
        print("\n".join(wrong))


def score(folder: Path) -> tuple[list[str], list[str]]:
    """The table of figures, and what is wrong, a line each."""
    pairs = [json.loads(line) for line in (folder / "pairs.jsonl").read_text(encoding="utf-8").splitlines() if line]
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}
    read = dict(read_all(folder))
    found = relations(one.telling for facts in read.values() for one in facts)
    judged = [(pair, *_judge(pair, read, found)) for pair in pairs]
    lines = [f"{len(pairs)} pairs in {len(texts)} articles, both facts read of {sum(both for _, _, both in judged)}"]
    lines.append(f"{'':24} {'P':>6} {'R':>6}   {'of pairs read':>14}  {'right, found, marked':>22}")
    for name, group in GROUPS.items():
        lines.append(_row(name, group, judged))
    confused = sum(pair["relation"] == "succeeds" and bool(told & GROUPS["contradictions"]) for pair, told, _ in judged)
    lines.append(f"succession taken for contradiction: {confused}")
    near = [_line(pair, told, both) for pair, told, both in judged if not _right(pair, told)]
    return lines, [*near, *_unmarked(pairs, read, found)]


def read_all(folder: Path) -> Iterator[tuple[str, list[Read]]]:
    """The facts of each article, by the name of its file, as a run without the network reads them."""
    settings = replace(Settings(), base="https://example.org/")
    batch = read([str(path) for path in sorted(folder.glob("*.txt"))], "frames", True, 1)
    for reading in batch.kept:
        article = reading.article
        slug = Path(article.source).stem
        rows, words = [], {}
        for fact in reading.extraction.facts:
            row = row_of(fact, reading, settings)
            rows.append({**row, "fact_iri": f"{slug}/{fact.key}", "article_iri": slug})
            words[f"{slug}/{fact.key}"] = tuple(" ".join(span.of(article.text).split()) for span in fact.evidence)
        published = article.published.value if article.published else None
        told = tellings(rows, published, article.url, settings)
        yield slug, [Read(one, words[one.fact]) for one in told]


def relations(told: Iterable[Telling]) -> dict[tuple[str, str], set[str]]:
    """What is found between each two claims of different articles, by their IRIs in both orders."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for block, some in blocks_of(told).items():
        for one in account_of(block, some).relations:
            found[one.one.iri, one.other.iri].add(NAMES[one.name])
            found[one.other.iri, one.one.iri].add(NAMES[one.name])
    return found


def _judge(pair: Pair, read: dict[str, list[Read]], found: dict[tuple[str, str], set[str]]) -> tuple[set[str], bool]:
    """What is found between the facts of a pair, and whether both were read."""
    ours = [_facts(pair[side], read) for side in ("a", "b")]
    told = set[str]()
    for one in ours[0]:
        for other in ours[1]:
            if one.telling.claim == other.telling.claim:
                told.add("same")
            told |= found.get((one.telling.claim, other.telling.claim), set())
    return told, bool(ours[0] and ours[1])


def _facts(side: dict[str, str], read: dict[str, list[Read]]) -> list[Read]:
    """The facts that were read where a person marked one, of a kind that may be meant."""
    kinds = {kind for words, of in KINDS.items() if re.search(words, side["kind_hint"].casefold()) for kind in of}
    facts = [one for one in read.get(side["article"], []) if one.telling.kind in kinds]
    quote = " ".join(side["quote"].split())
    return [one for one in facts if any(_overlaps(words, quote) for words in one.words)]


def _overlaps(words: str, quote: str) -> bool:
    return words in quote or quote in words or _shared(words, quote) >= 0.6


def _shared(words: str, quote: str) -> float:
    one, other = Counter(words.split()), Counter(quote.split())
    return sum((one & other).values()) / max(1, min(sum(one.values()), sum(other.values())))


def _row(name: str, group: set[str], judged: list[tuple[Pair, set[str], bool]]) -> str:
    marked = [(pair, told, both) for pair, told, both in judged if pair["relation"] in group]
    claimed = [(pair, told) for pair, told, _ in judged if _said(pair, told) & group]
    right = [pair for pair, told in claimed if pair["relation"] in group or group & set(pair.get("also_ok", ()))]
    hit = sum(bool(_said(pair, told) & group) for pair, told, _ in marked)
    seen = sum(both for *_, both in marked)
    figures = (len(right) / len(claimed) if claimed else 1, hit / max(1, len(marked)), hit / max(1, seen))
    counts = f"{len(right)}, {len(claimed)}, {len(marked)} ({seen} read)"
    return f"{name:24} {figures[0]:6.2f} {figures[1]:6.2f}   {figures[2]:14.2f}  {counts:>22}"


def _said(pair: Pair, told: set[str]) -> set[str]:
    """What is said of a pair; of several things that its facts tell of each other, the one that is marked counts."""
    fine = {pair["relation"], *pair.get("also_ok", ())}
    return told & fine or told


def _right(pair: Pair, told: set[str]) -> bool:
    fine = {pair["relation"], *pair.get("also_ok", ())}
    return bool(told & fine) or (not told and pair["relation"] == "unrelated")


def _line(pair: Pair, told: set[str], both: bool) -> str:
    a, b = pair["a"], pair["b"]
    what = ", ".join(sorted(told)) or ("nothing" if both else "unread")
    return f"{pair['relation']} <- {what}: {a['article']} “{a['quote']}” / {b['article']} “{b['quote']}”"


def _unmarked(pairs: list[Pair], read: dict[str, list[Read]], found: dict[tuple[str, str], set[str]]) -> Iterator[str]:
    """What is found between facts that nobody has marked as a pair."""
    known = set[tuple[str, str]]()
    for pair in pairs:
        for one in _facts(pair["a"], read):
            for other in _facts(pair["b"], read):
                known |= {(one.telling.claim, other.telling.claim), (other.telling.claim, one.telling.claim)}
    labels = {one.telling.claim: f"{one.telling.article} {one.telling.label}" for of in read.values() for one in of}
    for (one, other), names in sorted(found.items()):
        if one < other and (one, other) not in known:
            yield f"not marked: {labels[one]} / {labels[other]}: {', '.join(sorted(names))}"


if __name__ == "__main__":
    main()
