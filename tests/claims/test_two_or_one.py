"""Short articles on two that look alike, and on one that is called otherwise: as the reader reads them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "quality"))

from claims import Read, read_all, relations

JOINED = "{} joined the Reef Alliance on 1 June 2025."
APART = {
    "two summits": (
        "NATO leaders held a summit in Washington on 10 July 2024.",
        "NATO leaders held a summit in The Hague on 25 June 2025.",
    ),
    "two ministers of one name": (
        "Foreign Minister John Smith of Fiji visited Tokyo on 1 June 2025.",
        "John Smith, the defence minister of Barbados, visited Tokyo on 1 June 2025.",
    ),
    "two presidents of one name": (
        "President Mohamed Salah Ali of Djibouti visited Riyadh on 1 June 2025.",
        "President Mohamed Salah Ali of Comoros visited Riyadh on 1 June 2025.",
    ),
    "two Congos": (JOINED.format("The Republic of the Congo"), JOINED.format("The Democratic Republic of the Congo")),
    "two Guineas": (JOINED.format("Guinea"), JOINED.format("Guinea-Bissau")),
    "two Koreas": (JOINED.format("North Korea"), JOINED.format("South Korea")),
    "two Sudans": (JOINED.format("Sudan"), JOINED.format("South Sudan")),
    "two Dominicas": (JOINED.format("Dominica"), JOINED.format("The Dominican Republic")),
    "Niger or Nigeria": (JOINED.format("Niger"), JOINED.format("Nigeria")),
    "two presidents of a Congo": (
        "The president of Congo, Denis Sassou Nguesso, was elected in 2021.",
        "The president of Congo, Felix Tshisekedi, was elected in 2019.",
    ),
    "Council of Europe or European Council": (
        "Russia withdrew from the Council of Europe on 1 June 2025.",
        "Russia withdrew from the European Council on 1 June 2025.",
    ),
    "Council of the EU or of Europe": (
        "The Council of the European Union sanctioned Belarus on 1 June 2025.",
        "The Council of Europe sanctioned Belarus on 1 June 2025.",
    ),
    "two visits": (
        "The French president visited Nairobi on 1 February 2025.",
        "The French president visited Nairobi on 1 June 2025.",
    ),
    "a truce beside two treaties": (
        "Kenya signed the Nile Fisheries Treaty in 2024. Uganda mediated the truce between the two armies.",
        "Kenya signed the Lake Transport Treaty in 2023. Uganda mediated the truce between the two armies.",
    ),
    "two accords of one town": (
        "Fiji signed the Suva Ports Accord on 1 June 2025.",
        "Fiji signed the Suva Fisheries Accord on 1 June 2025.",
    ),
    "two earthquakes": (
        "An earthquake in Peru killed 40 people on 1 June 2025.",
        "An earthquake in Japan killed 12 people on 1 June 2025.",
    ),
}
MEET = {
    "Türkiye": (JOINED.format("Türkiye"), JOINED.format("Turkey")),
    "Macedonia": (JOINED.format("Macedonia"), JOINED.format("North Macedonia")),
    "Burma": (JOINED.format("Burma"), JOINED.format("Myanmar")),
    "Ivory Coast": (JOINED.format("Ivory Coast"), JOINED.format("Côte d'Ivoire")),
    "Swaziland": (JOINED.format("Swaziland"), JOINED.format("Eswatini")),
    "SCO": (
        "Belarus joined the SCO on 1 June 2025.",
        "Belarus joined the Shanghai Cooperation Organization on 1 June 2025.",
    ),
    "summit of a body and of its leaders": (
        "NATO leaders met for a summit in The Hague on 24 June 2025.",
        "The NATO summit was held in The Hague on 24 June 2025.",
    ),
    "summit of a forum": (
        "Palau hosted the summit of the Pacific Islands Forum on 1 June 2025.",
        "Palau hosted the PIF summit on 1 June 2025.",
    ),
    "summit of a council": (
        "Oman hosted the summit of the Gulf Cooperation Council on 1 June 2025.",
        "Oman hosted the GCC summit on 1 June 2025.",
    ),
}
PAIRS = APART | MEET


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Read]]:
    folder = tmp_path_factory.mktemp("pairs")
    for number, texts in enumerate(PAIRS.values()):
        for side, text in enumerate(texts):
            head = f"TITLE: News of the day\nDATE: 2025-06-0{2 + side}\nURL: https://paper-{side}.example/{number}\n"
            (folder / f"{number}-{side}.txt").write_text(f"{head}\n{text}\n", encoding="utf-8")
    return dict(read_all(folder))


def found(name: str, read: dict[str, list[Read]]) -> set[str]:
    """What facts of the two articles are to each other, "one" where they state one claim."""
    number = list(PAIRS).index(name)
    one, other = ([fact.telling for fact in read[f"{number}-{side}"]] for side in (0, 1))
    assert one
    assert other
    shared = {fact.claim for fact in one} & {fact.claim for fact in other}
    return ({"one"} if shared else set()).union(*relations([*one, *other]).values())


@pytest.mark.parametrize("name", APART)
def test_look_alikes_stay_apart(name: str, read: dict[str, list[Read]]) -> None:
    assert found(name, read) == set()


@pytest.mark.parametrize("name", MEET)
def test_other_names_meet(name: str, read: dict[str, list[Read]]) -> None:
    assert found(name, read) & {"one", "same", "refines"}
