"""What a run costs on a small and on a large release, in processor time, memory and bytes: `make bench` prints it.

    python tests/publish/bench_release.py --small 50 --large 5000 --new 10

The articles are copies of the shipped example and of the gold articles, each from an address of its own. As news does,
they tell of other countries, bodies, persons and days; every tenth tells what its original tells (`--alike`: all of
them do, so that each fact is one that many articles state). Publishing alone is measured: each measurement is a process
of its own, which is handed articles that the gate has passed.
"""

import argparse
import os
import pickle
import resource
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

from flows import stages
from flows.batch import Batch
from flows.gazetteer import Entry, load_gazetteer
from flows.ingest import example_source
from flows.intake import Intake
from flows.model import Article, Entity, EntityType, Extraction, Literal, Value
from flows.publish import Release, Run, publish
from flows.settings import load_settings
from flows.versions import versions

PERSON = EntityType.PERSON
SWAPPED = (EntityType.COUNTRY, EntityType.CITY, EntityType.ORGANIZATION)
Stated = tuple[Article, Extraction]
GOLD = Path(__file__).parent.parent / "gold" / "articles"
RUN = Run("2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "bench", "bench", "frames", True, versions())


def main() -> None:
    """Prints each measurement, and the ratios between them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=50)
    parser.add_argument("--large", type=int, default=500)
    parser.add_argument("--new", type=int, default=10)
    parser.add_argument("--chunk", type=int, default=250)
    parser.add_argument("--alike", action="store_true")
    parser.add_argument("--part", nargs=3, metavar=("OUT", "FIRST", "LAST"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part:
        out, first, last = asked.part
        measure(Path(out), int(first), int(last), asked.alike)
        return
    with tempfile.TemporaryDirectory() as folder:
        read(Path(folder) / "stated.pickle")
        os.environ["STATED"] = str(Path(folder) / "stated.pickle")
        costs = {}
        for size in (asked.small, asked.large):
            out = Path(folder) / str(size)
            chunks = [(first, min(first + asked.chunk, size)) for first in range(0, size, asked.chunk)]
            for first, last in chunks:
                part(out, first, last, asked.alike)
            before, shared = bytes_of(out), shared_claims(out)
            costs[size] = part(out, size, size + asked.new, asked.alike)
            print(f"{asked.new} new on {size}: {costs[size][0]:.2f} s, {costs[size][1]:.0f} MiB", flush=True)
            print(f"  {before / size / 1000:.0f} kB an article before, all that is shared counted once")
            print(f"  {100 * shared:.0f} % of the facts state what other articles state as well")
        small, large = costs[asked.small], costs[asked.large]
        print(f"processor time: {large[0] / small[0]:.2f} times; memory: {large[1] / small[1]:.2f} times")


def part(out: Path, first: int, last: int, alike: bool) -> tuple[float, float]:
    """Seconds and MiB of a process that publishes these articles."""
    command = [sys.executable, __file__, "--part", str(out), str(first), str(last), *(["--alike"] if alike else [])]
    seconds, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(memory)


def measure(out: Path, first: int, last: int, alike: bool) -> None:
    """Publishes copies of these numbers; prints the processor time of publishing, and the most memory held."""
    with Path(os.environ["STATED"]).open("rb") as file:
        stated = pickle.load(file)
    settings = load_settings()
    copies = [one_of(stated, number, alike) for number in range(first, last)]
    compared = stages.link_and_compare(Batch(copies), True, settings)
    checked = stages.validate_each(stages.map_each(compared, settings))
    run = replace(RUN, id=f"bench-{first}")
    before = cpu()
    former = stages.name_former(checked.kept, out, settings)
    publish(Release(checked.kept, run, former=former), out, settings)
    print(cpu() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def read(path: Path) -> None:
    """What the example and the gold articles state, read once."""
    sources = [example_source(), *(str(path) for path in sorted(GOLD.glob("*.txt")))]
    articles = Intake(sources, load_settings()).read()
    path.write_bytes(pickle.dumps(list(stages.extract_each(articles, "frames", 2).kept)))


def copy_of(article: Article, said: Extraction, number: int) -> tuple[Article, Extraction]:
    """The same article as if from another address."""
    url = f"https://example.org/copy/{number}"
    return replace(article, source=url, url=url, hash=f"sha256:{sha256(url.encode()).hexdigest()}"), said


def one_of(stated: list[Stated], number: int, alike: bool = False) -> Stated:
    """The article of a number: a copy of one of those that were read, varied unless it is a tenth one."""
    article, said = copy_of(*stated[number % len(stated)], number)
    return (article, said) if alike or number % 10 == 0 else varied(article, said, number, stated)


def varied(article: Article, said: Extraction, number: int, stated: list[Stated]) -> Stated:
    """The article as if it told of other countries, bodies and persons, some days later."""
    picked, days = Random(number), number % 700
    swapped = {one.name: _another(one.type, picked) for one in said.entities if one.type in SWAPPED and one.item}
    surnames = sorted({one.name.split()[-1] for _, other in stated for one in other.entities if one.type is PERSON})
    entities = tuple(_renamed(one, swapped, number, surnames) for one in said.entities)
    facts = tuple(
        replace(
            fact,
            object=_later(fact.object, days),
            qualifiers=tuple((name, _later(value, days)) for name, value in fact.qualifiers),
        )
        for fact in said.facts
    )
    published = article.published and replace(article.published, value=_shifted(article.published.value, days))
    url = f"https://house-{number % 40}.example/copy/{number}"
    return replace(article, source=url, url=url, published=published), replace(said, entities=entities, facts=facts)


def _another(type_: EntityType, picked: Random) -> Entry:
    """Another country, city or body of the shipped tables."""
    return picked.choice([one for one in load_gazetteer().by_type(type_) if one.item])


def _renamed(entity: Entity, swapped: dict[str, Entry], number: int, surnames: list[str]) -> Entity:
    """What is swapped under its new name, as in the names of offices, groups and gatherings, and bodies that the tables
    do not know; whoever holds an office is the same person in all copies that tell of it."""
    if entity.name in swapped:
        return replace(entity, name=swapped[entity.name].label, item=swapped[entity.name].item)
    name, hints = (
        _with_names(entity.name, swapped),
        tuple((of, _with_names(told, swapped)) for of, told in entity.hints),
    )
    if entity.type is EntityType.ORGANIZATION and not entity.item and name == entity.name:
        name = f"{Random(f'{name} {number}').choice(surnames)} {name}"
    if entity.type is PERSON and " " in name:
        picked = Random(dict(hints).get("office") or f"{name} {number}")
        name = f"{picked.choice(surnames)} {picked.choice('ABCDEFGHKLM')}. {picked.choice(surnames)}"
    return replace(entity, name=name, hints=hints, item=entity.item if name == entity.name else None)


def _with_names(text: str, swapped: dict[str, Entry]) -> str:
    for name in sorted(swapped, key=lambda name: (-len(name), name)):
        if name in text:
            return text.replace(name, swapped[name].label)
    return text


def _later(value: Value, days: int) -> Value:
    is_date = isinstance(value, Literal) and value.datatype == "date"
    return replace(value, value=_shifted(value.value, days)) if is_date else value  # type: ignore[union-attr, type-var]


def _shifted(told: str, days: int) -> str:
    """A day so many days later; a month or a year as many years later as that makes."""
    try:
        return str(date.fromisoformat(told[:10]) + timedelta(days=days)) + told[10:]
    except ValueError:
        return f"{int(told[:4]) + days // 365:04}{told[4:]}" if told[:4].isdigit() else told


def shared_claims(out: Path) -> float:
    """Which share of the facts that state a claim state one that another article states as well."""
    db = sqlite3.connect(out / ".releases" / ".totals.sqlite")
    told = "SELECT count(*) AS n, count(DISTINCT slug) AS articles FROM telling GROUP BY claim"
    query = f"SELECT sum(n), sum(iif(articles > 1, n, 0)) FROM ({told})"
    every, shared = db.execute(query).fetchone()
    db.close()
    return float(shared / every)


def cpu() -> float:
    """Seconds of processor time of this process so far."""
    times = os.times()
    return times.user + times.system


def bytes_of(out: Path) -> int:
    """How much the current release holds, each file once, without what is there whatever is published."""
    constant = {"communique.ttl", "communique.html", "shapes.ttl", "context.jsonld", "wikidata.sssom.tsv", "plover.tsv"}
    paths = [Path(folder, name) for folder, _, names in os.walk(out / ".current/", followlinks=True) for name in names]
    return sum(path.stat().st_size for path in paths if path.name not in constant)


if __name__ == "__main__":
    main()
