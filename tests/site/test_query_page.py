"""The query page of a server, as it is without scripts."""

import pytest
import requests
from lxml import html

PLANNED = "SELECT ?what { ?fact cmq:hasFactuality factuality:planned ; rdfs:label ?what } ORDER BY ?what"


def asked(address: str, **form: str) -> html.HtmlElement:
    """The page that answers a form."""
    return html.fromstring(requests.get(f"{address}/query", params=form).text)


def test_every_question_is_answered_by_its_name(address: str) -> None:
    names = asked(address).xpath("//select[@id='question']/option/@value")
    assert len(names) > 20
    for name in ("what-is-denied", "who-met-whom", "what-is-only-planned"):
        assert asked(address, question=name).xpath("//div[@class='answer']//tbody/tr")


def test_a_parameter_narrows_the_answer_down(address: str) -> None:
    page = asked(address, question="members-by-organization-at-a-date", organization="nato", date="1990-01-01")
    rows = [row.xpath("string(td[2])") for row in page.xpath("//tbody/tr")]
    assert "Spain" in rows
    assert "Sweden" not in rows
    assert page.xpath("string(//input[@name='date']/@placeholder)") == "2025-01-01"
    assert '"1990-01-01"^^xsd:date' in page.xpath("string(//textarea)")


def test_things_of_the_release_lead_to_their_pages(address: str) -> None:
    page = asked(address, query="SELECT ?one { ?visit a cmq:Visit ; cmq:hasVisitor ?one } LIMIT 1")
    [leads] = page.xpath("//tbody//a/@href")
    assert requests.get(address + leads, headers={"Accept": "text/html"}).url.endswith(".html")


@pytest.mark.parametrize(
    ("form", "status", "told"),
    [
        ({"query": "SELECT {"}, 400, "line 1"),
        ({"question": "who-is-who"}, 400, "who-is-who: no shipped question"),
        ({"question": "who-met-whom", "planet": "Mars"}, 400, "--planet"),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?a ?b ?c } }"}, 403, "SERVICE"),
        ({"query": "SELECT ?x { ?x a <http://nobody.example/Is> }"}, 200, "Nothing of this release answers that."),
        ({"query": "ASK { ?visit a cmq:Visit }"}, 200, "Yes"),
        ({"query": "CONSTRUCT WHERE { ?visit a cmq:Visit }"}, 200, "a cmq:Visit"),
    ],
)
def test_each_answer_is_told_plainly(address: str, form: dict[str, str], status: int, told: str) -> None:
    answer = requests.get(f"{address}/query", params=form)
    assert answer.status_code == status
    assert told in html.fromstring(answer.text).xpath("string(//main)")


def test_all_of_an_answer_is_a_file(address: str) -> None:
    answer = requests.get(f"{address}/query", params={"query": PLANNED, "as": "file"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="answer.csv"'
    assert "(planned)" in answer.text
    triples = requests.get(f"{address}/query", params={"query": "DESCRIBE ?x { ?x a cmq:Visit }", "as": "file"})
    assert triples.headers["Content-Type"].startswith("text/turtle")


def test_no_script_but_our_own_may_run(address: str) -> None:
    policy = requests.get(f"{address}/query").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert requests.get(f"{address}/query/query.js").headers["Content-Type"].startswith("text/javascript")
    assert requests.get(f"{address}/query/..%2fapp.py").status_code == 404


def test_served_pages_lead_to_the_query_page(address: str) -> None:
    page = html.fromstring(requests.get(address).text)
    assert page.xpath("//nav/a[text()='Ask']/@href") == ["/query"]
