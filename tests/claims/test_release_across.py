"""What a release tells across its articles: it conforms, grows article by article, and can be asked as of a day."""

import csv
import gzip
import json
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate as ask_pyshacl
from rdflib import Graph

from flows.asof import store_as_of
from flows.claims.rules import shipped_rules
from flows.mapping import map_reading
from flows.publish import PublishedArticle, Withdrawal, publish, read_index
from flows.publish.across import PREFIX
from flows.settings import ONTOLOGY
from flows.stages import stated_claims

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "publish"))

from released import RUN, SETTINGS, published, quads, release

from flows.publish import Release

CLAIMED = "PREFIX cmq: <https://w3id.org/communique/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#> "


def one(name: str, start: str) -> PublishedArticle:
    article = published(name, title=f"A {name}", start=start)
    claims = stated_claims(article.reading, SETTINGS)
    return replace(article, quads=tuple(map_reading(article.reading, SETTINGS, claims=claims)))


def rows(out: Path, name: str) -> list[dict[str, str]]:
    with (out / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def graphs(out: Path) -> dict[str, str]:
    lines = (line.split() for line in (out / "graphs.txt").read_text(encoding="utf-8").splitlines())
    return {iri.rsplit("/", 1)[-1]: hash for hash, iri in lines}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    publish(release(one("summit", "2023"), one("talks", "2024-05-03")), tmp_path / "out", SETTINGS)
    return tmp_path / "out"


def test_a_table_in_which_nothing_changes_is_linked_and_not_written_again(out: Path) -> None:
    before = (out / "disagreements.csv").stat().st_ino
    publish(release(one("visit", "2023")), out, SETTINGS)
    assert (out / "disagreements.csv").stat().st_ino == before
    assert (out / "claims.csv").read_bytes() != (out / ".previous" / "claims.csv").read_bytes()


def test_two_dates_for_one_accession_are_told_with_the_words_of_both_sides(out: Path) -> None:
    (row,) = rows(out, "disagreements.csv")
    assert row["relation"] == "differsInTime"
    assert {row["one"].rsplit(" · ", 1)[-1], row["other"].rsplit(" · ", 1)[-1]} == {"2023", "2024-05-03"}
    assert all("Ruritania joined" in row[words] for words in ("one_words", "other_words"))
    facts = {json.loads(line)["fact_iri"] for line in (out / "facts.jsonl").read_text(encoding="utf-8").splitlines()}
    assert {row["one_fact"], row["other_fact"]} <= facts


def test_plain_pyshacl_finds_that_what_is_told_across_conforms(out: Path) -> None:
    data = Graph().parse(out / "dataset.ttl")
    query = "ASK { ?claim a cmq:Claim . ?relation a cmq:ClaimRelation ; cmq:hasClaim ?claim }"
    assert data.query(CLAIMED + query).askAnswer
    conforms, _, text = ask_pyshacl(data, shacl_graph=Graph().parse(ONTOLOGY / "shapes.ttl"), allow_warnings=True)
    assert conforms, text


def test_every_form_of_the_data_holds_the_claims(out: Path) -> None:
    def triples(name: str) -> set[str]:
        return {str(quad.triple) for quad in quads(out / name)}

    assert triples("dataset.ttl") == triples("dataset.jsonld")


def test_an_article_more_tells_anew_only_what_it_names(out: Path) -> None:
    before = graphs(out)
    publish(release(one("visit", "2024-05-03")), out, SETTINGS)
    after = graphs(out)
    told = {name for name in before if name.startswith(PREFIX[1:])}
    assert told <= set(after)
    assert {name for name in told if before[name] != after[name]}
    other = one("harbour", "2024-05-03")
    same = {name: hash for name, hash in after.items() if not name.startswith(PREFIX[1:])}
    publish(Release((other,), RUN), out, SETTINGS)
    assert same.items() <= graphs(out).items()


def test_with_the_articles_go_the_claims_that_they_made(out: Path) -> None:
    publish(Release((), RUN, withdrawals=(Withdrawal("https://news.example/talks", "wrong"),)), out, SETTINGS)
    assert not (out / "disagreements.csv").exists()
    assert [name for name in graphs(out) if name.startswith(PREFIX[1:])] == []


def test_no_fact_is_changed_by_what_other_articles_tell(tmp_path: Path, out: Path) -> None:
    publish(release(one("summit", "2023")), tmp_path / "alone", SETTINGS)
    slug = next(entry["slug"] for entry in read_index(tmp_path / "alone")["articles"])
    for name in ("facts.jsonl", "graph.ttl"):
        alone, beside = (folder / "articles" / slug / name for folder in (tmp_path / "alone", out))
        assert alone.read_bytes() == beside.read_bytes()


def test_as_of_a_day_only_what_was_told_by_then_is_there(out: Path) -> None:
    ask = CLAIMED + "SELECT ?fact { ?fact prov:specializationOf ?claim }"
    assert len(list(store_as_of(out, "2024-05-31").query(ask))) == 0
    assert len(list(store_as_of(out, "2024-06-01").query(ask))) == len(list(whole(out).query(ask))) > 0
    relations = CLAIMED + "SELECT ?relation { ?relation a cmq:ClaimRelation }"
    assert len(list(store_as_of(out, "2024-06-01").query(relations))) == 1


def whole(out: Path) -> ox.Store:
    store = ox.Store()
    store.load(path=str(out / "dataset.ttl"), format=ox.RdfFormat.TURTLE)
    return store


def test_rules_that_change_are_told_as_a_change(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The patches of all runs together still give the release."""
    rules = shipped_rules()
    step = {key: replace(act, shape="occasion", near=0) for key, act in rules.acts.items()}
    for module in ("telling", "relations", "account"):
        monkeypatch.setattr(f"flows.claims.{module}.shipped_rules", lambda: replace(rules, acts=step))
    monkeypatch.setattr("flows.publish.taking.rules_version", lambda: "other rules")
    publish(release(one("visit", "2024-05-03")), out, SETTINGS)
    assert not (out / "disagreements.csv").exists()
    with gzip.open(out / "dataset.nq.gz", "rt", encoding="utf-8") as quads:
        assert replayed(out) == set(quads)


def replayed(out: Path) -> set[str]:
    held: set[str] = set()
    for path in sorted((out / "changes").glob("*.rdfp.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line[:2] in ("A ", "D "):
                    (held.add if line[0] == "A" else held.remove)(line[2:])
    return held
