"""What the gate said: as a SHACL report, as the part that was held back, and as a page for a person."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from flows.iris import part_of
from flows.model import Problem, Reading
from flows.publish.content import Content, Row
from flows.publish.declared import load_declared
from flows.publish.graph import graph_of, sorted_nquads
from flows.publish.parts import parts_of, version_iri
from flows.publish.records import Record, short_hash, write_records
from flows.publish.writers.turtle import turtle_of
from flows.rows import cut, digest, mood_of

# Signs that mean something in Markdown.
MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in r"\`*_{}[]<>|#"})


def write_report(content: Content) -> str:
    """The SHACL validation report as Turtle, each result with an IRI made of what it says."""
    return write_records(list(_records(content)), content.settings.base)


def write_quarantine(content: Content) -> str:
    """What was held back, together with the results that say why; "" when nothing was."""
    if not content.held_back:
        return ""
    held_back = set(content.report.held_back)
    results = [_result(problem, content) for problem in content.report.problems if problem.focus in held_back]
    return write_records(results, content.settings.base) + turtle_of(content.held_back, content.layout)


def write_summary(content: Content) -> str:
    """A page in Markdown: what was read, what it states, what was linked, what was held back and why."""
    if content.reading is None:
        raise ValueError(f"{content.name}: only a single article has a summary")
    parts = [_heading(content.reading), _facts(content.rows), _links(content.links), _held_back(content)]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def with_mark(summary: str, gone: Mapping[str, Any]) -> str:
    """The page with a line that says since when the article's own page is gone, and what its server answers."""
    line = f"- gone: since {gone['on']} its server answers {gone['status']}; what it stated stays published"
    if "\n- gone: " in summary:
        return summary
    head, source, rest = summary.partition("\n- source: ")
    first, end, rest = rest.partition("\n")
    return f"{head}{source}{first}{end}{line}\n{rest}"


def _records(content: Content) -> Iterator[Record]:
    results = [_result(problem, content) for problem in content.report.problems]
    graphs = content.graphs
    shapes, engine = load_declared()["shapes"], {"gate": content.report.engine} if content.report.engine else {}
    yield {
        "id": f"/report/{content.name}",
        "type": "ValidationReport",
        # SHACL's word for "no result at all"; it speaks of what the gate saw, before anything was held back.
        "conforms": not results,
        "validatedGraph": graphs,
        "shapesGraph": shapes,
        "associatedWith": [version_iri(part, version) for part, version in engine.items()],
        "result": sorted({result["id"] for result in results}),
    }
    yield from ({"id": graph, "version": digest(_seen(content, graph))} for graph in graphs)
    if content.report.shapes:
        yield {"id": shapes, "version": content.report.shapes}
    yield from parts_of(engine)
    yield from results


def _seen(content: Content, graph: str) -> str:
    """What the gate saw of a graph, in canonical form: what is published, and what was held back."""
    if not content.held_back and content.graphs == [graph]:
        return content.nquads
    return sorted_nquads(quad for quad in (*content.quads, *content.held_back) if graph_of(quad) == graph)


def _result(problem: Problem, content: Content) -> dict[str, Any]:
    told = (problem.severity, problem.focus, problem.path, problem.value, problem.shape, problem.message)
    record = {
        "id": f"/report/{content.name}#{short_hash(*told)}",
        "type": "ValidationResult",
        "resultSeverity": problem.severity,
        "focusNode": problem.focus,
        "resultMessage": cut(problem.message),
        "resultPath": problem.path if _is_iri(problem.path) else None,
        "resultValue": cut(problem.value) if problem.value else None,
        "sourceShape": problem.shape if _is_iri(problem.shape) else None,
        "about": _facts_of(problem.focus, content),
    }
    return {key: value for key, value in record.items() if value is not None}


def _facts_of(focus: str, content: Content) -> list[str] | None:
    """The facts that a problem is about when its focus is no fact: those that rest on it. None when there are none."""
    if part_of(focus) not in ("evidence", "entity"):
        return None
    resting = {
        quad.subject.value
        for quad in (*content.quads, *content.held_back)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode) and quad.object.value == focus
    }
    return sorted(iri for iri in resting if part_of(iri) == "fact") or None


def _is_iri(text: str) -> bool:
    return bool(urlsplit(text).scheme) and not any(sign in text for sign in ' <>"{}|\\^`')


def _heading(reading: Reading) -> Iterator[str]:
    article = reading.article
    title = article.title.value if article.title else article.source
    yield f"# {_inline(title)}"
    yield ""
    yield f"- source: {_inline(article.url or article.source)}"
    if article.authors:
        yield f"- by: {', '.join(_inline(author.value) for author in article.authors)}"
    if article.publisher:
        yield f"- in: {_inline(article.publisher.value)}"
    if article.published:
        yield f"- on: {article.published.value}"
    yield f"- read: {len(article.text.split())} words, by the engine `{reading.extraction.engine}`"
    yield f"- text: `{article.hash}`"


def _facts(rows: Sequence[Row]) -> Iterator[str]:
    yield f"## What it states ({len(rows)})"
    yield ""
    yield from _table(
        ("kind", "subject", "predicate", "object", "qualifiers", "factuality", "evidence"),
        [
            (
                row["kind"],
                row["subject"],
                row["predicate"],
                row["object"],
                _pairs(row),
                mood_of(str(row["kind"]), str(row["predicate"]), str(row["factuality"]), bool(row["polarity"])),
                row["evidence"],
            )
            for row in rows
        ],
    )


def _links(links: Sequence[Row]) -> Iterator[str]:
    verdicts = Counter(str(link["verdict"]) for link in links)
    counts = ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in sorted(verdicts))
    yield f"## Whom and what it names ({counts or 'nothing'})"
    yield ""
    yield from _table(
        ("name", "type", "verdict", "item", "label", "score", "reasons"),
        [
            tuple(link[key] for key in ("name", "type", "verdict", "item", "label", "score", "reasons"))
            for link in links
        ],
    )


def _held_back(content: Content) -> Iterator[str]:
    problems, held_back = content.report.problems, content.report.held_back
    yield f"## What was held back ({len(held_back)})"
    yield ""
    yield "What is published conforms to the shapes." if content.report.conforms else "What is left does not conform."
    if held_back:
        yield "What was held back stands in `quarantine.ttl`, and nowhere else."
    yield ""
    yield from _table(
        ("severity", "what", "held back", "why"),
        [(p.severity, p.focus, "yes" if p.focus in held_back else "no", p.message) for p in problems],
    )


def _pairs(row: Row) -> str:
    qualifiers = row["qualifiers"]
    return "; ".join(f"{name}: {value}" for name, value in qualifiers.items()) if isinstance(qualifiers, dict) else ""


def _table(heading: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    if not rows:
        yield "Nothing."
        return
    yield _line(heading)
    yield _line(["---"] * len(heading))
    yield from (_line([_inline(cell) for cell in row]) for row in rows)


def _line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _inline(value: object) -> str:
    """A text as one line of Markdown that means nothing but itself."""
    if value is None:
        return ""
    text = " ".join(cut(str(value)).split())
    return text.translate(MARKDOWN)
