"""Text that was decoded as Windows-1252 and encoded again: "â€œ" for "“", "Ã©" for "é"."""

import re

TWICE = 2  # times that a text is mended: some were encoded three times
# Windows-1252 leaves five bytes without a sign; programs put the control character of that number there.
BYTES = {bytes([byte]).decode("cp1252", errors="replace"): byte for byte in range(128, 256)}
BYTES = {sign: byte for sign, byte in BYTES.items() if sign != "\ufffd"} | {chr(code): code for code in range(128, 160)}
# The lead byte of a sign of two or three bytes, and what follows it.
LEADS = "".join(re.escape(sign) for sign, byte in BYTES.items() if 0xC2 <= byte <= 0xEF)
FOLLOWS = "".join(re.escape(sign) for sign, byte in BYTES.items() if byte < 0xC0) + "\u00a0-\u00bf"
RUN = re.compile(f"[{LEADS}][{FOLLOWS}]{{1,2}}")


def unmangled(text: str) -> str:
    """The text with what was encoded twice as it was meant; any other text as it is."""
    for _ in range(TWICE):
        mended = RUN.sub(lambda run: meant(run[0]), text)
        if mended == text:
            break
        text = mended
    return text


def meant(run: str) -> str:
    """The sign that a run of wrong ones stands for; the run itself when it makes no sign of a Western text."""
    for length in (3, 2):
        if len(run) < length:
            continue
        try:
            sign = bytes(BYTES.get(one, ord(one) & 0xFF) for one in run[:length]).decode("utf-8")
        except UnicodeError:
            continue
        if len(sign) == 1 and is_western(sign):
            return sign + run[length:]
    return run


def is_western(sign: str) -> bool:
    """Whether a sign is a letter, mark or punctuation of Western text."""
    code = ord(sign)
    return 0x80 <= code < 0x250 or 0x2010 <= code < 0x2070 or 0x20A0 <= code < 0x20D0 or code in (0x2122, 0xFEFF)
