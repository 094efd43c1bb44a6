"""Texts that were rewritten long after they were published: which day their words speak of."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from flows.ingest.dates import updated_by_line
from flows.ingest.draft import Draft
from flows.model import PartKind

LONG = timedelta(days=31)
READ = {PartKind.STANDFIRST, PartKind.BODY}
DAY = len("2025-03-04")


def speak_of_last_change(draft: Draft, lines: Iterable[str]) -> None:
    """Has a text that by its lines of dates was changed long after it was published speak of the day of its last
    change; a correction soon after leaves the words that say "today" as they were."""
    published = draft.published.value[:DAY] if draft.published else ""
    updated = max(filter(None, map(updated_by_line, lines)), default="")
    if len(published) < DAY or not updated or date.fromisoformat(updated) - date.fromisoformat(published) <= LONG:
        return
    draft.paragraphs = [
        (kind, replace(paragraph, date=paragraph.date or updated) if kind in READ else paragraph)
        for kind, paragraph in draft.paragraphs
    ]
