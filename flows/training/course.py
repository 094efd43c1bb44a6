"""How a network learns: for some time, at rates that fall to nothing, going on from a checkpoint where there is one."""

import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor

from flows.training.encoder import Net

NEW_RATE = 1e-3  # of weights that no encoder brought along
OLD = ("piece", "pos", "ln", "layers", "near")  # what an encoder brings along
WARM_UP = 200  # steps
CHECKPOINT_EVERY = 120  # seconds

Batch = TypeVar("Batch")


@dataclass(frozen=True)
class Course:
    """How long a network learns, how fast, from which random seed, and where its checkpoints are kept (None: nowhere).

    `rate` is the highest rate of what the network takes over, `new_rate` that of its other weights.
    """

    minutes: float
    rate: float
    seed: int
    new_rate: float = NEW_RATE
    checkpoint: Path | None = None


def take(
    net: Net, course: Course, batches: Callable[[int], Iterable[Batch]], loss_of: Callable[[Batch], Tensor]
) -> int:
    """Let the network learn for the time of the course and leave it ready for use; returns the number of steps.

    `batches` makes batches without end, told how many steps a stopped course had taken already.
    """
    optimiser = optimiser_of(net, course)
    highest = [group["lr"] for group in optimiser.param_groups]
    spent, steps = restore(net, optimiser, course)
    begun = time.monotonic() - spent
    saved = time.monotonic()
    net.train()
    for batch in batches(steps):
        now = time.monotonic()
        past = (now - begun) / (60 * course.minutes)
        if past >= 1:
            break
        for group, rate in zip(optimiser.param_groups, highest, strict=True):
            group["lr"] = rate * min(1, (steps + 1) / WARM_UP) * (1 - past)
        step(net, optimiser, loss_of(batch))
        steps += 1
        if now - saved > CHECKPOINT_EVERY:
            save(net, optimiser, course, (now - begun, steps))
            saved = now
    net.eval()
    return steps


def optimiser_of(net: Net, course: Course) -> torch.optim.Optimizer:
    """AdamW, with a rate for the encoder's weights and one for the new ones."""
    old = [weight for name, weight in net.named_parameters() if name.split(".")[0] in OLD]
    new = [weight for name, weight in net.named_parameters() if name.split(".")[0] not in OLD]
    groups = [{"params": old, "lr": course.rate}, {"params": new, "lr": course.new_rate}]
    fused = next(net.parameters()).is_cuda
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=fused)


def restore(net: Net, optimiser: torch.optim.Optimizer, course: Course) -> tuple[float, int]:
    """(seconds, steps) that the course has lasted already, its state put back from the checkpoint if there is one."""
    if course.checkpoint is None or not course.checkpoint.exists():
        return 0.0, 0
    kept = torch.load(course.checkpoint, weights_only=True, map_location=next(net.parameters()).device)
    net.load_state_dict(kept["net"])
    optimiser.load_state_dict(kept["optimiser"])
    return float(kept["spent"]), int(kept["steps"])


def save(net: Net, optimiser: torch.optim.Optimizer, course: Course, lasted: tuple[float, int]) -> None:
    """Keep the state of a course that wants it; `lasted` as `restore` returns it."""
    if course.checkpoint is None:
        return
    half = course.checkpoint.with_suffix(".part")
    state = {"net": net.state_dict(), "optimiser": optimiser.state_dict(), "spent": lasted[0], "steps": lasted[1]}
    torch.save(state, half)
    half.replace(course.checkpoint)


def step(net: Net, optimiser: torch.optim.Optimizer, loss: Tensor) -> None:
    """Learn from the loss of one batch."""
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    optimiser.step()


def casting(device: str) -> AbstractContextManager[None]:
    """While it lasts, products are computed in 16 bits where the device is made for it."""
    cast: AbstractContextManager[None] = torch.autocast(device, torch.bfloat16, enabled=device == "cuda")
    return cast
