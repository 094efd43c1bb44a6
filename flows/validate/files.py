"""Any RDF file against our shapes."""

import gzip
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from flows.errors import SourceError
from flows.model import Report
from flows.validate.gate import Gate


def validate_file(path: Path, gate: Gate) -> Report:
    """What the shapes say of an RDF file of any common format, gzipped or not; nothing is taken out of it."""
    problems = tuple(gate.referee(_read(path)))
    return Report(not any(problem.severity == "violation" for problem in problems), problems)


def _read(path: Path) -> list[Quad]:
    name = path.with_suffix("") if path.suffix == ".gz" else path
    format_ = RdfFormat.from_extension(name.suffix.lstrip("."))
    if format_ is None:
        raise SourceError(str(path), f"{name.suffix or 'no ending'} is the ending of no RDF format that we read")
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        return list(parse(content, format=format_, base_iri=path.resolve().as_uri()))
    except (OSError, EOFError) as error:
        raise SourceError(str(path), f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    except (SyntaxError, ValueError) as error:
        raise SourceError(str(path), f"is no {format_.name}: {error}") from error
