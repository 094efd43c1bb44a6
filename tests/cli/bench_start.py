"""What commands cost that do little, in processor time: mostly what they load. Run by `make bench`.

Usage: python tests/cli/bench_start.py [OTHER]   (OTHER: the command of another build, to compare with side by side)
"""

import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median

TEXT = Path(__file__).parent.parent / "gold" / "articles"
COMMAND = Path(sys.executable).parent / "communique"
RELEASE = Path(__file__).parent.parent.parent / "output" / "example"
ROUNDS = 3


def main() -> None:
    """Prints seconds of processor time a command, and the ratio to the other build's; medians over rounds."""
    builds = [str(COMMAND), *sys.argv[1:2]]
    article = str(min(TEXT.glob("*.txt")))
    for arguments in (
        ["--help"],
        ["facts", article, "--offline"],
        ["query", "who-is-a-member-of-what", "--data", str(RELEASE)],
    ):
        rounds = [[cost([build, *arguments]) for build in builds] for _ in range(ROUNDS)]
        told = f"communique {arguments[0]}: {median(row[0] for row in rounds):.2f} s"
        print(told if len(builds) == 1 else f"{told}, {median(row[0] / row[1] for row in rounds):.2f} of the other's")


def cost(command: list[str]) -> float:
    """Seconds of processor time of a command with all that it starts; an error where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "NO_COLOR": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
