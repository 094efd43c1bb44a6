"""Train the network that tells of facts: a teacher on passages and corpora, a smaller student on these and its word.

Usage: python -m flows.training.learn_facts PREPARED OUT --encoder FOLDER [--teacher FOLDER] [--minutes N] [--seed N]

PREPARED is what `flows.training.prepare` wrote; the encoders' folders hold `model.safetensors`, `config.json` and
`vocab.txt`, the student's in the layout of BERT, the teacher's in that or MPNet's. OUT, the folder of a model of trees
and names over the same word pieces (`flows.training.learn`), receives `facts.npz` and `facts.json`. A training that was
stopped goes on from the last checkpoint in PREPARED. Needs the extra `train`; a GPU makes it quick.
"""

import argparse
import itertools
import json
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from flows.language.labels import LABELS, PIECES, Labels
from flows.language.network import read_weights
from flows.training.course import Course, casting, take
from flows.training.encoder import Net, Tensors, start_from_encoder, start_from_weights
from flows.training.factlosses import from_marks, from_teacher
from flows.training.keep import ask_for_pieces, keep_facts
from flows.training.losses import Has, from_labels, from_teachers, has
from flows.training.pretrained import layers_in, plan_of, read_encoder, student_plan
from flows.training.scoring import fact_scores
from flows.training.store import WINDOWS, read_windows
from flows.training.windows import PIECES_A_BATCH, Window, batches, collate

TEACHER_RATE, STUDENT_RATE = 6e-5, 4e-4  # the highest learning rates of what the encoders bring along
TEACHER_DROPS, STUDENT_DROPS = (0.1, 0.2), (0.05, 0.1)  # what is dropped in the layers, and after them
SIGNS = ("[CLS]", "[SEP]")
MOST_WORKERS = 12
PASSAGE_TIMES = 2  # how often the passages are learnt in a round of all
TAUGHT = "teacher-done.pt"


class School:
    """What all networks of a run share: the windows, the labels, the device."""

    def __init__(self, folder: Path, device: str, pieces_a_batch: int = PIECES_A_BATCH) -> None:
        self.pieces_a_batch = pieces_a_batch
        self.parts = read_windows(folder / WINDOWS)
        self.labels = Labels(**json.loads((folder / LABELS).read_text(encoding="utf-8")))
        self.pieces = (folder / PIECES).read_text(encoding="utf-8").splitlines()
        self.signs = tuple(self.pieces.index(sign) for sign in SIGNS)
        self.device = device
        self.rounds = sum(name.startswith("learnt-") for name in self.parts)

    def arrays(self, batch: Sequence[Window]) -> Tensors:
        """A batch as tensors, not yet on the device."""
        made = collate(batch, (self.signs[0], self.signs[1]), self.labels.sizes["ner"])
        return {name: torch.from_numpy(array) for name, array in made.items()}

    def moved(self, arrays: Tensors) -> tuple[Tensors, Has]:
        """Tensors on the device, and what the batch has."""
        return {name: array.to(self.device, non_blocking=True) for name, array in arrays.items()}, has(arrays)

    def shown(self, part: str) -> Iterator[tuple[Tensors, Has]]:
        """All batches of a part that nobody learns from."""
        return (self.moved(self.arrays(batch)) for batch in batches(self.parts[part], random.Random(0)))

    def batches(self, seed: int, unmarked: bool) -> Iterator[tuple[Tensors, Has]]:
        """Batches without end, made by other processes where a GPU waits for them."""
        quick = self.device == "cuda"
        workers = max(0, min(MOST_WORKERS, (os.cpu_count() or 1) - 2)) if quick else 0
        made = DataLoader(Stream(self, seed, unmarked), batch_size=None, num_workers=workers, pin_memory=quick)
        return map(self.moved, made)

    def rounds_of(self, seed: int, unmarked: bool) -> Iterator[list[Window]]:
        """Batches of windows without end, a round after the other; texts without labels only where wanted."""
        chance = random.Random(seed)
        for number in itertools.cycle(range(self.rounds)):
            found = self.cut(self.parts[f"learnt-{number}"], chance)
            for _ in range(PASSAGE_TIMES):
                found += self.cut(self.parts[f"facts-{number}"], chance)
            if unmarked:
                found += self.cut(self.parts[f"texts-{number}"], chance)
            chance.shuffle(found)
            yield from found

    def cut(self, found: list[Window], chance: random.Random) -> list[list[Window]]:
        """Batches of some windows."""
        return batches(found, chance, self.pieces_a_batch)


class Stream(IterableDataset):  # type: ignore[misc]
    """The batches of a school without end; each process that makes them has a random seed of its own."""

    def __init__(self, school: School, seed: int, unmarked: bool) -> None:
        self.school, self.seed, self.unmarked = school, seed, unmarked

    def __iter__(self) -> Iterator[Tensors]:
        worker = get_worker_info()
        seed = self.seed + (1000 * (1 + worker.id) if worker else 0)
        return map(self.school.arrays, self.school.rounds_of(seed, self.unmarked))


def train(net: Net, school: School, course: Course, teacher: Net | None) -> None:
    """Let the network learn for the time of the course, and leave it ready for use."""
    steps = take(
        net,
        course,
        lambda steps: school.batches(course.seed + steps, teacher is not None),
        lambda seen: loss_of(net, school, seen, teacher),
    )
    print(f"{steps} steps; held back: loss {loss_shown(net, school):.3f}, {fact_scores(net, school)}", flush=True)


def loss_of(net: Net, school: School, seen: tuple[Tensors, Has], teacher: Net | None) -> Tensor:
    """How far the network is from the labels and facts of a batch, and from its teacher if it has one."""
    batch, having = seen
    with casting(school.device):
        words = net.encode(batch)
        said = net.scores(words, batch)
        loss = from_labels(net, said, batch, having)
        if having.facts:
            loss = loss + from_marks(net, words, batch)
        if teacher is None:
            return loss
        with torch.no_grad():
            theirs = teacher.encode(batch)
        loss = 0.5 * loss + from_teachers(net, said, batch, [teacher], [theirs])
        return loss + from_teacher(net, words, theirs, teacher)


def loss_shown(net: Net, school: School) -> float:
    """The mean loss of trees and names over batches that nobody learns from."""
    with torch.no_grad():
        losses = [
            float(loss_of(net, school, (batch, replace(having, facts=False)), None))
            for batch, having in school.shown("shown")
        ]
    return sum(losses) / len(losses)


def learn(arguments: argparse.Namespace) -> None:
    """Train both networks and write the student's facts."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.backends.cuda.enable_cudnn_sdp(False)  # it plans anew for each shape of a batch
    school, seed = School(arguments.prepared, device, arguments.batch), arguments.seed
    ask_for_pieces(arguments.out, school.pieces)
    teacher = taught(school, arguments) if arguments.teacher else None
    torch.manual_seed(seed)
    encoder, told = read_encoder(arguments.encoder, school.pieces)
    layers = layers_in(encoder)
    plan = student_plan(plan_of(told, encoder, school.labels, STUDENT_DROPS), layers, arguments.inner, STUDENT_DROPS)
    student = Net(plan).to(device)
    start_from_encoder(student, encoder, range(layers))
    if arguments.start:
        start_from_weights(student, read_weights(arguments.start))
    checkpoint = arguments.prepared / "student.pt"
    train(student, school, Course(arguments.minutes, STUDENT_RATE, seed, checkpoint=checkpoint), teacher)
    labels = replace(school.labels, attention_heads=plan.attention_heads)
    keep_facts(arguments.out, student.numbers(), labels, school.pieces)


def taught(school: School, arguments: argparse.Namespace) -> Net:
    """The teacher after its course; one that was trained already is read from PREPARED."""
    torch.manual_seed(arguments.seed)
    encoder, told = read_encoder(arguments.teacher, school.pieces)
    net: Net = Net(plan_of(told, encoder, school.labels, TEACHER_DROPS)).to(school.device)
    done = arguments.prepared / TAUGHT
    if done.exists():
        net.load_state_dict(torch.load(done, weights_only=True, map_location=school.device))
        net.eval()
        return net
    start_from_encoder(net, encoder, range(net.plan.layers))
    checkpoint = arguments.prepared / "teacher.pt"
    train(net, school, Course(arguments.teacher_minutes, TEACHER_RATE, arguments.seed, checkpoint=checkpoint), None)
    torch.save(net.state_dict(), done)
    return net


def arguments_of(words: Sequence[str] | None) -> argparse.Namespace:
    """The command line; None reads that of the process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder of the encoder that the student starts from"
    )
    parser.add_argument("--start", type=Path, help="a facts.npz of this recipe, from which the student goes on")
    parser.add_argument("--teacher", type=Path, help="folder of the encoder that the teacher starts from")
    parser.add_argument("--minutes", type=float, default=8.0, help="how long the student learns")
    parser.add_argument("--teacher-minutes", type=float, default=8.0, help="how long the teacher learns")
    parser.add_argument("--inner", type=int, default=768, help="inner neurons of each of the student's layers")
    parser.add_argument("--batch", type=int, default=PIECES_A_BATCH, help="pieces a batch")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(words)


if __name__ == "__main__":
    learn(arguments_of(None))
