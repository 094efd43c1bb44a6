"""The whole recipe, on a small random encoder and a few sentences. Needs torch, which no other test does."""

import dataclasses
import itertools
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch: Any = pytest.importorskip("torch")
pytest.importorskip("safetensors")

from safetensors.torch import save_file  # noqa: E402

from flows.language.annotate import Annotator, Labels  # noqa: E402
from flows.language.network import Network, Window  # noqa: E402
from flows.language.tokens import cut  # noqa: E402
from flows.language.wordpieces import Vocabulary, shape  # noqa: E402
from flows.training.encoder import HEAD_WIDTH, Net, Plan, start_from_encoder, start_from_network  # noqa: E402
from flows.training.keep import arranged  # noqa: E402
from flows.training.labels import Numbers, labels_of  # noqa: E402
from flows.training.learn import (  # noqa: E402
    Course,
    School,
    arguments_of,
    learn,
    loss_shown,
    optimiser_of,
    plan_of,
    rounds,
    step,
)
from flows.training.losses import from_names, from_teachers  # noqa: E402
from flows.training.material import Material, read_corpora  # noqa: E402
from flows.training.windows import collate, example  # noqa: E402

WIDTH, INNER, LAYERS = 64, 128, 6
WORDS = ["tonga", "sent", "two", "ship", "##s", ".", "they", "returned", "mere", "vaka", "led"]
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS]
SIZES = {"tag": 5, "morph": 4, "lemma": 3, "start": 1, "ner": 25}
PLAN = Plan(len(PIECES), SIZES, 6, WIDTH, 2, INNER, "relu", 0, 0.1, 0.1)
TEXT = ["They", "sent", "two", "ships", "."]


def encoder() -> dict[str, Any]:
    """The weights of a random encoder in BERT's layout."""
    torch.manual_seed(1)
    shapes = {
        "embeddings.word_embeddings.weight": (len(PIECES), WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
        "embeddings.position_embeddings.weight": (512, WIDTH),
        "embeddings.LayerNorm.weight": (WIDTH,),
        "embeddings.LayerNorm.bias": (WIDTH,),
    }
    for i in range(LAYERS):
        linear = {f"attention.self.{name}": (WIDTH, WIDTH) for name in ("query", "key", "value")}
        linear |= {"attention.output.dense": (WIDTH, WIDTH), "intermediate.dense": (INNER, WIDTH)}
        linear |= {"output.dense": (WIDTH, INNER)}
        for name, size in linear.items():
            shapes |= {f"encoder.layer.{i}.{name}.weight": size, f"encoder.layer.{i}.{name}.bias": size[:1]}
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"encoder.layer.{i}.{name}.{part}": (WIDTH,) for part in ("weight", "bias")}
    return {name: torch.randn(size) * 0.1 for name, size in shapes.items()}


def tensors(net: Net, words: list[str]) -> dict[str, Any]:
    """A batch of one sentence."""
    arrays = collate([[example(words, Vocabulary(PIECES), {})]], Vocabulary(PIECES), net.plan.sizes["ner"])
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def said_of(net: Net, words: list[str]) -> dict[str, Any]:
    """The scores of one sentence."""
    net.eval()
    with torch.no_grad():
        batch = tensors(net, words)
        return net.scores(net.encode(batch), batch)


def test_a_model_is_learnt_that_the_pipeline_reads(tmp_path: Path, banks: Path) -> None:
    folder, texts = tmp_path / "encoder", tmp_path / "texts"
    folder.mkdir()
    texts.mkdir()
    save_file(encoder(), folder / "model.safetensors")
    (folder / "vocab.txt").write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    (texts / "fleet.txt").write_text("They sent two ships to Tonga, and they returned.", encoding="utf-8")
    told = [str(banks), str(tmp_path / "model"), "--encoder", str(folder), "--text", str(texts), "--minutes", "0.05"]
    learn(arguments_of(told))
    (text,) = Annotator(tmp_path / "model").read([cut("Tonga sent two ships.")])
    assert set(text.tags) <= {"NNP", "VBD", "CD", "NNS", "PRP", "."}
    assert text.lemmas[3]


def test_steps_bring_the_scores_nearer_to_the_corpora(banks: Path) -> None:
    learnt, shown = read_corpora(banks, [], [])
    labels, vocabulary = labels_of([s for d in learnt.trees for s in d], WIDTH // HEAD_WIDTH), Vocabulary(PIECES)
    materials = [Material(corpora, Numbers(labels), vocabulary) for corpora in (learnt, shown)]
    school = School(materials[0], materials[1], labels, "cpu")
    torch.manual_seed(6)
    net = Net(plan_of(encoder(), labels))
    before, optimiser = loss_shown(net, school), optimiser_of(net, Course(1, 1e-3, 1))
    for batch in itertools.islice(rounds(school.learnt, random.Random(1), []), 12):
        step(net, optimiser, school, school.tensors(batch), [])
    assert loss_shown(net, school) < before / 2


def test_numpy_reads_what_torch_learnt() -> None:
    torch.manual_seed(2)
    net = Net(PLAN)
    said, vocabulary = said_of(net, TEXT), Vocabulary(PIECES)
    network = Network(arranged(net.numbers()), SIZES, PLAN.attention_heads)
    window = Window([vocabulary.cut(word) for word in TEXT], [shape(word) for word in TEXT], [0])
    scores = network.read([window])[0]
    np.testing.assert_allclose(scores.heads, said["arc"][0].numpy(), rtol=1e-3, atol=1e-3)
    for kind in SIZES:
        np.testing.assert_allclose(scores.labels[kind], said[kind][0].numpy(), atol=1e-3)
    heads = np.array([2, 0, 4, 2, 2])
    relations = net.relations(said, torch.from_numpy(heads)[None]).detach()[0].numpy()
    np.testing.assert_allclose(network.relations(scores, heads), relations, atol=1e-3)


def test_a_teacher_begins_as_the_encoder() -> None:
    weights = encoder()
    net = Net(plan_of(weights, Labels(["NN"], ["NOUN|"], ["k|0|"], ["ROOT"], ["PLACE"], WIDTH // HEAD_WIDTH)))
    start_from_encoder(net, weights)
    last = f"encoder.layer.{LAYERS - 1}."
    assert torch.equal(net.layers[-1].up.weight, weights[last + "intermediate.dense.weight"])
    assert torch.equal(net.layers[-1].qkv.weight[WIDTH : 2 * WIDTH], weights[last + "attention.self.key.weight"])


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
        said = net.scores(words, batch)
        own, foreign = (float(from_teachers(net, words, said, batch, [teacher])) for teacher in (net, other))
    assert own < foreign


def test_a_kind_that_a_corpus_never_marks_is_not_wrong_there() -> None:
    scores = torch.zeros(1, 1, 25)
    scores[0, 0, 16] = 50
    outside, unmarked = torch.zeros(1, 1, dtype=torch.long), torch.zeros(1, 25, dtype=torch.bool)
    wrong = float(from_names(scores, outside, unmarked))
    unmarked[0, 13:17] = True
    assert float(from_names(scores, outside, unmarked)) < 1e-3 < wrong
