"""The recipe of trees and names, on a small random encoder and a few sentences. Needs torch."""

import dataclasses
import itertools
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch: Any = pytest.importorskip("torch")
pytest.importorskip("safetensors")

from flows.errors import BrokenData  # noqa: E402
from flows.language.annotate import Annotator  # noqa: E402
from flows.language.labels import Labels  # noqa: E402
from flows.language.network import Network, Window  # noqa: E402
from flows.language.tokens import cut  # noqa: E402
from flows.language.wordpieces import Vocabulary, shape  # noqa: E402
from flows.training.course import Course, optimiser_of, restore, save, step  # noqa: E402
from flows.training.encoder import Net, Plan, start_from_encoder, start_from_network  # noqa: E402
from flows.training.keep import arranged  # noqa: E402
from flows.training.labels import UNKNOWN, Numbers, labels_of  # noqa: E402
from flows.training.learn import (  # noqa: E402
    TEACHER_DROPS,
    School,
    arguments_of,
    learn,
    loss_of,
    loss_shown,
    rounds,
)
from flows.training.losses import entropy, from_names, from_teachers, from_words  # noqa: E402
from flows.training.material import Material, read_corpora  # noqa: E402
from flows.training.pretrained import plan_of, read_encoder, student_plan  # noqa: E402
from flows.training.windows import collate, example  # noqa: E402

WIDTH = 64
WORDS = ["tonga", "sent", "two", "ship", "##s", ".", "they", "returned", "mere", "vaka", "led"]
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS]
SIZES = {"tag": 5, "morph": 4, "lemma": 3, "start": 1, "ner": 25}
PLAN = Plan(
    vocabulary=len(PIECES),
    sizes=SIZES,
    relations=6,
    width=WIDTH,
    layers=2,
    inner=128,
    attention_heads=2,
    activation="relu",
    pooled_before=0,
    layer_drop=0.1,
    head_drop=0.1,
)
Encoder = Callable[[Path, list[str]], Path]
TEXT = ["They", "sent", "two", "ships", "."]


def tensors(net: Net, words: list[str]) -> dict[str, Any]:
    """A batch of one sentence."""
    vocabulary = Vocabulary(PIECES)
    signs = vocabulary.start, vocabulary.end
    arrays = collate([[example(words, vocabulary, {})]], signs, net.plan.sizes["ner"])
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def said_of(net: Net, words: list[str]) -> dict[str, Any]:
    """The scores of one sentence."""
    net.eval()
    with torch.no_grad():
        batch = tensors(net, words)
        return net.scores(net.encode(batch), batch)


def test_a_model_is_learnt_that_the_pipeline_reads(tmp_path: Path, banks: Path, encoder: Encoder) -> None:
    folder, texts = encoder(tmp_path / "encoder", PIECES), tmp_path / "texts"
    texts.mkdir()
    (texts / "fleet.txt").write_text("They sent two ships to Tonga, and they returned.", encoding="utf-8")
    told = [str(banks), str(tmp_path / "model"), "--encoder", str(folder), "--text", str(texts), "--minutes", "0.05"]
    learn(arguments_of(told))
    (text,) = Annotator(tmp_path / "model").read([cut("Tonga sent two ships.")])
    assert set(text.tags) <= {"NNP", "VBD", "CD", "NNS", "PRP", "."}
    assert text.lemmas[3]


def school_of(banks: Path) -> School:
    """What networks learn from a folder of corpora."""
    learnt, shown = read_corpora(banks, [], [])
    labels, vocabulary = labels_of([s for d in learnt.trees for s in d], 2), Vocabulary(PIECES)
    materials = [Material(corpora, Numbers(labels), vocabulary) for corpora in (learnt, shown)]
    return School(materials[0], materials[1], labels, "cpu")


def taught(school: School, folder: Path, steps: int) -> Net:
    """A teacher after so many steps."""
    torch.manual_seed(6)
    weights, told = read_encoder(folder, PIECES)
    net = Net(plan_of(told, weights, school.labels, TEACHER_DROPS))
    optimiser = optimiser_of(net, Course(1, 1e-3, 1))
    for batch in itertools.islice(rounds(school.learnt, random.Random(1), []), steps):
        step(net, optimiser, loss_of(net, school, batch, []))
    return net


def test_steps_bring_the_scores_nearer_to_the_corpora(tmp_path: Path, banks: Path, encoder: Encoder) -> None:
    school, folder = school_of(banks), encoder(tmp_path / "encoder", PIECES)
    before, after = (loss_shown(taught(school, folder, steps), school) for steps in (0, 12))
    assert after < before / 2


def test_the_same_seed_gives_the_same_weights(tmp_path: Path, banks: Path, encoder: Encoder) -> None:
    folder = encoder(tmp_path / "encoder", PIECES)
    first, second = (taught(school_of(banks), folder, 3).state_dict() for _ in range(2))
    assert all(torch.equal(value, second[name]) for name, value in first.items())


def test_a_course_goes_on_from_its_checkpoint(tmp_path: Path, banks: Path, encoder: Encoder) -> None:
    school, folder = school_of(banks), encoder(tmp_path / "encoder", PIECES)
    course = Course(1, 1e-3, 1, checkpoint=tmp_path / "kept.pt")
    net, fresh = taught(school, folder, 2), taught(school, folder, 0)
    save(net, optimiser_of(net, course), course, (30.0, 2))
    assert restore(fresh, optimiser_of(fresh, course), course) == (30.0, 2)
    assert torch.equal(fresh.flat.weight, net.flat.weight)


def test_numpy_reads_what_torch_learnt() -> None:
    torch.manual_seed(2)
    net = Net(PLAN)
    said, vocabulary = said_of(net, TEXT), Vocabulary(PIECES)
    network = Network(arranged(net.numbers()), SIZES, PLAN.attention_heads)
    window = Window([vocabulary.cut(word) for word in TEXT], [shape(word) for word in TEXT], [0])
    scores = network.read([window])[0]
    np.testing.assert_allclose(scores.heads, said["arc"][0, :5, :6].numpy(), rtol=1e-3, atol=1e-3)
    for kind in SIZES:
        np.testing.assert_allclose(scores.labels[kind], said[kind][0, :5].numpy(), atol=1e-3)
    heads = np.array([2, 0, 4, 2, 2])
    filled_up = torch.from_numpy(np.pad(heads, (0, said["arc"].shape[1] - len(heads))))
    relations = net.relations(said, filled_up[None]).detach()[0, :5].numpy()
    np.testing.assert_allclose(network.relations(scores, heads), relations, atol=1e-3)


def test_a_teacher_begins_as_the_encoder(tmp_path: Path, encoder: Encoder) -> None:
    weights, told = read_encoder(encoder(tmp_path / "encoder", PIECES), PIECES)
    labels = Labels(["NN"], ["NOUN|"], ["k|0|"], ["ROOT"], ["PLACE"], 2)
    net = Net(plan_of(told, weights, labels, TEACHER_DROPS))
    start_from_encoder(net, weights, range(net.plan.layers))
    last = f"encoder.layer.{net.plan.layers - 1}."
    assert torch.equal(net.layers[-1].up.weight, weights[last + "intermediate.dense.weight"])
    assert torch.equal(net.layers[-1].qkv.weight[WIDTH : 2 * WIDTH], weights[last + "attention.self.key.weight"])


def test_a_student_of_an_encoder_that_numpy_cannot_read_is_refused() -> None:
    with pytest.raises(BrokenData, match="layout of BERT, not of MPNet"):
        student_plan(dataclasses.replace(PLAN, distances=32), 2, 8, (0.1, 0.1))


def test_a_network_with_fewer_layers_takes_the_strongest_neurons() -> None:
    torch.manual_seed(3)
    large = Net(dataclasses.replace(PLAN, layers=4))
    with torch.no_grad():
        large.layers[2].up.weight[:5] *= 100
    small = Net(dataclasses.replace(PLAN, layers=1, inner=5))
    start_from_network(small, large, [2])
    assert torch.equal(small.layers[0].up.weight, large.layers[2].up.weight[:5])
    assert torch.equal(small.layers[0].out.weight, large.layers[2].out.weight)
    assert torch.equal(small.flat.weight, large.flat.weight)


def test_the_same_network_in_the_same_size_says_the_same() -> None:
    torch.manual_seed(4)
    first, second = Net(PLAN), Net(PLAN)
    start_from_network(second, first, range(PLAN.layers))
    assert torch.equal(said_of(first, TEXT)["arc"], said_of(second, TEXT)["arc"])


def test_a_student_that_says_what_its_teacher_says_is_right() -> None:
    torch.manual_seed(5)
    net, other = Net(PLAN).eval(), Net(PLAN).eval()
    batch = tensors(net, TEXT)
    with torch.no_grad():
        words = net.encode(batch)
        said, theirs = net.scores(words, batch), other.encode(batch)
        own, foreign = (
            float(from_teachers(net, said, batch, [teacher], [hidden]) + from_words(words, hidden, batch["word"]))
            for teacher, hidden in ((net, words), (other, theirs))
        )
    assert own < foreign


def test_several_teachers_are_heard_together() -> None:
    torch.manual_seed(7)
    net, other = Net(PLAN).eval(), Net(PLAN).eval()
    batch = tensors(net, TEXT)
    with torch.no_grad():
        words, theirs = net.encode(batch), other.encode(batch)
        said = net.scores(words, batch)
        both = float(from_teachers(net, said, batch, [net, other], [words, theirs]))
        one = float(from_teachers(net, said, batch, [other], [theirs]))
    assert both < one


def test_labels_that_no_word_of_a_batch_has_cost_nothing() -> None:
    assert float(entropy(torch.randn(2, 3, 4), torch.full((2, 3), UNKNOWN))) == 0


def test_a_kind_that_a_corpus_never_marks_is_not_wrong_there() -> None:
    scores = torch.zeros(1, 1, 25)
    scores[0, 0, 16] = 50
    outside, unmarked = torch.zeros(1, 1, dtype=torch.long), torch.zeros(1, 25, dtype=torch.bool)
    wrong = float(from_names(scores, outside, unmarked))
    unmarked[0, 13:17] = True
    assert float(from_names(scores, outside, unmarked)) < 1e-3 < wrong
