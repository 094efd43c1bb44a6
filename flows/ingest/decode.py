"""From bytes to text: what kind of file they are, and in which character set they are written."""

import codecs
import re
from enum import StrEnum

from charset_normalizer import from_bytes

from flows.ingest.mojibake import unmangled

BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,40})", re.IGNORECASE)
# Browsers read these as Windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels).
WINDOWS = {"ascii", "us-ascii", "latin-1", "latin1", "iso-8859-1", "iso8859-1", "iso_8859-1", "iso-8859-15"}
# The best first: another one is taken only when it explains the text better.
WESTERN = ("cp1252", "cp1250", "cp1254", "cp1251")
ODD = {
    re.compile(r"(?<=[^\W\d_])[¹²³¡¿ªº¼½¾×÷£¥¢¤¦¬±µ¶§°¸¨¯´](?=[^\W\d_])|(?<!\w)£(?=[^\W\d_])"): 2,
    re.compile(r"[ðÐþÞ]"): 1,  # Icelandic is rarer than Turkish, which has other letters at these places
    re.compile(r"[À-ÖØ-öø-ÿĎđŕäČçňŠŽšž]{4,}"): 4,
    re.compile(r"(?<=[A-Za-z])[\u0400-\u04ff]|[\u0400-\u04ff](?=[A-Za-z])"): 2,
    re.compile(r"[đĐţŢ]"): 2,
    re.compile(r"\ufffd"): 3,
}
MAGIC = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a picture, sound or film",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"ID3": "a sound file",
    b"OggS": "a sound file",
    b"\x00\x00\x01\x00": "an icon",
    b"SQLite format 3": "a database",
    b"{\\rtf": "an RTF document",
}


class Form(StrEnum):
    """What we can read."""

    HTML = "html"
    TEXT = "text"
    PDF = "pdf"
    FEED = "feed"


def foreign(content: bytes) -> str | None:
    """What a file is when it is none that holds text; None when it may be text."""
    if b"%PDF-" in content[:1024]:
        return None
    for magic, name in MAGIC.items():
        if content.startswith(magic):
            return name
    if content[4:12] in (b"ftypmp42", b"ftypisom", b"ftypheic", b"ftypavif"):
        return "a film or picture"
    if content.startswith(tuple(bom for bom, _ in BOMS)) or wide(content):
        return None
    sample = content[:4096]
    strange = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample)
    return "no text but binary data" if strange > 0.1 * len(sample) else None


def form_of(content: bytes, media_type: str, name: str) -> Form | None:
    """Which form a source has, by its first bytes, then by what it is called; None when we cannot read it."""
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n\x00").lower()
    if start.startswith(b"%pdf") or b"%pdf-" in start[:1024]:
        return Form.PDF
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start:
        return Form.HTML
    if re.search(rb"<(rss|feed|rdf:rdf|(\w+:)?urlset|(\w+:)?sitemapindex)[\s>]", start):
        return Form.FEED
    kind = media_type or name.casefold().rpartition(".")[2]
    if kind in {"text/html", "application/xhtml+xml", "html", "htm", "xhtml"}:
        return Form.HTML
    if kind in {"", "text/plain", "text/markdown", "text/x-markdown", "application/octet-stream", "txt", "md", "text"}:
        return Form.HTML if start.startswith(b"<") and b"<p" in content[:20000].lower() else Form.TEXT
    return None


def decode(content: bytes, charset: str = "") -> str:
    """The text of some bytes: by byte order mark, by what server and page say, else by a good guess; as it was meant
    when it had been encoded twice."""
    return unmangled(decoded(content, charset))


def decoded(content: bytes, charset: str) -> str:
    """The text of the bytes as they are."""
    for bom, name in BOMS:
        if content.startswith(bom):
            return content.decode(name, errors="replace").removeprefix("\ufeff")
    if any(byte > 127 for byte in content) and (text := strictly(content, "utf-8")) is not None:
        # Bytes that are UTF-8 by chance are none: this is UTF-8 whatever server and page call it.
        return text
    declared = META.search(content[:4096]) or XML.search(content[:200])
    for name in (charset, declared[1].decode("ascii") if declared else "", "utf-8"):
        text = strictly(content, name)
        if text is not None:
            return text
    return guess(content)


def strictly(content: bytes, charset: str) -> str | None:
    """The text in a character set, or None when the bytes are none in it or nobody knows it."""
    name = charset.strip().casefold()
    try:
        return content.decode("cp1252" if name in WINDOWS else name) if name and not wide(content) else None
    except (LookupError, UnicodeError):
        return None


def wide(content: bytes) -> str | None:
    """UTF-16 without a byte order mark is full of null bytes; None when this is not."""
    sample = content[:2000]
    for name, nulls in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if len(sample) > 8 and nulls.count(0) > 0.8 * len(nulls):
            return name
    return None


def guess(content: bytes) -> str:
    """The text in the character set that fits best: damaged UTF-8, a Western one, or what detection says."""
    if name := wide(content):
        return content.decode(name, errors="replace")
    damaged = content.decode("utf-8", errors="replace")
    wrong = damaged.count("\ufffd")
    if sum(ord(sign) > 127 for sign in damaged) - wrong > 3 * wrong:
        return damaged
    # English with accents in an old Western character set is what nearly all such pages are.
    if sum(byte > 127 for byte in content) < 0.15 * len(content):
        texts = [content.decode(name, errors="replace") for name in WESTERN]
        return min(texts, key=oddness)
    best = from_bytes(content[:200_000]).best()
    return content.decode(best.encoding, errors="replace") if best else damaged


def oddness(text: str) -> int:
    """How much of a text is not as words are written: signs inside them, letters of two alphabets, accents in a row."""
    return sum(weight * len(shape.findall(text)) for shape, weight in ODD.items())
