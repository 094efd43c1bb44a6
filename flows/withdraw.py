"""Takes an article out of a release, without Prefect: what it stated goes, and a tombstone stays."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from flows.publish import Published, Release, Run, Withdrawal, publish, read_head
from flows.settings import load_settings
from flows.stages import name_former
from flows.versions import versions


def withdraw_now(article: str, reason: str, out: Path) -> Published:
    """The release in `out` without an article, known by its address, its slug or its IRI."""
    settings, engine = load_settings(), read_head(out)["run"]["engine"]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    run = Run(now, now, str(uuid4()), f"withdraw {article}", engine, True, versions())
    former = name_former((), out, settings)
    return publish(Release((), run, former=former, withdrawals=(Withdrawal(article, reason),)), out, settings)
