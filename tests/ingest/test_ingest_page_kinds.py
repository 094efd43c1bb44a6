"""Pages as sites make them: several articles, live posts, posts from elsewhere, corrections, no article at all."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from flows.errors import NotAnArticle
from flows.ingest import ingest
from flows.model import Article, PartKind
from flows.settings import Settings

Pages = Callable[..., Article]

BODY = (
    "<p>The five lake states agreed on a common rule for fishing on Tuesday, their ministers said after a meeting in "
    "Larnholm that lasted until the early morning.</p>"
    "<p>Each state will keep a third of its boats in port from March to May, and the rule will be reviewed in two "
    "years by a commission that all five appoint together.</p>"
)


@pytest.fixture
def page(tmp_path: Path, settings: Settings, session: requests.Session) -> Pages:
    """Reads a page made of a head and a body."""

    def read(body: str, head: str = "", title: str = "Lake states agree on fishing") -> Article:
        path = tmp_path / "page.html"
        html = f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        path.write_text(f"{html}<body>{body}</body></html>", encoding="utf-8")
        return ingest(str(path), settings, session)

    return read


def story(inner: str = BODY, before: str = "") -> str:
    return f"<article><h1>Lake states agree on fishing</h1>{before}{inner}</article>"


def script(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 4 March 2025, 10:15 EAT | Updated: 6 March 2025, 09:00 EAT", "2025-03-04"),
        ("Posted on the 4th of March, 2025", "2025-03-04"),
        ("Updated 0319 GMT (1119 HKT) March 4, 2025", "2025-03-04"),
        ("Updated 10:15 a.m. ET, March 4, 2025", "2025-03-04"),
        ("Last updated on 6 March 2025 at 10:12 GMT. First published on 4 March 2025", "2025-03-04"),
        ("Published March 4, 2025; updated 2 hours ago", "2025-03-04"),
        ("March the 4th, 2025 · 10 minute read", "2025-03-04"),
        ("2025/03/04", "2025-03-04"),
        ("20250304T101500Z", "2025-03-04T10:15:00+00:00"),
        ("Tuesday, March 04, 2025 / 10:15 a.m. (GMT+8)", "2025-03-04"),
        ("2025-03-04 10:15:00 Lake Agency Editor: ana", "2025-03-04"),
        ("LÖRNHOLM, March 4, 2025 (Lake Agency) —", "2025-03-04"),
        ("4 March 2025 10:15 GMT+2", "2025-03-04T10:15:00+02:00"),
        ("Mar 4, 202510:15 AM ET", "2025-03-04"),
        ("2025-03", "2025-03"),
    ],
)
def test_a_line_of_dates_is_the_date_and_no_standfirst(line: str, day: str, page: Pages) -> None:
    article = page(story(before=f"<p>{line}</p>"))
    assert (article.published and article.published.value, article.description) == (day, None)


@pytest.mark.parametrize(
    "line",
    ["Issued on: 04/03/2025 - 10:15 Modified: 06/03/2025 - 09:00", "March 4, 202510:15 AM ETHeard on the Lake Hour"],
)
def test_a_line_that_begins_with_a_date_is_no_standfirst(line: str, page: Pages) -> None:
    assert page(story(before=f"<p>{line}</p>")).description is None


def test_the_dateline_of_a_text_tells_its_day(page: Pages) -> None:
    body = BODY.replace("The five", "LÖRNHOLM, March 4, 2025 (Lake Agency) - The five")
    published = page(story(body)).published
    assert (published and published.value) == "2025-03-04"


@pytest.mark.parametrize(
    ("updated", "speaks_of"), [("12 February 2025", "2025-02-12"), ("20 May 2019", None), ("9 May 2019", None)]
)
def test_a_text_that_was_rewritten_long_after_speaks_of_its_last_change(
    updated: str, speaks_of: str | None, page: Pages
) -> None:
    article = page(story(before=f"<p>Published 10 May 2019. Updated {updated}</p>"))
    assert (article.published and article.published.value) == "2019-05-10"
    assert {part.date for part in article.paragraphs(PartKind.BODY)} == {speaks_of}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "By Ana Berg, Political Editor, and Ruben Holt in Osterby; additional reporting by Mia Lund",
            "Ana Berg+Ruben Holt",
        ),
        ("By Ana Berg in Larnholm and Ruben Holt in Osterby, Lake News", "Ana Berg+Ruben Holt"),
        ("By Ana Berg in Larnholm, Ruben Holt in Osterby and Mia Lund in Vik", "Ana Berg+Ruben Holt+Mia Lund"),
        ("By Ana Berg, Addis Ababa", "Ana Berg"),
        ("By Ana Berg (Larnholm) & Ruben Holt (Osterby)", "Ana Berg+Ruben Holt"),
        ("By Lake Herald Staff | Press Agency", ""),
        ("By our correspondents in Larnholm and Osterby", ""),
        ("By Ana Berg | 4 March 2025", "Ana Berg"),
        ("By Karim bin Rashid al-Sayed in Larnholm with Ruben Holt", "Karim bin Rashid al-Sayed+Ruben Holt"),
        ("Ana Berg</p><p>Lake correspondent, Osterby", "Ana Berg"),
        ("By Lake Herald - Mar 04,2025 - Last updated at Mar 04,2025", ""),
    ],
)
def test_a_byline_gives_every_author_and_nobody_else(line: str, names: str, page: Pages) -> None:
    article = page(story(before=f"<p>{line}</p>"))
    assert [author.value for author in article.authors] == [name for name in names.split("+") if name]


def test_a_line_with_byline_and_date_gives_both(page: Pages) -> None:
    published = page(story(before="<p>By Ana Berg | 4 March 2025</p>")).published
    assert (published and published.value) == "2025-03-04"


def test_a_line_with_name_date_and_reading_time_gives_author_and_date(page: Pages) -> None:
    article = page(story(before="<p>Ana Berg | Mar 4, 2025 10:15 am EAT | 4 min read</p>"))
    assert [author.value for author in article.authors] == ["Ana Berg"]
    assert (article.published and article.published.value, article.description) == ("2025-03-04", None)


def test_a_date_that_stands_outside_the_text_is_read_below_the_headline(page: Pages) -> None:
    line = "<div class='meta'><span>PUBLISHED 4 MARCH 2025 10:15 AM</span> <span>UPDATED 6 MARCH 2025</span></div>"
    published = page(story(before=line)).published
    assert (published and published.value) == "2025-03-04"


def test_a_staff_is_no_author(page: Pages) -> None:
    assert page(story(), '<meta name="author" content="Herald Staff">').authors == ()


def test_the_metadata_of_a_listed_article_is_not_the_pages(page: Pages) -> None:
    own = '{"@type": "NewsArticle", "headline": "Lake states agree on fishing", "datePublished": "2025-03-04"}'
    other = (
        '{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Mill in Vik burns down", '
        '"datePublished": "2024-11-28", "author": {"@type": "Person", "name": "Zoe Holm"}}]}'
    )
    article = page(story(), script(f"[{other}, {own}]"))
    assert (article.title and article.title.value) == "Lake states agree on fishing"
    assert (article.published and article.published.value, article.authors) == ("2025-03-04", ())


def test_metadata_of_other_articles_alone_say_nothing_of_this_one(page: Pages) -> None:
    others = [
        f'{{"@type": "NewsArticle", "headline": "{name}", "datePublished": "2024-11-28"}}'
        for name in ("Mill burns", "Vik votes")
    ]
    assert page(story(), script(f"[{', '.join(others)}]")).published is None


def test_another_article_on_the_page_is_left_out(page: Pages) -> None:
    burnt = "The mill burnt for days, the fire brigade said on Monday. " * 12
    other = f"<article><h2>Mill in Vik burns down</h2><p>{burnt}</p></article>"
    text = page(story() + other, '<meta property="og:title" content="Lake states agree on fishing">').text
    assert "common rule" in text
    assert "mill burnt" not in text


def test_posts_of_a_live_page_have_the_day_of_each(page: Pages) -> None:
    posts = "".join(
        f'<div class="post"><time datetime="{day}T09:00:00Z">9.00</time><h2>{head}</h2><p>{head} after long talks with '
        "all the fishers of the lake, an official told reporters at the harbour.</p></div>"
        for day, head in [
            ("2024-07-11", "The ministers signed"),
            ("2024-07-10", "The ministers dined"),
            ("2024-07-09", "The ministers came"),
        ]
    )
    article = page(f"<article><h1>Lake summit live</h1>{posts}</article>", title="Lake summit live")
    dated = {
        part.date: part.span.of(article.text)
        for part in article.paragraphs(PartKind.BODY)
        if "after long" in part.span.of(article.text)
    }
    assert {day: text.split(" after")[0] for day, text in dated.items()} == {
        "2024-07-11": "The ministers signed",
        "2024-07-10": "The ministers dined",
        "2024-07-09": "The ministers came",
    }


@pytest.mark.parametrize(
    ("row", "stamp"),
    [
        ("<ul>{}</ul>", "<li><span class='stamp'>{}, 09:00 GMT</span><p>{}</p></li>"),
        ("<div>{}</div>", "<section><h3>{}</h3><p>{}</p></section>"),
        ("<div>{}</div>", "<div class='entry'><p>Posted on {}</p><p>{}</p></div>"),
        ("{}", "<h2><time>{}</time> At the lake</h2><p>{}</p>"),
        ("{}", "<p><strong>{}, 09:00 GMT:</strong> {}</p>"),
    ],
)
def test_posts_are_dated_by_what_they_show(row: str, stamp: str, page: Pages) -> None:
    said = "{} after long talks with all the fishers of the lake, an official told reporters at the harbour."
    posts = [("11 July 2024", "The ministers signed"), ("10 July 2024", "The ministers dined")]
    body = row.format("".join(stamp.format(day, said.format(words)) for day, words in posts))
    head = "<h1>Lake summit live</h1><p>Published 9 July 2024</p>"
    article = page(f"<article>{head}{body}</article>", title="Lake summit live")
    assert (article.published and article.published.value) == "2024-07-09"
    dates = {part.span.of(article.text)[:18]: part.date for part in article.paragraphs(PartKind.BODY)}
    assert (dates["The ministers sign"], dates["The ministers dine"]) == ("2024-07-11", "2024-07-10")


@pytest.mark.parametrize(
    "others",
    [
        "<section class='x'><h2>More from the lake</h2><p><a href='/a'>Mill burns</a></p><p>{}</p></section>",
        "<div><h3>You may also like</h3><ul><li><a href='/a'>{}</a></li></ul></div>",
        "<h3>Related stories</h3><p><a href='/a'>{}</a></p><h3>What the rule says</h3>",
        "<aside><header><h4>Most read</h4></header><p>{}</p></aside>",
    ],
)
def test_boxes_of_other_articles_are_left_out(others: str, page: Pages) -> None:
    box = others.format("Norland joined the lake union on Friday, hours after its boats had come home, officials said.")
    text = page(story(BODY.replace("<p>Each", f"{box}<p>Each"))).text
    assert "Each state will keep" in text
    assert "Norland" not in text


def test_cards_of_other_articles_are_no_live_posts(page: Pages) -> None:
    card = (
        "<div class='card'><time datetime='{0}'>{0}</time><h3><a href='/{0}'>Norland joins</a></h3><p>Norland joined "
        "the lake union on Friday, hours after its boats had come home, officials in the port said.</p></div>"
    )
    cards = f"<div>{card.format('2025-03-01')}{card.format('2025-02-27')}</div>"
    article = page(story(f"{BODY}{cards}", "<p>4 March 2025</p>"))
    assert (article.published and article.published.value) == "2025-03-04"
    assert "Norland" not in article.text


def test_a_page_that_only_lists_others_is_no_article(page: Pages) -> None:
    card = "<div><h2><a href='/{}'>Lake states agree</a></h2>" + BODY.split("</p>")[0] + "</p></div>"
    with pytest.raises(NotAnArticle, match="no article was found"):
        page(f"<main><h1>Topic: fishing</h1>{''.join(card.format(n) for n in range(4))}</main>", title="Topic: fishing")


def test_a_wall_is_told_when_too_little_stands_before_it(page: Pages) -> None:
    wall = "<p>The five lake states agreed on a rule.</p><p>Already have an account? Sign in to go on with it here.</p>"
    with pytest.raises(NotAnArticle, match="have not subscribed"):
        page(story(wall))


def test_signs_that_were_written_for_html_twice_are_read(page: Pages) -> None:
    text = page(story(BODY.replace("Larnholm", "L&amp;ouml;rnholm &amp;amp; Vik"))).text
    assert "in Lörnholm & Vik that" in text


def test_what_only_sounds_like_a_list_of_others_stays(page: Pages) -> None:
    text = page(story(f"<section><h2>More boats, more fish</h2>{BODY}</section>")).text
    assert "common rule" in text


@pytest.mark.parametrize(
    "stranger",
    [
        '<blockquote class="twitter-tweet"><p>Norland joins the lake union today!</p>&mdash; Ole (@ole) May 1, 2023'
        "</blockquote>",
        '<div class="instagram-media"><p>Norland joins the lake union today, what a day for us all.</p></div>',
        "<blockquote><p>Norland joins the lake union today!</p><p>— Ole Vik (@olevik) May 1, 2023</p></blockquote>",
        "<p>Norland joins the lake union today! — Ole Vik (@olevik) May 1, 2023</p>",
        "<p>Correction: An earlier version of this article said that Norland joins the lake union today.</p>",
        "<p><i>An earlier version of this article said that Norland joins the lake union today.</i></p>",
        "<p>CORRECTION (May 3, 2023): The third paragraph said that Norland joins the lake union today.</p>",
        "<div class='correction'><p>Norland joins the lake union today, we wrote in error.</p></div>",
        "<h3>Correction</h3><p>The third paragraph said that Norland joins the lake union today. It does not.</p>",
        "<p>Claim: Norland joins the lake union today, and its boats may fish everywhere.</p>",
        "<h3>The claim</h3><p>Norland joins the lake union today, and its boats may fish everywhere.</p>",
    ],
)
def test_what_the_article_does_not_say_itself_is_left_out(stranger: str, page: Pages) -> None:
    text = page(story(BODY.replace("<p>Each", f"{stranger}<p>Each"))).text
    assert "Each state will keep" in text
    assert "Norland" not in text


def test_a_claim_that_the_page_says_it_checks_is_left_out(page: Pages) -> None:
    claim = "Norland joins the lake union today, and its boats may fish everywhere."
    said = script(f'{{"@type": "ClaimReview", "claimReviewed": "{claim}"}}')
    assert "Norland" not in page(story(f"{BODY}<p>“{claim}”</p>"), said).text


@pytest.mark.parametrize(
    "heading",
    [
        "Page not found",
        "Sorry, we couldn’t find that page",
        "404",
        "This article is no longer available",
        "Access denied",
    ],
)
def test_a_page_that_says_there_is_no_article_is_refused(heading: str, page: Pages) -> None:
    teasers = "<p>It may have been moved. Please try the search, or go back to the front page of this site.</p>" + BODY
    with pytest.raises(NotAnArticle, match="this page"):
        page(f"<main><h1>{heading}</h1>{teasers}</main>", title=heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Lost plane cannot be found, navy says",
        "404 people rescued from lake",
        "403 miners freed",
        "Lake states found page of treaty",
    ],
)
def test_a_headline_about_losses_is_an_article(heading: str, page: Pages) -> None:
    assert page(f"<article><h1>{heading}</h1>{BODY}</article>", title=heading).title


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("<p>Subscribe to continue reading this article.</p>", "only the beginning|shows only"),
        ("<p><a href='/2'>Continued on page 2</a></p>", "first of several pages"),
    ],
)
def test_a_part_of_an_article_is_read_and_the_rest_is_missed_aloud(
    more: str, said: str, page: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    assert "common rule" in page(story(BODY + more)).text
    assert any(re.search(said, record.getMessage()) for record in caplog.records)


@pytest.mark.parametrize(
    "named",
    ["https://lake.example/", "https://lake.example/index.html", "https://lake.example", "https://lake.example/news/"],
)
def test_the_address_of_a_whole_site_is_no_articles(named: str, page: Pages) -> None:
    assert page(story(), f'<link rel="canonical" href="{named}"><meta property="og:url" content="{named}">').url is None


def test_the_address_is_without_tracking_and_fragment(page: Pages) -> None:
    link = "https://lake.example/fishing?id=7&utm_source=rss&fbclid=x#comments"
    assert page(story(), f'<link rel="canonical" href="{link}">').url == "https://lake.example/fishing?id=7"
