"""A graph of operators -> the bytes that ONNX Runtime loads.

Written field by field, as Protocol Buffers lay out what https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3 names:
the library that does this for others weighs 40 MB, and we need a dozen fields.
"""

import struct
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.generic]
Attribute: TypeAlias = int | float | Sequence[int]
TYPES = {"float32": 1, "uint8": 2, "int8": 3, "int64": 7}  # TensorProto.DataType
OPERATORS, THEIRS = 17, "com.microsoft"  # the version of ONNX's own operators, and whose the others are
FORMAT = 8  # Model.ir_version


class Graph:
    """A graph in the making: `constant` and `add` give the names of what they add."""

    def __init__(self) -> None:
        self.nodes: list[bytes] = []
        self.constants: dict[str, Array] = {}

    def constant(self, values: Array | float | Sequence[int]) -> str:
        """An array that is always the same; floats are kept in 32 bits."""
        array = np.asarray(values)
        name = f"c{len(self.constants)}"
        self.constants[name] = array.astype(np.float32) if array.dtype == np.float64 else array
        return name

    def add(self, operator: str, *inputs: str, theirs: bool = False, **attributes: Attribute) -> str:
        """What an operator makes of its inputs. `theirs`: one of ONNX Runtime's own."""
        return self.add_several(1, operator, *inputs, theirs=theirs, **attributes)[0]

    def add_several(
        self, count: int, operator: str, *inputs: str, theirs: bool = False, **attributes: Attribute
    ) -> list[str]:
        """The same for an operator that makes several things."""
        outputs = [f"n{len(self.nodes)}.{i}" for i in range(count)]
        self.nodes.append(
            b"".join(text(1, name) for name in inputs)
            + b"".join(text(2, name) for name in outputs)
            + text(4, operator)
            + b"".join(block(5, attribute(name, value)) for name, value in attributes.items())
            + text(7, THEIRS if theirs else "")
        )
        return outputs

    def model(self, inputs: Mapping[str, Sequence[int | str]], output: str, shape: Sequence[int | str]) -> bytes:
        """The whole as a model with these inputs and that output, all of floats; a length may be a name: any."""
        graph = (
            b"".join(block(1, node) for node in self.nodes)
            + text(2, "g")
            + b"".join(block(5, tensor(name, array)) for name, array in self.constants.items())
            + b"".join(block(11, place(name, lengths)) for name, lengths in inputs.items())
            + block(12, place(output, shape))
        )
        versions = (text(1, "") + whole(2, OPERATORS), text(1, THEIRS) + whole(2, 1))
        return whole(1, FORMAT) + block(7, graph) + b"".join(block(8, version) for version in versions)


def attribute(name: str, value: Attribute) -> bytes:
    """AttributeProto of a whole number, a fraction, or several whole numbers."""
    if isinstance(value, int):
        return text(1, name) + whole(3, value) + whole(20, 2)
    if isinstance(value, float):
        return text(1, name) + bytes([2 << 3 | 5]) + struct.pack("<f", value) + whole(20, 1)
    return text(1, name) + b"".join(whole(8, each) for each in value) + whole(20, 7)


def tensor(name: str, array: Array) -> bytes:
    """TensorProto."""
    lengths = b"".join(whole(1, length) for length in array.shape)
    return b"".join((lengths, whole(2, TYPES[array.dtype.name]), text(8, name), block(9, array.tobytes())))


def place(name: str, lengths: Sequence[int | str]) -> bytes:
    """ValueInfoProto of floats in this shape."""
    shape = b"".join(block(1, text(2, n) if isinstance(n, str) else whole(1, n)) for n in lengths)
    return text(1, name) + block(2, block(1, whole(1, TYPES["float32"]) + block(2, shape)))


def text(field: int, value: str) -> bytes:
    """A field that holds text."""
    return block(field, value.encode())


def block(field: int, value: bytes) -> bytes:
    """A field that holds bytes, or another message."""
    return varint(field << 3 | 2) + varint(len(value)) + value


def whole(field: int, value: int) -> bytes:
    """A field that holds a whole number."""
    return varint(field << 3) + varint(value)


def varint(value: int) -> bytes:
    """A whole number in groups of seven bits, the lowest first; a negative one as its two's complement in 64 bits."""
    value &= (1 << 64) - 1
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])
