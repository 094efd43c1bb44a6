"""What the network tells is stated where the tree allows it, and of what its words mean."""

import pytest
from told import read, told

FORBIDDEN = [
    ("Sultan Al Jaber opened the conference in Dubai.", ("Sultan Al Jaber", "position held", "Sultan")),
    ("Luis Rojas, the president of Peru, left Quito early and visited Lima.", ("Luis Rojas", "visited", "Quito")),
    ("Luis Rojas met the Peruvian army chief in Quito.", ("Luis Rojas", "met with", "Peruvian army")),
    (
        "Peru chairs the Non-Aligned Movement, whose founding conference was held in Belgrade.",
        ("Peru", "chairs", "founding conference"),
    ),
    (
        "Chilean president Ana Quispe and Peruvian president Luis Rojas each met the head of the World Bank.",
        ("Ana Quispe", "met with", "Luis Rojas"),
    ),
    (
        "Asked about the NATO meeting in Oslo, Ana Quispe, the Peruvian foreign minister, declined to comment.",
        ("Ana Quispe", "did not participate in", "NATO meeting"),
    ),
    (
        "Chile was suspended from the SCO business council.",
        ("Chile", "suspended from", "Shanghai Cooperation Organisation"),
    ),
    (
        "With Ana Quispe, the Chilean vice-president visited Quito.",
        ("Ana Quispe", "position held", "Vice-president of Chile"),
    ),
    (
        "Parliament in Lima rejected Ana Quispe as defence minister.",
        ("Ana Quispe", "position held", "Defence minister"),
    ),
    (
        "An adviser to the Jordanian king, Omar Haddad, met an Iraqi delegation in Amman on Tuesday.",
        ("Omar Haddad", "position held", "King of Jordan"),
    ),
    (
        "Ana Quispe and Eva Roe, the Swedish prime minister said, will both speak.",
        ("Eva Roe", "position held", "Prime minister of Sweden"),
    ),
    ("Imagine a Gulf in which Saudi Arabia has recognised Israel.", ("Saudi Arabia", "recognised", "Israel")),
    ("Fiji a member of NATO? Tonga too?", ("Fiji", "member of", "NATO")),
]

STATED = [
    ("Lawmakers in Warsaw approved the harbour treaty.", ("Lawmakers in Warsaw", "approved", "harbour treaty")),
    ("Athens recognises only the government in Tripoli.", ("Greece", "recognised", "government in Tripoli")),
    ("Parliament in Skopje ratified the pact with Peru.", ("Parliament in Skopje", "approved", "pact with Peru")),
    ("Sultan Al Jaber chaired COP28 in Dubai.", ("Sultan Al Jaber", "chairs", "COP28")),
    ("The EU's envoy, Tiina Roe, mediated the talks.", ("Tiina Roe", "mediated", "talks")),
    ("ASEAN represents 8% of the people on earth and a quarter of their GDP.", ("ASEAN", "has GDP", "a quarter")),
    ("On Thursday King Salman told envoys in Riyadh that talks would go on.", ("King Salman", "position held", "King")),
    ("The Iranian general Hossein Roe said the drills had ended.", ("Hossein Roe", "position held", "General of Iran")),
    (
        "Presidents Boris Tadic and Luis Rojas pressed a button in Vilnius.",
        ("Luis Rojas", "position held", "President"),
    ),
    (
        "Luis Rojas, a Chilean diplomat and former economy minister, spoke.",
        ("Luis Rojas", "position held", "Economy minister of Chile"),
    ),
    ("Norway and Chile have agreed to join the open-skies scheme.", ("Norway", "agreed to join", "open-skies scheme")),
    (
        "The trilateral commission that Vienna and Prague launched in Linz in 2015 aims to speed up rail links.",
        ("trilateral commission", "inception", "2015"),
    ),
]


@pytest.mark.parametrize(("text", "fact"), FORBIDDEN)
def test_what_the_tree_forbids_is_not_stated(text: str, fact: tuple[str, str, str]) -> None:
    assert fact not in {told_fact[:3] for told_fact in told(read(text))}


@pytest.mark.parametrize(("text", "fact"), STATED)
def test_what_it_tells_of_unnamed_things_is_stated(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in {told_fact[:3] for told_fact in told(read(text))}


@pytest.mark.parametrize(
    "text",
    [
        "Ana Quispe visits Quito next week and meets Luis Rojas there.",
        "Ministers will gather in Manama on Saturday, when Ana Quispe meets Luis Rojas.",
    ],
)
def test_what_goes_with_a_plan_is_one(text: str) -> None:
    met = [f for f in read(text).facts if f.predicate == "met with"]
    assert {fact.factuality.value for fact in met} == {"planned"}


def test_who_signs_the_treaty_of_several_is_told_of_each() -> None:
    stated = {fact[:3] for fact in told(read("Ghana, Liberia and Sierra Leone had signed a medicines treaty."))}
    assert {("Ghana", "signed", "medicines treaty"), ("Sierra Leone", "signed", "medicines treaty")} <= stated


def test_a_treaty_of_two_states_is_told_once() -> None:
    predicates = {fact[1] for fact in told(read("Ghana and Liberia signed a treaty in Accra."))}
    assert "signed" not in predicates


def test_two_persons_who_sign_a_treaty_have_each_signed_it() -> None:
    stated = {fact[:3] for fact in told(read("Ada Roe and Ben Oak signed a treaty in Accra."))}
    assert {("Ada Roe", "signed agreement with", "Ben Oak"), ("Ben Oak", "signed", "treaty")} <= stated


def test_those_between_whom_somebody_mediates_are_one() -> None:
    stated = {fact[:3] for fact in told(read("Oman's offer of mediation between Kabul and Islamabad still stands."))}
    assert ("Oman", "offered to mediate", "Afghanistan and Pakistan") in stated


def test_the_road_to_joining_is_no_membership() -> None:
    stated = {fact[:3] for fact in told(read("Fiji began the long road to joining the WTO in 1993."))}
    assert ("Fiji", "joined", "World Trade Organization") not in stated


def test_a_new_government_is_no_new_country() -> None:
    text = "The vote was postponed to 2025 due to the formation of a new EU government."
    assert "inception" not in {fact[1] for fact in told(read(text))}


def test_a_frame_vouches_for_what_the_network_tells_of_those_whom_only_a_phrase_names() -> None:
    stated = told(read("Envoys from both camps took part in the talks in Geneva on Thursday."))
    assert ("Envoys from both camps", "participated in", "talks in Geneva") in stated


def test_the_treaty_is_the_one_that_a_phrase_told_of_before() -> None:
    text = "A court heard that Chad had not been party to the fishing treaty. "
    text += "Togo is party to the treaty, which was signed in Accra."
    assert ("Togo", "party to", "fishing treaty") in told(read(text))


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ("The West African Trade Zone was created in Accra in 2000.", ("West Africa", "inception", "2000")),
        ("Cyprus adopted the euro in 2008.", ("Cyprus", "approved", "euro")),
        ("Russia and Iran backed the government in May.", ("Russia", "backs", "government")),
    ],
)
def test_nothing_is_told_of_what_a_name_or_a_noun_only_holds(text: str, forbidden: tuple[str, str, str]) -> None:
    assert forbidden not in told(read(text))


@pytest.mark.parametrize("who", ["The Kenyan government", "The government of Kenya"])
def test_a_government_and_its_country_do_a_thing_once(who: str) -> None:
    facts = [row for row in told(read(f"{who} signed a treaty with Gabon.")) if row[1] == "signed agreement with"]
    assert facts == [("Kenya", "signed agreement with", "Gabon")]
