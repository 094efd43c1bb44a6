"""The recipe of the network that tells of facts, on a small random encoder and two passages. Needs torch."""

import gzip
import itertools
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

torch: Any = pytest.importorskip("torch")
pytest.importorskip("safetensors")

from flows.errors import BrokenData  # noqa: E402
from flows.language.annotate import Annotator  # noqa: E402
from flows.language.labels import FACT_LABELS, FACT_WEIGHTS, FORMS, LABELS, PIECES, WEIGHTS  # noqa: E402
from flows.language.network import read_weights  # noqa: E402
from flows.language.tokens import cut  # noqa: E402
from flows.settings import LANGUAGE_MODEL as MODEL  # noqa: E402
from flows.training.course import Course, optimiser_of, step  # noqa: E402
from flows.training.encoder import Net, start_from_encoder, start_from_weights  # noqa: E402
from flows.training.keep import keep_facts  # noqa: E402
from flows.training.learn_facts import STUDENT_DROPS, School, arguments_of, learn, loss_of  # noqa: E402
from flows.training.prepare import arguments_of as told_to_prepare  # noqa: E402
from flows.training.prepare import prepare  # noqa: E402
from flows.training.pretrained import plan_of, read_encoder, student_plan  # noqa: E402

TEXT = "Tonga joined the Blue Water Pact."
PASSAGES = [
    {"text": TEXT, "date": "2020-01-01", "facts": [["Tonga", "joined", "Blue Water Pact", "joined", "asserted"]]},
    {
        "text": "The foreign minister of Fiji visited Samoa. She spoke for an hour.",
        "date": "2020-01-02",
        "facts": [["minister", "visited", "Samoa", "visited", "asserted"]],
    },
]
Encoder = Callable[[Path, list[str]], Path]


@pytest.fixture
def encoded(tmp_path: Path, encoder: Encoder) -> Path:
    """The folder of an encoder over the word pieces of the shipped model."""
    return encoder(tmp_path / "encoder", (MODEL / PIECES).read_text(encoding="utf-8").splitlines())


@pytest.fixture
def prepared(tmp_path: Path, banks: Path, encoded: Path) -> Path:
    """The folder of what is learnt: the treebanks, and both passages (the first of a file is held back)."""
    passages = tmp_path / "passages.jsonl.gz"
    with gzip.open(passages, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(passage) + "\n" for passage in (PASSAGES[0], *PASSAGES))
    out = tmp_path / "prepared"
    told = [str(banks), str(out), "--encoder", str(encoded), "--passages", str(passages), "--rounds", "1"]
    prepare(told_to_prepare(told))
    return out


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the shipped model of trees and names, without what tells of facts."""
    folder = tmp_path / "model"
    folder.mkdir()
    for name in (WEIGHTS, LABELS, PIECES, FORMS):
        shutil.copy(MODEL / name, folder)
    return folder


def student(school: School, encoded: Path) -> Net:
    """A network that has learnt nothing yet."""
    torch.manual_seed(1)
    weights, told = read_encoder(encoded, school.pieces)
    plan = student_plan(plan_of(told, weights, school.labels, STUDENT_DROPS), 2, 128, (0.0, 0.0))
    net = Net(plan)
    start_from_encoder(net, weights, range(2))
    return net


def learn_for(net: Net, school: School, steps: int) -> Net:
    """The network after so many steps."""
    optimiser = optimiser_of(net, Course(1, 3e-3, 1, 3e-3))
    for seen in itertools.islice(school.batches(1, False), steps):
        step(net, optimiser, loss_of(net, school, seen, None))
    net.eval()
    return net


def test_facts_that_were_learnt_are_told_when_a_text_is_read(prepared: Path, encoded: Path, model: Path) -> None:
    school = School(prepared, "cpu")
    net = learn_for(student(school, encoded), school, 130)
    keep_facts(model, net.numbers(), replace(school.labels, attention_heads=net.plan.attention_heads), school.pieces)
    (text,) = Annotator(model).read([cut(TEXT)])
    told = max(text.told, key=lambda fact: fact.likely[0])
    assert [text.words[at] for at in (told.trigger, told.subject, told.object)] == ["joined", "Tonga", "Pact"]
    assert (told.predicate, told.factuality) == ("joined", "asserted")


def test_the_recipe_leaves_facts_beside_trees(prepared: Path, encoded: Path, model: Path) -> None:
    told = [str(prepared), str(model), "--encoder", str(encoded), "--teacher", str(encoded), "--inner", "64"]
    learn(arguments_of([*told, "--minutes", "0.02", "--teacher-minutes", "0.02"]))
    kept = read_weights(model / FACT_WEIGHTS)
    assert "trig2.weight" in kept
    assert not [name for name in kept if name.startswith(("flat", "arc", "root", "bi", "lab"))]
    assert json.loads((model / FACT_LABELS).read_text(encoding="utf-8"))["attention_heads"] == 2
    (text,) = Annotator(model).read([cut("Ships sail.")])
    assert list(text.tags) == ["NNS", "VBP", "."]


def test_a_network_goes_on_from_what_was_kept(prepared: Path, encoded: Path, model: Path) -> None:
    school = School(prepared, "cpu")
    net, other = learn_for(student(school, encoded), school, 2), student(school, encoded)
    keep_facts(model, net.numbers(), school.labels, school.pieces)
    start_from_weights(other, read_weights(model / FACT_WEIGHTS))
    for name in ("layers.0.out.weight", "trig1.weight", "roleu", "piece.weight"):
        torch.testing.assert_close(other.state_dict()[name], net.state_dict()[name], rtol=0.1, atol=0.01)


def test_passages_bring_the_trees_and_names_that_the_model_sees(prepared: Path) -> None:
    school = School(prepared, "cpu")
    windows = {len(window): window for window in school.parts["facts-0"]}
    (sentence,) = windows[1]
    tag, names = school.labels.tag, sentence.labels["ner"]
    assert tag[sentence.labels["tag"][0]] == "NNP"
    assert sentence.labels["head"][:2] == [2, 0]
    assert names[0]
    assert not names[1]


def test_the_same_seed_gives_the_same_facts(prepared: Path, encoded: Path) -> None:
    school = School(prepared, "cpu")
    first, second = (learn_for(student(school, encoded), school, 2).state_dict() for _ in range(2))
    assert all(torch.equal(value, second[name]) for name, value in first.items())


def test_facts_over_other_word_pieces_are_refused(prepared: Path, encoded: Path, model: Path) -> None:
    school = School(prepared, "cpu")
    with pytest.raises(BrokenData, match="not the word pieces"):
        keep_facts(model, student(school, encoded).numbers(), school.labels, school.pieces[::-1])
