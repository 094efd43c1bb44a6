"""Publishes a sample release into a folder: run as a process of its own, so that its surroundings can differ."""

import sys
from pathlib import Path

from released import RUN, SETTINGS, published, release

from flows.publish import publish

articles = [published(), published("talks", title="Talks about talks"), published("visit", title="«Visit» №1")]
publish(release(*(articles[::-1] if sys.argv[2] == "reversed" else articles), run=RUN), Path(sys.argv[1]), SETTINGS)
