"""The table of docs/frames.md, made from the frame files. Run as a script, it writes the table into the page."""

from flows.extract.frames.language import load_frames
from flows.settings import HOME

PAGE = HOME / "docs" / "frames.md"
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->"


def frame_table() -> str:
    """One row a kind: how many frames it has, and what they cover."""
    covers: dict[str, list[str]] = {}
    for frame in load_frames():
        covers.setdefault(frame.kind, []).append(frame.covers)
    rows = [f"| {kind} | {len(cells)} | {'; '.join(cells).replace('|', '/')} |" for kind, cells in covers.items()]
    return "\n".join(["| kind | frames | constructions |", "|---|---|---|", *rows]) + "\n"


def page_with(table: str) -> str:
    """The page with this table between its marks."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + table + END + after


if __name__ == "__main__":
    PAGE.write_text(page_with(frame_table()), encoding="utf-8")
