"""Treebanks and name corpora of a few invented sentences, and a small random encoder, laid out as the real ones are."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TREE = """\
# newdoc id = {bank}-{number}
1	Tonga	Tonga	PROPN	NNP	Number=Sing	2	nsubj	_	Entity=(1-place-new-nnnnn-cf1-1-sgl-Tonga)
2	sent	send	VERB	VBD	Tense=Past	0	root	_	_
3	two	two	NUM	CD	NumType=Card	4	nummod	_	_
4	ships	ship	NOUN	NNS	Number=Plur	2	obj	_	_
5	.	.	PUNCT	.	_	2	punct	_	_

1	They	they	PRON	PRP	Case=Nom	2	nsubj	_	_
2	returned	return	VERB	VBD	Tense=Past	0	root	_	_
3	.	.	PUNCT	.	_	2	punct	_	_

"""
NAMES = "1\tTonga\tB-LOC\n2\tsent\tO\n3\ttwo\tO\n4\tships\tO\n5\t.\tO\n"
DOCUMENT = {
    "sents": [["Mere", "Vaka", "led", "Tonga", "."]],
    "vertexSet": [
        [{"name": "Mere Vaka", "pos": [0, 2], "sent_id": 0, "type": "PER"}],
        [{"name": "Tonga", "pos": [3, 4], "sent_id": 0, "type": "LOC"}],
    ],
}
DOCUMENTS = 12
WIDTH, INNER, LAYERS, HEADS = 64, 128, 6, 2


@pytest.fixture
def banks(tmp_path: Path) -> Path:
    """A folder with all files that the recipe reads."""
    folder = tmp_path / "banks"
    folder.mkdir()
    texts = {
        f"{bank}-{split}.conllu.gz": "".join(TREE.format(bank=bank, number=i) for i in range(DOCUMENTS))
        for bank in ("ewt", "gum")
        for split in ("train", "dev", "test")
    }
    texts |= {f"uner-ewt-{split}.iob2.gz": NAMES for split in ("dev", "test")}
    texts["redocred-dev.json.gz"] = json.dumps([DOCUMENT | {"title": f"Tonga {i}"} for i in range(DOCUMENTS)])
    for name, text in texts.items():
        with gzip.open(folder / name, "wt", encoding="utf-8") as target:
            target.write(text)
    return folder


@pytest.fixture
def encoder() -> Callable[[Path, list[str]], Path]:
    """Writes the folder of a random encoder in BERT's layout over these word pieces, and returns it."""
    torch: Any = pytest.importorskip("torch")
    save_file: Any = pytest.importorskip("safetensors.torch").save_file

    torch.set_num_threads(1)  # several are slow where other tests run beside

    def write(folder: Path, pieces: list[str]) -> Path:
        folder.mkdir()
        torch.manual_seed(1)
        weights = {name: torch.randn(size) * 0.1 for name, size in encoder_sizes(len(pieces)).items()}
        save_file(weights, folder / "model.safetensors")
        config = {"model_type": "bert", "hidden_size": WIDTH, "num_attention_heads": HEADS, "layer_norm_eps": 1e-12}
        (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
        (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
        return folder

    return write


def encoder_sizes(pieces: int) -> dict[str, tuple[int, ...]]:
    """The shape of each weight of the encoder."""
    sizes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (pieces, WIDTH),
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
            sizes |= {f"encoder.layer.{i}.{name}.weight": size, f"encoder.layer.{i}.{name}.bias": size[:1]}
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            sizes |= {f"encoder.layer.{i}.{name}.{part}": (WIDTH,) for part in ("weight", "bias")}
    return sizes
