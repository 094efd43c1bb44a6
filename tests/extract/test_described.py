"""Who and what is told of by a phrase alone, and what a sentence leaves for another to name."""

import pytest
from told import read, told


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The palace said on Monday that King Felipe would fly to Peru.", ("palace", "said")),
        ("The navy said on Monday that it had stopped three boats.", ("navy", "said")),
        ("Kenya's Laura Roe attended the funeral in Lima on Monday.", ("Laura Roe", "participated in")),
        ("Chad, Togo and Benin have agreed to join the fund, the minister said.", ("Togo", "agreed to join")),
        ("The party was founded in Lima in 1950.", ("party", "inception")),
        ("Zambia and Kenya signed five defence treaties in Nairobi on Monday.", ("Zambia", "signed")),
        ("Ghana and Brazil signed a tourism deal in Accra on Tuesday.", ("Brazil", "signed")),
        ("Ghana and Brazil signed a tourism deal in Accra on Tuesday.", ("Ghana", "signed agreement with")),
        ("Six states have signed the Nairobi charter. Chad has not signed.", ("Chad", "signed")),
        (
            "The bank's secretary, Laura Roe, said on Friday that she had met John Smith in Lima.",
            ("Laura Roe", "met with"),
        ),
    ],
)
def test_a_phrase_that_tells_enough_fills_a_role(text: str, fact: tuple[str, str]) -> None:
    assert fact in [(subject, predicate) for subject, predicate, _ in told(read(text))]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The statement said on Monday that the road would open.", "statement"),
        ("The minister said on Monday that the road would open.", "minister"),
        ("The envoys of the bloc travelled home. The bloc was founded in 1967.", "bloc"),
        ("The government of Laura Roe, who visited Peru on Monday, will fall.", "government of Laura Roe"),
        ("All but Chad signed the treaty.", "Chad"),
        ("The foreign minister met Laura Roe in Lima on Monday.", "foreign minister"),
    ],
)
def test_a_phrase_that_another_must_explain_fills_none(text: str, subject: str) -> None:
    assert subject not in [by for by, _, _ in told(read(text))]


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("Peru ranks 82nd of 189 countries in the index.", ["82nd of 189 countries"]),
        ("Peru ranks fifth in the region by exports.", ["fifth in the region"]),
        ("Peru came first in the final.", []),
    ],
)
def test_a_place_in_a_row_is_told_with_the_row(text: str, ranks: list[str]) -> None:
    assert [object_ for _, predicate, object_ in told(read(text)) if predicate == "has rank"] == ranks


def test_who_backs_the_bid_of_another_has_made_none() -> None:
    extraction = read("Germany backs Kosovo's bid to join the Council of Europe, Minister Laura Roe said in Pristina.")
    assert "Germany" not in [by for by, _, _ in told(extraction)]
