"""The hand-made readings of tests/mapping serve here too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "mapping"))
