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
