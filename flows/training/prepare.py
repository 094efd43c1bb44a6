"""Cut everything that the network learns from into windows of numbers, once: what learns then needs torch alone.

Usage: python -m flows.training.prepare TREEBANKS OUT --encoder FOLDER [--passages FILE …] [--text FOLDER]

TREEBANKS holds UD English EWT and GUM (`ewt-train.conllu.gz`, …), Re-DocRED's dev file and Universal NER over EWT;
a text folder `.txt` files, of which a student learns what its teachers say. The passages get the trees and names that
the shipped model sees in them, so that a network learns these on news, too. OUT receives `windows.npz`, `labels.json`
and `pieces.txt`. Typography and names differ from round to round.
"""

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from flows.extract.names.shown import stand_ins
from flows.kinds import shipped_kinds
from flows.language.labels import LABELS, PIECES
from flows.language.wordpieces import Vocabulary
from flows.model import Factuality
from flows.settings import MAPPINGS
from flows.training.labels import Numbers, labels_of
from flows.training.material import Material, read_corpora
from flows.training.names import TABLES, rows, table_names
from flows.training.passages import Passage, passage_windows, read_passages, renamed
from flows.training.store import WINDOWS, write_windows
from flows.training.texts import read_texts
from flows.training.windows import Window

RENAMED = 0.5  # of the passages of each round but the first
ROUNDS = 4
SHOWN_EVERY = 24  # every so-manieth passage shows how well the others were learnt
LEFT_TO_RULES = {"article"}  # kinds of fact that no passage states


def read_predicates() -> list[str]:
    """Every predicate of the kinds that passages state, in the order of mappings/kinds.yaml."""
    return [name for kind in shipped_kinds().values() if kind.name not in LEFT_TO_RULES for name in kind.predicates]


def exchangeable(gazetteer: Path) -> tuple[dict[str, str], dict[str, list[str]]]:
    """(the table of each name, the names of each table) of what may stand for one another in a passage."""
    names = {table: [row["label"] for row in rows(gazetteer / f"{table}.tsv")] for table in TABLES}
    return {name: table for table, listed in names.items() for name in listed}, names


def prepare(arguments: argparse.Namespace) -> None:
    """Write the folder."""
    pieces = (arguments.encoder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    config = json.loads((arguments.encoder / "config.json").read_text(encoding="utf-8"))
    texts = read_texts(arguments.text) if arguments.text else []
    learnt, shown = read_corpora(arguments.treebanks, texts, table_names(MAPPINGS / "gazetteer"))
    trees = [sentence for document in learnt.trees for sentence in document]
    labels = replace(
        labels_of(trees, config["num_attention_heads"]),
        predicates=read_predicates(),
        factualities=[each.value for each in Factuality],
    )
    numbers, vocabulary = Numbers(labels), Vocabulary(pieces)
    passages = [passage for path in arguments.passages for passage in read_passages(path)]
    parts: dict[str, Sequence[Window]] = {}
    material = Material(learnt, numbers, vocabulary)
    for number in range(arguments.rounds):
        chance = random.Random(arguments.seed + number)
        parts[f"learnt-{number}"] = [window for batch in material.marked(chance) for window in batch]
        parts[f"texts-{number}"] = [window for batch in material.unmarked(chance) for window in batch]
    chance = random.Random(0)
    parts["shown"] = [w for batch in Material(shown, numbers, vocabulary).marked(chance) for w in batch]
    parts |= passage_parts(passages, numbers, vocabulary, arguments)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / LABELS).write_text(
        json.dumps(asdict(labels), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    (arguments.out / PIECES).write_text("".join(f"{piece}\n" for piece in pieces), encoding="utf-8")
    write_windows(arguments.out / WINDOWS, parts)  # last: where it is, all is
    print({name: len(windows) for name, windows in parts.items()})


def passage_parts(
    passages: list[Passage], numbers: Numbers, vocabulary: Vocabulary, arguments: argparse.Namespace
) -> dict[str, Sequence[Window]]:
    """Each round of the passages to learn from, and those that show how well."""
    held = [passage for i, passage in enumerate(passages) if i % SHOWN_EVERY == 0]
    learnt = [passage for i, passage in enumerate(passages) if i % SHOWN_EVERY]
    pool, names = exchangeable(MAPPINGS / "gazetteer")
    parts: dict[str, Sequence[Window]] = {"facts-shown": list(passage_windows(held, vocabulary, numbers, stand_ins))}
    for number in range(arguments.rounds):
        chance = random.Random(arguments.seed + number)
        share = RENAMED if number else 0
        told = [renamed(p, pool, names, chance) if chance.random() < share else p for p in learnt]
        parts[f"facts-{number}"] = list(passage_windows(told, vocabulary, numbers, stand_ins))
    return parts


def arguments_of(words: Sequence[str] | None) -> argparse.Namespace:
    """The command line; None reads that of the process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder that a student starts from")
    parser.add_argument("--passages", type=Path, nargs="*", default=[])
    parser.add_argument("--text", type=Path, help="folder of plain texts")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(words)


if __name__ == "__main__":
    prepare(arguments_of(None))
