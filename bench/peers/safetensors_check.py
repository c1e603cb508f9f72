#!/usr/bin/env python3
"""Reads a safetensors file by the published format alone and prints what it holds, as a second opinion on ours.

    /usr/bin/python3 bench/peers/safetensors_check.py FILE              names, types, shapes, sums
    /usr/bin/python3 bench/peers/safetensors_check.py --rewrite IN OUT  writes the tensors again, in another order, for our reader
Needs Debian's python3-numpy. Exits 1 where the file breaks the format.
"""
import json
import struct
import sys

import numpy

TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "U8": "<u1"}


def read(path):
    data = open(path, "rb").read()
    (size,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + size].decode("utf-8"))
    metadata = header.pop("__metadata__", {})
    tensors, position = {}, 0
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        begin, end = entry["data_offsets"]
        assert begin == position, f"{name}: a gap or an overlap at byte {begin}"
        values = numpy.frombuffer(data[8 + size + begin:8 + size + end], TYPES[entry["dtype"]])
        tensors[name] = values.reshape(entry["shape"])
        position = end
    assert 8 + size + position == len(data), "bytes after the last tensor"
    return metadata, tensors


def write(path, metadata, tensors):
    names = {numpy.dtype(code): name for name, code in TYPES.items()}
    header, position = {}, 0
    for name, values in tensors.items():
        header[name] = {"data_offsets": [position, position + values.nbytes], "shape": list(values.shape), "dtype": names[values.dtype]}
        position += values.nbytes
    header["__metadata__"] = metadata
    text = json.dumps(header).encode("utf-8")
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(values.tobytes() for values in tensors.values()))


if __name__ == "__main__":
    try:
        if sys.argv[1] == "--rewrite":
            words, found = read(sys.argv[2])
            write(sys.argv[3], words, dict(reversed(list(found.items()))))
        else:
            words, found = read(sys.argv[1])
            for key, word in words.items():
                print(f"{key}: {word}")
            for key, values in found.items():
                print(f"{key} {values.dtype} {list(values.shape)} sum {values.sum(dtype='f8'):.9g}")
    except (AssertionError, KeyError, ValueError) as failure:
        sys.exit(f"{sys.argv[-1]}: {failure}")
