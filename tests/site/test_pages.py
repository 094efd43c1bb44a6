"""What the pages of a release show, and that they lead where they say."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
from lxml import html
from made import entity, fact, make_release, text

from flows.errors import PublishError
from flows.settings import HOME
from flows.site import build

SLUG = next((HOME / "output" / "example" / "articles").iterdir()).name
PLANNED = {"factuality": "planned", "qualifiers": {"start": "2031-05"}}
DENIED = {"factuality": "negated", "polarity": False}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The pages of two articles on one body, of which one repeats what the other says."""
    joined = fact("Ruritania", "joined", "League", qualifiers={"start": "2020-02-03"})
    first = [joined, fact("Syldavia", "will join", "League", **PLANNED), fact("Borduria", "joined", "League", **DENIED)]
    release = make_release(tmp_path / "out", ("One", "2030-01-01", first), ("Two", "2030-01-02", [joined]))
    return build(release, tmp_path / "site").start.parent


def test_each_link_leads_to_a_page_and_to_a_place_in_it(example: Path) -> None:
    pages = {path: html.parse(path) for path in example.rglob("*.html") if path.parent.name != "data"}
    named = {path: set(tree.xpath("//@id")) for path, tree in pages.items()}
    broken = [
        (path.name, link)
        for path, tree in pages.items()
        for link in tree.xpath("//@href")
        if not urlsplit(link).scheme and not leads(path, link, named)
    ]
    assert broken == []


def leads(path: Path, link: str, named: dict[Path, set[str]]) -> bool:
    """Whether a relative link leads to a file of the site and, where it names a place, to one that is there."""
    parts = urlsplit(link)
    if path.name == "404.html":  # it is shown at any address
        assert parts.path.startswith("/") or not parts.path
        parts = parts._replace(path=parts.path[1:])
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    return target.is_file() and (not parts.fragment or parts.fragment in named[target])


def test_no_page_loads_anything_from_elsewhere(example: Path) -> None:
    for path in example.glob("*.html"):
        tree = html.parse(path)
        assert not [link for link in tree.xpath("//@src | //link[@rel='stylesheet']/@href") if "//" in link]
    assert "//" not in re.sub(r"/\*.*?\*/", "", (example / "style.css").read_text(encoding="utf-8"))


def test_a_page_opens_in_little(example: Path) -> None:
    assert max(path.stat().st_size for path in example.rglob("*.html") if path.parent.name != "data") < 100_000


def test_facts_open_the_source_where_the_data_says(example: Path) -> None:
    graph = (HOME / "output" / "example" / "articles" / SLUG / "graph.ttl").read_text(encoding="utf-8")
    said = set(re.findall(r"<([^<>]*#:~:text=[^<>]*)>", graph))
    opened = set(html.parse(example / "article" / f"{SLUG}.html").xpath("//a[@class='open']/@href"))
    whole = {address for address in opened if "," not in address.partition("text=")[2]}
    assert len(whole) > 20
    assert whole <= said


def test_beside_the_page_of_each_thing_lies_what_is_told_of_it(example: Path) -> None:
    released = {str(quad.triple) for quad in ox.parse(path=str(HOME / "output" / "example" / "dataset.ttl"))}
    pages = list(example.glob("entity/*.html"))
    assert len(pages) > 50
    for page in pages:
        named = [page.parent / Path(link).name for link in html.parse(page).xpath("//link[@rel='alternate']/@href")]
        turtle, json_ld = ({str(quad.triple) for quad in ox.parse(path=str(path))} for path in named)
        assert turtle == json_ld <= released
        assert any(page.stem in triple for triple in turtle)


def test_what_is_planned_says_so_in_the_data_beside_a_page(example: Path) -> None:
    told = (example / "entity" / "Q36600.ttl").read_text(encoding="utf-8")
    assert "next summit · held in · The Hague · (planned)" in told
    assert "factuality/planned" in told


def test_an_article_tells_its_facts_in_reading_order(small: Path) -> None:
    says = html.parse(small / "article" / "article-0.html").xpath("//li[contains(@class, 'fact')]/p[@class='says']")
    assert [" ".join(one.text_content().split()) for one in says] == [
        "Ruritania joined League 3 February 2020",
        "Planned: Syldavia will join League May 2031",
        "Denied: Borduria joined League",
    ]


def test_an_organisation_tells_its_members_by_status(small: Path) -> None:
    page = small / "entity" / f"{entity('League').rsplit('/', 1)[-1]}.html"
    assert "Ruritania joined 3 February 2020 stated" in text(page, "//div[@class='group'][1]")
    assert "Borduria" not in text(page, "//div[@class='group'][1]")
    assert "Syldavia Planned: will join May 2031 planned" in text(page, "//div[@class='group'][2]")
    assert "Borduria Denied: joined – denied source" in text(page, "//div[@class='group'][3]")


def test_what_several_articles_tell_stands_once(small: Path) -> None:
    page = small / "entity" / f"{entity('Ruritania').rsplit('/', 1)[-1]}.html"
    assert text(page, "//p[@class='says']") == "Ruritania joined League 3 February 2020"
    assert text(page, "//summary") == "Told 1 more time"


def test_a_timeline_gathers_those_who_did_the_same(example: Path) -> None:
    founded = text(example / "entity" / "Q7184.html", "//ol[@class='timeline']/li[contains(., 'founded by Belgium')]")
    assert founded.startswith("4 April 1949 NATO founded by Belgium, Canada, Denmark,")


def test_whoever_is_only_said_to_be_tied_by_a_denial_is_not_drawn(small: Path) -> None:
    drawn = text(small / "network.html", "//*[local-name()='svg']")
    assert "Ruritania" in drawn
    assert "Borduria" not in drawn


def test_the_map_shows_where_things_took_place(example: Path) -> None:
    drawn = text(example / "map.html", "//*[local-name()='svg']/*[local-name()='text']")
    assert {"Washington, D.C.", "Moscow"} <= set(re.findall(r"Washington, D\.C\.|Moscow", drawn))


def test_a_calendar_has_what_is_planned_alone(small: Path) -> None:
    calendar = (small / "upcoming.ics").read_bytes().decode()
    assert calendar.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20310501\r\nDTEND;VALUE=DATE:20310601\r\n" in calendar
    assert "SUMMARY:Planned: Syldavia will join League (only May 2031 is told)\r\n" in calendar
    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75


def test_a_day_that_no_calendar_has_stands_in_none(tmp_path: Path) -> None:
    facts = [
        fact("A", "will join", "B", factuality="planned", qualifiers={"start": start})
        for start in ("2031-02-30", "soon")
    ]
    site = build(make_release(tmp_path / "out", ("One", "2030-01-01", facts)), tmp_path / "site").start.parent
    assert "VEVENT" not in (site / "upcoming.ics").read_text(encoding="utf-8")
    assert "Nothing with a date" in text(site / "upcoming.html")


def test_a_second_call_writes_nothing(tmp_path: Path) -> None:
    release = make_release(tmp_path / "out", ("One", "2030-01-01", [fact("A", "joined", "B")]))
    first, second = build(release, tmp_path / "site"), build(release, tmp_path / "site")
    assert (first.written, second.written) == (first.files, 0)


def test_what_is_no_longer_told_goes_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    told = ("One", "2030-01-01", [fact("A", "joined", "B")])
    site = build(make_release(tmp_path / "out", told, told), tmp_path / "site").start.parent
    (site / "CNAME").write_text("facts.example", encoding="utf-8")
    assert (site / "article" / "article-1.html").is_file()
    built = build(make_release(tmp_path / "out", told), site)
    assert built.removed >= 1
    assert not (site / "article" / "article-1.html").exists()
    assert (site / "CNAME").is_file()


def test_a_folder_of_others_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("mine", encoding="utf-8")
    release = make_release(tmp_path / "out", ("One", "2030-01-01", [fact("A", "joined", "B")]))
    with pytest.raises(PublishError, match="is no site of ours"):
        build(release, tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("broken", "why"), [("", "missing"), ("{", "cannot be read"), ('{"slug": "../x"}', "cannot be read")]
)
def test_what_is_no_release_is_said_in_a_sentence(tmp_path: Path, broken: str, why: str) -> None:
    release = make_release(tmp_path / "out", ("One", "2030-01-01", [fact("A", "joined", "B")]))
    if broken:
        (release / "articles.jsonl").write_text(broken, encoding="utf-8")
    else:
        (release / "articles.jsonl").unlink()
    with pytest.raises(PublishError, match=why):
        build(release, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_nothing_leaves_the_folder(tmp_path: Path) -> None:
    facts = [fact("https://data.example/entity/..", "joined", "https://data.example/entity/%2e%2e%2fx")]
    build(
        make_release(tmp_path / "out", ("../../One", "2030-01-01", facts)),
        tmp_path / "deep" / "site",
        cache=tmp_path / "cache",
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "deep", "out"]
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["site"]


def test_many_facts_are_parted_into_pages(tmp_path: Path) -> None:
    facts = [fact(f"State {number}", "joined", "League") for number in range(500)]
    site = build(make_release(tmp_path / "out", ("One", "2030-01-01", facts)), tmp_path / "site").start.parent
    assert (site / "article" / "article-0" / "5.html").is_file()
    assert max(path.stat().st_size for path in site.rglob("*.html")) < 200_000


def test_a_sitemap_names_every_page_at_its_address(tmp_path: Path) -> None:
    release = make_release(tmp_path / "out", ("One", "2030-01-01", [fact("A", "joined", "B")]))
    site = build(release, tmp_path / "site", at="https://facts.example/").start.parent
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}
    assert {place.removeprefix("https://facts.example/") for place in re.findall("<loc>(.*?)</loc>", sitemap)} == pages


def test_pages_say_to_machines_what_they_are_about(example: Path) -> None:
    told = html.parse(example / "entity" / "Q7184.html").xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(told[0])["sameAs"] == "http://www.wikidata.org/entity/Q7184"
