"""Train the language model: a teacher on the corpora and passages, and a smaller student on these and on its word.

Usage: python -m flows.training.learn PREPARED OUT --teacher FOLDER --student FOLDER [--minutes N] [--seed N]

PREPARED is what `flows.training.prepare` wrote; the encoders' folders hold `model.safetensors`, `config.json` and
`vocab.txt` in the layout of BERT or MPNet. OUT receives what `flows.language.annotate.Annotator` reads. A training
that was stopped goes on from the last checkpoint in OUT. Needs the extra `train`; a GPU makes it quick.
"""

import argparse
import itertools
import json
import os
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from flows.language.labels import FORMS, LABELS, PIECES, Labels
from flows.language.network import read_weights
from flows.training.encoder import Net, Plan, Tensors, start_from_encoder, start_from_weights
from flows.training.factlosses import from_marks, from_teacher
from flows.training.keep import keep
from flows.training.losses import Has, from_labels, from_teachers
from flows.training.pretrained import inner_of, layers_in, read_encoder
from flows.training.scoring import fact_scores
from flows.training.store import read_windows
from flows.training.windows import PIECES_A_BATCH, Window, batches, collate

TEACHER_RATE, STUDENT_RATE = 6e-5, 4e-4  # the highest learning rates of what the encoders bring along
NEW_RATE = 1e-3  # of weights that the encoder did not bring along
OLD = ("piece", "pos", "ln", "layers", "near")  # what it brought along
WARM_UP = 200  # steps
STUDENT_LAYERS = (0, 1, 2, 3, 4, 5)  # of its encoder
SIGNS = ("[CLS]", "[SEP]")
CHECKPOINT_EVERY = 120  # seconds
MOST_WORKERS = 12
PASSAGE_TIMES = 2  # how often the passages are learnt in a round of all


@dataclass(frozen=True)
class Course:
    """How long a network learns, how fast, from which random seed, and where its checkpoints are kept."""

    minutes: float
    rate: float
    seed: int
    checkpoint: Path


class School:
    """What all networks of a run share: the windows, the labels, the device."""

    def __init__(self, folder: Path, device: str, pieces_a_batch: int = PIECES_A_BATCH) -> None:
        self.pieces_a_batch = pieces_a_batch
        self.parts = read_windows(folder / "windows.npz")
        self.labels = Labels(**json.loads((folder / LABELS).read_text(encoding="utf-8")))
        self.pieces = (folder / PIECES).read_text(encoding="utf-8").splitlines()
        self.forms = [row.split("\t") for row in (folder / FORMS).read_text(encoding="utf-8").splitlines()]
        self.signs = tuple(self.pieces.index(sign) for sign in SIGNS)
        self.device = device
        self.rounds = sum(name.startswith("learnt-") for name in self.parts)

    def arrays(self, batch: Sequence[Window]) -> Tensors:
        """A batch as tensors, not yet on the device."""
        made = collate(batch, (self.signs[0], self.signs[1]), self.labels.sizes["ner"])
        return {name: torch.from_numpy(array) for name, array in made.items()}

    def moved(self, arrays: Tensors) -> tuple[Tensors, Has]:
        """Tensors on the device, and what the batch has."""
        trees, names = (bool(arrays[name].amax() >= 0) for name in ("y_tag", "y_ner"))
        there = {name: array.to(self.device, non_blocking=True) for name, array in arrays.items()}
        return there, Has(trees, names, facts=bool(arrays["marked"].any()))

    def shown(self, part: str) -> Iterator[tuple[Tensors, Has]]:
        """All batches of a part that nobody learns from."""
        return (self.moved(self.arrays(batch)) for batch in batches(self.parts[part], random.Random(0)))

    def casting(self) -> AbstractContextManager[None]:
        """While it lasts, products are computed in 16 bits where the device is made for it."""
        cast: AbstractContextManager[None] = torch.autocast(self.device, torch.bfloat16, enabled=self.device == "cuda")
        return cast

    def batches(self, seed: int, unmarked: bool) -> Iterator[tuple[Tensors, Has]]:
        """Batches without end, made by other processes where a GPU waits for them."""
        quick = self.device == "cuda"
        workers = min(MOST_WORKERS, (os.cpu_count() or 1) - 2) if quick else 0
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


def plan_of(told: dict[str, int | float], encoder: Tensors, labels: Labels, drops: tuple[float, float]) -> Plan:
    """The plan of a network as large as an encoder, words pooled after its last layer."""
    layers = layers_in(encoder)
    return Plan(
        vocabulary=len(encoder["embeddings.word_embeddings.weight"]),
        sizes=labels.sizes,
        relations=len(labels.dep),
        predicates=len(labels.predicates),
        factualities=len(labels.factualities),
        width=int(told["width"]),
        layers=layers,
        inner=inner_of(encoder),
        attention_heads=int(told["attention_heads"]),
        activation="gelu",
        pooled_before=layers,
        layer_drop=drops[0],
        head_drop=drops[1],
        epsilon=float(told["epsilon"]),
        distances=int(told["distances"]),
    )


def train(net: Net, school: School, course: Course, teacher: Net | None) -> None:
    """Let the network learn for the time of the course, its rate falling to nothing, and leave it ready for use."""
    optimiser = optimiser_of(net, course)
    highest = [group["lr"] for group in optimiser.param_groups]
    spent, steps = restored(net, optimiser, course)
    begun = saved = time.monotonic() - spent
    net.train()
    for batch, has in school.batches(course.seed + steps, teacher is not None):
        now = time.monotonic()
        past = (now - begun) / (60 * course.minutes)
        if past >= 1:
            break
        for group, rate in zip(optimiser.param_groups, highest, strict=True):
            group["lr"] = rate * min(1, (steps + 1) / WARM_UP) * (1 - past)
        step(net, optimiser, school, (batch, has), teacher)
        steps += 1
        if now - saved > CHECKPOINT_EVERY:
            kept = {"net": net.state_dict(), "optimiser": optimiser.state_dict(), "spent": now - begun, "steps": steps}
            torch.save(kept, course.checkpoint)
            saved = now
    net.eval()
    print(f"{steps} steps; held back: loss {loss_shown(net, school):.3f}, {fact_scores(net, school)}", flush=True)


def restored(net: Net, optimiser: torch.optim.Optimizer, course: Course) -> tuple[float, int]:
    """(seconds, steps) that the course has lasted already, its state put back from the checkpoint if there is one."""
    if not course.checkpoint.exists():
        return 0.0, 0
    kept = torch.load(course.checkpoint, weights_only=True)
    net.load_state_dict(kept["net"])
    optimiser.load_state_dict(kept["optimiser"])
    return float(kept["spent"]), int(kept["steps"])


def optimiser_of(net: Net, course: Course) -> torch.optim.Optimizer:
    """AdamW, with a rate for the encoder's weights and one for the new ones."""
    old = [weight for name, weight in net.named_parameters() if name.split(".")[0] in OLD]
    new = [weight for name, weight in net.named_parameters() if name.split(".")[0] not in OLD]
    groups = [{"params": old, "lr": course.rate}, {"params": new, "lr": NEW_RATE}]
    fused = next(net.parameters()).is_cuda
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=fused)


def step(
    net: Net, optimiser: torch.optim.Optimizer, school: School, seen: tuple[Tensors, Has], teacher: Net | None
) -> None:
    """Learn from one batch."""
    batch, has = seen
    with school.casting():
        words = net.encode(batch)
        said = net.scores(words, batch)
        loss = from_labels(net, said, batch, has)
        if has.facts:
            loss = loss + from_marks(net, words, batch)
        if teacher is not None:
            with torch.no_grad():
                theirs = teacher.encode(batch)
            loss = 0.5 * loss + from_teachers(net, said, batch, teacher, theirs)
            loss = loss + from_teacher(net, words, theirs, teacher)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    optimiser.step()


def loss_shown(net: Net, school: School) -> float:
    """The mean loss over batches that nobody learns from."""
    with torch.no_grad(), school.casting():
        losses = [
            float(from_labels(net, net.scores(net.encode(batch), batch), batch, has))
            for batch, has in school.shown("shown")
        ]
    return sum(losses) / len(losses)


def learn(arguments: argparse.Namespace) -> None:
    """Train both networks and write the student."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.backends.cuda.enable_cudnn_sdp(False)  # it plans anew for each shape of a batch
    school, seed = School(arguments.prepared, device, arguments.batch), arguments.seed
    arguments.out.mkdir(parents=True, exist_ok=True)
    teacher = taught(school, arguments, seed) if arguments.teacher else None
    torch.manual_seed(seed)
    encoder, told = read_encoder(arguments.student, school.pieces)
    plan = plan_of(told, encoder, school.labels, (0.05, 0.1))
    plan = Plan(
        **{
            **vars(plan),
            "layers": len(STUDENT_LAYERS),
            "inner": arguments.inner,
            "activation": "relu",
            "pooled_before": 0,
        }
    )
    student = Net(plan).to(device)
    start_from_encoder(student, encoder, STUDENT_LAYERS)
    if arguments.start:
        start_from_weights(student, read_weights(arguments.start))
    train(student, school, Course(arguments.minutes, STUDENT_RATE, seed, arguments.out / "student.pt"), teacher)
    keep(arguments.out, student.numbers(), school.labels, school.pieces, ((a, b, c) for a, b, c in school.forms))


def taught(school: School, arguments: argparse.Namespace, seed: int) -> Net:
    """The teacher after its course; one that was trained already is read from OUT."""
    torch.manual_seed(seed)
    encoder, told = read_encoder(arguments.teacher, school.pieces)
    net: Net = Net(plan_of(told, encoder, school.labels, (0.1, 0.2))).to(school.device)
    done = arguments.out / "teacher-done.pt"
    if done.exists():
        net.load_state_dict(torch.load(done, weights_only=True))
        net.eval()
        return net
    start_from_encoder(net, encoder, range(net.plan.layers))
    train(net, school, Course(arguments.teacher_minutes, TEACHER_RATE, seed, arguments.out / "teacher.pt"), None)
    torch.save(net.state_dict(), done)
    return net


def arguments_of(words: Sequence[str] | None) -> argparse.Namespace:
    """The command line; None reads that of the process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--student", type=Path, required=True, help="folder of the encoder that the student starts from"
    )
    parser.add_argument("--start", type=Path, help="weights of a model of this recipe, from which the student goes on")
    parser.add_argument("--teacher", type=Path, help="folder of the encoder that the teacher starts from")
    parser.add_argument("--minutes", type=float, default=8.0, help="how long the student learns")
    parser.add_argument("--teacher-minutes", type=float, default=8.0, help="how long the teacher learns")
    parser.add_argument("--inner", type=int, default=768, help="inner neurons of each of the student's layers")
    parser.add_argument("--batch", type=int, default=PIECES_A_BATCH, help="pieces a batch")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(words)


if __name__ == "__main__":
    learn(arguments_of(None))
