"""Which pages a source of the file of sources lists at the moment."""

from pathlib import Path

from flows.errors import FetchError, NotAnArticle, NotModified
from flows.ingest.addresses import bare, without_login
from flows.ingest.decode import Form, form_of
from flows.ingest.listing import Listed
from flows.ingest.session import PoliteSession
from flows.ingest.sitemaps import pages_of_sitemap
from flows.ingest.sources import entries_of, files_in
from flows.ingest.visits import Visits
from flows.settings import Settings


def pages_of(
    listed: Listed, place: str, settings: Settings, session: PoliteSession, visits: Visits, since: float
) -> list[str]:
    """The pages or files that are to be read of one place of a source, each once; SourceError when none can be had.

    since:  pages that were fetched first after this moment, in seconds since 1970, are read once more though the
            place lists them no longer
    """
    match listed.kind:
        case "page":
            return [session.name(place)]
        case "folder":
            return _files(place)[: listed.limit]
        case "feed":
            found = _entries(place, settings, session, visits)
        case _:
            found = [bare(page) for page in pages_of_sitemap(session.name(place), settings, session, 10 * listed.limit)]
    session.found.update(found)
    wanted = [page for page in dict.fromkeys(found) if listed.wants(page)][: listed.limit]
    watched = [page for page in visits.pages_of(listed.name, since) if page not in wanted]
    session.found.update(watched)
    return [*wanted, *watched]


def _files(place: str) -> list[str]:
    try:
        return files_in(Path(place))
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise FetchError(place, f"this folder cannot be read: {reason}") from error


def _entries(place: str, settings: Settings, session: PoliteSession, visits: Visits) -> list[str]:
    """The pages that a feed lists, as it listed them the last time when it has not changed since."""
    address, known = session.name(place), visits.directory(place)
    if known:
        session.have[known[0].url] = known[0]
    from flows.ingest.fetch import fetch

    try:
        page = fetch(address, settings, session)
    except NotModified:
        return known[1] if known else []
    if form_of(page.content, page.media_type, address) is not Form.FEED:
        raise NotAnArticle(without_login(place), "it is no feed")
    entries = entries_of(page.content, page.url)
    visits.keep_directory(place, session.got[without_login(address)], entries)
    return entries
