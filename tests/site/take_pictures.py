"""Takes the pictures of the README anew, of the pages of the example's release: python tests/site/take_pictures.py"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from flows.settings import HOME
from flows.site import build

PICTURES = {"start.png": "index.html", "organisation.png": "entity/Q7184.html", "map.png": "map.html"}
SIZE = "1280,1000"


def take_pictures(chromium: str, folder: Path) -> None:
    """A picture of each page in PICTURES, in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as staging:
        site = build(HOME / "output" / "example", Path(staging) / "site").start.parent
        for name, page in PICTURES.items():
            flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={SIZE}"]
            shot = f"--screenshot={folder / name}"
            subprocess.run(
                [chromium, *flags, shot, (site / page).as_uri()], check=True, capture_output=True, timeout=120
            )


if __name__ == "__main__":
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        sys.exit("The pictures are taken by Chromium, which is not installed here.")
    take_pictures(found, HOME / "docs" / "pictures")
