"""Every example of every frame is a test, and a frame file with a mistake in it says where."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from told import article_of, fact_stating, facts_of, told

from flows.errors import BrokenData
from flows.extract.frames.language import Frame, load_frames, read_frames
from flows.extract.reader import PASSES, read_article
from flows.extract.words import word_set
from flows.kinds import shipped_kinds
from flows.settings import MAPPINGS

EXAMPLES = [(frame, example) for frame in load_frames() for example in frame.examples]
GOOD = """\
kind: accession
frames:
  - name: joins a body
    covers: "X joined Y"
    trigger: {verb: [join]}
    predicate: joined
    when: {planned: will join, negated: null}
    subject: {from: [subject], type: [country]}
    object: {from: [object], type: [organization]}
    examples:
      - {text: "Sweden joined NATO.", date: "2024-07-15", facts: [[Sweden, joined, NATO]]}
"""


def name_of(value: Any) -> str:
    return value.name.replace(" ", "-") if isinstance(value, Frame) else value["text"][:60].rstrip(".")


@pytest.mark.parametrize(("frame", "example"), EXAMPLES, ids=name_of)
def test_frames_read_what_their_examples_say(frame: Frame, example: dict[str, Any]) -> None:
    by_rules = tuple(one for one in PASSES if one.name not in {"network", "decision"})
    extraction = read_article(article_of(example["text"], date=example["date"]), by_rules)
    missing = [fact for fact in example["facts"] if fact_stating(extraction, tuple(map(str, fact))) is None]
    unwanted = [] if example["facts"] else facts_of(extraction, frame.kind)
    assert (missing, unwanted) == ([], []), told(extraction)


@pytest.mark.parametrize("frame", load_frames(), ids=name_of)
def test_examples_use_only_predicates_of_their_kind(frame: Frame) -> None:
    predicates = {predicate for example in frame.examples for _, predicate, _ in example["facts"]}
    assert predicates <= shipped_kinds()[frame.kind].predicates.keys()


@pytest.mark.parametrize("path", sorted((MAPPINGS / "text").glob("*.yaml")), ids=lambda path: path.stem)
def test_frame_files_are_named_after_their_kind(path: Path) -> None:
    assert {frame.kind for frame in read_frames(path)} == {path.stem}


@pytest.mark.parametrize("frame", load_frames(), ids=name_of)
def test_frames_say_which_construction_they_cover(frame: Frame) -> None:
    assert frame.name
    assert frame.covers
    assert frame.lemmas


def written(folder: Path, old: str, new: str) -> Path:
    """The good file with one thing changed."""
    assert old in GOOD
    path = folder / "broken.yaml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    return path


def test_a_frame_may_name_a_list_of_words(tmp_path: Path) -> None:
    frame = read_frames(written(tmp_path, "verb: [join]", 'verb: [join, "@words/frames/arriving"]'))[0]
    assert frame.lemmas == {"join"} | word_set("frames", "arriving")


def test_no_long_list_of_words_stands_in_two_frames() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((MAPPINGS / "text").glob("*.yaml"))]
    lists = [frozenset(re.split(r",\s*", one)) for text in texts for one in re.findall(r"\[([\w,\s-]+)\]", text)]
    roles = {"poss", "of", "by"}
    times = Counter(words for words in lists if len(words) >= 5 and not words & roles)
    assert [sorted(words) for words, often in times.items() if often > 1] == []


def test_a_good_file_is_read(tmp_path: Path) -> None:
    frame = read_frames(written(tmp_path, "X joined Y", "X joined Y"))[0]
    assert (frame.kind, frame.name, frame.lemmas) == ("accession", "joins a body", frozenset({"join"}))


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("kind: accession", "kynd: accession", 1, "unknown key 'kynd'"),
        ("kind: accession", "kind: joining", 1, "no such kind 'joining'"),
        ("    covers:", "    cover:", 4, "unknown key 'cover'"),
        ("trigger: {verb:", "trigger: {werb:", 5, "unknown key 'werb'"),
        ("predicate: joined", "predicate: entered", 3, "accession has no predicate 'entered'"),
        ("planned: will join", "planned: shall join", 3, "accession has no predicate 'shall join'"),
        ("{planned:", "{intended:", 7, "no such factuality 'intended'"),
        ("type: [country]", "type: [nation]", 8, "unknown entity type 'nation'"),
        ("type: [country]", "kinds: [country]", 8, "unknown key 'kinds'"),
        ("type: [organization]", "create: club", 9, "unknown entity type 'club'"),
        ("type: [organization]", "type: [city, person]", 9, "'joined' takes group, organization, work there"),
        ("type: [organization]", "create: event", 9, "'joined' takes group, organization, work there"),
        ('date: "2024-07-15"', 'day: "2024-07-15"', 11, "unknown key in an example: ['day']"),
        ('    covers: "X joined Y"\n', "", 3, "lacks 'covers'"),
        ("    trigger: {verb: [join]}\n", "", 3, "lacks 'trigger'"),
        ("[join]", '["@words/frames/trety"]', 5, "@words/frames/trety is no list of words"),
        ("[join]", '["@words/farmes/treaty"]', 5, "@words/farmes/treaty is no list of words"),
    ],
)
def test_a_mistake_in_a_frame_file_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    path = written(tmp_path, old, new)
    with pytest.raises(BrokenData) as caught:
        read_frames(path)
    assert str(caught.value).startswith(f"broken.yaml:{line}: ")
    assert words in str(caught.value)
