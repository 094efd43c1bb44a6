"""The body of an answer, unpacked piece by piece, and whole: a body whose compression ends early was cut off."""

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import requests

CHUNK = 64 * 1024
GZIP, DEFLATE, BARE = 31, 15, -15  # for zlib


class CutOff(Exception):
    """The body ended before its compression did."""


def pieces_of(response: "requests.Response") -> Iterator[bytes]:
    """The pieces of a body as they come, none larger than the next few of what was sent can make it."""
    encoding = response.headers.get("Content-Encoding", "").strip().casefold()
    if encoding in {"gzip", "x-gzip", "deflate"}:
        yield from inflated(raw(response), GZIP if "gzip" in encoding else DEFLATE)
    else:
        while piece := response.raw.read1(CHUNK, decode_content=True):
            yield piece


def raw(response: "requests.Response") -> Iterator[bytes]:
    """The pieces as they were sent."""
    while piece := response.raw.read1(CHUNK, decode_content=False):
        yield piece


def inflated(pieces: Iterator[bytes], kind: int) -> Iterator[bytes]:
    """The pieces unpacked; ContentDecodingError when they are no such compression."""
    inflater, begun = zlib.decompressobj(kind), False
    try:
        for piece in pieces:
            if not begun and kind == DEFLATE and piece[0] & 0x0F != 8:
                # Many servers leave out the head that RFC 9110 demands.
                inflater = zlib.decompressobj(BARE)
            begun, rest = True, piece
            while rest:
                if inflater.eof:
                    inflater = zlib.decompressobj(kind)
                yield inflater.decompress(rest, CHUNK)
                rest = inflater.unconsumed_tail or inflater.unused_data
                if inflater.eof and not rest.startswith(b"\x1f\x8b"):
                    rest = b""
    except zlib.error as error:
        import requests

        raise requests.exceptions.ContentDecodingError(str(error)) from error
    if begun and not inflater.eof:
        raise CutOff
