"""Where things took place, and who is tied to whom, as places of dots and lines in an SVG drawing."""

import csv
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from flows.site.facts import Fact, Thing
from flows.site.wording import LOOK, words

EQUATOR = 2.73539  # half of the equator's length in the Natural Earth projection, on a globe of radius 1
MIDDLE = (500, 260)  # of the drawing, in which the equator is 1000 long
MOST_DRAWN = 60  # things in a network: more of them nobody can tell apart
MOST_LINES = 300  # between them
CIRCLE = (500, 400, 235)  # of the network: its middle and radius


@dataclass(frozen=True, slots=True)
class Dot:
    """A thing in a drawing: where its middle is, how large it is, how many facts are told of it, and in which
    direction, in degrees clockwise from the right, its name is written."""

    thing: Thing
    x: float
    y: float
    size: float
    count: int = 0
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A tie between two dots, and in how many facts it is told."""

    one: Dot
    other: Dot
    weight: int


@cache
def coordinates() -> Mapping[str, tuple[float, float]]:
    """Latitude and longitude in degrees by Wikidata item, from places.tsv."""
    with (LOOK / "places.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["item"]: (float(row["latitude"]), float(row["longitude"])) for row in rows}


def projected(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a point lies on the map (https://doi.org/10.1080/15230406.2015.1128851, Natural Earth)."""
    lam, phi = math.radians(longitude), math.radians(latitude)
    p2 = phi * phi
    p4 = p2 * p2
    x = lam * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
    y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    scale = MIDDLE[0] / EQUATOR
    return round(MIDDLE[0] + x * scale, 1), round(MIDDLE[1] - y * scale, 1)


def takes_place(fact: Fact) -> tuple[Thing, ...]:
    """Where a fact says that something takes place; of an office or a seat, `place` is whose it is."""
    if fact.kind not in words()["placed"]:
        return ()
    at = list(fact.things.get("place", ()))
    if fact.predicate in words()["placed_by_object"] and fact.object.thing:
        at.append(fact.object.thing)
    return tuple({thing.iri: thing for thing in at}.values())


def places(told: Mapping[Thing, int], most: int) -> list[Dot]:
    """The places with most facts as dots on the map, of things with how many; what no table places is left out."""
    dots = [_pin(thing, count) for thing, count in told.items() if thing.item in coordinates()]
    return sorted(dots, key=lambda dot: (-dot.count, dot.thing.label, dot.thing.iri))[:most]


def _pin(thing: Thing, count: int) -> Dot:
    x, y = projected(*coordinates()[thing.item or ""])
    return Dot(thing, x, y, round(min(4 + math.sqrt(count) * 1.6, 16), 1), count)


def tied(fact: Fact) -> tuple[Thing, Thing] | None:
    """The two that a fact says to have to do with each other, in one order; None where it does not, or denies it."""
    one, other = fact.subject.thing, fact.object.thing
    if fact.kind not in words()["ties"] or not fact.polarity or not one or not other or one.iri == other.iri:
        return None
    return (one, other) if one.iri < other.iri else (other, one)


def network(degree: Mapping[Thing, int], counted: Mapping[tuple[Thing, Thing], int]) -> tuple[list[Dot], list[Line]]:
    """Things around a circle, neighbours by whom they are tied to, and the strongest ties.

    degree:   the things to draw, each with how many facts tie it to others
    counted:  in how many facts two of them are tied
    """
    partners: dict[Thing, list[Thing]] = {thing: [] for thing in degree}
    for one, other in counted:
        partners[one].append(other)
        partners[other].append(one)
    around = [thing for thing in _side_by_side(partners, degree) if partners[thing]]
    dots = {thing: _on_circle(thing, number, len(around), degree[thing]) for number, thing in enumerate(around)}
    lines = [Line(dots[a], dots[b], weight) for (a, b), weight in counted.items()]
    strongest = sorted(lines, key=lambda line: (-line.weight, line.one.thing.iri, line.other.thing.iri))[:MOST_LINES]
    return list(dots.values()), sorted(strongest, key=lambda line: (line.one.thing.iri, line.other.thing.iri))


def _side_by_side(partners: Mapping[Thing, list[Thing]], degree: Mapping[Thing, int]) -> list[Thing]:
    """The things so that those tied to each other are near: each followed by its partners that have fewest others."""
    order: dict[Thing, None] = {}
    waiting = sorted(partners, key=lambda thing: (degree[thing], thing.iri))
    while waiting:
        thing = waiting.pop()
        if thing in order:
            continue
        order[thing] = None
        waiting += sorted(
            (partner for partner in partners[thing] if partner not in order),
            key=lambda partner: (len(partners[partner]), partner.iri),
            reverse=True,
        )
    return list(order)


def _on_circle(thing: Thing, number: int, count: int, degree: int) -> Dot:
    turn = 360 * number / count
    angle = math.radians(turn - 90)
    x, y = CIRCLE[0] + CIRCLE[2] * math.cos(angle), CIRCLE[1] + CIRCLE[2] * math.sin(angle)
    return Dot(thing, round(x, 1), round(y, 1), min(_radius(degree), 13), turn=round(turn - 90, 1))


def _radius(degree: int) -> float:
    return round(min(5 + math.sqrt(degree) * 1.8, 20), 1)


def star(thing: Thing, counted: Mapping[Thing, int], most: int = 10) -> tuple[list[Dot], list[Line]]:
    """One thing in the middle and whom it is tied to around it, those with most ties first, clockwise from the top."""
    chosen = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0].label, pair[0].iri))[:most]
    middle = Dot(thing, 360, 210, 9)
    around = []
    for number, (partner, weight) in enumerate(chosen):
        angle = 2 * math.pi * number / len(chosen)
        x, y = 360 + 215 * math.sin(angle), 210 - 160 * math.cos(angle)
        around.append((Dot(partner, round(x, 1), round(y, 1), _radius(weight) - 2), weight))
    return [middle, *(dot for dot, _ in around)], [Line(middle, dot, weight) for dot, weight in around]


Box = tuple[float, float, float, float]


def labels(dots: Iterable[Dot]) -> list[tuple[Dot, str, float, float]]:
    """Where names fit on the map: (dot, text-anchor, x, y); a name that would cover another or a dot is left out."""
    listed = list(dots)
    taken = [(dot.x - dot.size, dot.y - dot.size, dot.x + dot.size, dot.y + dot.size) for dot in listed]
    written = []
    for dot in listed:
        for anchor, x, y, box in _spots(dot):
            inside = box[0] >= 0 and box[2] <= 2 * MIDDLE[0]
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                written.append((dot, anchor, round(x, 1), round(y, 1)))
                break
    return written


def _spots(dot: Dot) -> Iterator[tuple[str, float, float, Box]]:
    """Where the name of a dot may stand: right, left, above, below; each with the room that it takes."""
    wide, off = 6.8 * len(dot.thing.label), dot.size + 3
    for anchor, x, y, left in (
        ("start", dot.x + off, dot.y + 4, dot.x + off),
        ("end", dot.x - off, dot.y + 4, dot.x - off - wide),
        ("middle", dot.x, dot.y - off - 1, dot.x - wide / 2),
        ("middle", dot.x, dot.y + off + 10, dot.x - wide / 2),
    ):
        yield anchor, x, y, (left, y - 11, left + wide, y + 3)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
