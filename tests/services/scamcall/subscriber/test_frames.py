"""Frames of a stream that comes in pieces."""

from __future__ import annotations

import pytest

from ieum.services.scamcall.subscriber.frames import BrokenStream, Frames

STREAM = (
    b": ieum\n\n"
    b'id: b\nevent: scamcall.order\ndata: {"previous":"a","subject":"p","revision":1}\n\n'
    b'id: c\nevent: position\ndata: {"previous":"b"}\n\n'
)


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_frames_come_whole_in_pieces_of_any_size(size: int) -> None:
    frames = Frames()
    found = []
    for begin in range(0, len(STREAM), size):
        found += frames.feed(STREAM[begin : begin + size])
    assert [(one.place, one.previous, one.is_position) for one in found] == [
        ("b", "a", False),
        ("c", "b", True),
    ]
    assert found[0].told == {"subject": "p", "revision": 1}


@pytest.mark.parametrize("wrong", [b"id: b\n\n", b"data: [\n\n", b"id: b\nevent: x\ndata: 1\n\n"])
def test_what_is_no_frame_breaks_the_stream(wrong: bytes) -> None:
    with pytest.raises(BrokenStream):
        Frames().feed(wrong)
