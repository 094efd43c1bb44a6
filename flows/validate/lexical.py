"""Whether a literal's text is one that its XML Schema datatype allows: judged by libxml2, for Python takes more."""

from collections.abc import Iterable
from functools import cache, lru_cache

from lxml import etree
from pyoxigraph import Literal, Quad, Triple

from flows.model import Problem

XSD = Literal("").datatype.value.removesuffix("string")
TYPES = (
    *("boolean", "decimal", "float", "double", "integer", "long", "int", "short", "byte"),
    *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
    *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    *("date", "dateTime", "time", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay", "duration"),
    *("hexBinary", "base64Binary", "language"),
)


def ill_formed(statements: Iterable[Quad | Triple]) -> list[Problem]:
    """A violation for each statement whose literal is none of its datatype."""
    return [
        _problem(said, f"This is no xsd:{said.object.datatype.value.removeprefix(XSD)}.")
        for said in statements
        if isinstance(said.object, Literal) and not well_formed(said.object.value, said.object.datatype.value)
    ]


def _problem(said: Quad | Triple, message: str) -> Problem:
    return Problem(
        severity="violation",
        focus=getattr(said.subject, "value", str(said.subject)),
        message=message,
        path=said.predicate.value,
        value=getattr(said.object, "value", ""),
        shape="",
    )


def no_numbers(statements: Iterable[Quad | Triple]) -> list[Problem]:
    """A violation for each statement whose value is "not a number": no comparison that a shape asks for can be made."""
    return [
        _problem(said, "This is not a number, and cannot be compared.")
        for said in statements
        if isinstance(said.object, Literal) and said.object.value == "NaN"
    ]


@lru_cache(maxsize=1 << 16)
def well_formed(text: str, datatype: str) -> bool:
    """Whether the text may stand for a value of the datatype; of other datatypes than XML Schema's nothing is known."""
    name = datatype.removeprefix(XSD)
    if name == datatype or name not in TYPES:
        return True
    element = etree.Element(name)
    try:
        element.text = text
    except ValueError:  # a sign that no XML may hold
        return False
    # XML may put spaces around a value; RDF may not.
    return text == text.strip() and bool(_schema().validate(element))


@cache
def _schema() -> etree.XMLSchema:
    space = XSD.rstrip("#")
    elements = "".join(f'<xs:element name="{name}" type="xs:{name}"/>' for name in TYPES)
    return etree.XMLSchema(etree.XML(f'<xs:schema xmlns:xs="{space}">{elements}</xs:schema>'))
