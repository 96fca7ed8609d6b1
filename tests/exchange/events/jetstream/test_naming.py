"""Names and keys at a NATS server."""

from __future__ import annotations

import base64

from ieum.exchange.events.jetstream import naming


def test_a_key_is_written_as_nats_writes_that_of_a_user() -> None:
    # The example of the NATS documentation on nkeys, decoded by hand.
    written = "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4"
    public = base64.b32decode(written)[1:33]
    assert naming.user_key(public) == written


def test_each_key_has_a_consumer_of_its_own() -> None:
    assert naming.consumer_of(bytes(32)) != naming.consumer_of(b"\1" * 32)


def test_what_is_signed_says_for_whom_it_is() -> None:
    assert naming.signed_text(naming.subject_of("a"), b"x") != naming.signed_text(
        naming.subject_of("b"), b"x"
    )


def test_a_signature_that_cannot_be_read_is_none() -> None:
    assert naming.signature_in({naming.SIGNATURE: "?"}) == b""
    assert naming.signature_in(None) == b""
    assert naming.signature_in({naming.SIGNATURE: "AAEC"}) == b"\0\1\2"
