"""The pages of a release live, its IRIs as linked data, and SPARQL over it, on one address of this machine."""

import hashlib
import mimetypes
import re
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pyoxigraph as ox
import uvicorn
from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from flows.errors import CommuniqueError
from flows.log import say
from flows.serve.answers import TRIPLES, Limits, Refused, Served, answered, negotiated

LONGEST = 100_000  # bytes of a query
OPEN = {"Access-Control-Allow-Origin": "*", "Vary": "Accept"}
PAGE_RULES = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def application(served: Served, site: Path, limits: Limits) -> FastAPI:
    """The server of a release: its store, the folder of its pages, and how long a query may take."""
    app = FastAPI(title="Communiqué", openapi_url=None, docs_url=None, redoc_url=None)

    @app.api_route("/sparql", methods=["GET", "POST", "OPTIONS"])
    async def sparql(request: Request) -> Response:
        """SPARQL 1.1 Protocol, queries alone."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**OPEN, "Access-Control-Allow-Headers": "Accept, Content-Type"})
        try:
            asked = await asked_in(request)
            if asked["query"] is None and request.method == "GET":
                return Response(description(request), media_type="text/turtle", headers=OPEN)
            accept = request.headers.get("accept", "*/*")
            kind, told = await run_in_threadpool(answered, served, asked, accept, limits)
            return Response(told, media_type=kind, headers=OPEN)
        except Refused as refused:
            return Response(f"{refused}\n", refused.status, media_type="text/plain", headers=OPEN)

    @app.api_route("/{path:path}", methods=["GET", "HEAD"])
    async def page(path: str, request: Request) -> Response:
        """A page or file of the site, or what an IRI of the release stands for."""
        if file := file_at(site, path or "index.html"):
            return fresh(request, file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        return await run_in_threadpool(described, served, site, path, request)

    return app


def description(request: Request) -> str:
    """What the endpoint is and can (SPARQL 1.1 Service Description), as Turtle."""
    template = (Path(__file__).parent / "description.ttl").read_text(encoding="utf-8")
    return template.replace("<endpoint>", f"<{request.url.scheme}://{request.url.netloc}{request.url.path}>")


async def asked_in(request: Request) -> Mapping[str, Any]:
    """The query and the graphs that a request names; raises Refused for what the protocol does not know."""
    given = parse_qsl(request.url.query, keep_blank_values=True)
    if request.method == "POST":
        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > LONGEST:
                raise Refused(413, f"a query may have {LONGEST} bytes")
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            if kind == "application/sparql-query":
                given += [("query", body.decode())]
            elif kind == "application/x-www-form-urlencoded":
                given += parse_qsl(body.decode(), keep_blank_values=True)
            else:
                raise Refused(415, "post a query as application/sparql-query or as a form")
        except UnicodeDecodeError:
            raise Refused(400, "a query is text in UTF-8") from None
    if any(name == "update" for name, _ in given):
        raise Refused(403, "this release is to be read alone")
    queries = [value for name, value in given if name == "query"]
    if len(queries) > 1:
        raise Refused(400, "one query at a time")
    graphs = {name: [value for key, value in given if key == name] for name in ("default-graph-uri", "named-graph-uri")}
    return {"query": queries[0] if queries else None, **graphs}


def described(served: Served, site: Path, path: str, request: Request) -> Response:
    """What an IRI of the release stands for: its page by redirect, or its triples; 404 for any other."""
    iri = ox.NamedNode(f"{served.base}{path}") if _may_be_iri(path) else None
    if iri is None or not served.knows(iri):
        missing = site / "404.html"
        told = missing.read_bytes() if missing.is_file() else b"There is no such page.\n"
        return Response(told, 404, media_type="text/html", headers=PAGE_RULES)
    wanted = negotiated(request.headers.get("accept", "*/*"), ("text/html", *TRIPLES))
    if wanted is None:
        return Response("there is HTML, Turtle, JSON-LD, N-Triples\n", 406, media_type="text/plain", headers=OPEN)
    if wanted == "text/html" and (page := page_of(site, path)):
        return Response(status_code=303, headers={**OPEN, "Location": f"/{page}"})
    kind = "text/turtle" if wanted == "text/html" else wanted
    return fresh(request, served.describe(iri, kind), kind, OPEN)


def file_at(site: Path, path: str) -> Path | None:
    """The file of the site at this path; None for what is none, or lies outside."""
    try:
        file = (site / path).resolve()
        return file if file.is_relative_to(site.resolve()) and file.is_file() else None
    except (OSError, ValueError):  # a path that no system has
        return None


def page_of(site: Path, path: str) -> str | None:
    """The page that tells of what an IRI with this path stands for; None where none does."""
    found = re.fullmatch(r"fact/([^/]+)/([^/]+)", path)
    page, place = (f"article/{found[1]}.html", f"#{found[2]}") if found else (f"{path}.html", "")
    return page + place if file_at(site, page) else None


def _may_be_iri(path: str) -> bool:
    try:
        ox.NamedNode(f"http://x/{path}")
    except ValueError:
        return False
    return bool(path)


def fresh(request: Request, content: bytes, kind: str, headers: Mapping[str, str] = PAGE_RULES) -> Response:
    """The content with its tag, or 304 where the client has it already."""
    tag = f'"{hashlib.sha256(content + kind.encode()).hexdigest()[:24]}"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={**headers, "ETag": tag})
    media = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return Response(content, media_type=media, headers={**headers, "ETag": tag, "Cache-Control": "no-cache"})


def serve(data: Path, site: Path, cache: Path, port: int, limits: Limits) -> None:
    """Serves a release on 127.0.0.1 until stopped; raises CommuniqueError where the port is taken."""
    served = Served.of(data, cache, limits)
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommuniqueError(
                f"port {port}: it cannot be served on ({error.strerror}); --port names another"
            ) from error
        app = application(served, site, limits)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        say(f"pages at http://127.0.0.1:{line.getsockname()[1]}/, SPARQL at /sparql; Ctrl-C ends this")
        try:
            server.run(sockets=[line])
        finally:
            served.close()
