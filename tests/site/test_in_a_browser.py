"""What a real browser makes of the pages; skipped where Chromium is not installed."""

from collections.abc import Callable
from pathlib import Path

from lxml import html
from made import entity, fact, make_release

from flows.site import build

Browse = Callable[[str], tuple[str, str]]
HOSTILE = (
    "<script>document.title='ran'</script>",
    "</script><script>document.title='ran'</script>",
    "\"'><img src=x onerror=\"document.title='ran'\">",
    "javascript:document.title='ran'",
    "{{ 7 * 7 }}",
)


def test_search_answers_without_a_server(example: Path, browsed: Browse) -> None:
    shown, complaints = browsed((example / "search.html").as_uri() + "?q=viktor+orban")
    found = html.fromstring(shown).xpath("//ul[@id='found']/li")
    assert [one.text_content() for one in found] == ["Viktor Orbán person"]
    assert complaints == ""


def test_no_page_complains(example: Path, browsed: Browse) -> None:
    for page in ("index.html", "map.html", "entity/Q7184.html"):
        assert browsed((example / page).as_uri())[1] == ""


def test_hostile_texts_stay_texts(tmp_path: Path, browsed: Browse) -> None:
    facts = [fact(words, "joined", f"{words} again", evidence=words) for words in HOSTILE]
    site = build(make_release(tmp_path / "out", (HOSTILE[1], "2030-01-01", facts)), tmp_path / "site").start.parent
    named = [f"entity/{entity(words).rsplit('/', 1)[-1]}.html" for words in HOSTILE[:2]]
    for page in ("article/article-0.html", "search.html?q=script", "things.html", *named):
        path, _, query = page.partition("?")
        shown, complaints = browsed(f"{(site / path).as_uri()}?{query}")
        assert "ran" not in html.fromstring(shown).xpath("//title/text()")
        assert not html.fromstring(shown).xpath("//img | //*[@onerror] | //a[starts-with(@href, 'javascript')]")
        assert complaints == ""
