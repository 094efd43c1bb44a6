"""Requests of the SPARQL 1.1 Protocol: which query over which graphs, or why it is not taken."""

from email.message import Message
from pathlib import Path
from urllib.parse import parse_qsl

from fastapi import Request

from flows.serve.answers import Asked, Refused

LONGEST = 100_000  # bytes of a query


async def asked_in(request: Request) -> Asked:
    """What a request asks; raises Refused for what the protocol does not know, and for updates."""
    given = _fields(request.url.query)
    if request.method == "POST":
        given += await _posted(request)
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in given):
        raise Refused(403, "this release is to be read alone")
    queries = [value for name, value in given if name == "query"]
    if len(queries) > 1:
        raise Refused(400, "one query at a time")
    if not queries and request.method == "POST":
        raise Refused(400, "there is no query in this; a form has it as query=")
    return Asked(
        queries[0] if queries else None,
        tuple(value for name, value in given if name == "default-graph-uri"),
        tuple(value for name, value in given if name == "named-graph-uri"),
    )


async def _posted(request: Request) -> list[tuple[str, str]]:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST:
            raise Refused(413, f"a query may have {LONGEST} bytes")
    header = Message()
    header["Content-Type"] = request.headers.get("content-type", "application/octet-stream")
    kind = header.get_content_type()
    if header.get_content_charset("utf-8") != "utf-8":
        raise Refused(415, "a query is text in UTF-8")
    if kind == "application/sparql-query":
        return [("query", _text(body))]
    if kind == "application/x-www-form-urlencoded":
        return _fields(_text(body))
    if kind == "application/sparql-update":
        raise Refused(403, "this release is to be read alone")
    raise Refused(415, "post a query as application/sparql-query or as a form")


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Refused(400, "a query is text in UTF-8") from None


def _fields(encoded: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise Refused(400, "a query is text in UTF-8") from None
    except ValueError:  # more fields than anybody needs
        raise Refused(400, "this form cannot be read") from None


def description(endpoint: str) -> str:
    """What the endpoint is and can (SPARQL 1.1 Service Description), as Turtle."""
    template = (Path(__file__).parent / "description.ttl").read_text(encoding="utf-8")
    return template.replace("<endpoint>", f"<{endpoint}>")
