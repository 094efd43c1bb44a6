"""Train the language model: two teachers on the corpora, and a smaller student on the corpora and on their mean.

Usage: python -m flows.training.learn TREEBANKS OUT --encoder FOLDER [--text FOLDER] [--minutes N] [--seed N]

TREEBANKS holds UD English EWT and GUM (`ewt-train.conllu.gz`, …), Re-DocRED's dev file and Universal NER over EWT;
the encoder's folder `model.safetensors` and `vocab.txt` of a BERT-layout encoder with six layers; the text folder
`.txt` files, of which the student learns what its teachers say. OUT receives what
`flows.language.annotate.load_pipeline` reads. Needs the extra `train`; a GPU makes it quick.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file

from flows.language.annotate import Labels
from flows.language.wordpieces import Vocabulary
from flows.settings import MAPPINGS
from flows.training.encoder import HEAD_WIDTH, Net, Plan, Tensors, start_from_encoder, start_from_network
from flows.training.forms import forms_of, read_verbs
from flows.training.keep import keep
from flows.training.labels import Numbers, labels_of
from flows.training.losses import from_labels, from_teachers
from flows.training.material import Material, read_corpora
from flows.training.names import table_names
from flows.training.texts import read_texts
from flows.training.windows import Window, collate

TEACHER_RATES = (4e-4, 2e-4)  # the highest learning rate of the encoder's weights, one a teacher
NEW_RATE = 1e-3  # of weights that the encoder did not bring along
STUDENT_RATES = (5e-4, 7e-4)  # of what the student takes over, and of its scorers
NEW = ("shape", "flat", "arcd", "arch", "root", "bi", "bih", "labd", "labh", "lab")
WARM_UP = 200  # steps
TAUGHT_LAYERS = (0, 1, 3, 5)  # of a teacher: where the student's begin


@dataclass(frozen=True)
class Course:
    """How long a network learns, how fast, and from which random seed."""

    minutes: float
    rate: float
    seed: int
    new_rate: float = NEW_RATE


@dataclass(frozen=True)
class School:
    """What all networks of a run share."""

    learnt: Material
    shown: Material  # nobody learns from it: it shows how well the others did
    labels: Labels
    device: str

    def tensors(self, batch: Sequence[Window]) -> Tensors:
        """A batch on the device."""
        arrays = collate(batch, self.learnt.vocabulary, self.labels.sizes["ner"])
        return {name: torch.from_numpy(array).to(self.device) for name, array in arrays.items()}

    def casting(self) -> AbstractContextManager[None]:
        """While it lasts, products are computed in 16 bits where the device is made for it."""
        cast: AbstractContextManager[None] = torch.autocast(self.device, torch.bfloat16, enabled=self.device == "cuda")
        return cast


def train_teacher(school: School, encoder: Tensors, course: Course) -> Net:
    """A network as large as the encoder, words pooled after its last layer."""
    torch.manual_seed(course.seed)
    net: Net = Net(plan_of(encoder, school.labels)).to(school.device)
    start_from_encoder(net, encoder)
    train(net, school, course, [])
    return net


def plan_of(encoder: Tensors, labels: Labels) -> Plan:
    """The plan of a teacher."""
    vocabulary, width = encoder["embeddings.word_embeddings.weight"].shape
    layers = sum(name.endswith(".intermediate.dense.bias") for name in encoder)
    return Plan(
        vocabulary=vocabulary,
        sizes=labels.sizes,
        relations=len(labels.dep),
        width=width,
        layers=layers,
        inner=len(encoder["encoder.layer.0.intermediate.dense.bias"]),
        activation="gelu",
        pooled_before=layers,
        layer_drop=0.1,
        head_drop=0.3,
    )


def train_student(school: School, teachers: Sequence[Net], course: Course) -> Net:
    """A network of four narrow layers, words pooled before the first; it learns twice, the second time as if anew."""
    torch.manual_seed(course.seed)
    teacher = teachers[0].plan
    plan = replace(
        teacher,
        layers=len(TAUGHT_LAYERS),
        inner=teacher.inner // 2,
        activation="relu",
        pooled_before=0,
        layer_drop=0.05,
    )
    first = Net(replace(plan, head_drop=0.15)).to(school.device)
    start_from_network(first, teachers[0], TAUGHT_LAYERS)
    train(first, school, course, teachers)
    second: Net = Net(replace(plan, head_drop=0.1)).to(school.device)
    start_from_network(second, first, range(plan.layers))
    train(second, school, replace(course, seed=course.seed + 1), teachers)
    return second


def train(net: Net, school: School, course: Course, teachers: Sequence[Net]) -> None:
    """Let the network learn for the time of the course, its rate falling to nothing, and leave it ready for use."""
    optimiser = optimiser_of(net, course)
    highest = [group["lr"] for group in optimiser.param_groups]
    begun, steps = time.monotonic(), 0
    net.train()
    for batch in rounds(school.learnt, random.Random(course.seed), teachers):
        past = (time.monotonic() - begun) / (60 * course.minutes)
        if past >= 1:
            break
        for group, rate in zip(optimiser.param_groups, highest, strict=True):
            group["lr"] = rate * min(1, steps / WARM_UP) * (1 - past)
        step(net, optimiser, school, school.tensors(batch), teachers)
        steps += 1
    print(f"{steps} steps; loss on documents held back {loss_shown(net, school):.3f}", flush=True)


def optimiser_of(net: Net, course: Course) -> torch.optim.Optimizer:
    """AdamW, with a rate for the encoder's weights and one for the new ones."""
    new = [weight for name, weight in net.named_parameters() if name.split(".")[0] in NEW]
    old = [weight for name, weight in net.named_parameters() if name.split(".")[0] not in NEW]
    groups = [{"params": old, "lr": course.rate}, {"params": new, "lr": course.new_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))


def rounds(material: Material, chance: random.Random, teachers: Sequence[Net]) -> Iterator[list[Window]]:
    """Batches without end; texts without labels are among them where teachers say something of these."""
    while True:
        batches = material.marked(chance)
        if teachers:
            batches += material.unmarked(chance)
        chance.shuffle(batches)
        yield from batches


def step(net: Net, optimiser: torch.optim.Optimizer, school: School, batch: Tensors, teachers: Sequence[Net]) -> None:
    """Learn from one batch."""
    with school.casting():
        words = net.encode(batch)
        said = net.scores(words, batch)
        loss = from_labels(net, said, batch)
        if teachers:
            loss = 0.5 * loss + from_teachers(net, words, said, batch, teachers)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    optimiser.step()


def loss_shown(net: Net, school: School) -> float:
    """The mean loss over batches that nobody learns from."""
    batches = school.shown.marked(random.Random(0))
    net.eval()
    with torch.no_grad(), school.casting():
        tensors = map(school.tensors, batches)
        losses = [float(from_labels(net, net.scores(net.encode(batch), batch), batch)) for batch in tensors]
    return sum(losses) / len(losses)


def learn(arguments: argparse.Namespace) -> None:
    """Train all networks and write the student."""
    encoder = load_file(arguments.encoder / "model.safetensors")
    pieces = (arguments.encoder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    texts = read_texts(arguments.text) if arguments.text else []
    learnt, shown = read_corpora(arguments.treebanks, texts, table_names(MAPPINGS / "gazetteer"))
    trees = [sentence for document in learnt.trees for sentence in document]
    labels = labels_of(trees, encoder["embeddings.word_embeddings.weight"].shape[1] // HEAD_WIDTH)
    numbers, vocabulary = Numbers(labels), Vocabulary(pieces)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    materials = Material(learnt, numbers, vocabulary), Material(shown, numbers, vocabulary)
    school = School(*materials, labels, device)
    minutes, seed = arguments.minutes, arguments.seed
    courses = [Course(minutes, rate, seed + i) for i, rate in enumerate(TEACHER_RATES)]
    teachers = [train_teacher(school, encoder, course) for course in courses]
    student = train_student(school, teachers, Course(minutes, STUDENT_RATES[0], seed, STUDENT_RATES[1]))
    keep(arguments.out, student.numbers(), labels, pieces, forms_of(trees, read_verbs()))


def arguments_of(words: Sequence[str] | None) -> argparse.Namespace:
    """The command line; None reads that of the process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of a BERT-layout encoder")
    parser.add_argument("--text", type=Path, help="folder of plain texts")
    parser.add_argument("--minutes", type=float, default=8.0, help="for each of the four times that a network learns")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(words)


if __name__ == "__main__":
    learn(arguments_of(None))
