"""One form for each phone number, account, link and app, so that two reports of it meet."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import phonenumbers

from ieum.kernel.errors import IeumError
from ieum.kernel.messages import Message, _
from ieum.services.scamcall.vocabulary import SubjectKind

REGION = "KR"
#: What stands for the first zero of a number of the region in E.164.
REGION_CODE = f"+{phonenumbers.country_code_for_region(REGION)}"
LONGEST = 2000
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+")
_ACCOUNT = re.compile(r"(\d{3})[\s-]*:?[\s-]*(\d[\d\s-]{5,28}\d)")
_APP = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")


class WrongIdentifier(IeumError):
    """What was given is no phone number, account, link or app that we can tell apart."""

    code = "wrong-identifier"
    status = 422


def normal(kind: SubjectKind, text: str) -> str:
    """The one form of an identifier.

    A phone number becomes E.164 (ITU-T), and numbers of three or four digits such as 112 stay as they
    are; an account becomes ``bank:digits`` with the bank's three-digit code; a link its host and path
    in small letters without what only counts visits; an app its package name.

    Raises ``WrongIdentifier``, which does not repeat what was given: it may be somebody's number.
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise WrongIdentifier(_WRONG[kind])
    return _NORMAL[kind](text)


def _phone(text: str) -> str:
    digits = re.sub(r"[\s()-]", "", text)
    if re.fullmatch(r"1\d{2,3}", digits, re.ASCII):
        return digits
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        raise WrongIdentifier(_WRONG[SubjectKind.PHONE]) from None
    if not phonenumbers.is_possible_number(number):
        raise WrongIdentifier(_WRONG[SubjectKind.PHONE])
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _account(text: str) -> str:
    match = _ACCOUNT.fullmatch(text)
    if match is None:
        raise WrongIdentifier(_WRONG[SubjectKind.ACCOUNT])
    digits = re.sub(r"\D", "", match[2])
    if not 7 <= len(digits) <= 20:
        raise WrongIdentifier(_WRONG[SubjectKind.ACCOUNT])
    return f"{match[1]}:{digits}"


def _link(text: str) -> str:
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii").lower()
        port = parts.port
    except (ValueError, UnicodeError):
        raise WrongIdentifier(_WRONG[SubjectKind.LINK]) from None
    if parts.scheme.lower() not in {"http", "https"} or not _HOST.fullmatch(host):
        raise WrongIdentifier(_WRONG[SubjectKind.LINK])
    shown = "" if port in (None, 80, 443) else f":{port}"
    return f"{host}{shown}{parts.path.rstrip('/')}"


def _app(text: str) -> str:
    name = text.lower()
    if not _APP.fullmatch(name) or len(name) > 255:
        raise WrongIdentifier(_WRONG[SubjectKind.APP])
    return name


_NORMAL = {
    SubjectKind.PHONE: _phone,
    SubjectKind.ACCOUNT: _account,
    SubjectKind.LINK: _link,
    SubjectKind.APP: _app,
}
_WRONG: dict[SubjectKind, Message] = {
    SubjectKind.PHONE: _(
        "전화번호로 읽을 수 없습니다. 국내 번호는 앞의 0부터, 해외 번호는 +와 나라 번호부터 적어 주세요."
    ),
    SubjectKind.ACCOUNT: _(
        "계좌로 읽을 수 없습니다. 은행의 세 자리 코드와 계좌번호를 '은행코드:계좌번호'로 적어 주세요."
    ),
    SubjectKind.LINK: _("링크로 읽을 수 없습니다. http나 https 주소를 그대로 붙여 주세요."),
    SubjectKind.APP: _("앱으로 읽을 수 없습니다. kr.example.app 같은 패키지 이름을 적어 주세요."),
}
