"""PDFs, written here line by line so that each has exactly one difficulty."""

from pathlib import Path

import pytest
import requests
from ingest_server import Server
from pypdf import PdfReader, PdfWriter

from flows.errors import NotAnArticle
from flows.ingest import ingest
from flows.model import PartKind
from flows.settings import Settings

FIRST = [
    "Lake states agree on fishing",
    "By Ana Bergen",
    "4 May 2021",
    "The ministers of the five lake states met in Larnholm on Tues-",
    "day and agreed on a common rule for fishing. Each state will",
    "keep a third of its boats in port, and a long-term review will",
    "follow in the autumn.",
    "Nobody knows yet who will pay for the review of the long-",
    "term rule, which all of them had refused to sign for many of",
]
SECOND = ["the last years. The ministers meet again in Osterby.", "They did not say when."]


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF with these lines, as its authors' programs write them."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        drawn = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 11 Tf 50 780 Td {drawn}ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
        objects.append((page + "/Resources << /Font << /F1 3 0 R >> >> >>").encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def paged() -> bytes:
    return pdf(
        [["Lake Wire Weekly, no. 17", *FIRST, "Page 1 of 2"], ["Lake Wire Weekly, no. 18", *SECOND, "Page 2 of 2"]]
    )


def test_a_pdf_is_read_as_the_text_that_was_set(tmp_path: Path, settings: Settings, session: requests.Session) -> None:
    path = tmp_path / "lake.pdf"
    path.write_bytes(paged())
    article = ingest(str(path), settings, session)
    body = [part.span.of(article.text) for part in article.paragraphs(PartKind.BODY)]
    assert article.title is not None
    assert article.title.value == "Lake states agree on fishing"
    assert [author.value for author in article.authors] == ["Ana Bergen"]
    assert "on Tuesday and agreed" in body[0]
    assert "the long-term rule" in body[1]
    assert "many of the last years." in body[1]


@pytest.mark.parametrize("junk", ["Weekly", "Page", " of 2"])
def test_running_heads_and_page_numbers_are_left_out(
    junk: str, tmp_path: Path, settings: Settings, session: requests.Session
) -> None:
    path = tmp_path / "lake.pdf"
    path.write_bytes(paged())
    assert junk not in ingest(str(path), settings, session).text


def test_a_pdf_is_known_by_its_first_bytes(server: Server, settings: Settings, session: requests.Session) -> None:
    url = server.serve("/story", paged(), "application/octet-stream")
    assert "Larnholm" in ingest(url, settings, session).text


def test_a_scan_is_refused_in_words(tmp_path: Path, settings: Settings, session: requests.Session) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([[]]))
    with pytest.raises(NotAnArticle, match="holds no text; it may be a scan"):
        ingest(str(path), settings, session)


def test_a_locked_pdf_is_refused_in_words(tmp_path: Path, settings: Settings, session: requests.Session) -> None:
    plain, locked = tmp_path / "plain.pdf", tmp_path / "locked.pdf"
    plain.write_bytes(paged())
    with PdfReader(plain) as reader, PdfWriter(clone_from=reader) as writer:
        writer.encrypt("secret", algorithm="RC4-128")
        writer.write(locked)
    with pytest.raises(NotAnArticle, match="locked with a password"):
        ingest(str(locked), settings, session)


def set_page(drawn: list[tuple[float, float, float, str]]) -> bytes:
    """A PDF of one page with these words, each (x, y, size, text), in the order in which they are drawn."""
    stream = "".join(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n" for x, y, size, text in drawn)
    whole = pdf([[""]])
    old = whole[whole.index(b"BT") : whole.index(b"\nendstream")]
    return whole.replace(b"/Length %d" % len(old), b"/Length %d" % len(stream)).replace(old, stream.encode("latin-1"))


LEFT = [
    "The ministers of the five lake states met in",
    "Larnholm on Tuesday and agreed on a common",
    "rule for fishing. Each state will keep a third",
    "of its boats in port from March to May, they",
    "said in a statement. The rule is the first that",
    "all five have signed since the treaty of 1987,",
    "and it will be reviewed in two years.",
]
RIGHT = [
    "The next meeting will be held in Osterby in",
    "the autumn. Nobody has said yet who will pay",
    "for it, or who will take part. The commission",
    "sits in Larnholm, and has eleven members, two",
    "of each state and a chair. It was founded in",
    "the year of the treaty, and it has never been",
    "asked for its opinion before.",
]


def test_columns_that_were_drawn_row_by_row_are_read_one_after_the_other(
    tmp_path: Path, settings: Settings, session: requests.Session
) -> None:
    rows = [
        (x, 700 - 14 * n, 10, words)
        for n, pair in enumerate(zip(LEFT, RIGHT, strict=True))
        for x, words in zip((56, 320), pair, strict=True)
    ]
    path = tmp_path / "columns.pdf"
    path.write_bytes(set_page([(56, 760, 10, "Lake states agree on fishing"), *rows]))
    text = ingest(str(path), settings, session).text
    assert "met in Larnholm on Tuesday and agreed on a common rule" in text
    assert text.index("reviewed in two years") < text.index("next meeting")


def test_lines_set_larger_than_the_text_are_its_headline(
    tmp_path: Path, settings: Settings, session: requests.Session
) -> None:
    rows = [(56, 680 - 14 * n, 10, words) for n, words in enumerate([*LEFT, *RIGHT])]
    path = tmp_path / "large.pdf"
    path.write_bytes(
        set_page(
            [
                (56, 780, 9, "LAKE WIRE"),
                (56, 750, 20, "Lake states agree at last"),
                (56, 726, 20, "on a rule for fishing"),
                *rows,
            ]
        )
    )
    article = ingest(str(path), settings, session)
    assert article.title
    assert article.title.value == "Lake states agree at last on a rule for fishing"


def test_a_dateline_with_its_year_dates_the_article(
    tmp_path: Path, settings: Settings, session: requests.Session
) -> None:
    path = tmp_path / "dated.pdf"
    path.write_bytes(pdf([["Lake states agree on fishing", "", f"LARNHOLM, 4 May 2021. {LEFT[0]}", *LEFT[1:], *RIGHT]]))
    published = ingest(str(path), settings, session).published
    assert (published and published.value) == "2021-05-04"


def test_a_pdf_behind_bytes_that_look_binary_is_read(
    tmp_path: Path, settings: Settings, session: requests.Session
) -> None:
    path = tmp_path / "binary.pdf"
    head, rest = paged().split(b"\n", 1)
    path.write_bytes(head + b"\n%" + bytes(range(14, 27)) * 40 + b"\n" + rest)
    assert "common rule for fishing" in ingest(str(path), settings, session).text
