"""Bad input gives one clear sentence with the name of the source, and exit status 2; never a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest
from ran import Ran

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x06\x00\x00\x00" + bytes(range(256)) * 40
)
CHINESE = (
    "上海合作组织成员国元首理事会会议在阿斯塔纳举行，各国领导人就地区安全与经济合作交换了意见。"
    "会议通过了一系列文件，并决定接纳新的成员国。各方强调应加强互信，共同应对挑战。"
) * 6


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.fixture
def bad(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A source that nothing can be read from, by the name of what is wrong with it."""
    folder = tmp_path / "bad"
    folder.mkdir()
    made: dict[str, Callable[[], object]] = {
        "a missing file": lambda: folder / "nowhere.txt",
        "an empty file": lambda: write(folder, "empty.txt", b""),
        "an empty folder": lambda: folder,
        "a picture named .txt": lambda: write(folder, "picture.txt", PNG),
        "a file of 30 MB": lambda: write(folder, "huge.txt", b"All work and no play.\n" * 1_500_000),
        "a Chinese article": lambda: write(folder, "zh.txt", CHINESE.encode()),
        "a saved page without an article": lambda: write(
            folder, "menu.html", b"<html><body><a href='/'>Home</a></body></html>"
        ),
        "a page that is not there": lambda: f"{request.getfixturevalue('site')}/missing.html",
        "a page without an article": lambda: f"{request.getfixturevalue('site')}/menu.html",
        "a page of 30 MB": lambda: f"{request.getfixturevalue('site')}/huge.html",
        "a text that states nothing": lambda: write(
            folder, "small.txt", b"It was raining all day, and so they stayed at home.\n" * 5
        ),
        "an address without a server": lambda: "http://127.0.0.1:9/page.html",
        "an unknown scheme": lambda: "gopher://example.org/page",
    }
    return str(made[request.param]())


KINDS = [
    "a missing file",
    "an empty file",
    "an empty folder",
    "a picture named .txt",
    "a file of 30 MB",
    "a Chinese article",
    "a saved page without an article",
    "a page that is not there",
    "a page without an article",
    "a page of 30 MB",
    "a text that states nothing",
    "an address without a server",
    "an unknown scheme",
]


@pytest.mark.parametrize("bad", KINDS, indirect=True)
def test_bad_input_is_one_sentence_with_its_name(bad: str, communique: Callable[..., Ran]) -> None:
    ran = communique("facts", bad, "--offline")
    complaints = [line for line in ran.err.splitlines() if line.startswith("communique: ")]
    assert ran.status == 2
    assert ran.out == ""
    assert len(complaints) == 1
    assert Path(bad).name in complaints[0]
    assert "Traceback" not in ran.err
    assert "unexpected" not in ran.err


def test_one_bad_source_among_good_ones_gives_status_1_and_the_others_facts(
    article: Path, tmp_path: Path, communique: Callable[..., Ran]
) -> None:
    ran = communique("facts", article, tmp_path / "nowhere.txt", "--offline", "--format", "jsonl")
    assert ran.status == 1
    assert "Sweden" in ran.out
    assert "nowhere.txt" in ran.err


def test_a_text_that_states_nothing_still_says_when_it_appeared(tmp_path: Path, communique: Callable[..., Ran]) -> None:
    words = (
        "Has Kenya joined BRICS? In the novel that everybody reads this year, Kenya left the African Union long ago."
    )
    page = write(tmp_path, "questions.txt", f"TITLE: Tea and novels\nDATE: 2025-01-16\n\n{words}\n".encode())
    ran = communique("facts", page, "--offline", "--format", "jsonl")
    assert ran.status == 1
    assert '"2025-01-16"' in ran.out
    assert "Kenya" not in ran.out
    assert "states nothing that we know how to say" in ran.err


def test_latin_1_that_calls_itself_utf_8_is_still_read(tmp_path: Path, communique: Callable[..., Ran]) -> None:
    paragraphs = [
        "Sweden joined NATO in March 2024, and the news was read out in the café",
        "Finland joined NATO in April 2023. Its president called it the end of an era, in a short résumé.",
        "The African Union was founded in 2002 in Durban. Its members still argue over who pays for it.",
        "Nobody in the hall expected a close vote: the façade of unity held until the very last hour.",
    ]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = (
        "<html lang='en'><head><meta charset='utf-8'><title>A café for the summit</title></head>"
        f"<body><article><h1>A café for the summit</h1>{body}</article></body></html>"
    )
    path = write(tmp_path, "latin.html", page.encode("cp1252"))
    ran = communique("facts", path, "--offline", "--format", "jsonl")
    assert ran.status == 0
    assert "\ufffd" not in ran.out
    assert "Sweden" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["facts"],
        ["facts", "x.txt", "--format", "xml"],
        ["run", "x.txt", "--jobs", "0"],
        ["fly"],
        ["run", "--no-such-option"],
    ],
)
def test_wrong_usage_gives_status_2(arguments: list[str], communique: Callable[..., Ran]) -> None:
    ran = communique(*arguments)
    assert ran.status == 2
    assert ran.err


def test_an_unknown_engine_is_named_with_the_known_ones(article: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("facts", article, "--offline", "--engine", "magic")
    assert ran.status == 2
    assert "'magic'" in ran.err
    assert "frames" in ran.err


def test_debug_shows_the_whole_error(tmp_path: Path, communique: Callable[..., Ran]) -> None:
    plain = communique("facts", tmp_path / "nowhere.txt")
    assert "Traceback" not in plain.err
