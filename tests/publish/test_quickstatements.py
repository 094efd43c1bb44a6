"""What is new to Wikidata is published as lines for QuickStatements, and only what passed the gate."""

from dataclasses import replace
from pathlib import Path

from released import RUN, SETTINGS, published

from flows.iris import fact_iri
from flows.link.compare import Against, Comparison
from flows.link.quickstatements import new_statements
from flows.publish import Release, publish

TALKS = published("talks", title="Talks about talks")
FIRST = TALKS.reading.extraction.facts[0].key
LINE = "Q900001\tP463\tQ900002"
WITH_LINE = replace(TALKS, statements={FIRST: LINE})


def test_new_facts_stand_in_the_file_of_the_article_and_of_the_release(tmp_path: Path) -> None:
    publish(Release((WITH_LINE,), RUN), tmp_path, SETTINGS)
    (of_article,) = tmp_path.glob("articles/*/wikidata.qs")
    assert of_article.read_text() == (tmp_path / "wikidata.qs").read_text() == f"{LINE}\n"


def test_without_anything_new_there_is_no_file(tmp_path: Path) -> None:
    publish(Release((TALKS,), RUN), tmp_path, SETTINGS)
    assert not list(tmp_path.rglob("wikidata.qs"))


def test_a_fact_that_was_held_back_is_not_proposed(tmp_path: Path) -> None:
    iri = fact_iri(TALKS.reading.article, TALKS.reading.extraction.facts[0], SETTINGS)
    without = tuple(quad for quad in TALKS.quads if str(quad.subject) != f"<{iri}>")
    publish(Release((replace(WITH_LINE, quads=without),), RUN), tmp_path, SETTINGS)
    assert not list(tmp_path.rglob("wikidata.qs"))


def test_what_an_earlier_run_found_new_is_kept(tmp_path: Path) -> None:
    publish(Release((WITH_LINE,), RUN), tmp_path, SETTINGS)
    publish(Release((published("summit"),), RUN), tmp_path, SETTINGS)
    assert (tmp_path / "wikidata.qs").read_text() == f"{LINE}\n"


def test_the_day_of_retrieval_touches_no_checksum(tmp_path: Path) -> None:
    sums = []
    for number, line in enumerate(
        (f"{LINE}\tS813\t+2025-01-02T00:00:00Z/11", f"{LINE}\tS813\t+2026-01-02T00:00:00Z/11")
    ):
        publish(Release((replace(TALKS, statements={FIRST: line}),), RUN), tmp_path / str(number), SETTINGS)
        sums.append((tmp_path / str(number) / "SHA256SUMS").read_text())
    assert sums[0] == sums[1]


def test_each_article_keeps_the_day_on_which_it_was_read(tmp_path: Path) -> None:
    for day, name, title in (("2025-01-02", "summit", "A summit"), ("2025-03-04", "talks", "Talks")):
        read = published(name, title=title)
        new = Comparison(read.reading.extraction.facts[0].key, Against.NEW, "Q900001", "P463", "Q900002")
        lines = new_statements(read.reading, [new], f"{day}T05:06:07+00:00")
        publish(Release((replace(read, statements=lines),), RUN), tmp_path, SETTINGS)
    lines = (tmp_path / "wikidata.qs").read_text(encoding="utf-8").splitlines()
    retrieved = {
        next(cell for cell in line.split("\t") if "news.example" in cell): line.split("\t")[-2:] for line in lines
    }
    assert retrieved == {
        '"https://news.example/summit"': ["S813", "+2025-01-02T00:00:00Z/11"],
        '"https://news.example/talks"': ["S813", "+2025-03-04T00:00:00Z/11"],
    }
