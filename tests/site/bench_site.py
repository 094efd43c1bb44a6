"""What the pages of a large release cost, and those of one article more: `make bench` prints it.

    python tests/site/bench_site.py --articles 2000

The release is made up, as releases are: some states and bodies are named everywhere, most things in one article alone.
What is measured is the processor time of the command itself, `communique site`, as somebody calls it.
"""

import argparse
import csv
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from made import BASE, LINK, fact

from flows.site.pictures import coordinates

FACTS = 40  # of an article, on the average
SHARED = 600  # things that many articles name, the first of them by far the most
OWN = 14  # things that one article names alone
STATES = ("asserted",) * 14 + ("planned",) * 3 + ("reported",) * 2 + ("negated",)
TOLD = (
    *(("meeting", "met"), ("visit", "visited"), ("accession", "joined"), ("membership", "member of")),
    *(("agreement", "signed"), ("statement", "said"), ("office", "holds office of"), ("hosting", "held in")),
    *(("sanction", "sanctioned"), ("conflict", "attacked"), ("mediation", "mediates between")),
)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BEGINNINGS = ("Ba", "De", "Fo", "Ku", "Li", "Mo", "Na", "Pe", "Ro", "Su", "Ti", "Ve", "Wa", "Zo")
TYPES = ("country", "organization", "person", "city", "event")
HEAD = (
    "@prefix cmq: <https://w3id.org/communique/ontology#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
)


def main() -> None:
    """Prints what the whole site costs, what one article more costs, and how large the largest page is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--keep", type=Path, help="folder for release and pages, to look at")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = asked.keep or Path(folder)
        lines = [make_article(home / "release", number) for number in range(asked.articles)]
        put(home / "release", lines)
        whole, told = timed(home)
        print(f"{asked.articles} articles: {whole:.1f} s ({told})")
        put(home / "release", [*lines, make_article(home / "release", asked.articles)])
        more, told = timed(home)
        print(f"one more: {more:.2f} s, {more / whole:.2%} of that ({told})")
        print(f"nothing new: {timed(home)[0]:.2f} s")
        largest = sorted((home / "site").rglob("*.html"), key=lambda path: path.stat().st_size)[-3:]
        print("largest pages: " + ", ".join(f"{path.name} {path.stat().st_size // 1000} kB" for path in largest))
        shelves = [path.stat().st_size for path in (home / "site" / "search").iterdir()]
        print(f"search: {len(shelves)} files, the largest {max(shelves) // 1000} kB")


def timed(home: Path) -> tuple[float, str]:
    """Seconds of processor time that the command takes, and what it says."""
    command = [sys.executable, "-c", "from flows.cli import main; main()", "site", "--data", str(home / "release")]
    environment = {**os.environ, "COMMUNIQUE_CACHE": str(home / "cache")}
    before = os.times()
    ran = subprocess.run(
        [*command, "--out", str(home / "site")], check=True, capture_output=True, text=True, env=environment
    )
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent, ran.stdout.splitlines()[0]


def put(release: Path, lines: list[str]) -> None:
    """Says which articles the release has."""
    (release / "articles.jsonl").write_text("".join(lines), encoding="utf-8")


def make_article(release: Path, number: int) -> str:
    """Writes the files of an article, the same for the same number; its line of articles.jsonl."""
    chance = random.Random(number)
    slug = f"what-was-said-and-done-that-day-{number:08x}"
    iri, day = f"{BASE}article/{slug}", f"{2020 + number % 6}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    things = [*(shared(int(SHARED * chance.random() ** 3)) for _ in range(25)), *(own(number, n) for n in range(OWN))]
    rows = [row_of(chance, things, iri, place, day) for place in range(chance.randint(FACTS // 2, FACTS * 3 // 2))]
    folder = release / "articles" / slug
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    files = {"facts.jsonl": text, "graph.ttl": graph_of(rows), "graph.jsonld.gz": "{}"}
    for name, content in files.items():
        data = content.encode()
        (folder / name).write_bytes(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)
    with (folder / "links.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([LINK, *(link_of(thing, iri) for thing in dict.fromkeys(things))])
    hashes = {path.name: {"sha256": sha256(path.read_bytes()).hexdigest()} for path in sorted(folder.iterdir())}
    told = {"slug": slug, "iri": iri, "url": f"https://paper.example/{number}", "published": day, "files": hashes}
    return json.dumps({**told, "title": f"What was said and done on the day number {number}"}) + "\n"


Named = tuple[str, str, str]  # name, IRI, item or nothing


def shared(number: int) -> Named:
    """A thing that many articles name."""
    item = [*coordinates()][number]
    return f"Shared {TYPES[number % 5]} of {LETTERS[number % 26]}land {number}", f"{BASE}entity/{item}", item


def own(number: int, place: int) -> Named:
    """A thing that one article names."""
    name = f"{BEGINNINGS[place]}{sha256(str(number).encode()).hexdigest()[:5]} {number}"
    return name, f"{BASE}entity/person-{name.casefold().replace(' ', '-')}", ""


def row_of(chance: random.Random, things: list[Named], article: str, place: int, day: str) -> dict[str, object]:
    """A fact that joins two things of an article."""
    (kind, predicate), one, other = chance.choice(TOLD), chance.choice(things), chance.choice(things)
    state = chance.choice(STATES)
    when = f"{int(day[:4]) + (state == 'planned')}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    words = f"{one[0]} {predicate} {other[0]}, as somebody close to the talks told us on that evening."
    qualifiers = {"start": when, "place": chance.choice(things)[0]} if chance.random() < 0.6 else {}
    told = {
        "subject_iri": one[1],
        "object_iri": other[1],
        "start": place * 50,
        "confidence": chance.randint(70, 97) / 100,
    }
    row = fact(one[0], predicate, other[0], kind, evidence=words, qualifiers=qualifiers, factuality=state, **told)
    identity = {"fact_iri": article.replace("/article/", "/fact/") + f"/{place:012x}", "article_iri": article}
    return {**row, **identity, "polarity": state != "negated"}


def graph_of(rows: list[dict[str, object]]) -> str:
    """The facts as Turtle, as much of it as releases have."""
    blocks = [
        f'<{row["fact_iri"]}> a cmq:Fact ; rdfs:label "{row["evidence"]}"@en ; cmq:hasOne <{row["subject_iri"]}> ; '
        f"cmq:hasOther <{row['object_iri']}> ; cmq:isStatedIn <{row['article_iri']}> ; "
        f"cmq:hasFactuality cmq:{row['factuality']} ; cmq:confidence {row['confidence']} ; cmq:polarity true ; "
        + " ; ".join(f'cmq:more{n} "{n} {row["predicate"]}"' for n in range(20))
        + " .\n"
        for row in rows
    ]
    return HEAD + "".join(blocks)


def link_of(thing: Named, article: str) -> tuple[str, ...]:
    """A row of links.csv."""
    name, iri, item = thing
    linked = ("same", item, name) if item else ("none", "", "")
    type_ = name.split()[1] if item else "person"
    return (name, type_, *linked, *[""] * 11, iri, article)


if __name__ == "__main__":
    main()
