"""The reviewed answers to the competency questions. Run as a script, it writes them anew, for review."""

from pathlib import Path

from examples import CONFORMING
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

from flows.settings import HOME, ONTOLOGY

QUESTIONS = sorted((ONTOLOGY / "questions").glob("*.rq"))
RELEASE = HOME / "output" / "example" / "dataset.ttl"
FEDERATED = {"capitals-of-the-members"}  # asks a server elsewhere, so that its answer is none of ours


def examples() -> Store:
    """The examples of the ontology that conform, as one graph."""
    store = Store()
    for path in CONFORMING:
        store.load(path=str(path), format=RdfFormat.TURTLE)
    return store


def release() -> Store:
    """The example release."""
    store = Store()
    store.load(path=str(RELEASE), format=RdfFormat.TURTLE)
    return store


def answer(question: Path, store: Store) -> str:
    """The answer to a question, as CSV."""
    solutions = store.query(question.read_text(encoding="utf-8"))
    assert isinstance(solutions, QuerySolutions)
    return bytes(solutions.serialize(format=QueryResultsFormat.CSV) or b"").decode().replace("\r\n", "\n")


if __name__ == "__main__":
    reviewed = release() if RELEASE.exists() else examples()
    for path in QUESTIONS:
        if path.stem not in FEDERATED:
            path.with_suffix(".csv").write_text(answer(path, reviewed), encoding="utf-8")
