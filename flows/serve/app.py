"""The pages of a release live, its IRIs as linked data, and SPARQL over it, on one address of this machine."""

import asyncio
import hashlib
import mimetypes
import socket
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from flows.errors import CommuniqueError
from flows.log import say
from flows.serve import stream
from flows.serve.answers import TRIPLES, Limits, Refused, Served, answered, negotiated
from flows.serve.asking import ASSETS, HERE, in_a_file, query_page
from flows.serve.linked import LinkedData, file_at
from flows.serve.protocol import asked_in, description

HOSTS = ["127.0.0.1", "localhost"]  # a page elsewhere that gave us a name of its own is not answered
OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Location", "Vary": "Accept"}
PREFLIGHT = {
    **OPEN,
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
PAGE_RULES = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
TO_SERVED, QUERY_LINK = b"<!-- served -->", b'<a href="/query">Ask</a>'  # in the navigation of pages
# Not every system knows these.
MEDIA = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".gz": "application/gzip",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".parquet": "application/vnd.apache.parquet",
    ".ttl": "text/turtle",
}


def application(served: Served, site: Path, limits: Limits) -> FastAPI:
    """The server of a release: its store, the folder of its pages, and how long a query may take."""
    app = FastAPI(title="Communiqué", openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)
    linked = LinkedData(served.store, served.data, site, served.base, served.prefixes)
    turns = asyncio.Semaphore(limits.at_once)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        """One sentence, as all that is refused."""
        told = "this is to be read alone: GET, HEAD, and POST at /sparql" if error.status_code == 405 else error.detail
        return in_a_line(error.status_code, told, error.headers)

    @app.api_route("/sparql", methods=["GET", "HEAD", "POST"])
    @app.api_route("/sparql/", methods=["GET", "HEAD", "POST"])
    async def sparql(request: Request) -> Response:
        """SPARQL 1.1 Protocol, queries alone."""
        try:
            asked = await asked_in(request)
            if asked.query is None:
                endpoint = f"{request.url.scheme}://{request.url.netloc}/sparql"
                return Response(description(endpoint), media_type="text/turtle", headers=OPEN)
            await my_turn(turns, limits)
            try:
                accept = request.headers.get("accept", "*/*")
                kind, told = await run_in_threadpool(answered, served, asked, accept, limits)
            finally:
                turns.release()
            return Response(told, media_type=kind, headers=OPEN)
        except Refused as reason:
            return in_a_line(reason.status, str(reason), {"Retry-After": "10"} if reason.status == 503 else None)

    @app.api_route("/query", methods=["GET", "HEAD"])
    async def query(request: Request) -> Response:
        """The query page, or the whole answer as a file."""
        asked = dict(request.query_params)
        try:
            await my_turn(turns, limits)
            try:
                return await run_in_threadpool(asking_page, served, asked, limits)
            finally:
                turns.release()
        except CommuniqueError as reason:
            return in_a_line(reason.status if isinstance(reason, Refused) else 400, str(reason))

    @app.api_route("/query/{name}", methods=["GET", "HEAD"])
    async def asset(name: str, request: Request) -> Response:
        """What the query page is made with."""
        if name not in ASSETS:
            return in_a_line(404, "there is no such file")
        file = HERE / name
        return fresh(request, file.read_bytes(), media_of(file), PAGE_RULES)

    @app.api_route("/{path:path}", methods=["OPTIONS"])
    async def preflight(path: str) -> Response:
        """What a page elsewhere may ask (https://fetch.spec.whatwg.org/#cors-preflight-fetch)."""
        return Response(status_code=204, headers=PREFLIGHT)

    app.include_router(stream.pages(served.data))

    @app.api_route("/{path:path}", methods=["GET", "HEAD"])
    async def page(path: str, request: Request) -> Response:
        """A page or file of the site, or what an IRI of the release stands for."""
        if file := file_at(site, path or "index.html"):
            return fresh(request, shown(file), media_of(file), PAGE_RULES)
        return await run_in_threadpool(described, linked, path, request)

    return app


async def my_turn(turns: asyncio.Semaphore, limits: Limits) -> None:
    """Waits until one more query may be worked on; raises Refused when that takes longer than two queries may."""
    try:
        async with asyncio.timeout(2 * limits.seconds):
            await turns.acquire()
    except TimeoutError:
        raise Refused(503, "too many ask at once; ask again in a while") from None


def asking_page(served: Served, asked: Mapping[str, str], limits: Limits) -> Response:
    """The query page with the answer to what is asked; as a file alone, when that is asked for."""
    answer = partial(answered, served, limits=limits)
    if asked.get("as") == "file":
        kind, told = in_a_file(asked, served.prefixes, answer)
        name = f"answer.{'ttl' if kind == 'text/turtle' else 'csv'}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return Response(told, media_type=kind, headers=headers)
    status, page = query_page(asked, served.base, served.prefixes, answer)
    here = QUERY_LINK.replace(b"<a ", b'<a aria-current="page" ')
    return Response(page.encode().replace(TO_SERVED, here), status, media_type="text/html", headers=PAGE_RULES)


def shown(file: Path) -> bytes:
    """The content of a file of the site; a page leads to the query page, which only a server has."""
    content = file.read_bytes()
    return content.replace(TO_SERVED, QUERY_LINK) if file.suffix == ".html" else content


def in_a_line(status: int, told: str, headers: Mapping[str, str] | None = None) -> Response:
    """Why something is not answered."""
    return Response(f"{told}\n", status, media_type="text/plain", headers={**OPEN, **(headers or {})})


def described(linked: LinkedData, path: str, request: Request) -> Response:
    """What an IRI of the release stands for: its page by redirect, or its triples; 404 for any other."""
    accept = request.headers.get("accept", "*/*")
    iri = linked.iri_at(path)
    if iri is None:
        missing = file_at(linked.site, "404.html")
        if missing and negotiated(accept, ("text/html", "text/plain")) == "text/html":
            return Response(missing.read_bytes(), 404, media_type="text/html", headers=PAGE_RULES)
        return in_a_line(404, "there is no such thing in this release")
    wanted = negotiated(accept, ("text/html", *TRIPLES))
    if wanted is None:
        return in_a_line(406, f"there is text/html, {', '.join(TRIPLES)}")
    if wanted == "text/html" and (page := linked.page_of(path)):
        return Response(status_code=303, headers={**OPEN, "Location": f"/{page}"})
    kind = "text/turtle" if wanted == "text/html" else wanted
    return fresh(request, linked.described(iri, kind), kind)


def media_of(file: Path) -> str:
    """The media type of a file."""
    return MEDIA.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def fresh(request: Request, content: bytes, kind: str, headers: Mapping[str, str] | None = None) -> Response:
    """The content with its tag, or 304 where the client has it already."""
    tag = f'"{hashlib.sha256(content + kind.encode()).hexdigest()[:24]}"'
    told = {**OPEN, **(headers or {}), "ETag": tag, "Cache-Control": "no-cache"}
    had = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if had & {tag, "*"}:
        return Response(status_code=304, headers=told)
    media = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return Response(content, media_type=media, headers=told)


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
        address = f"http://127.0.0.1:{line.getsockname()[1]}/"
        say(f"pages at {address}, questions and queries at {address}query, SPARQL at /sparql; Ctrl-C ends this")
        try:
            server.run(sockets=[line])
        finally:
            served.close()
