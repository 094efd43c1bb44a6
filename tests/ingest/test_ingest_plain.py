"""Plain text as people paste it: what each paragraph is taken for, by its shape."""

from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from ingest_server import STORY

from flows.ingest import ingest
from flows.ingest.clean import clean, paragraphs_of
from flows.ingest.dates import date_line, read_date
from flows.ingest.plain import read_plain
from flows.ingest.shapes import byline, credit, is_furniture, noted, writer
from flows.model import Article, PartKind
from flows.settings import Settings

Reader = Callable[..., Article]


@pytest.fixture
def read(tmp_path: Path, settings: Settings, session: requests.Session) -> Reader:
    """A function that reads a pasted text."""

    def reading(text: str, name: str = "pasted.txt") -> Article:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return ingest(str(path), settings, session)

    return reading


def texts(article: Article, *kinds: PartKind) -> list[str]:
    return [part.span.of(article.text) for part in article.paragraphs(*kinds)]


BODY = STORY.strip().split("\n\n")


def test_header_lines_are_metadata(read: Reader) -> None:
    article = read(
        "URL: https://lake.example/fish\nTITLE: Lake states agree\nDATE: 2021-05-04 (dateline May 3)\n"
        f"PUBLISHER: Lake Wire\nAUTHOR: Ana Mørk and Per Lund\nSOURCE: an archive\n\n{STORY}"
    )
    said = (article.title.value, article.published.value, article.publisher.value, article.url)
    assert said == ("Lake states agree", "2021-05-04", "Lake Wire", "https://lake.example/fish")
    assert [author.value for author in article.authors] == ["Ana Mørk", "Per Lund"]
    assert texts(article, PartKind.BODY) == BODY


def test_empty_header_lines_say_nothing(read: Reader) -> None:
    article = read(f"URL: (not known)\nTITLE: Lake states agree\nDATE:\nAUTHOR: \nPUBLISHER: Lake Wire\n\n{STORY}")
    assert (article.url, article.published, article.authors) == (None, None, ())


def test_a_text_that_only_looks_like_a_header_is_kept(read: Reader) -> None:
    article = read(f"Title: of kings\n\n{STORY}")
    assert "of kings" in article.text


def test_markdown_loses_its_signs_and_keeps_its_front_matter(read: Reader) -> None:
    front = '---\ntitle: "Lake states agree"\ndate: 2021-05-04\n---\n\n# Lake states agree\n\n'
    article = read(f"{front}**{BODY[0]}**\n\nSee [the rule](https://a.example).\n\n{BODY[1]}", "story.md")
    assert article.published.value == "2021-05-04"
    assert texts(article, PartKind.BODY) == [BODY[0], "See the rule.", BODY[1]]


@pytest.mark.parametrize(
    ("order", "head"),
    [
        ("names without a verb", "Lake states agree on fishing\n\nDr. Ana Mørk\n4 May 2021 14:05 BST\n\n"),
        ("title first", "Lake states agree on fishing\n\nBy Ana Mørk\n\n4 May 2021\n\n"),
        ("date first", "4 May 2021\n\nLake states agree on fishing\n\nAna Mørk\n\n4 May 2021\n\n"),
        (
            "furniture first",
            "Home\nWorld\nSkip to content\n\nLake states agree on fishing\nBy Ana Mørk\nPublished: 4 May 2021\n\n",
        ),
        (
            "section first",
            "ANALYSIS\n\nLake states agree on fishing\n\n4 May 2021 | 3 min read\n\nBy Ana Mørk, Writer\n\n",
        ),
    ],
)
def test_the_head_is_read_in_any_order(order: str, head: str, read: Reader) -> None:
    article = read(head + STORY)
    assert article.title.value == "Lake states agree on fishing", order
    assert [author.value for author in article.authors] == ["Ana Mørk"]
    assert article.published.value == "2021-05-04"
    assert texts(article, PartKind.BODY) == BODY


def test_a_text_that_begins_with_its_story_has_no_title(read: Reader) -> None:
    article = read(STORY)
    assert article.title is None
    assert texts(article, PartKind.BODY) == BODY


def test_prose_between_title_and_byline_is_the_standfirst(read: Reader) -> None:
    article = read(
        f"Lake states agree\n\nFive ministers put an end to a long quarrel.\n\nBy Ana Mørk\n\n4 May 2021\n\n{STORY}"
    )
    assert article.description.value == "Five ministers put an end to a long quarrel."


def test_titles_of_other_articles_are_left_out(read: Reader) -> None:
    article = read(f"Lake states agree on boats\n\n{BODY[0]}\n\nRead more\nWho pays for the boats?\n\n{BODY[1]}")
    assert texts(article, PartKind.BODY) == BODY


def test_headings_inside_the_body_stay_in_their_place(read: Reader) -> None:
    article = read(f"Lake states agree on boats\n\n{BODY[0]}\n\nThe price of peace\n\n{BODY[1]}")
    assert texts(article, PartKind.BODY) == [BODY[0], "The price of peace", BODY[1]]


def test_the_publisher_is_found_by_the_name_that_spells_its_domain(read: Reader) -> None:
    article = read(
        f"Lake states agree on boats\n\n{STORY}\n"
        "Ana Mørk is a reporter for the Lake & Fjord Post.\n\nwww.lakefjordpost.example\n"
    )
    assert article.publisher.value == "Lake & Fjord Post"


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("LARNHOLM (Reuters) - ", "Reuters"),
        ("LARNHOLM, Osterby (AP) — ", "AP"),
        ("May 4 (UPI) -- ", "UPI"),
        ("(Xinhua) -- ", "Xinhua"),
    ],
)
def test_an_agency_that_signs_the_first_sentence_is_the_publisher(opening: str, agency: str, read: Reader) -> None:
    article = read(opening + STORY)
    assert article.publisher.value == agency
    assert texts(article, PartKind.BODY)[0] == opening + BODY[0]


def test_a_digest_dates_its_paragraphs(read: Reader) -> None:
    article = read(f"The week on the lake\n\n3 May 2021\n\n{BODY[0]}\n\n4 May 2021\n\n{BODY[1]}\n\n{BODY[0][:90]}.\n")
    assert [part.date for part in article.paragraphs(PartKind.BODY)] == ["2021-05-03", "2021-05-04", "2021-05-04"]
    assert texts(article, PartKind.DATE) == ["3 May 2021", "4 May 2021"]
    assert article.text.index("4 May 2021") > article.text.index(BODY[0])


@pytest.mark.parametrize(
    ("pasted", "read_as"),
    [
        ("D\n\nespite rain, they met.", "Despite rain, they met."),
        ("“D\nespite rain, they met.", "“Despite rain, they met."),
        ("A\n\nt noon, they met.", "At noon, they met."),
        ("A\n\nnew rule came in.", "A new rule came in."),
        ("I\n\nhave a plan, she said.", "I have a plan, she said."),
        ("T he rain fell on them all.", "The rain fell on them all."),
        ("B\n\nEFORE the rain, they met.", "BEFORE the rain, they met."),
    ],
)
def test_a_drop_cap_goes_back_to_its_word(pasted: str, read_as: str) -> None:
    assert [paragraph.text for paragraph in paragraphs_of(pasted)] == [read_as]


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "\n".join(
        [
            "The ministers of the five lake states met in Larnholm on",
            "Tuesday and agreed on a common rule for fishing that all",
            "of them had long refused to sign.",
        ]
    )
    second = "\n".join(
        [
            "Each state will keep a third of its boats in port from",
            "March to May, they said in a statement, and the long-",
            "standing quarrel over nets will go to a court.",
        ]
    )
    read = [paragraph.text for paragraph in paragraphs_of(f"{wrapped}\n\n{second}\n\n{wrapped.upper()}")]
    assert read[0].count("\n") == 0
    assert len(read) == 3
    assert "the long-standing quarrel" in read[1]


def test_paragraphs_remember_where_they_began() -> None:
    text = "One paragraph is here.\r\n\r\n   Another follows it.\n"
    assert [text[p.start : p.start + 3] for p in paragraphs_of(text) if p.start is not None] == ["One", "Ano"]


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("so\u00adft hyphen", "soft hyphen"),
        ("zero\u200bwidth", "zerowidth"),
        ("nul\x00l", "null"),
        ("wide\u00a0 \t space", "wide space"),
        ("cafe\u0301", "café"),
        ("“curly” – dash", "“curly” – dash"),
    ],
)
def test_what_nobody_sees_is_taken_out_and_all_else_stays(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("July 15, 2024", "2024-07-15"),
        ("15 July 2024", "2024-07-15"),
        ("Monday, 15 July 2024", "2024-07-15"),
        ("Published: 15th of July 2024", "2024-07-15"),
        ("Last updated on July 15, 2024 at 10:30 GMT", "2024-07-15T10:30:00+00:00"),
        ("2024-07-15", "2024-07-15"),
        ("2024-07-15T10:30:00+02:00", "2024-07-15T10:30:00+02:00"),
        ("15.07.2024", "2024-07-15"),
        ("July 2024", "2024-07"),
        ("July 15, 2024 • 5 min read", "2024-07-15"),
        ("Tuesday 4 June 2024 14:05 BST", "2024-06-04"),
        ("Updated 2:05 PM EDT, June 4, 2024", "2024-06-04"),
        ("07/08/2024", None),
        ("February 30, 2024", None),
        ("On July 15, 2024 the ministers met.", None),
        ("May", None),
    ],
)
def test_a_line_is_a_date_only_when_it_says_nothing_else(line: str, value: str | None) -> None:
    found = date_line(line)
    assert (found[0] if found else None) == value


def test_a_time_without_a_known_zone_is_not_guessed() -> None:
    assert read_date("July 15, 2024 10:30 EST") == ("2024-07-15", len("July 15, 2024"))


def test_a_date_in_figures_is_read_as_its_publisher_writes_it() -> None:
    assert [date_line("07/08/2024", order) for order in ("day-month", "month-day")] == [
        ("2024-08-07", "07/08/2024"),
        ("2024-07-08", "07/08/2024"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Astoria at dusk. Image by Ola Berg from Openframe.", ("Astoria at dusk", "Ola Berg", "Openframe")),
        ("Boats in port (Photo: Ola Berg/Lake Wire)", ("Boats in port", "Ola Berg", "Lake Wire")),
        ("Photograph by Ola Berg via Openframe", ("", "Ola Berg", "Openframe")),
        ("Credit: Ola Berg", ("", "Ola Berg", "")),
        ("Boats. Image courtesy of Lake Museum.", ("Boats", "", "Lake Museum")),
        ("Boats in port © Ola Berg, Lake Wire", ("Boats in port", "Ola Berg", "Lake Wire")),
    ],
)
def test_an_image_line_says_what_who_and_whence(line: str, said: tuple[str, str, str]) -> None:
    found = credit(line)
    assert found is not None
    assert (found.caption, found.creator, found.source) == said


@pytest.mark.parametrize("line", ["The image by which he is known is false.", "They took credit: nobody else did."])
def test_a_sentence_is_no_image_line(line: str) -> None:
    assert credit(line) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Mørk", ["Ana Mørk"]),
        ("By Ana Mørk and Per van der Lund", ["Ana Mørk", "Per van der Lund"]),
        ("Written by Ana Mørk, Per Lund and Ola Berg", ["Ana Mørk", "Per Lund", "Ola Berg"]),
        ("By Ana Mørk in Larnholm", ["Ana Mørk"]),
        ("By Ana Mørk | Lake Wire", ["Ana Mørk"]),
        ("By the end of the month", None),
        ("By Tuesday, the boats were back.", None),
    ],
)
def test_a_byline_names_persons(line: str, names: list[str] | None) -> None:
    assert byline(line) == names


def test_a_standfirst_may_end_with_its_author() -> None:
    assert writer("Five states agree, writes Ana Mørk.") == ("Ana Mørk", "Five states agree")
    assert writer("Five states agree, says Ana Mørk.") is None


def test_a_note_says_what_its_author_does() -> None:
    assert noted("Ana Mørk is a reporter for Lake Wire.") == "Ana Mørk"
    assert noted("Ana Mørk is a mountain in the north.") is None


@pytest.mark.parametrize(
    "line",
    [
        "Jo Blake contributed to this report.",
        "Advertisement",
        "SHARE THIS ARTICLE",
        "Read more: Boats",
        "© 2024 Lake Wire",
    ],
)
def test_furniture_is_known(line: str) -> None:
    assert is_furniture(line)


def test_a_paragraph_about_views_is_no_disclaimer() -> None:
    assert not is_furniture("The two ministers hold different views on the treaty, which they do not hide.")


def test_the_head_of_a_wrapped_text_is_not_joined_to_one_line() -> None:
    text = (
        "Border post opens\nBy Ana Berg\n4 March 2025\n\nNorland and Vik signed an agreement on a shared bor-\n"
        "der post at the lake on Monday, the two govern-\nments said after a long day. The Vik-\nbacked bank paid.\n"
    )
    draft = read_plain(text)
    assert (draft.title and draft.title.value, [one.value for one in draft.authors]) == (
        "Border post opens",
        ["Ana Berg"],
    )
    assert "govern-" not in " ".join(draft.texts(PartKind.BODY))
    assert "Vik-backed" in " ".join(draft.texts(PartKind.BODY))


def test_the_head_of_a_letter_tells_title_and_date() -> None:
    draft = read_plain(
        "From: Ana Berg <ana@lake.example>\nTo: desk@lake.example\nSubject: Border post opens\n"
        "Date: Tue, 4 Mar 2025 10:15:00 +0000\n\nNorland and Vik signed an agreement on a shared border post."
    )
    assert (draft.title and draft.title.value) == "Border post opens"
    assert (draft.published and draft.published.value) == "2025-03-04T10:15:00+00:00"
