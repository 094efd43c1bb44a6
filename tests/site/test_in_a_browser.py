"""What a real browser makes of the pages; skipped where Chromium is not installed."""

import os
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

import pytest
from browser import Browser
from lxml import html
from made import entity, fact, make_release

from flows.settings import HOME
from flows.site import build

EXAMPLE = HOME / "output" / "example"
AXE = (
    Path(os.environ.get("COMMUNIQUE_TEST_AXE") or HOME / "build" / "node") / "node_modules" / "axe-core" / "axe.min.js"
)
OPTIONS = "{resultTypes: ['violations'], preload: false}"
TOLD = "(told) => told.violations.map((one) => [one.id, one.impact, one.nodes[0].html])"
WRONG = f"axe.run(document, {OPTIONS}).then({TOLD})"
NATO = "/query?question=members-by-organization-at-a-date&organization=NATO"
PAGES = {
    **{name: f"/{name}.html" for name in ("index", "upcoming", "promises", "map", "network", "things", "about")},
    "article": f"/article/{next((EXAMPLE / 'articles').iterdir()).name}.html",
    "entity": "/entity/Q212.html",
    "organisation": "/entity/Q7184.html",
    "search": "/search.html?q=orban",
    "question": NATO,
    "query": "/query",
    "missing": "/no/such/page",
}
HOSTILE = (
    "<script>document.title='ran'</script>",
    "</script><script>document.title='ran'</script>",
    "\"'><img src=x onerror=\"document.title='ran'\">",
    "javascript:document.title='ran'",
    "{{ 7 * 7 }}",
    "<svg onload=document.title='ran'>",
    "--><iframe srcdoc=\"<script>parent.document.title='ran'</script>\">",
)


def own(browser: Browser, address: str) -> None:
    """Nothing was complained of, and nothing asked for at another host."""
    assert browser.complaints == []
    assert {urlsplit(one).netloc for one in browser.asked} == {urlsplit(address).netloc}


def test_from_the_start_to_the_sentence_of_the_source(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.click(".card h3 a")
    assert browser.text("h1") == "At 75, NATO promises Ukraine a path – but not a date"
    opens = browser.run("document.querySelector('.fact .open').href")
    words = unquote(opens.partition("#:~:text=")[2].partition(",")[0])
    page = html.fromstring((HOME / "flows" / "ingest" / "example" / "summit.html").read_text(encoding="utf-8"))
    assert words in " ".join(page.text_content().split())
    own(browser, address)


def test_from_the_start_to_the_timeline_of_an_organisation(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.click(".ranked a", "NATO")
    assert browser.text("h1") == "NATO"
    assert "4 April 1949 NATO founded by Belgium, Canada, Denmark" in browser.text(".timeline")
    browser.click(".timeline .from")
    assert browser.run("document.querySelector(':target').className").startswith("fact")
    own(browser, address)


def test_search_answers_without_a_server(browser: Browser, example: Path) -> None:
    browser.open((example / "search.html").as_uri() + "?q=viktor+orban")
    browser.until("document.querySelector('#found li')")
    assert browser.text("#found") == "Viktor Orbán person"
    assert browser.text("#told") == "1 found"
    own(browser, (example / "search.html").as_uri())


def test_search_finds_a_name_among_very_many(browser: Browser, tmp_path: Path) -> None:
    names = [f"{first}{second}land {number}" for number in range(6) for first in "ABCDEFGHIJ" for second in "aeiouäøш"]
    facts = [fact(name, "joined", f"Union of {name}") for name in names]
    site = build(make_release(tmp_path / "out", ("One", "2030-01-01", facts)), tmp_path / "site").start.parent
    assert (site / "search" / "u.js").read_text(encoding="utf-8").startswith('shelve("u",true,')
    for asked, found in (("union of bø", 6), ("Jшland 2", 2), ("zz", 0)):
        browser.open(f"{(site / 'search.html').as_uri()}?q={asked}")
        browser.until("document.querySelector('#told').textContent")
        assert browser.text("#told") == (f"{found} found" if found else "Nothing of this name is told of.")
    assert browser.complaints == ["Failed to load resource: net::ERR_FILE_NOT_FOUND " + (site / "search/z.js").as_uri()]


def test_a_question_is_asked_with_a_parameter(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.click("nav a", "Ask")
    which = "document.querySelector('#question')"
    browser.run(f"{which}.value = 'members-by-organization-at-a-date'")
    browser.click(".choose button")
    browser.run("document.querySelector('#given-organization').value = 'NATO'")
    browser.run("document.querySelector('#given-date').value = '2000-01-01'")
    browser.click(".parameters button")
    rows = browser.texts(".answer tbody td:nth-child(2)")
    assert "Greece" in rows
    assert "Finland" not in rows
    own(browser, address)


def test_a_query_is_written_in_the_editor(browser: Browser, address: str) -> None:
    browser.open(f"{address}/query")
    browser.until("document.querySelector('.CodeMirror')")
    browser.run("document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT ?visit { ?visit a cmq:Visit }')")
    browser.click(".sparql button")
    assert browser.run("document.querySelectorAll('.answer tbody tr').length") == 2
    browser.click(".answer td a")
    assert browser.run("document.querySelector(':target .verb').textContent") == "visited"
    own(browser, address)


def test_drawings_show_whom_and_where_they_should(browser: Browser, address: str) -> None:
    browser.open(f"{address}/map.html")
    assert {"Moscow", "Washington, D.C."} <= set(
        browser.run("[...document.querySelectorAll('.map text')].map((one) => one.textContent)")
    )
    browser.open(f"{address}/network.html")
    assert {"NATO", "Viktor Orbán", "Vladimir Putin", "Sweden"} <= set(browser.texts(".network text"))
    own(browser, address)


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_the_pages(browser: Browser, address: str, name: str) -> None:
    if not AXE.is_file():
        pytest.skip(
            "axe-core is not there (npm install --prefix build/node axe-core, or COMMUNIQUE_TEST_AXE names a folder)"
        )
    for width, dark in ((1280, False), (360, True), (1280, True), (360, False)):
        browser.look(width, 900, dark)
        if (width, dark) == (1280, False):
            browser.open(address + PAGES[name])
            browser.run(AXE.read_text(encoding="utf-8"))
        wrong = browser.run(WRONG)
        assert [one for one in wrong if one[1] in ("serious", "critical")] == []
        assert browser.run("document.documentElement.scrollWidth") <= width
    missing = [f"Failed to load resource: the server responded with a status of 404 (Not Found) {address}{PAGES[name]}"]
    assert browser.complaints == (missing if name == "missing" else [])


def test_long_names_stay_within_a_narrow_page(browser: Browser, tmp_path: Path) -> None:
    long_ = "Interparlamentarischeverteidigungsgemeinschaftskommission" * 2
    joined = [fact(f"{long_}{number}", "joined", f"{long_}0", qualifiers={"start": "2020-02-03"}) for number in (1, 2)]
    met = fact(f"{long_}1", "met", f"{long_}2", "meeting", evidence=long_, attributed_to=long_, factuality="reported")
    plan = fact(f"{long_}3", "will join", f"{long_}0", factuality="planned", qualifiers={"start": "2031"})
    release = make_release(tmp_path / "out", (long_, "2030-01-01", [*joined, met, plan]))
    site = build(release, tmp_path / "site").start.parent
    browser.look(360, 900)
    for page in sorted(site.rglob("*.html")):
        browser.open(page.as_uri())
        assert (page.name, browser.run("document.documentElement.scrollWidth")) == (page.name, 360)


def hostile_release(folder: Path) -> Path:
    """A release whose titles, names, words, addresses and files are all made to do harm."""
    facts = [fact(words, "joined", f"{words} again", evidence=words, attributed_to=words) for words in HOSTILE]
    facts.append(fact("Up", "joined", "Out", object_iri="https://data.example/entity/../../../../etc/passwd"))
    facts.append(fact("Over", "met", "Under", "meeting", subject_iri="https://data.example/entity/..%2f..%2fx\"'><b>"))
    return make_release(folder, *((words, "2030-01-01", facts) for words in HOSTILE))


def test_hostile_texts_stay_texts(browser: Browser, tmp_path: Path) -> None:
    site = build(hostile_release(tmp_path / "out"), tmp_path / "site", title=HOSTILE[1]).start.parent
    pages = [site / name for name in ("index.html", "things.html", "article/article-1.html", "network.html")]
    pages += [site / "entity" / f"{entity(words).rsplit('/', 1)[-1]}.html" for words in HOSTILE[:3]]
    pages += [site / "search.html"]
    for page in pages:
        browser.open(page.as_uri() + ("?q=script" if page.name == "search.html" else ""))
        if page.name == "search.html":
            browser.until("document.querySelectorAll('#found li').length")
        assert browser.run("document.title") != "ran"
        assert (
            browser.run("document.querySelectorAll('main :is(img, iframe, script), [onerror], [onload]').length") == 0
        )
        assert browser.run("[...document.links].filter((one) => one.protocol === 'javascript:').length") == 0
    own(browser, site.as_uri())


def test_hostile_names_leave_no_folder(tmp_path: Path) -> None:
    site = build(hostile_release(tmp_path / "deep" / "out"), tmp_path / "deep" / "site", cache=tmp_path / "cache")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "deep"]
    assert sorted(path.name for path in (tmp_path / "deep").iterdir()) == ["out", "site"]
    for page in site.start.parent.rglob("*.html"):
        for told in html.parse(page).xpath("//script[@type='application/ld+json']/text()"):
            assert "<" not in told


def test_hostile_queries_stay_texts(browser: Browser, address: str) -> None:
    for words in HOSTILE:
        literal = words.replace("\\", "\\\\").replace('"', '\\"')
        query = f'SELECT ("{literal}" AS ?x) {{}}'
        browser.open(f"{address}/query?{urlencode({'query': query})}")
        assert browser.text(".answer td") == " ".join(words.split())
        assert browser.run("document.title") == "Ask · Communiqué"
    own(browser, address)
