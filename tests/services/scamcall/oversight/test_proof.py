"""The ledger's head and proofs, as a regulator takes them away to check elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ieum.exchange.ledger import sequencer
from ieum.exchange.ledger.tree import inclusion_holds, leaf_hash
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB
from ieum.kernel.context import Caller, Context
from ieum.services.scamcall.judgement.rules import Stage
from ieum.services.scamcall.oversight import tools

pytestmark = pytest.mark.django_db


@pytest.fixture
def regulator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Context:
    monkeypatch.setenv("IEUM_HOME", str(tmp_path / "home"))
    parties.party(HUB)
    return Context(caller=Caller(id=4, party=HUB, scopes=frozenset({"*:oversee"})))


def test_an_empty_ledger_has_no_head_and_says_so(regulator: Context) -> None:
    assert tools.ledger_proof(regulator).refusal is not None


def test_an_entry_can_be_proven_under_the_head_without_the_hub(regulator: Context) -> None:
    for stage in (Stage.SHADOW, Stage.ALERT, Stage.DELAY):
        tools.let_rule("phone-block", stage, "잰 대로", regulator)
    sequencer.integrate_all()
    found = tools.ledger_proof(regulator, entry=1).result
    assert found is not None
    assert found.proof is not None
    proof = json.loads(found.proof.content.read())
    leaf = proof["leaf"].encode()
    path = [bytes.fromhex(one) for one in proof["path"]]
    root = bytes.fromhex(found.root)
    assert inclusion_holds(leaf_hash(leaf), 1, found.entries, path, root)
    changed = leaf_hash(leaf.replace(b"alert", b"delay"))
    assert not inclusion_holds(changed, 1, found.entries, path, root)
