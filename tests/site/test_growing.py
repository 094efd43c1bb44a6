"""The pages of a release that grows: only what changed is made anew, and that gives the same as making all of it."""

import random
from pathlib import Path

import pytest
from lxml import html
from made import entity, fact, make_release, text

from flows.site import build

Told = tuple[str, str, list[dict[str, object]]]
NAMES = ("Ruritania", "League", "Syldavia", "Borduria", "Ann O’Nymous", "Grand Duchy")


def told(seed: int) -> Told:
    """An article whose facts join some of NAMES, and something that it alone names."""
    chance = random.Random(seed)
    names = [*NAMES, f"Own {seed}"]
    facts = [
        fact(
            *(chance.choice(names), chance.choice(("joined", "met")), chance.choice(names)),
            chance.choice(("accession", "meeting")),
            qualifiers={"start": f"20{chance.randint(20, 35)}-05-01"},
            factuality=chance.choice(("asserted", "planned", "negated")),
        )
        for _ in range(chance.randint(0, 9))
    ]
    return f"Article {seed}", f"20{chance.randint(25, 30)}-0{chance.randint(1, 9)}-01", facts


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("seed", range(4))
def test_growing_gives_the_same_bytes_as_building_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    if seed % 2:  # as if very much were told of each thing, and there were very many names
        monkeypatch.setattr("flows.site.entity.TELLINGS", 4)
        monkeypatch.setattr("flows.site.entity.TELLINGS_A_PAGE", 2)
        monkeypatch.setattr("flows.site.search.MOST", 3)
        monkeypatch.setattr("flows.site.search.FOREMOST", 2)
    chance = random.Random(seed)
    articles: list[Told] = []
    for step in range(6):
        articles = [one for one in articles if chance.random() < 0.8]
        articles += [told(seed * 100 + step * 10 + number) for number in range(chance.randint(1, 4))]
        release = make_release(tmp_path / "out", *articles)
        grown = build(release, tmp_path / "site", at="https://facts.example/").start.parent
    anew = build(release, tmp_path / "anew", at="https://facts.example/", cache=tmp_path / "other").start.parent
    assert contents(grown) == contents(anew)


def test_one_article_more_leaves_the_pages_of_others_alone(tmp_path: Path) -> None:
    articles = [(f"Article {n}", "2030-01-01", [fact(f"State {n}", "joined", f"Body {n}")]) for n in range(30)]
    site = build(make_release(tmp_path / "out", *articles), tmp_path / "site").start.parent
    others = [*site.glob("article/*"), *site.glob("entity/*")]
    before = {path: path.stat().st_mtime_ns for path in others}
    more = ("More", "2030-01-02", [fact("New state", "joined", "New body")])
    built = build(make_release(tmp_path / "out", *articles, more), site)
    assert {path: path.stat().st_mtime_ns for path in others} == before
    assert built.written < 30 < len(others)
    assert "New state joined New body" in text(site / "index.html")


def test_a_thing_that_is_called_otherwise_is_so_on_every_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.site.entity.TELLINGS", 0)
    league = "https://data.example/entity/league"
    here = fact("League", "joined", "Union", subject_iri=league, qualifiers={"place": "League"})
    articles: list[Told] = [("One", "2030-01-01", [here]), ("Two", "2030-01-02", [here])]
    site = build(make_release(tmp_path / "out", *articles), tmp_path / "site").start.parent
    facts = [{**row, "subject": "Great League"} for row in articles[0][2]]
    release = make_release(tmp_path / "out", ("One", "2030-01-01", facts), articles[1])
    grown = contents(build(release, site).start.parent)
    assert grown == contents(build(release, tmp_path / "anew", cache=tmp_path / "other").start.parent)


def test_a_page_that_is_gone_is_made_again(tmp_path: Path) -> None:
    release = make_release(tmp_path / "out", told(1), told(2))
    site = build(release, tmp_path / "site").start.parent
    before = contents(site)
    for name in ("index.html", "article/article-0.html", "search/a.js", "style.css", "upcoming.ics"):
        (site / name).unlink()
    assert build(release, site).written == 5
    assert contents(site) == before


@pytest.mark.parametrize("broken", ["unfinished", "record", "pages"])
def test_what_an_earlier_call_left_half_done_is_made_whole(tmp_path: Path, broken: str) -> None:
    release = make_release(tmp_path / "out", told(1), told(2))
    site = build(release, tmp_path / "site", cache=tmp_path / "record").start.parent
    before = contents(site)
    if broken == "unfinished":
        (site / ".pages.unfinished").touch()
        (site / "index.html").write_text("half", encoding="utf-8")
    elif broken == "record":
        next((tmp_path / "record" / "sites").iterdir()).write_bytes(b"no record")
    else:
        (site / "pages.json").write_text("{}", encoding="utf-8")
    build(release, site, cache=tmp_path / "record")
    assert contents(site) == before


def test_a_body_that_all_speak_of_has_pages_of_each_kind(tmp_path: Path) -> None:
    long_ = "of the Extraordinary Intergovernmental Commission on Everything and More " * 2
    states = [f"State {number} {long_}" for number in range(150)]
    articles = [
        (
            f"Article {n}",
            f"2030-01-{n % 28 + 1:02}",
            [fact(one, "joined", "League", evidence=one) for one in states[:60]],
        )
        for n in range(12)
    ]
    articles.append(("All", "2030-02-01", [fact(one, "joined", "League", evidence=one) for one in states]))
    articles.append(("Met", "2030-02-02", [fact(one, "met", "League", "meeting", evidence=one) for one in states]))
    site = build(make_release(tmp_path / "out", *articles), tmp_path / "site").start.parent
    name = entity("League").rsplit("/", 1)[-1]
    whole = [html.parse(path).xpath("//p[@class='says']") for path in site.glob(f"entity/{name}/accession*.html")]
    assert sum(map(len, whole)) == 150
    assert text(site / "entity" / f"{name}.html", "//a[contains(@href, '/meeting-')]") == "All 150 : who met whom"
    assert max(path.stat().st_size for path in site.rglob("*.html")) < 200_000
