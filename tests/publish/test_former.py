"""An IRI that a thing bore before it was linked goes on resolving, from release to release."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from released import RUN, SETTINGS, published, readable

from flows.iris import named_iri
from flows.mapping import map_former, map_reading
from flows.model import EntityType, Link, Report, Verdict
from flows.publish import Published, PublishedArticle, Release, load_dataset, publish, read_index
from flows.publish.writers.tables import read_table
from flows.stages import name_former
from flows.validate import conforming, load_gate, validate_file

ANNA = named_iri("Anna Zenda", EntityType.PERSON, SETTINGS, "President of Ruritania")
SAME = (
    "SELECT ?now { ?former <http://www.w3.org/2002/07/owl#sameAs> ?now ; <http://purl.org/dc/terms/isReplacedBy> ?now }"
)


def linked(name: str, item: str | None, verdict: Verdict = Verdict.SAME) -> PublishedArticle:
    """The article of that name, in which Anna Zenda is this item."""
    article = published(name)
    links = tuple(link for link in article.reading.links if link.entity != "Anna Zenda")
    link = Link("Anna Zenda", verdict if item else Verdict.NONE, item if verdict is Verdict.SAME else None, "", 0.9)
    reading = replace(article.reading, links=(*links, link))
    return PublishedArticle(reading, tuple(map_reading(reading, SETTINGS)), (), Report(conforms=True))


def release(out: Path, *articles: PublishedArticle) -> Published:
    """What a run publishes of these articles."""
    return publish(Release(articles, RUN, former=name_former(articles, out, SETTINGS)), out, SETTINGS)


def former(out: Path) -> list[tuple[str, str, str]]:
    path = out / "former.csv"
    rows = read_table(path.read_bytes().decode()) if path.exists() else ()
    return [(str(row["former_iri"]), str(row["name"]), str(row["entity_iri"])) for row in rows]


def same(out: Path) -> list[tuple[str, str]]:
    """What the release says to be the same as something else, without being of a type itself."""
    answer = load_dataset(out).query(SAME.replace("?now {", "?former ?now { GRAPH ?graph {") + "}")
    assert isinstance(answer, ox.QuerySolutions)
    return [(str(row["former"]).strip("<>"), str(row["now"]).strip("<>")) for row in answer]


def entity(item: str) -> str:
    return f"https://example.org/entity/{item}"


def test_without_an_earlier_release_nothing_was_given_up(tmp_path: Path) -> None:
    assert release(tmp_path, linked("summit", "Q900005")).linked == ()
    assert former(tmp_path) == same(tmp_path) == []
    assert "former.csv" not in read_index(tmp_path)["files"]


def test_the_iri_of_what_was_linked_since_is_the_same_as_the_new_one(tmp_path: Path) -> None:
    release(tmp_path, linked("summit", None))
    done = release(tmp_path, linked("summit", "Q900005"))
    assert former(tmp_path) == [(ANNA, "Anna Zenda", entity("Q900005"))]
    assert same(tmp_path) == [(ANNA, entity("Q900005"))]
    assert [(one.name, one.now) for one in done.linked] == [("Anna Zenda", (entity("Q900005"),))]


def test_what_was_unsure_before_counts_as_well(tmp_path: Path) -> None:
    release(tmp_path, linked("summit", "Q900005", Verdict.UNSURE))
    release(tmp_path, linked("summit", "Q900005"))
    assert same(tmp_path) == [(ANNA, entity("Q900005"))]


def test_it_is_carried_on_by_runs_that_read_the_article_again_and_by_those_that_do_not(tmp_path: Path) -> None:
    release(tmp_path, linked("summit", None))
    release(tmp_path, linked("summit", "Q900005"))
    again = release(tmp_path, linked("summit", "Q900005"))
    assert (same(tmp_path), again.linked) == ([(ANNA, entity("Q900005"))], ())
    other = release(tmp_path, published("talks", title="Talks about talks"))
    assert same(tmp_path) == []  # "talks" names her too, unlinked: the old IRI is hers there
    assert other.linked == ()
    release(tmp_path, linked("talks", "Q900005"))
    assert same(tmp_path) == [(ANNA, entity("Q900005"))]


def test_a_name_that_is_unlinked_elsewhere_keeps_its_iri(tmp_path: Path) -> None:
    release(tmp_path, linked("summit", None), linked("talks", None))
    release(tmp_path, linked("summit", "Q900005"))
    assert same(tmp_path) == []
    release(tmp_path, linked("talks", "Q900005"))
    assert same(tmp_path) == [(ANNA, entity("Q900005"))]


def test_a_link_that_is_withdrawn_gives_the_iri_back(tmp_path: Path) -> None:
    release(tmp_path, linked("summit", None))
    release(tmp_path, linked("summit", "Q900005"))
    release(tmp_path, linked("summit", None))
    assert former(tmp_path) == same(tmp_path) == []


def test_a_link_that_is_corrected_is_followed(tmp_path: Path) -> None:
    release(tmp_path, linked("summit", None))
    release(tmp_path, linked("summit", "Q900005"))
    done = release(tmp_path, linked("summit", "Q900006"))
    assert same(tmp_path) == [(ANNA, entity("Q900006"))]
    assert [one.now for one in done.linked] == [(entity("Q900006"),)]


def test_an_iri_that_two_things_had_shared_names_both_and_is_the_same_as_neither(tmp_path: Path) -> None:
    release(tmp_path, linked("summit", None), linked("talks", None))
    release(tmp_path, linked("summit", "Q900005"), linked("talks", "Q900006"))
    assert former(tmp_path) == [(ANNA, "Anna Zenda", entity(item)) for item in ("Q900005", "Q900006")]
    assert same(tmp_path) == []


@pytest.mark.parametrize("name", ["dataset.ttl", "dataset.trig", "dataset.jsonld"])
def test_every_form_of_the_release_says_it_and_conforms(tmp_path: Path, name: str) -> None:
    release(tmp_path, linked("summit", None))
    release(tmp_path, linked("summit", "Q900005"))
    assert ANNA.rsplit("/", 1)[1] in readable(tmp_path / name).decode()
    if name.endswith(".ttl"):
        assert ANNA not in {problem.focus for problem in validate_file(tmp_path / name, load_gate()).problems}


def test_what_the_gate_refuses_is_not_published() -> None:
    good, bad = (
        map_former(ANNA + end, "Anna", [iri], SETTINGS)
        for end, iri in (("1", entity("Q5")), ("2", "https://news.example/anna"))
    )
    assert conforming([*good, *bad], load_gate()) == tuple(good)


def test_an_iri_of_an_earlier_way_of_telling_things_apart_goes_on_resolving(tmp_path: Path) -> None:
    release(tmp_path, linked("summit", None))
    hinted = linked("summit", None).reading
    (anna,) = (one for one in hinted.extraction.entities if one.name == "Anna Zenda")
    others = tuple(one for one in hinted.extraction.entities if one is not anna)
    told = replace(anna, hints=(("office", "Queen of Ruritania"),))
    reading = replace(hinted, extraction=replace(hinted.extraction, entities=(*others, told)))
    release(tmp_path, PublishedArticle(reading, tuple(map_reading(reading, SETTINGS)), (), Report(conforms=True)))
    queen = named_iri("Anna Zenda", EntityType.PERSON, SETTINGS, "Queen of Ruritania")
    assert former(tmp_path) == [(ANNA, "Anna Zenda", queen)]
    release(tmp_path, linked("summit", "Q900005"))
    assert former(tmp_path) == [(iri, "Anna Zenda", entity("Q900005")) for iri in sorted([ANNA, queen])]
