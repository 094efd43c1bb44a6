"""Scores the reader on short inputs written by people who saw no rule: traps, and look-alikes that say it plainly.

python tests/quality/blind.py [--show odd|even]

A wrong assertion is a fact told as so that the text does not tell as so. What is lost is counted among the look-alikes:
facts told as so that are not read. Inputs with odd numbers may be looked at while rules are written, those with even
numbers are not. Facts that the writers left out, and that somebody else judged by the text alone to be told there, are
optional.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from scoring import FLOORS, Gold, Row, article_of, extraction_of, says

from flows.link import link_articles
from flows.model import Reading
from flows.rows import row_of
from flows.settings import Settings

BLIND = FLOORS.parent.parent / "gold" / "blind.jsonl"


def judged(sentence: Gold) -> dict[str, Any]:
    """The id of an input, its wrong assertions, and of a look-alike the facts that it states and those lost."""
    article = article_of(sentence)
    stated = extraction_of(article)
    (links,) = link_articles([(article, stated)], offline=True, settings=Settings())
    read = [both for both in named_both_ways(Reading(article, stated, links)) if is_so(both[0])]
    so = [fact for fact in sentence["facts"] if is_so(fact)]
    wrong = [both[0] for both in read if not any(says(row, fact) for fact in so for row in both)]
    needed = [] if sentence["trap"] else [fact for fact in so if not fact.get("optional")]
    lost = [fact for fact in needed if not any(says(row, fact) for both in read for row in both)]
    asserted = len(read)
    return {
        "id": sentence["id"],
        "text": sentence["text"],
        "asserted": asserted,
        "wrong": wrong,
        "needed": len(needed),
        "lost": lost,
    }


def named_both_ways(reading: Reading) -> Iterator[tuple[Row, Row]]:
    """Each fact once, with the names of the tables, and with those of the text: who is called by an office alone
    ("Iceland's prime minister") is named by the tables, and the text's name is right as well."""
    seen: set[tuple[Any, ...]] = set()
    plain = Reading(reading.article, reading.extraction, ())
    for fact in reading.extraction.facts:
        row = row_of(fact, reading, Settings())
        said = (row["predicate"], row["subject"], row["object"], row["factuality"])
        if fact.kind != "article" and said not in seen:
            yield row, row_of(fact, plain, Settings())
        seen.add(said)


def is_so(fact: Row) -> bool:
    """Whether a fact is told as so."""
    return fact["factuality"] == "asserted" and fact.get("polarity") is not False


def is_seen(name: str) -> bool:
    """Whether an input may be looked at while rules are written."""
    return int(name.rsplit("-", 1)[1]) % 2 == 1


def table(found: list[dict[str, Any]]) -> Iterator[str]:
    """A line a kind of input, then all that may be looked at, all others, and all."""
    counts: dict[str, Counter[str]] = {}
    for one in found:
        kind = one["id"].removeprefix("blind-").rsplit("-", 1)[0]
        for name in (kind, "looked at" if is_seen(one["id"]) else "not looked at", "all"):
            count = counts.setdefault(name, Counter())
            count["inputs"] += 1
            count["with wrong"] += bool(one["wrong"])
            for key in ("asserted", "needed"):
                count[key] += one[key]
            for key in ("wrong", "lost"):
                count[key] += len(one[key])
    yield "kind            inputs  asserted  wrong          needed  lost"
    for name, count in counts.items():
        wrong, lost = count["wrong"] / max(1, count["asserted"]), count["lost"] / max(1, count["needed"])
        yield (
            f"{name:15} {count['inputs']:6} {count['asserted']:9} {count['wrong']:6} {wrong:6.1%} "
            f"{count['needed']:8} {count['lost']:5} {lost:6.1%}"
        )


def all_judged() -> list[dict[str, Any]]:
    """Every input, judged."""
    inputs = [json.loads(line) for line in BLIND.read_text(encoding="utf-8").splitlines()]
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(judged, inputs, chunksize=10))


def main() -> None:
    """Print the table, and what is wrong or lost where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", choices=("odd", "even"), help="inputs to show, by their numbers")
    arguments = parser.parse_args()
    found = all_judged()
    for one in found:
        if arguments.show and (arguments.show == "odd") == is_seen(one["id"]) and (one["wrong"] or one["lost"]):
            print(f"{one['id']}: {one['text']}")
            for sign, facts in (("wrong", one["wrong"]), ("lost ", one["lost"])):
                for fact in facts:
                    print(f"    {sign} {fact['subject']} | {fact['predicate']} | {fact['object']} {fact['qualifiers']}")
    print("\n".join(table(found)))


if __name__ == "__main__":
    main()
