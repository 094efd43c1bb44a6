"""Short articles of our own for the flow tests."""

from pathlib import Path


def write_article(folder: Path, name: str, sentence: str) -> Path:
    """An article with one sentence more than the others have."""
    path = folder / f"{name}.txt"
    path.write_text(
        f"URL: https://example.org/news/{name}\nTITLE: {name.replace('-', ' ').capitalize()}\nDATE: 2024-03-12\n"
        f"PUBLISHER: Example Herald\n\n{sentence}\n\nFinland became a member of NATO in April 2023. "
        "The African Union was founded in 2002 in Durban.\n",
        encoding="utf-8",
    )
    return path
