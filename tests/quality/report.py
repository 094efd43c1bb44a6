"""Prints what the reader gets wrong on gold, and how far its confidence can be believed.

python tests/quality/report.py [--raise]
"""

import json
import sys

from articles import are_here, article_scores
from blind import all_judged, table
from reliability import judged, judged_unseen, table_of
from scoring import FLOORS, Score, pair, read_gold, rise, rows_of, score


def main(raising: bool) -> None:
    total = Score()
    for sentence, reading in read_gold():
        rows = rows_of(reading)
        total += score(sentence["facts"], rows)
        required = [fact for fact in sentence["facts"] if not fact.get("optional")]
        found, free = pair(required, rows)
        spare = pair([fact for fact in sentence["facts"] if fact.get("optional")], free)[1]
        missed = [fact for fact in required if all(fact is not said for said, _ in found)]
        if missed or spare:
            print(f"{sentence['id']} ({sentence['date']}): {sentence['text']}")
        for sign, facts in (("missed", missed), ("wrong ", spare)):
            for fact in facts:
                print(f"    {sign} {fact['subject']} | {fact['predicate']} | {fact['object']} | {fact['factuality']}")
    print(total)
    reached = {"sentences": total.shares(), **(article_scores() if are_here() else {})}
    for name, shares in reached.items():
        print(name, {key: round(value, 4) for key, value in shares.items()})
    print("\n".join(["", *table_of(judged())]))
    print("\n".join(["", *table_of(judged_unseen())]))
    print("\n".join(["", *table(all_judged())]))
    if raising:
        floors = rise(json.loads(FLOORS.read_text(encoding="utf-8")), reached)
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main("--raise" in sys.argv)
