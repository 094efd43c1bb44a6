"""The stream of versions of a release over HTTP: what may be kept for ever says so, the rest is asked for again."""

import gzip
import re
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, Request, Response

from flows.publish.forms import packed
from flows.publish.place import PAGES
from flows.publish.stream import CLOSED, ENDING, ROOT

OPEN = {"Access-Control-Allow-Origin": "*", "Vary": "Accept-Encoding"}
NAMED = re.compile(r"index|[0-9]{6,}")
KEPT = "public, max-age=31536000, immutable"  # seconds in a year
ASKED_AGAIN = "no-cache"


def pages(data: Path) -> APIRouter:
    """The pages of the release in a folder, as it is when they are asked for."""
    router = APIRouter()

    @router.api_route("/ldes/{name}.trig", methods=["GET", "HEAD"])
    def page(name: str, request: Request) -> Response:
        """A page of the stream, or its root `index.trig`."""
        path = data / PAGES / (ROOT if f"{name}.trig" == ROOT else f"{name}{ENDING}")
        try:
            if not NAMED.fullmatch(name):
                raise FileNotFoundError(name)
            content = path.read_bytes()
        except OSError:
            return Response("There is no such page.\n", 404, media_type="text/plain", headers=OPEN)
        return _fresh(request, content, compressed=path.name != ROOT, kept=content.endswith(packed(CLOSED)))

    return router


def _fresh(request: Request, content: bytes, *, compressed: bool, kept: bool) -> Response:
    """The content as the client takes it, or 304 where it has it already."""
    headers = {**OPEN, "Cache-Control": KEPT if kept else ASKED_AGAIN, "ETag": f'"{sha256(content).hexdigest()[:24]}"'}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if compressed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(content, media_type="application/trig", headers={**headers, "Content-Encoding": "gzip"})
    return Response(gzip.decompress(content) if compressed else content, media_type="application/trig", headers=headers)
