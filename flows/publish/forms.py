"""How a file of the release is joined from what each article adds, and made anew for none."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from flows.publish.content import Content
from flows.publish.graph import Pair, Subjects
from flows.publish.layout import Layout

GZIP = ".gz"
SHORT = 1 << 13  # bytes
Thing = Callable[[str, list[Pair], Subjects, Layout], str]


def nothing(_: Layout) -> str:
    """What begins or heads a form that has no beginning, or no heading."""
    return ""


@dataclass(frozen=True, slots=True)
class Form:
    """A file of the release: its head, a piece from each article by slug, what they share, and its foot.

    piece:    what an article adds, given its content and the text of `file`
    file:     the article's file that holds the piece as it is, or (.gz) as one of its members; "" when it is kept
              compressed beside the articles
    between:  what stands between two pieces
    thing:    what is said of one thing that articles share, None when the pieces say all; `heading` stands above
    """

    piece: Callable[[Content, str], str]
    head: Callable[[Layout], str] = nothing
    file: str = ""
    between: str = ""
    thing: Thing | None = None
    heading: Callable[[Layout], str] = nothing
    foot: str = ""
    apart: str = ""  # what a member of its own ends with, in place of which others put theirs
    plain: bool = False  # whether it is not compressed, though no article's file holds the piece

    def written(self, text: str) -> bytes:
        """A text as it stands in the file."""
        plain = self.plain or (self.file and not self.file.endswith(GZIP))
        if plain:
            return text.encode()
        beginning, sign, rest = text.partition(self.apart) if self.apart else ("", "", text)
        return packed(beginning + sign) + packed(rest)

    def parts(self, content: Content, text: str) -> tuple[str, str, str]:
        """The text of an article's file, parted before and after its piece."""
        piece = self.piece(content, text) if text else ""
        start = text.find(piece)
        return text[:start], piece, text[start + len(piece) :]


# What is written is asked for again at once: where in the file it stands.
@lru_cache(maxsize=8)
def packed(text: str) -> bytes:
    """The text as one member of a gzip file; members one after the other are a gzip file as well."""
    if not text:
        return b""
    data = text.encode()
    # No name and no time in the header: the same text gives the same bytes. A short one needs no large tables, which
    # take as long to clear as it takes to compress.
    member = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS, 6 if len(data) < SHORT else 8)
    return member.compress(data) + member.flush()
