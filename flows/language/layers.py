"""The layers of the network, run by ONNX Runtime: their products are of bytes, three times as fast as of floats.

A row is brought to bytes by its own largest value, so what is said of a word does not depend on the other rows. Before
that, each column is divided by a number of its own and the weights behind it are multiplied by it: neither of
the two then has columns that dwarf the others (Xiao and others 2023, SmoothQuant). What is usual in a column is told by
the weights before it: no text is needed.
"""

import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from flows.language.onnx import Graph

Numbers = NDArray[np.float32]

NEVER = np.float32(-1e4)
WORDS_AT_ONCE = 200  # in one product: what stays in the cache
EPSILON = 1e-12
LEAST = np.float32(1e-6)
REACH = 127  # the largest byte
MIDDLE = 128  # the byte that is 0 in a row


class Layers:
    """The layers of these weights, ready to run."""

    def __init__(self, weights: Mapping[str, Numbers], attention_heads: int) -> None:
        model = graph_of(weights, attention_heads)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # on a busy machine several wait for each other
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def run(self, windows: Sequence[Numbers]) -> list[Numbers]:
        """(words, width) of each window after all layers, in the order given; a word looks at those of its window."""
        found: list[Numbers] = [np.empty(0, np.float32)] * len(windows)
        for some in alike(list(map(len, windows))):
            shape = len(some), len(windows[some[0]])
            words, unseen = (
                np.zeros((*shape, windows[0].shape[1]), np.float32),
                np.full((shape[0], 1, 1, shape[1]), NEVER),
            )
            for row, i in enumerate(some):
                words[row, : len(windows[i])], unseen[row, ..., : len(windows[i])] = windows[i], 0
            (read,) = self.session.run(None, {"words": words, "unseen": unseen})
            for row, i in enumerate(some):
                found[i] = read[row, : len(windows[i])]
        return found


def alike(lengths: Sequence[int]) -> list[list[int]]:
    """The places of windows of about the same length, the longest first, so many together as go into one product."""
    groups: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if not groups or (len(groups[-1]) + 1) * lengths[groups[-1][0]] > WORDS_AT_ONCE:
            groups.append([])
        groups[-1].append(i)
    return groups


def graph_of(weights: Mapping[str, Numbers], attention_heads: int) -> bytes:
    """The model that ONNX Runtime loads: `words` (windows, words, width), and `unseen`, what is added to how much each
    is looked at, -> the words after all layers."""
    width = len(weights["ln.weight"])
    making = Making(weights, attention_heads)
    words, before = "words", "ln"
    for i in range(sum(name.endswith(".qkv.weight") for name in weights)):
        name = f"layers.{i}."
        words = making.normal(name + "ln1", making.graph.add("Add", words, making.attended(name, words, before)))
        words = making.normal(name + "ln2", making.graph.add("Add", words, making.thought(name, words)))
        before = name + "ln2"
    shape: list[int | str] = ["windows", "words", width]
    return making.graph.model({"words": shape, "unseen": ["windows", 1, 1, "words"]}, words, shape)


class Making:
    """A graph of layers in the making."""

    def __init__(self, weights: Mapping[str, Numbers], attention_heads: int) -> None:
        self.weights, self.heads, self.graph = weights, attention_heads, Graph()
        self.width = len(weights["ln.weight"])
        self.one = self.graph.constant(1.0)
        self.signed = has_byte_products()
        self.of = lru_cache(maxsize=2)(self._of)  # they are restored each time

    def attended(self, name: str, words: str, before: str) -> str:
        """What each word gathers from the others. `before`: what normalised the words."""
        graph, each = self.graph, self.width // self.heads
        usual = self.usual(before, name + "qkv")
        scale = np.ones(3 * self.width, np.float32)
        scale[: self.width] = 1 / np.sqrt(each)
        parts = self.product(name + "qkv", self.divided(words, usual), usual, scale)
        parts = graph.add("Reshape", parts, graph.constant([0, 0, 3 * self.heads, each]))
        parts = graph.add("Transpose", parts, perm=[0, 2, 1, 3])
        query, key, value = graph.add_several(3, "Split", parts, graph.constant([self.heads] * 3), axis=1)
        looks = graph.add("MatMul", query, graph.add("Transpose", key, perm=[0, 1, 3, 2]))
        looks = graph.add("Softmax", graph.add("Add", looks, "unseen"), axis=-1)
        mixed = graph.add("Transpose", graph.add("MatMul", looks, value), perm=[0, 2, 1, 3])
        mixed = graph.add("Reshape", mixed, graph.constant([0, 0, self.width]))
        return self.product(name + "out", mixed, np.ones(self.width, np.float32))

    def thought(self, name: str, words: str) -> str:
        """What each word makes of itself."""
        before = self.usual(name + "ln1", name + "up")
        behind = self.smooth(of_columns(self.of(name + "up")), name + "down")
        inner = self.product(name + "up", self.divided(words, before), before, np.float32(1) / behind)
        return self.product(name + "down", self.graph.add("Relu", inner), behind, middle=0)

    def usual(self, before: str, name: str) -> Numbers:
        """By what the columns are divided that a normalisation gives to a product."""
        return self.smooth(np.hypot(self.weights[before + ".weight"], self.weights[before + ".bias"]), name)

    def smooth(self, sizes: Numbers, name: str) -> Numbers:
        """By what columns of such sizes are divided before a product: then they and its weights are about as wide."""
        wide: Numbers = np.sqrt((sizes + LEAST) / (of_columns(self.of(name).T) + LEAST), dtype=np.float32)
        return wide

    def _of(self, name: str) -> Numbers:
        """The weights of a product."""
        return self.weights[name + ".weight"]

    def divided(self, words: str, sizes: Numbers) -> str:
        """Each column divided by its number."""
        return self.graph.add("Mul", words, self.graph.constant(1 / sizes))

    def product(self, name: str, rows: str, sizes: Numbers, scale: Numbers | None = None, middle: int = MIDDLE) -> str:
        """A linear layer over rows that were divided by `sizes`, each column of what comes out multiplied by `scale`.
        `middle`: the byte that is 0 in a row; where that is 0 itself, nothing in the rows is below nothing."""
        graph, weight, bias = self.graph, self.of(name) * sizes[:, None], self.weights[name + ".bias"]
        reach = np.maximum(np.abs(weight).max(0) / REACH, LEAST)
        weight /= reach
        kept = np.round(weight, out=weight).astype(np.int8)
        if scale is not None:
            reach, bias = reach * scale, bias * scale
        largest = graph.add("ReduceMax", graph.add("Abs", rows) if middle else rows, axes=[-1], keepdims=1)
        step = graph.add("Add", graph.add("Mul", largest, graph.constant(1 / (255 - middle))), graph.constant(1e-9))
        zero = graph.constant(np.array(middle, np.uint8))
        seen = graph.add("QuantizeLinear", graph.add("Div", rows, step), self.one, zero)
        there = graph.constant(kept if self.signed else (kept + np.int16(MIDDLE)).astype(np.uint8))
        middles = [] if self.signed else [graph.constant(np.full(len(reach), MIDDLE, np.uint8))]
        read = graph.add(
            "MatMulIntegerToFloat", seen, there, self.one, graph.constant(reach), zero, *middles, theirs=True
        )
        return graph.add("Add", graph.add("Mul", read, step), graph.constant(bias))

    def normal(self, name: str, rows: str) -> str:
        """Each row brought to mean 0 and variance 1, then scaled: in steps, for the operator of that name takes five
        times as long."""
        graph = self.graph
        rows = graph.add("Sub", rows, graph.add("ReduceMean", rows, axes=[-1], keepdims=1))
        spread = graph.add("ReduceSumSquare", rows, axes=[-1], keepdims=1)
        spread = graph.add("Add", graph.add("Mul", spread, graph.constant(1 / self.width)), graph.constant(EPSILON))
        rows = graph.add("Mul", rows, graph.add("Div", self.one, graph.add("Sqrt", spread)))
        rows = graph.add("Mul", rows, graph.constant(self.of(name)))
        return graph.add("Add", rows, graph.constant(self.weights[name + ".bias"]))


def of_columns(weight: Numbers) -> Numbers:
    """How large the numbers of each column are: the root of their mean square."""
    usual: Numbers = np.sqrt((weight**2).mean(0), dtype=np.float32)
    return usual


def has_byte_products() -> bool:
    """Whether this processor is known to sum products of signed and unsigned bytes exactly (VNNI). Others are given
    weights without a sign, of which ONNX Runtime computes the same sums by way of 16 bits; of signed ones older
    processors would cut off large sums (https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html).
    """
    features = getattr(sys.modules.get("numpy._core._multiarray_umath"), "__cpu_features__", {})
    return bool(features.get("AVX512VNNI") or features.get("AVX512_CLX"))
