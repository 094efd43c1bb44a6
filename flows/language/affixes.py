"""What is cut off before and behind a word, and where a word is cut inside: the signs of English texts.

The rules are those of spaCy 3 for English (MIT licence), with whose tokens the language model learnt, and two of our
own: a word is cut at every dash between letters or digits, and behind the initials of a name.
"""

import re
from collections.abc import Callable, Iterable
from unicodedata import category

SIGNS = "…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪"
QUOTES = "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉⟦⟧"
CURRENCIES = "$£€¥฿﷼" + "".join(map(chr, range(0x20A0, 0x20C0)))
UNITS = (
    "km km² km³ m m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg µg t lb oz m/s km/h kmh mph "
    "hPa Pa mbar mb MB kb KB gb GB tb TB T G M K %"
)
SYMBOLS = ((0xA0, 0x3300), (0xFFE0, 0xFFFE), (0x1F000, 0x1FB00))  # where signs such as © and emoji are
CASED = ((0x41, 0x590), (0x1E00, 0x2000))  # where letters have two cases


def ranged(chosen: Callable[[str], bool], blocks: Iterable[tuple[int, int]]) -> str:
    """The chosen characters of some blocks, as the inside of a class of a pattern."""
    found: list[list[int]] = []
    for code in (code for block in blocks for code in range(*block) if chosen(chr(code))):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in found)


def any_of(texts: str) -> str:
    """A pattern for any of the texts between blanks, the longest first."""
    return "|".join(re.escape(text) for text in sorted(texts.split(), key=len, reverse=True))


SYMBOL = ranged(lambda sign: category(sign) == "So", SYMBOLS)
UPPER, LOWER = ranged(str.isupper, CASED), ranged(str.islower, CASED)
LETTER = r"[^\W\d_²³¹¼½¾]"
# letters without case count as both
AFTER_LOWER = rf"(?:(?<={LETTER})(?<![{UPPER}])|(?<=[{re.escape(QUOTES)}]))"
BEFORE_UPPER = rf"(?=(?![{LOWER}]){LETTER}|[{re.escape(QUOTES)}])"
AFTER_UPPERS = rf"(?<={LETTER}{LETTER})(?<![{LOWER}])(?<![{LOWER}].)"
AFTER_FULL = rf"(?:(?<=[0-9%²+|\\{re.escape(SIGNS + QUOTES)}-])|(?<={LETTER})(?<![{UPPER}]))"

single = re.escape(SIGNS + QUOTES) + SYMBOL + "—–"
PREFIX = re.compile(rf"[{single}§%={re.escape(CURRENCIES)}]|\.\.+|\+(?![0-9])|(?:US|C|A)\$")
SUFFIX = re.compile(
    rf"(?:[{single}]|\.\.+|['’][sS]|(?<=[0-9])(?:\+|(?:US|C|A)\$|[{re.escape(CURRENCIES)}]|{any_of(UNITS)})"
    rf"|(?<=°[FfCcKk])\.|{AFTER_FULL}\.|{AFTER_UPPERS}\.)$"
)
INFIX = re.compile(
    rf"\.\.+|…|[{SYMBOL}]|(?<=[0-9])[+\-*^](?=[0-9-])|{AFTER_LOWER}\.{BEFORE_UPPER}|(?<={LETTER}),(?={LETTER})"
    rf"|(?:(?<={LETTER})|(?<=[0-9]))(?:(?:---?|——?|[-–~])|[:<>=/])(?={LETTER})"
    r"|(?<=[A-Za-zÀ-ɏ0-9])[-–—‑](?=[A-Za-zÀ-ɏ0-9])"
)
# "A.Roe", "Kh.Roe": initials, also two letters for one of another script, before a name
INITIALS = re.compile(rf"(?:(?:[{UPPER}]|Ch|Dz|Kh|Sh|Ts|Ya|Yu|Zh)\.)+(?=[{UPPER}][{LOWER}]{{2}})")
HOST = "A-Za-z0-9\u00a1-\uffff"
ADDRESS = re.compile(
    r"(?:[\w+.-]{2,}://)?(?:\S+@)?"
    rf"(?:(?:\d{{1,3}}\.){{3}}\d{{1,3}}|(?:(?:[{HOST}][{HOST}_-]{{0,62}})?[{HOST}]\.)+(?:(?![{UPPER}]){LETTER}){{2,63}})"
    r"(?::\d{2,5})?(?:[/?#]\S*)?$"
)
