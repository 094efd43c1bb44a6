"""What becomes of a source and of what it says: what the gate found, and why something was not published."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of the gate: what, where, how bad ("violation", "warning" or "info"), in words."""

    severity: str
    focus: str  # IRI of the node
    message: str
    path: str = ""
    value: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """One source that could not be published, and the sentence that says why.

    transient:    trying again may help
    quarantined:  it was read, and what it says is kept beside the release
    """

    source: str
    reason: str
    transient: bool = False
    quarantined: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The gate's verdict over one article: `conforms` speaks of what is left after the held-back part was taken out."""

    conforms: bool
    problems: tuple[Problem, ...] = ()
    held_back: tuple[str, ...] = field(default_factory=tuple)  # IRIs of the facts (or links, entities) in quarantine
    engine: str = ""  # which engine judged, with its version
    shapes: str = ""  # the hash of the shapes that it judged by
