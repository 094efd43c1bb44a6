"""Any RDF file against our shapes."""

import gzip
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from pyoxigraph import Literal, Quad, RdfFormat, Triple, parse

from flows.errors import SourceError
from flows.model import Problem, Report
from flows.validate.gate import Gate, load_gate
from flows.validate.lexical import ill_formed, no_numbers

LARGEST = 256 * 1024 * 1024  # bytes, once unpacked
MOST = 2_000_000  # statements
Check = Callable[[list[Quad]], list[Problem]]
BOM = b"\xef\xbb\xbf"


def check_file(path: Path) -> Report:
    """The same as `validate_file`, by the shipped shapes."""
    return validate_file(path, load_gate())


def validate_file(path: Path, gate: Gate) -> Report:
    """What the shapes say of an RDF file of any common format, gzipped or not; nothing is taken out of it.

    Literals that are none of their datatype come first: what shapes say of them depends on who reads them.
    """
    statements = _read(path)
    try:
        problems = _judged(statements, ill_formed, gate)
    except ArithmeticError:
        problems = _judged(statements, lambda said: ill_formed(said) + no_numbers(said), gate)
    except (TypeError, ValueError, RecursionError) as error:
        raise SourceError(str(path), f"pySHACL cannot judge it ({type(error).__name__}: {error})") from error
    return Report(not any(problem.severity == "violation" for problem in problems), problems)


def _judged(statements: list[Quad], check: Check, gate: Gate) -> tuple[Problem, ...]:
    """What a check of each statement finds, and what the shapes say of the statements that it finds no fault with."""
    spoilt = check(statements)
    sound = statements if not spoilt else [said for said in statements if not check([said])]
    return (*spoilt, *gate.referee(sound))


def _read(path: Path) -> list[Quad]:
    name = path.with_suffix("") if path.suffix == ".gz" else path
    format_ = RdfFormat.from_extension(name.suffix.lstrip("."))
    if format_ is None:
        raise SourceError(str(path), f"{name.suffix or 'no ending'} is the ending of no RDF format that we read")
    try:
        parser = parse(_content(path), format=format_, base_iri=path.resolve().as_uri())
        statements = list(islice(parser, MOST + 1))
    except (OSError, EOFError) as error:
        raise SourceError(str(path), f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    except (SyntaxError, ValueError) as error:
        raise SourceError(str(path), f"is no {format_.name}: {error}") from error
    if len(statements) > MOST:
        raise SourceError(str(path), f"holds more than {MOST:,} statements, which is more than is checked at once")
    for said in statements:
        if isinstance(said.object, Triple) or (isinstance(said.object, Literal) and said.object.direction):
            raise SourceError(str(path), "holds triple terms or directions of RDF 1.2, of which shapes know nothing")
    return statements


def _content(path: Path) -> bytes:
    """The bytes of a file, unpacked, without a byte order mark."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise SourceError(str(path), f"is larger than {LARGEST // 1024**2} MiB, which is more than is checked at once")
    return content.removeprefix(BOM)
