"""What comes on standard input: a list of sources, or a text or page that is itself the source."""

import atexit
import re
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

WORDS = 6  # of a line that is a sentence, and no name of a file


def piped(content: bytes) -> list[str]:
    """The sources that standard input names; when it is none but a text, the file of this run in which that lies."""
    lines = [line.strip() for line in content.decode("utf-8", errors="replace").splitlines()]
    named = [line for line in lines if line and line != "-"]
    if content.lstrip()[:1] not in (b"<", b"{") and b"%PDF-" not in content[:1024] and all(map(may_be_source, named)):
        return named
    folder = Path(tempfile.mkdtemp(prefix="communique-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    # By its content, so that the next text on standard input does not take its place in a release.
    path = folder / f"text-{sha256(content).hexdigest()[:12]}{ending(content)}"
    path.write_bytes(content)
    return [str(path)]


def may_be_source(line: str) -> bool:
    """Whether a line can be an address or the name of a file."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*://\S", line)) or len(line.split()) < WORDS or Path(line).exists()


def ending(content: bytes) -> str:
    """How the name of a file with this content ends."""
    start = content.lstrip()
    return (
        ".html"
        if start[:1] == b"<"
        else ".jsonl"
        if start[:1] == b"{"
        else ".pdf"
        if b"%PDF-" in content[:1024]
        else ".txt"
    )
