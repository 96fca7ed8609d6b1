"""A model as an ONNX file, for handsets whose runtime reads that format.

The graph takes the distinct buckets of what has been heard (``buckets``: int64, any number) and gives
``scores`` (one float a column, as ``Model.scores``) and ``chance`` (one float). Normal form and hashing
stay outside: they are a dozen lines in any language. ONNX is a protocol buffer of few parts; they are
written here by hand, so that exporting needs no further package.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ieum.services.scamcall.early_warning.model import COLUMNS, DAMPING, LEAST_BUCKETS, Model

_FORMAT_VERSION = 8
_OPERATOR_SET = 13
_FLOAT, _INT8, _INT64 = 1, 3, 7
_TYPES = {"float32": _FLOAT, "int8": _INT8, "int64": _INT64}
_ATTRIBUTE_IS_INT = 2


def _varint(number: int) -> bytes:
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    written.append(number)
    return bytes(written)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes | str) -> bytes:
    data = value.encode() if isinstance(value, str) else value
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _constant(name: str, values: NDArray[np.generic]) -> bytes:
    dimensions = b"".join(_number(1, size) for size in values.shape)
    kind = _number(2, _TYPES[values.dtype.name])
    return _bytes(5, dimensions + kind + _bytes(8, name) + _bytes(9, values.tobytes()))


def _node(operator: str, inputs: tuple[str, ...], output: str, **integers: int) -> bytes:
    attributes = (
        _bytes(5, _bytes(1, name) + _number(3, value) + _number(20, _ATTRIBUTE_IS_INT))
        for name, value in integers.items()
    )
    body = b"".join(_bytes(1, name) for name in inputs) + _bytes(2, output)
    return _bytes(1, body + _bytes(3, output) + _bytes(4, operator) + b"".join(attributes))


def _value(field: int, name: str, kind: int, size: int | str) -> bytes:
    dimension = _bytes(2, size) if isinstance(size, str) else _number(1, size)
    tensor = _number(1, kind) + _bytes(2, _bytes(1, dimension))
    return _bytes(field, _bytes(1, name) + _bytes(2, _bytes(1, tensor)))


def to_onnx(model: Model) -> bytes:
    """The ONNX file of a model."""

    def floats(*values: float) -> NDArray[np.float32]:
        return np.array(values, dtype=np.float32)

    nodes = [
        _node("Gather", ("weights", "buckets"), "rows", axis=0),
        _node("Cast", ("rows",), "real_rows", to=_FLOAT),
        _node("ReduceSum", ("real_rows", "first_axis"), "sums", keepdims=0),
        _node("Shape", ("buckets",), "count"),
        _node("Cast", ("count",), "real_count", to=_FLOAT),
        _node("Max", ("real_count", "least"), "counted"),
        _node("Pow", ("counted", "damping"), "damped"),
        _node("Div", ("sums", "damped"), "shares"),
        _node("Mul", ("shares", "scale"), "scaled"),
        _node("Add", ("scaled", "bias"), "scores"),
        _node("Gather", ("scores", "first"), "score", axis=0),
        _node("Mul", ("score", "slope"), "sloped"),
        _node("Add", ("sloped", "offset"), "logit"),
        _node("Sigmoid", ("logit",), "chance"),
    ]
    constants = [
        _constant("weights", model.weights),
        _constant("first_axis", np.array([0], dtype=np.int64)),
        _constant("first", np.array([0], dtype=np.int64)),
        _constant("least", floats(LEAST_BUCKETS)),
        _constant("damping", floats(DAMPING)),
        _constant("scale", floats(*model.scale)),
        _constant("bias", floats(*model.bias)),
        _constant("slope", floats(model.slope)),
        _constant("offset", floats(model.offset)),
    ]
    graph = b"".join(nodes) + _bytes(2, "early_warning") + b"".join(constants)
    graph += _value(11, "buckets", _INT64, "count")
    graph += _value(12, "scores", _FLOAT, COLUMNS) + _value(12, "chance", _FLOAT, 1)
    operators = _bytes(8, _bytes(1, "") + _number(2, _OPERATOR_SET))
    return _number(1, _FORMAT_VERSION) + _bytes(2, "ieum") + _bytes(7, graph) + operators
