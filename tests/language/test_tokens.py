"""Tokens: what is cut off words, what is cut inside them, and what stays whole."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import BrokenData
from flows.language import tokens
from flows.language.tokens import cut

# tokens between bars
CUT = [
    # signs before and behind
    "“|We|'ll| go|,|”| she| told| (|Mr.| Roe|)|.",
    "Talks| ended| ...| or| so|…",
    "‘|Never|,|’| said| Fiji|’s| envoy|—|twice|.",
    "[|sic|]| {|a|}| *|b|*| #|1| &| <|c|>",
    "A| 5|%| rise| to| $|10|m|,| US$|3.5bn| or| €|2|;| 20|°|C|.",
    "It| is| 300|km| off| at| 80|km/h|;| 7|in| of| rain|,| 4G.",
    "The| U.N.| met| at| 9|a.m.| in| Washington|,| D.C.",
    "He| left| the| USA|.| She| stayed| in| the| U.K.",
    "Paid| in| full|:| 100|$|,| 1.5|+| more|.",
    "©| 2024| Reuters|™| →| more| 🙂|🙂",
    # signs inside
    "A| China|-|led| bloc| of| 2|–|3| states|,| the| G7|‑|plus| (|2017|—|2023|)|.",
    "talks|...|and|…|talks| on| and/or| off",
    "read|.|This| one|,|two| and| 1,000| or| 1.5| a|/|b| c|:|d| 3|*|4| 2|^|-1",
    "north|--|south| east|~|west| e|=|mc| x|>|y|?",
    "The| “|so|-|called| “|aid”-only| plan|”",
    # addresses
    "See| www.example.org|,| http://example.org/a-b?c=d|,| or| write| to| ana.roe@example.org|.",
    "At| 8.8.8.8/dns| (|example.org:8080|)",
    # contractions and their traps
    "They|'ve| said| it|’s| ours|;| I|'m| sure| we|'d|'ve| known|.",
    "Do|n't|,| ca|n’t|,| wo|n't|'ve|,| can|not|,| gon|na|,| let|'s|,| y'|all",
    "We| were| well|;| the| shed| and| its| shell| were| ill|.",
    "who|s| this|,| that|'ll| be| I|d|?",
    "the| states|'| rights|;| O'Brien|’s| ol'| ma'am| at| 5| o'clock",
    # abbreviations
    "Gov.| Roe|,| Sen.| Doe| and| Dr.| Poe| of| St.| Lucia| met| on| Jan.| 5|.",
    "(|Gov.| of| N.Y.|)| vs.| (|Acme| Co.|,| Inc.|)|,| e.g.| J.| K.| Roe|.",
    "It| was| he| who| spoke| to| Ann|.",
    # faces
    "Good| :)| or| :-(| <3",
    # other alphabets
    "Łódź|-|based| Żółw|,| Жук|.|Он| Αθήνα|,| 東京|。",
]


@pytest.mark.parametrize("marked", CUT)
def test_texts_are_cut_as_written_down(marked: str) -> None:
    text = marked.replace("|", "")
    assert list(cut(text).words) == [word.strip() for word in marked.split("|") for word in word.split(" ") if word]


@pytest.mark.parametrize(
    ("text", "words", "spaced"),
    [
        ("a b", ["a", "b"], [True, False]),
        ("a  b ", ["a", " ", "b"], [True, False, True]),
        (" a\n\nb", [" ", "a", "\n\n", "b"], [False] * 4),
        ("a \n b", ["a", "\n ", "b"], [True, False, False]),
        ("a\u00a0b", ["a", "\u00a0", "b"], [False] * 3),
        ("  ", ["  "], [False]),
        ("", [], []),
    ],
)
def test_blanks_beyond_the_first_are_tokens(text: str, words: list[str], spaced: list[bool]) -> None:
    assert (list(cut(text).words), list(cut(text).spaced)) == (words, spaced)


@given(st.text(alphabet=st.sampled_from("aB. ,'’\"-–(1$%:/@\n…é™東"), max_size=40) | st.text(max_size=40))
def test_tokens_together_are_the_text(text: str) -> None:
    found = cut(text)
    assert found.text == text
    assert all(text.startswith(word, start) and word for word, start in zip(found.words, found.offsets, strict=True))


def test_sentences_reach_from_start_to_start() -> None:
    found = cut("He left. She stayed.")
    assert found.sentences == [(0, 6)]
    assert tokens.Tokens(found.words, found.spaced, [0, 3]).sentences == [(0, 3), (3, 6)]


def test_a_broken_table_of_exceptions_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "tokens.yaml"
    broken.write_text("whole: [", encoding="utf-8")
    monkeypatch.setattr(tokens, "TABLE", broken)
    with pytest.raises(BrokenData, match=r"tokens\.yaml: no exceptions"):
        tokens.load_exceptions.__wrapped__()
