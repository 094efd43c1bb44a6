"""mappings/claims.yaml says of every kind how it is compared; no Python names a kind, a predicate or an act."""

import re
from pathlib import Path

import pytest
from rdflib import SKOS, Graph, URIRef

from flows.claims.rules import load_rules, shipped_rules
from flows.errors import BrokenData
from flows.kinds import shipped_kinds
from flows.settings import MAPPINGS, ONTOLOGY, PACKAGE

TEXT = (MAPPINGS / "claims.yaml").read_text(encoding="utf-8")


def test_every_predicate_but_those_about_the_article_itself_can_be_compared() -> None:
    told = {
        (kind.name, name) for kind in shipped_kinds().values() if kind.read_by != "metadata" for name in kind.predicates
    }
    assert told - set(shipped_rules().acts) == {("founding", "purpose")}  # whatever it is for: nothing there to compare


def test_no_python_of_the_room_names_a_kind_a_predicate_or_an_act() -> None:
    kinds = shipped_kinds().values()
    names = {kind.name for kind in kinds} | {name for kind in kinds for name in kind.predicates}
    names |= {act.name for act in shipped_rules().acts.values()}
    for path in sorted((PACKAGE / "claims").glob("*.py")):
        texts = re.findall(r'"([^"\n]*)"', path.read_text(encoding="utf-8"))
        assert names & set(texts) == set(), path.name


def test_every_relation_of_the_rules_is_a_code_of_the_ontology() -> None:
    ontology = Graph().parse(ONTOLOGY / "communique.ttl")
    scheme = URIRef("https://w3id.org/communique/ontology#Relations")
    codes = {str(ontology.value(code, SKOS.notation)) for code in ontology.subjects(SKOS.inScheme, scheme)}
    assert codes == shipped_rules().relations


@pytest.mark.parametrize(
    ("change", "to"),
    [
        ("is: step}", "is: leap}"),
        ("identified_by: [member, organization]", "identified_by: [member, nobody]"),
        ("varies: {holder: party}", "varies: {holder: colour}"),
        ("  join: [belong]", "  join: [belonging]"),
        ("since: join}", "since: once}"),
        ("days:\n", "dates:\n"),
    ],
)
def test_rules_that_name_what_there_is_not_are_refused(change: str, to: str, tmp_path: Path) -> None:
    assert change in TEXT
    (tmp_path / "claims.yaml").write_text(TEXT.replace(change, to, 1), encoding="utf-8")
    with pytest.raises(BrokenData, match=r"claims\.yaml"):
        load_rules(tmp_path / "claims.yaml")
