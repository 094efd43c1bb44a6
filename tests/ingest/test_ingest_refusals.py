"""What is no article is refused in one clear sentence that names it."""

import os
from pathlib import Path

import pytest
import requests
from ingest_server import STORY

from flows.errors import FetchError, NotAnArticle, SourceError
from flows.ingest import ingest
from flows.settings import Settings

CHINESE = "上海合作组织成员国领导人周三在首都举行会议，讨论地区安全与经济合作问题。会议结束后发表了联合声明。\n" * 5
JAPANESE = "五つの湖の国の大臣たちは火曜日に集まり、漁業についての共通の規則に合意したと発表しました。\n" * 5
RUSSIAN = "Министры пяти озёрных государств встретились во вторник и договорились об общих правилах рыболовства.\n" * 5
GERMAN = "Die Minister der fünf Seestaaten haben sich auf eine Regel für die Fischerei geeinigt.\n" * 5
FRENCH = "Les ministres des cinq États du lac ont adopté une règle pour la pêche dans les eaux du nord.\n" * 5
SPANISH = "Los ministros de los cinco países del lago acordaron una regla para la pesca en el norte.\n" * 5


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "it is empty"),
        ("blank.txt", b" \n\t\r\n ", "it is empty"),
        ("bom.txt", b"\xef\xbb\xbf", "it holds no words"),
        ("emoji.txt", "🎉🌍 🎊🎊 🥳\n🎉".encode(), "it holds no words"),
        ("control.txt", b"\x01\x02\x03\x04\x05\x06" * 20, "binary data"),
        ("digits.txt", b"12 34 56\n78 90\n", "it holds no words"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "it is a PNG image"),
        ("photo.html", b"\xff\xd8\xff\xe0" + bytes(50), "it is a JPEG image"),
        ("office.pdf", b"PK\x03\x04" + bytes(50), "ZIP archive"),
        ("chinese.txt", CHINESE.encode(), "written in Chinese"),
        ("chinese-gbk.txt", CHINESE.encode("gb18030"), "written in|does not look like English|no words"),
        ("japanese.txt", JAPANESE.encode(), "written in Japanese"),
        ("russian.txt", RUSSIAN.encode(), "written in Russian"),
        ("german.txt", GERMAN.encode(), "written in German"),
        ("french.txt", FRENCH.encode(), "written in French"),
        ("spanish.txt", SPANISH.encode(), "written in Spanish"),
        (
            "names.txt",
            ("Larnholm Osterby Quellbruck Brandvold Castellane Tvedt " * 8).encode(),
            "does not look like English",
        ),
        ("words.txt", b"Bridges\n\nRiver news\n\nMore bridges\n", "it holds no sentence"),
        ("page.html", b"<html><body></body></html>", "no article was found"),
        (
            "chinese.html",
            f"<html><body><article><p>{CHINESE}</p></article></body></html>".encode(),
            "written in Chinese",
        ),
        ("nothing.html", b"<html>", "no article was found|empty or damaged"),
        ("torn.pdf", b"%PDF-1.7 and then nothing", "this PDF is damaged"),
        ("table.csv", b"a,b\n1,2\n", "only HTML, text and PDF"),
    ],
)
def test_a_bad_file_is_refused_in_words(
    name: str, content: bytes, words: str, tmp_path: Path, settings: Settings, session: requests.Session
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(NotAnArticle, match=words) as caught:
        ingest(str(path), settings, session)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told(settings: Settings, session: requests.Session) -> None:
    with pytest.raises(FetchError, match="there is no such file"):
        ingest("nowhere/story.txt", settings, session)


@pytest.mark.parametrize("name", ["", "story\0.txt", "x" * 5000])
def test_a_name_that_no_file_can_have_is_told(name: str, settings: Settings, session: requests.Session) -> None:
    with pytest.raises(SourceError):
        ingest(name, settings, session)


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, session: requests.Session) -> None:
    path = tmp_path / "huge.txt"
    path.write_bytes(b"word " * 6_000_000)
    with pytest.raises(FetchError, match=r"huge\.txt: it is larger than the limit of 20 MB"):
        ingest(str(path), Settings(), session)


def test_an_empty_folder_is_told(tmp_path: Path, settings: Settings, session: requests.Session) -> None:
    with pytest.raises(FetchError, match="holds no file that can be read"):
        ingest(str(tmp_path), settings, session)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the super-user")
def test_a_forbidden_file_is_told(tmp_path: Path, settings: Settings, session: requests.Session) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(STORY, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(FetchError, match="permission denied"):
        ingest(str(path), settings, session)


def test_the_folder_of_a_file_is_not_told_to_the_world(
    tmp_path: Path, settings: Settings, session: requests.Session
) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    assert ingest(str(path), settings, session).source == "story.txt"


def test_latin_1_bytes_in_a_page_that_says_utf_8_are_readable(
    tmp_path: Path, settings: Settings, session: requests.Session
) -> None:
    path = tmp_path / "old.html"
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in STORY.split("\n\n"))
    path.write_bytes(f'<html><meta charset="utf-8"><body><article>{paragraphs}</article></html>'.encode("cp1252"))
    text = ingest(str(path), settings, session).text
    assert "café" in text
    assert "\ufffd" not in text


@pytest.mark.parametrize("quote", ["« Nous allons à la frontière »", "„Wir gehen nicht“", "“Мы не уйдём”"])
def test_an_english_article_may_quote_other_languages(
    quote: str, tmp_path: Path, settings: Settings, session: requests.Session
) -> None:
    path = tmp_path / "quoting.txt"
    path.write_text(f"{STORY}\n{quote}, he said, and left the room.\n", encoding="utf-8")
    assert quote in ingest(str(path), settings, session).text


def test_a_page_that_keeps_the_libraries_busy_is_left_in_time(tmp_path: Path, settings: Settings) -> None:
    from flows.ingest import open_session

    path = tmp_path / "spans.html"
    path.write_text(f"<html><body><p>{'<span>so on</span> ' * 50_000}</p></body></html>")
    with open_session(settings) as session:
        session.worker.seconds = 1.0
        with pytest.raises(NotAnArticle, match=r"spans\.html: it cannot be read: it took longer than 1 seconds"):
            ingest(str(path), settings, session)
