"""The inputs of people who saw no rule: enough of each kind, and judged as they say."""

import json
from collections import Counter

from blind import BLIND, is_seen, judged


def test_each_kind_has_traps_and_look_alikes() -> None:
    inputs = [json.loads(line) for line in BLIND.read_text(encoding="utf-8").splitlines()]
    kinds = Counter((one["id"].split("-")[1], one["trap"]) for one in inputs)
    assert len(kinds) == 32
    assert min(kinds.values()) >= 12
    assert sum(is_seen(one["id"]) for one in inputs) > 150


def test_what_a_text_does_not_tell_as_so_is_a_wrong_assertion() -> None:
    planned = {"kind": "accession", "subject": "Serbia", "predicate": "joined", "object": "NATO", "qualifiers": {}}
    told = {"id": "blind-x-01", "trap": True, "text": "Serbia joined NATO in 2020.", "date": "2025-02-12"}
    wrong = judged({**told, "facts": [{**planned, "factuality": "planned"}]})["wrong"]
    right = judged({**told, "facts": [{**planned, "factuality": "asserted"}]})["wrong"]
    assert [row["subject"] for row in wrong] == ["Serbia"]
    assert right == []
