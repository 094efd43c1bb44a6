"""How far a long step is, told to a logger: `stage`, `done` and `total` are on the record, for whoever draws a bar."""

import logging


def tell(log: logging.Logger, stage: str, done: int, total: int, name: str) -> None:
    """One more piece is done: "extract 2 of 5: page.html"."""
    place = {"stage": stage, "done": done, "total": total}
    log.info("%s %d of %d: %s", stage, done, total, name, extra=place)
