"""Articles of which nothing passed the gate: kept beside the release with the reason, so that nothing read is lost."""

from collections.abc import Iterable
from pathlib import Path

from flows.errors import PublishError
from flows.iris import article_slug
from flows.model import Article
from flows.publish.content import content_of
from flows.publish.layout import load_layout
from flows.publish.release import PublishedArticle
from flows.publish.writers.report import write_quarantine
from flows.settings import Settings

QUARANTINE = "quarantine"


def keep_refused(articles: Iterable[PublishedArticle], out: Path, settings: Settings) -> None:
    """Writes what each of these articles says, with the results that say why it was refused, beside the release."""
    layout = load_layout(settings.base)
    for article in articles:
        path = place_of_refused(article.reading.article, out)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(write_quarantine(content_of(article, layout, settings)), encoding="utf-8")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise PublishError(f"{path}: what was refused cannot be kept there: {reason}") from error


def forget_refused(articles: Iterable[Article], out: Path) -> None:
    """Removes what was kept of articles that were refused once and pass now."""
    for article in articles:
        place_of_refused(article, out).unlink(missing_ok=True)


def place_of_refused(article: Article, out: Path) -> Path:
    """The file that keeps an article which was refused whole."""
    return out / QUARANTINE / f"{article_slug(article)}.ttl"
