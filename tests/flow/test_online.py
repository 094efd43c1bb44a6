"""An online run asks Wikidata, says how each fact stands against it, and ends well when Wikidata does not answer."""

from importlib import import_module
from pathlib import Path

import pytest
from rdflib import Graph

from flows.publish_articles import publish_now

pytestmark = pytest.mark.usefixtures("prefect_server")

REPLAY = Path(__file__).parents[1] / "wikidata"
STANDS = """
SELECT ?stands (COUNT(?fact) AS ?facts) {
    ?fact ?compared ?stands .
    FILTER(STRSTARTS(STR(?stands), "https://w3id.org/communique/comparison/"))
} GROUP BY ?stands
"""


def test_without_wikidata_an_online_run_links_by_the_snapshot(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_WIKIDATA_API", "http://127.0.0.1:9/w/api.php")
    monkeypatch.setenv("COMMUNIQUE_WIKIDATA_INTERVAL", "0")
    outcome = publish_now([str(article)], str(tmp_path / "out"), offline=False)
    assert outcome.total("links") > 0
    assert (tmp_path / "out" / "dataset.ttl").is_file()


def test_an_online_run_says_how_facts_stand_against_wikidata(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(REPLAY)
    with import_module("replay").serve(import_module("worlds").world_of_the_tables()) as world:
        monkeypatch.setenv("COMMUNIQUE_WIKIDATA_API", world.address)
        monkeypatch.setenv("COMMUNIQUE_WIKIDATA_INTERVAL", "0")
        publish_now([str(article)], str(tmp_path / "out"), offline=False)
    compared = list(Graph().parse(tmp_path / "out" / "dataset.ttl").query(STANDS))
    assert compared


def test_what_is_new_to_wikidata_is_proposed_with_its_source(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(REPLAY)
    with import_module("replay").serve(import_module("worlds").world_of_the_tables()) as world:
        monkeypatch.setenv("COMMUNIQUE_WIKIDATA_API", world.address)
        monkeypatch.setenv("COMMUNIQUE_WIKIDATA_INTERVAL", "0")
        publish_now([str(article)], str(tmp_path / "out"), offline=False)
    lines = (tmp_path / "out" / "wikidata.qs").read_text(encoding="utf-8").splitlines()
    assert lines
    assert all(line.startswith("Q") and '\tS854\t"https://' in line and "\tS813\t+" in line for line in lines)
