"""Parties, their people and their keys: kept, found, ended."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ieum.exchange.parties import rows
from ieum.exchange.parties.remembered import forget, remembered
from ieum.exchange.parties.values import (
    ALL_SCOPES,
    HUB,
    INSTITUTION_CODE,
    ONLY_PEOPLE,
    PARTY_ID,
    KeyOfParty,
    Member,
    Party,
    PartyKind,
    PartyRole,
    PartyState,
    scopes_of,
)
from ieum.kernel.context import ADMINISTRATORS, Caller
from ieum.kernel.errors import NotAllowed, NotFound, NotSignedIn, WrongArgument
from ieum.kernel.messages import _
from ieum.kernel.tool import Scope

#: What the key of a party begins with; an account's begins with ``ieum_``.
PREFIX = "ieump_"
#: Two, so that a key can be changed without a moment without one.
MOST_LIVE_KEYS = 2
LONGEST_DAYS = 366
LONGEST_NAME = 100
MOST_INSTITUTION_CODES = 20
#: The party of the hub itself, as it is until somebody names it.
_THE_HUB = {
    "name": "허브 운영 기관",
    "name_en": "Operator of this hub",
    "kind": str(PartyKind.AGENCY),
    "state": str(PartyState.LIVE),
}
#: How exactly it is known when a key was last used; a write for every call would cost too much.
USE_KNOWN_TO = timedelta(hours=1)


def add_party(
    id: str,
    name: str,
    kind: PartyKind,
    *,
    name_en: str = "",
    night_contact: str = "",
    group: str = "",
    state: PartyState = PartyState.TRIAL,
    institution_codes: Collection[str] = (),
) -> Party:
    """Take a party in, in trial mode unless said otherwise.

    Raises ``WrongArgument`` for a name that cannot be used or is taken, or for a code that is none.
    """
    if not PARTY_ID.fullmatch(id):
        raise WrongArgument(
            "id",
            _(
                "'{id}'{id:-은/는} 기관의 짧은 이름이 될 수 없습니다. 로마자 소문자로 시작해 소문자, 숫자, "
                "붙임표로 3~40자를 적어 주세요. 예: han-bank",
                id=id[:60],
            ),
        )
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise WrongArgument(
            "name", _("기관 이름을 1자에서 {most}자까지로 적어 주세요.", most=LONGEST_NAME)
        )
    codes = _checked_codes(kind, institution_codes)
    for field, value in (("id", id), ("name", name)):
        if rows.Party.objects.filter(**{field: value}).exists():
            raise WrongArgument(
                field, _("'{value}'{value:-은/는} 이미 참여한 기관의 이름입니다.", value=value)
            )
    row = rows.Party.objects.create(
        id=id,
        name=name,
        name_en=" ".join(name_en.split())[:LONGEST_NAME],
        kind=str(kind),
        state=str(state),
        night_contact=night_contact.strip()[:200],
        group=group.strip()[:40],
        institution_codes=codes,
    )
    forget()
    return _party(row)


def party(id: str, argument: str = "party") -> Party:
    """One party. Raises ``WrongArgument`` where there is none of this name."""
    return _party(_row(id, argument))


def parties(kinds: Collection[PartyKind] = ()) -> list[Party]:
    """All parties, or those of some kinds, by id."""
    found = rows.Party.objects.order_by("id")
    if kinds:
        found = found.filter(kind__in=[str(kind) for kind in kinds])
    return [_party(row) for row in found]


def set_state(id: str, state: PartyState) -> Party:
    """Let a party in, put it on trial, or suspend it."""
    row = _row(id)
    row.state = str(state)
    row.save(update_fields=["state"])
    forget()
    return _party(row)


def set_institution_codes(id: str, codes: Collection[str]) -> Party:
    """Say whose accounts a bank holds, in place of what was said before.

    Raises ``WrongArgument`` for a code that is none, or a party that is no bank.
    """
    row = _row(id)
    row.institution_codes = _checked_codes(PartyKind(row.kind), codes)
    row.save(update_fields=["institution_codes"])
    forget()
    return _party(row)


def _checked_codes(kind: PartyKind, codes: Collection[str]) -> str:
    """The codes as they are kept."""
    name = "institution_codes"
    if codes and kind is not PartyKind.BANK:
        raise WrongArgument(
            name, _("금융회사 코드는 금융회사에만 있습니다. 다른 기관이면 비워 두세요.")
        )
    if len(set(codes)) > MOST_INSTITUTION_CODES:
        raise WrongArgument(
            name, _("금융회사 코드는 {most}개까지 적을 수 있습니다.", most=MOST_INSTITUTION_CODES)
        )
    wrong = next((code for code in codes if not INSTITUTION_CODE.fullmatch(code)), None)
    if wrong is not None:
        message = _(
            "'{code}'{code:-은/는} 금융회사 코드가 아닙니다. 숫자 세 자리로 적어 주세요. 예: 999",
            code=wrong[:20],
        )
        raise WrongArgument(name, message)
    return " ".join(sorted(set(codes)))


def appoint(party_id: str, email: str, role: PartyRole) -> Member:
    """Give an account a role at a party.

    Raises ``WrongArgument`` when no account signs in by this address, or it acts for another party.
    """
    row = _row(party_id)
    account = get_user_model().objects.filter(email=email.strip().lower()).first()
    if account is None:
        raise WrongArgument(
            "email",
            _(
                "'{email}'{email:-로/으로} 로그인하는 계정이 없습니다. 먼저 계정을 만들어 주세요.",
                email=email,
            ),
        )
    elsewhere = rows.PartyMember.objects.filter(account=account).exclude(party=row).first()
    if elsewhere is not None:
        raise WrongArgument(
            "email",
            _(
                "이 계정은 이미 '{party}'의 사람입니다. 한 계정은 한 기관을 위해서만 일합니다.",
                party=elsewhere.party.name,
            ),
        )
    rows.PartyMember.objects.get_or_create(account=account, party=row, role=str(role))
    found = member(account.pk)
    assert found is not None
    return found


def dismiss(party_id: str, email: str, role: PartyRole) -> bool:
    """Take a role away; False if the account did not hold it."""
    count, _rows = rows.PartyMember.objects.filter(
        account__email=email.strip().lower(), party_id=party_id, role=str(role)
    ).delete()
    return bool(count)


def member(account: int) -> Member | None:
    """What an account is at its party; None for one that acts for no party."""
    found = list(
        rows.PartyMember.objects.filter(account_id=account).select_related("account", "party")
    )
    return _member(found) if found else None


def members(party_id: str) -> list[Member]:
    """The people of a party, by name."""
    by_account: dict[int, list[rows.PartyMember]] = defaultdict(list)
    for row in rows.PartyMember.objects.filter(party_id=party_id).select_related(
        "account", "party"
    ):
        by_account[row.account_id].append(row)
    return sorted((_member(found) for found in by_account.values()), key=lambda m: m.name)


def acting_for(caller: Caller) -> Party:
    """The party for which a caller acts. Raises ``NotAllowed`` for a caller who acts for none."""
    if caller.party is None:
        raise NotAllowed(_("참여 기관의 사람이나 프로그램만 할 수 있는 일입니다."))
    id = caller.party
    return party(id) if caller.key is None else remembered(("party", id), lambda: party(id))


def make_key(party_id: str, name: str, scopes: Collection[str], days: int) -> str:
    """A new API key of a party, which nobody can be shown again: 256 random bits.

    ``scopes``: each ``service:scope``; approving is for people. ``days``: how long it opens anything.
    Raises ``WrongArgument`` for a scope, name or time that cannot be, or a third live key.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise WrongArgument(
            "name", _("키를 알아볼 이름을 1자에서 {most}자까지로 지어 주세요.", most=LONGEST_NAME)
        )
    if not 1 <= days <= LONGEST_DAYS:
        raise WrongArgument(
            "days",
            _(
                "키는 1일에서 {most}일까지 쓸 수 있습니다. {days}일은 안 됩니다.",
                most=LONGEST_DAYS,
                days=days,
            ),
        )
    allowed = sorted(set(Scope) - ONLY_PEOPLE)
    for scope in scopes:
        service, _colon, verb = scope.partition(":")
        if not service.isidentifier() or verb not in allowed:
            raise WrongArgument(
                "scopes",
                _(
                    "'{scope}'{scope:-은/는} 키에 줄 수 없는 권한입니다. '서비스:권한'으로 적고, 권한은 "
                    "이 가운데에서 골라 주세요: {allowed}",
                    scope=scope[:60],
                    allowed=", ".join(allowed),
                ),
            )
    if not scopes:
        raise WrongArgument("scopes", _("키에 줄 권한을 하나 이상 적어 주세요."))
    key = PREFIX + secrets.token_urlsafe(32)
    now = timezone.now()
    with transaction.atomic():
        row = rows.Party.objects.select_for_update().get(pk=_row(party_id).pk)
        if row.keys.filter(revoked_at=None, expires_at__gt=now).count() >= MOST_LIVE_KEYS:
            raise WrongArgument(
                "party",
                _(
                    "'{party}'의 키가 이미 {most}개 살아 있습니다. 옛 키를 끝낸 뒤에 새로 만들어 주세요.",
                    party=row.name,
                    most=MOST_LIVE_KEYS,
                ),
            )
        rows.PartyKey.objects.create(
            party=row,
            digest=_digest(key),
            name=name,
            scopes=" ".join(sorted(set(scopes))),
            expires_at=now + timedelta(days=days),
        )
    forget()
    return key


def caller_of_key(key: str) -> Caller:
    """The program behind a key. Raises ``NotSignedIn`` for a key that opens nothing (any more)."""
    digest = _digest(key)
    found = remembered(
        ("key", digest), lambda: _caller(rows.PartyKey.objects.filter(digest=digest))
    )
    if found is None:
        raise NotSignedIn(
            _("보낸 기관 키는 없거나 끝난 키입니다. 기관의 관리자에게 새 키를 받아 주세요.")
        )
    return found


def caller_of_key_number(number: int) -> Caller | None:
    """The program that a live key is of, for whoever has shown by other means that it is that program."""
    return _caller(rows.PartyKey.objects.filter(pk=number))


def _caller(found: QuerySet[rows.PartyKey]) -> Caller | None:
    now = timezone.now()
    row = (
        found.filter(revoked_at=None, expires_at__gt=now)
        .exclude(party__state=str(PartyState.SUSPENDED))
        .first()
    )
    if row is None:
        return None
    if row.last_used_at is None or now - row.last_used_at > USE_KNOWN_TO:
        rows.PartyKey.objects.filter(pk=row.pk).update(last_used_at=now)
    return Caller(
        name=row.party_id, key=row.pk, party=row.party_id, scopes=frozenset(row.scopes.split())
    )


def caller_of_account(caller: Caller) -> Caller:
    """The same caller with the party for which the account acts, if any.

    People of a suspended party keep no scope: they see that they are its people, and no more.
    """
    if not caller.id:
        return caller
    found = member(caller.id)
    if found is None and ADMINISTRATORS in caller.groups:
        return replace(caller, party=HUB, scopes=ALL_SCOPES)
    if found is None:
        return caller
    is_suspended = party(found.party).state is PartyState.SUSPENDED
    return replace(
        caller,
        party=found.party,
        scopes=frozenset() if is_suspended else scopes_of(found.roles),
    )


def keys(party_id: str) -> list[KeyOfParty]:
    """The keys of a party, the newest first, those that are over included."""
    return [
        KeyOfParty(
            row.pk,
            row.party_id,
            row.name,
            frozenset(row.scopes.split()),
            row.created_at,
            row.expires_at,
            row.last_used_at,
            row.revoked_at,
        )
        for row in rows.PartyKey.objects.filter(party_id=party_id)
    ]


def end_key(party_id: str, number: int) -> None:
    """End a key of a party at once. Raises ``NotFound``."""
    found = rows.PartyKey.objects.filter(pk=number, party_id=party_id)
    if not found.exists():
        raise NotFound(_("{number}번 기관 키가 없습니다.", number=number))
    found.filter(revoked_at=None).update(revoked_at=timezone.now())
    forget()


def _row(id: str, argument: str = "party") -> rows.Party:
    row = rows.Party.objects.filter(pk=id).first()
    if row is None and id == HUB:
        row, _new = rows.Party.objects.get_or_create(id=HUB, defaults=_THE_HUB)
    if row is None:
        raise WrongArgument(
            argument,
            _(
                "'{id}'{id:-은/는} 참여한 기관의 이름이 아닙니다. 기관 목록을 보아 주세요.",
                id=id[:60],
            ),
        )
    return row


def _party(row: rows.Party) -> Party:
    return Party(
        row.pk,
        row.name,
        row.name_en,
        PartyKind(row.kind),
        PartyState(row.state),
        row.night_contact,
        row.group,
        row.demands_signatures,
        frozenset(row.institution_codes.split()),
    )


def _member(found: Collection[rows.PartyMember]) -> Member:
    one = next(iter(found))
    roles = frozenset(PartyRole(row.role) for row in found)
    return Member(one.account_id, str(one.account), one.party_id, roles)


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
