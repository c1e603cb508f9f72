#!/usr/bin/env python3
"""Checks exported models with Debian's python3-onnx and computes them by ONNX's definitions in numpy, as a second opinion.

    TIDEMARK_ONNX_KEEP=DIR tests/Tidemark.Learning.Tests/bin/Debug/net10.0/Tidemark.Learning.Tests -class '*OnnxExportTests'
    /usr/bin/python3 bench/peers/onnx_check.py DIR/*.onnx

Each FILE.onnx goes through onnx.checker and shape inference; where FILE.input.npy and FILE.output.npy lie beside it, the outputs are compared.
Exits 1 where a file fails. Needs python3-onnx and python3-numpy.
"""
import math
import sys

import numpy as np
import onnx
from onnx import checker, helper, numpy_helper, shape_inference


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x, axis):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def conv(x, w, b, a):
    (before, after), (dilation,) = a["pads"], a["dilations"]
    x = np.pad(x, ((0, 0), (0, 0), (before, after)))
    taps = w.shape[2]
    length = x.shape[2] - dilation * (taps - 1)
    return b[None, :, None] + sum(np.einsum("oi,bit->bot", w[:, :, k], x[:, :, k * dilation:k * dilation + length]) for k in range(taps))


def directions(x, a, step):
    outputs = []
    for d in range(2 if a.get("direction", b"forward") == b"bidirectional" else 1):
        order = range(x.shape[0]) if d == 0 else range(x.shape[0] - 1, -1, -1)
        state, made = None, [None] * x.shape[0]
        for t in order:
            made[t], state = step(d, x[t], state)
        outputs.append(np.stack(made))
    return np.stack(outputs, 1)


def lstm(x, w, r, b, a):
    n = a["hidden_size"]

    def step(d, row, state):
        h, c = state if state else (np.zeros((row.shape[0], n)),) * 2
        gates = row @ w[d].T + h @ r[d].T + b[d][:4 * n] + b[d][4 * n:]
        i, o, f, g = np.split(gates, 4, 1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        return h, (h, c)
    return directions(x, a, step)


def gru(x, w, r, b, a):
    n = a["hidden_size"]
    assert a["linear_before_reset"] == 1

    def step(d, row, state):
        h = np.zeros((row.shape[0], n)) if state is None else state
        left, right = np.split(row @ w[d].T + b[d][:3 * n], 3, 1), np.split(h @ r[d].T + b[d][3 * n:], 3, 1)
        z, reset = sigmoid(left[0] + right[0]), sigmoid(left[1] + right[1])
        h = (1 - z) * np.tanh(left[2] + reset * right[2]) + z * h
        return h, h
    return directions(x, a, step)


def normalise(x, scale, shift, a):
    mean = x.mean(-1, keepdims=True)
    return (x - mean) / np.sqrt(((x - mean) ** 2).mean(-1, keepdims=True) + a["epsilon"]) * scale + shift


def reshape(x, shape):
    return x.reshape([x.shape[i] if size == 0 else size for i, size in enumerate(shape)])


OPERATORS = {
    "Identity": lambda a, x: x, "Add": lambda a, x, y: x + y, "Sub": lambda a, x, y: x - y, "Mul": lambda a, x, y: x * y, "MatMul": lambda a, x, y: x @ y,
    "Gemm": lambda a, x, w, b: x @ (w.T if a.get("transB") else w) + b, "Relu": lambda a, x: np.maximum(x, 0), "Tanh": lambda a, x: np.tanh(x),
    "Sigmoid": lambda a, x: sigmoid(x), "Erf": lambda a, x: np.vectorize(math.erf)(x), "Softmax": lambda a, x: softmax(x, a.get("axis", -1)),
    "LeakyRelu": lambda a, x: np.where(x < 0, a["alpha"] * x, x), "Elu": lambda a, x: np.where(x < 0, a.get("alpha", 1) * np.expm1(x), x),
    "Selu": lambda a, x: a.get("gamma", 1.0507009873554805) * np.where(x > 0, x, a.get("alpha", 1.6732632423543772) * np.expm1(x)),
    "Flatten": lambda a, x: x.reshape(x.shape[0], -1), "Transpose": lambda a, x: x.transpose(a["perm"]), "Reshape": lambda a, x, s: reshape(x, s),
    "Squeeze": lambda a, x, s: x.squeeze(tuple(s)), "Gather": lambda a, x, i: np.take(x, i, a["axis"]), "Concat": lambda a, *x: np.concatenate(x, a["axis"]),
    "Split": lambda a, x, s: np.split(x, np.cumsum(s)[:-1], a["axis"]), "ReduceMin": lambda a, x: x.min(tuple(a["axes"]), keepdims=True),
    "ReduceMax": lambda a, x: x.max(tuple(a["axes"]), keepdims=True), "ReduceSum": lambda a, x, s: x.sum(tuple(s), keepdims=True),
    "Conv": lambda a, x, w, b: conv(x, w, b, a), "LSTM": lambda a, x, w, r, b: lstm(x, w, r, b, a), "GRU": lambda a, x, w, r, b: gru(x, w, r, b, a),
    "LayerNormalization": lambda a, x, s, b: normalise(x, s, b, a),
    "BatchNormalization": lambda a, x, s, b, m, v: (x - m) / np.sqrt(v + a["epsilon"]) * s + b,
}


def compute(model, given):
    values = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    values = {name: value.astype("f8") if value.dtype == "f4" else value for name, value in values.items()}
    values[model.graph.input[0].name] = given.astype("f8")
    for node in model.graph.node:
        attributes = {one.name: helper.get_attribute_value(one) for one in node.attribute}
        made = OPERATORS[node.op_type](attributes, *[values[name] for name in node.input])
        for name, value in zip(node.output, made if len(node.output) > 1 else [made]):
            values[name] = value
    return values[model.graph.output[0].name]


def check(path):
    model = onnx.load(path)
    checker.check_model(model, full_check=True)
    shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
    base = path[:-len(".onnx")]
    try:
        given, expected = np.load(base + ".input.npy"), np.load(base + ".output.npy")
    except FileNotFoundError:
        return "valid"
    made = compute(model, given)
    worst = np.abs(made - expected).max() / max(1e-30, np.abs(expected).max())
    assert made.shape == expected.shape and worst < 2e-5, f"{made} instead of {expected}"
    return f"valid, computes the same within {worst:.1e}"


if __name__ == "__main__":
    failed = False
    for file in sys.argv[1:]:
        try:
            print(f"{file}: {check(file)}")
        except Exception as failure:  # every file is reported
            failed = True
            print(f"{file}: {type(failure).__name__}: {failure}")
    sys.exit(failed or not sys.argv[1:])
