"""Treebanks and name corpora of a few invented sentences, laid out as the real ones are."""

import gzip
import json
from pathlib import Path

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
