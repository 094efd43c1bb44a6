"""Train the model of trees and names: two teachers on the corpora, and a smaller student on the corpora and their mean.

Usage: python -m flows.training.learn TREEBANKS OUT --encoder FOLDER [--text FOLDER] [--minutes N] [--seed N]

TREEBANKS holds UD English EWT and GUM (`ewt-train.conllu.gz`, …), Re-DocRED's dev file and Universal NER over EWT;
the encoder's folder `model.safetensors`, `config.json` and `vocab.txt` of a BERT-layout encoder with six layers; the
text folder `.txt` files, of which the student learns what its teachers say. OUT receives what
`flows.language.annotate.Annotator` reads. Needs the extra `train`; a GPU makes it quick. The network that tells of
facts has a recipe of its own (`flows.training.learn_facts`).
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from flows.language.labels import Labels
from flows.language.wordpieces import Vocabulary
from flows.settings import MAPPINGS
from flows.training.course import Course, casting, take
from flows.training.encoder import Net, Plan, Tensors, start_from_encoder, start_from_network
from flows.training.forms import forms_of, read_verbs
from flows.training.keep import keep
from flows.training.labels import Numbers, labels_of
from flows.training.losses import Has, from_labels, from_teachers, from_words, has
from flows.training.material import Material, read_corpora
from flows.training.names import table_names
from flows.training.pretrained import VOCABULARY, plan_of, read_encoder, student_plan
from flows.training.texts import read_texts
from flows.training.windows import Window, collate

TEACHER_RATES = (4e-4, 2e-4)  # the highest learning rate of the encoder's weights, one a teacher
STUDENT_RATES = (5e-4, 7e-4)  # of what the student takes over, and of its scorers
TEACHER_DROPS = (0.1, 0.3)  # what is dropped in the layers, and after them
STUDENT_DROPS = ((0.05, 0.15), (0.05, 0.1))  # the first time that it learns, and the second
TAUGHT_LAYERS = (0, 1, 3, 5)  # of a teacher: where the student's begin


@dataclass(frozen=True)
class School:
    """What all networks of a run share."""

    learnt: Material
    shown: Material  # nobody learns from it: it shows how well the others did
    labels: Labels
    device: str

    def tensors(self, batch: Sequence[Window]) -> tuple[Tensors, Has]:
        """A batch on the device, and what it has."""
        signs = self.learnt.vocabulary.start, self.learnt.vocabulary.end
        arrays = collate(batch, signs, self.labels.sizes["ner"])
        made = {name: torch.from_numpy(array) for name, array in arrays.items()}
        return {name: array.to(self.device) for name, array in made.items()}, has(made)


def train_teacher(school: School, encoder: Tensors, plan: Plan, course: Course) -> Net:
    """A network as large as the encoder, words pooled after its last layer."""
    torch.manual_seed(course.seed)
    net: Net = Net(plan).to(school.device)
    start_from_encoder(net, encoder, range(plan.layers))
    train(net, school, course, [])
    return net


def train_student(school: School, teachers: Sequence[Net], course: Course) -> Net:
    """A network of four narrow layers, words pooled before the first; it learns twice, the second time as if anew."""
    torch.manual_seed(course.seed)
    teacher = teachers[0].plan
    plans = [student_plan(teacher, len(TAUGHT_LAYERS), teacher.inner // 2, drops) for drops in STUDENT_DROPS]
    first = Net(plans[0]).to(school.device)
    start_from_network(first, teachers[0], TAUGHT_LAYERS)
    train(first, school, course, teachers)
    second: Net = Net(plans[1]).to(school.device)
    start_from_network(second, first, range(len(TAUGHT_LAYERS)))
    train(second, school, replace(course, seed=course.seed + 1), teachers)
    return second


def train(net: Net, school: School, course: Course, teachers: Sequence[Net]) -> None:
    """Let the network learn for the time of the course, and leave it ready for use."""
    batches = rounds(school.learnt, random.Random(course.seed), teachers)
    steps = take(net, course, lambda _: batches, lambda batch: loss_of(net, school, batch, teachers))
    print(f"{steps} steps; loss on documents held back {loss_shown(net, school):.3f}", flush=True)


def rounds(material: Material, chance: random.Random, teachers: Sequence[Net]) -> Iterator[list[Window]]:
    """Batches without end; texts without labels are among them where teachers say something of these."""
    while True:
        batches = material.marked(chance)
        if teachers:
            batches += material.unmarked(chance)
        chance.shuffle(batches)
        yield from batches


def loss_of(net: Net, school: School, windows: Sequence[Window], teachers: Sequence[Net]) -> Tensor:
    """How far the network is from the labels of a batch, and from the mean of its teachers if it has any."""
    batch, having = school.tensors(windows)
    with casting(school.device):
        words = net.encode(batch)
        said = net.scores(words, batch)
        loss = from_labels(net, said, batch, having)
        if not teachers:
            return loss
        with torch.no_grad():
            theirs = [teacher.encode(batch) for teacher in teachers]
        loss = 0.5 * loss + from_teachers(net, said, batch, teachers, theirs)
        return loss + from_words(words, theirs[0], batch["word"])


def loss_shown(net: Net, school: School) -> float:
    """The mean loss over batches that nobody learns from."""
    net.eval()
    with torch.no_grad():
        losses = [float(loss_of(net, school, batch, [])) for batch in school.shown.marked(random.Random(0))]
    return sum(losses) / len(losses)


def learn(arguments: argparse.Namespace) -> None:
    """Train all networks and write the student."""
    pieces = (arguments.encoder / VOCABULARY).read_text(encoding="utf-8").splitlines()
    encoder, told = read_encoder(arguments.encoder, pieces)
    texts = read_texts(arguments.text) if arguments.text else []
    learnt, shown = read_corpora(arguments.treebanks, texts, table_names(MAPPINGS / "gazetteer"))
    trees = [sentence for document in learnt.trees for sentence in document]
    labels = labels_of(trees, int(told["attention_heads"]))
    numbers, vocabulary = Numbers(labels), Vocabulary(pieces)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    materials = Material(learnt, numbers, vocabulary), Material(shown, numbers, vocabulary)
    school, plan = School(*materials, labels, device), plan_of(told, encoder, labels, TEACHER_DROPS)
    minutes, seed = arguments.minutes, arguments.seed
    courses = [Course(minutes, rate, seed + i) for i, rate in enumerate(TEACHER_RATES)]
    teachers = [train_teacher(school, encoder, plan, course) for course in courses]
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
