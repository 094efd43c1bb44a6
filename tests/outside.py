"""Material that is no part of the repository: articles of others with their gold, a scorer, a list of verified items.

The variable COMMUNIQUE_TEST_DATA names the folder that holds it (CONTRIBUTING.md says what lies where). Tests on
material that is not there are skipped, and say so.
"""

import os
import shutil
from pathlib import Path

VARIABLE = "COMMUNIQUE_TEST_DATA"
NPM = "COMMUNIQUE_NPM"
NOWHERE = Path(os.devnull)  # holds nothing: what is sought there does not exist


def outside(*parts: str) -> Path:
    """The place of a file or folder of that material; one that does not exist when the variable is not set."""
    return Path(os.environ.get(VARIABLE) or NOWHERE).joinpath(*parts)


def missing(what: str) -> str:
    """Why a test on it is skipped."""
    where = os.environ.get(VARIABLE)
    return f"{what}: not in {where}" if where else f"{what}: {VARIABLE} names no folder"


def npm_command(name: str) -> str | None:
    """A command of an npm package: below the folder that COMMUNIQUE_NPM names, else on the path; None where it is not.

    `npm install --prefix FOLDER ldes-client` puts one there.
    """
    folder = os.environ.get(NPM)
    return shutil.which(name, path=str(Path(folder, "node_modules", ".bin"))) if folder else shutil.which(name)
