"""Idempotent acts: the same key from the same caller gives the same answer and acts once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import new_salt
from ieum.hub.acts.models import Act
from ieum.hub.acts.record import as_bytes, entry_of
from ieum.kernel.answer import Answer
from ieum.kernel.context import Caller
from ieum.kernel.errors import Fault, InvalidArguments
from ieum.kernel.messages import _
from ieum.kernel.tool import Tool
from ieum.kernel.upload import Upload

#: Where a door takes the key from; also the path under which it is found wrong.
KEY = "idempotency-key"
LONGEST_KEY = 200


def repeat_or_run(
    tool: Tool,
    given: Mapping[str, Any],
    key: str | None,
    caller: Caller,
    run: Callable[[], Answer[Any]],
) -> Answer[Any]:
    """Run an act, or give the answer it gave before under the same key.

    The act, its row and its entry in the ledger are one transaction: a tool that fails has not
    acted, and neither has one that refuses, which leaves no entry.
    """
    if not key or len(key) > LONGEST_KEY:
        raise _wrong_key(
            _(
                "두 번 처리되지 않게 이 요청만의 번호(최대 {most}자)를 함께 보내 주세요.",
                most=LONGEST_KEY,
            )
        )
    arguments = as_bytes(given, default=_content)
    digest = hashlib.sha256(arguments).hexdigest()
    who = _who(caller)
    try:
        with transaction.atomic():
            act = Act.objects.create(tool=tool.full_name, key=key, digest=digest, **who)
            answer = run()
            act.answer = answer.model_dump(mode="json", round_trip=True)
            if answer.refusal is None:
                act.salt = new_salt()
                entry = entry_of(tool, caller, answer, act.salt, arguments, act.answer)
                act.entry = ledger.write(entry)
            act.save(update_fields=["answer", "salt", "entry"])
            return answer
    except IntegrityError:
        before = Act.objects.filter(tool=tool.full_name, key=key, **who).first()
        if before is None:
            raise
    if before.digest != digest:
        raise _wrong_key(_("이 번호는 다른 내용의 요청에 이미 쓰였습니다. 새 번호로 보내 주세요."))
    restored: Answer[Any] = tool.answer_type.model_validate(before.answer)
    return restored


def _who(caller: Caller) -> dict[str, Any]:
    """The columns that say who acts: an account, or a party by whichever of its programs."""
    if caller.id is None and caller.party is None:
        raise AssertionError("an act needs an account or a party")
    return {"caller": caller.id, "party": "" if caller.id is not None else caller.party}


def _content(value: Any) -> str:
    """An upload counts by its content: another file of the same name is another request."""
    assert isinstance(value, Upload)
    return hashlib.sha256(value.read()).hexdigest()


def _wrong_key(message: Any) -> InvalidArguments:
    return InvalidArguments([Fault(KEY, "idempotency-key", message)])
