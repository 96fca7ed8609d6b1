"""A filter in the hands of the reference library (FastFilter's C code, by pyfusefilter 1.3.0).

    python benchmarks/judges/handset_list.py FILTER KEYS PROBES HITS

Run by a Python that has ``pyfusefilter==1.3.0`` and ``xxhash<4``. FILTER: our bytes; KEYS and PROBES: 64-bit
numbers, little-endian; HITS: what we say of each probe, a byte each. The C code reads our places under our
seed, and builds a filter of its own from the same keys. Prints one JSON object.
"""

from __future__ import annotations

import json
import struct
import sys
import time
from array import array
from pathlib import Path

from pyfusefilter import _xorfilter

_HEAD = struct.Struct("<QII")


def main() -> None:
    """Ask the C code for every key and probe."""
    filter_file, keys_file, probes_file, hits_file = (Path(name) for name in sys.argv[1:])
    ffi, lib = _xorfilter.ffi, _xorfilter.lib
    content, hits = filter_file.read_bytes(), hits_file.read_bytes()
    keys, probes = array("Q", keys_file.read_bytes()), array("Q", probes_file.read_bytes())
    seed, length, segments = _HEAD.unpack_from(content)
    places = ffi.new("uint8_t[]", content[_HEAD.size :])
    ours = ffi.new("binary_fuse8_t *")
    ours.Seed, ours.Size = seed, len(keys)
    ours.SegmentLength, ours.SegmentLengthMask = length, length - 1
    ours.SegmentCount, ours.SegmentCountLength = segments, segments * length
    ours.ArrayLength, ours.Fingerprints = len(content) - _HEAD.size, places
    contains = lib.binary_fuse8_contain
    missed = sum(not contains(key, ours) for key in keys)
    differing = sum(
        bool(contains(key, ours)) != bool(hit) for key, hit in zip(probes, hits, strict=True)
    )
    theirs = ffi.new("binary_fuse8_t *")
    lib.binary_fuse8_allocate(len(keys), theirs)
    started = time.process_time()
    lib.binary_fuse8_populate(ffi.from_buffer("uint64_t[]", keys), len(keys), theirs)
    took = time.process_time() - started
    figures = {
        "reference_misses": missed,
        "reference_answers_differently": differing,
        "reference_bits_a_key": round(theirs.ArrayLength * 8 / len(keys), 2),
        "reference_building_seconds": round(took, 2),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
