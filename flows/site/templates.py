"""The templates of look/pages/ and what they may call."""

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from flows.site import timeline, wording
from flows.site.facts import Fact
from flows.site.page import Page, numbered
from flows.site.wording import LOOK, words

CALLED = ("mood", "sureness", "day", "when", "circumstances", "type_label", "told_object", "is_date")


def environment_of(site: Mapping[str, str], has: Callable[[str], bool]) -> Environment:
    """The templates, for a site with this title and address, of a release that has files of some names."""
    navigation = [page for page in words()["navigation"] if "needs" not in page or has(page["needs"])]
    environment = Environment(
        loader=FileSystemLoader(LOOK / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
    environment.globals.update({name: getattr(wording, name) for name in CALLED})
    environment.globals.update(moments=timeline.moments, place_of=place_of, site=site)
    environment.globals["top"] = urlsplit(site["at"]).path or "/"
    environment.globals.update(wikidata=words()["wikidata"]["page"], navigation=navigation)
    return environment


def rendered(environment: Environment, page: Page) -> str:
    """The page as HTML."""
    return environment.get_template(page.template).render(
        **(page.shows() if callable(page.shows) else page.shows),
        path=page.path,
        root=environment.globals["top"] if page.anywhere else page.root,
        title=page.title,
        description=page.description,
        alternates=page.alternates,
        structured=_in_script(page.structured) if page.structured else "",
    )


def place_of(fact: Fact) -> str:
    """Where in the site a fact stands among those of its article."""
    return f"{numbered(f'article/{fact.article}', fact.page)}#{fact.key}"


def _in_script(told: Mapping[str, Any]) -> Markup:
    """JSON that no text within can end the script element of."""
    safe = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return Markup(safe.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
