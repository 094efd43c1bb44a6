"""What telling across articles costs, in processor time: its share of mapping, validating and publishing, and one more.

    python tests/claims/bench_claims.py --articles 50
    python tests/claims/bench_claims.py --articles 2000

The articles are copies of the shipped example and of the gold articles, varied as in `tests/publish/bench_release.py`.
"""

import argparse
import pickle
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from flows import stages
from flows.batch import Batch
from flows.publish import Release, matters, publish, publishing, taking
from flows.settings import load_settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "publish"))

from bench_release import RUN, cpu, one_of, read

CHUNK = 250  # articles a run
TIMED = ((stages, "stated_claims"), (taking, "tellings"), (publishing, "retell"), (publishing, "write_tables"))


class Clock:
    """How much processor time the steps that tell across articles have taken."""

    def __init__(self) -> None:
        self.spent = 0.0

    def timed(self, step: Callable[..., Any]) -> Callable[..., Any]:
        """The same step, timed."""

        def wrapped(*given: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return step(*given, **named)
            finally:
                self.spent += time.process_time() - start

        return wrapped


def main() -> None:
    """Prints the time an article, the share, and what one article more costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=50)
    count, clock = parser.parse_args().articles, Clock()
    for place, name in TIMED:
        setattr(place, name, clock.timed(getattr(place, name)))
    for step in ("tell", "take_back"):
        setattr(matters.Matters, step, clock.timed(getattr(matters.Matters, step)))
    with tempfile.TemporaryDirectory() as out, tempfile.TemporaryDirectory() as beside:
        read(Path(beside) / "stated")
        stated = pickle.loads((Path(beside) / "stated").read_bytes())
        pieces = [(first, min(first + CHUNK, count)) for first in range(0, count, CHUNK)]
        whole = sum(publish_copies(stated, first, last, Path(out)) for first, last in pieces)
        share = clock.spent / whole
        print(f"{count} articles: {1000 * whole / count:.0f} ms each, {100 * share:.1f} % of it across articles")
        clock.spent = 0.0
        more = publish_copies(stated, count, count + 1, Path(out))
        print(f"one more: {more:.3f} s, {clock.spent:.3f} s of it across articles")


def publish_copies(stated: list[Any], first: int, last: int, out: Path) -> float:
    """Seconds that mapping, validating and publishing copies of these numbers took."""
    settings = load_settings()
    copies = [one_of(stated, number) for number in range(first, last)]
    compared = stages.link_and_compare(Batch(copies), True, settings)
    start = cpu()
    checked = stages.validate_each(stages.map_each(compared, settings))
    publish(Release(checked.kept, replace(RUN, id=f"bench-{first}")), out, settings)
    return cpu() - start


if __name__ == "__main__":
    main()
