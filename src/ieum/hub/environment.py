"""Every setting of a hub: the ``IEUM_`` variables and what each is for.

Nothing else reads them. Whoever adds a setting adds it here, and a line about it in
``docs/operate.md``; a test compares the two. A service declares settings of its own in a module of
its own the same way, and they are known from the moment that module is imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from ieum.hub.variable import (
    PREFIX,
    Variable,
    WrongSetting,
    hex_bytes,
    host_names,
    listed,
    mail_addresses,
    one_of,
    server_address,
    text,
    web_address,
    web_addresses,
    whole,
    yes_or_no,
)
from ieum.kernel.messages import _

NONE: tuple[str, ...] = ()
#: Not in the table: the secret of an API that was joined under a name, and what the tests read.
ELSEWHERE = re.compile(PREFIX + r"(API_[A-Z0-9_]+_KEY|TEST_DATABASE_URL)")

__all__ = ["Variable", "WrongSetting", "problems", "table", "unknown"]


def unknown() -> list[str]:
    """Names in the environment that look like settings of ours and are none, most likely typos."""
    return sorted(
        name
        for name in os.environ
        if name.startswith(PREFIX) and name not in Variable.known and not ELSEWHERE.fullmatch(name)
    )


def table() -> Iterator[str]:
    """All settings as the lines of a Markdown table."""
    yield "| setting | unset | meaning |"
    yield "|---|---|---|"
    for variable in Variable.known.values():
        yield f"| `{variable.name}` | {_shown(variable.default)} | {variable.meaning} |"


def _shown(default: object) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    return f"`{default}`" if default not in ("", ()) else "—"


def problems() -> Iterator[WrongSetting]:
    """Every variable whose value cannot be used."""
    for variable in Variable.known.values():
        try:
            variable.value()
        except WrongSetting as problem:
            yield problem


HOME = Variable(
    "HOME",
    Path,
    Path("ieum-data"),
    _("a folder that the hub may write"),
    "The data folder: database, uploads, local services, generated keys.",
)
HOST = Variable(
    "HOST",
    text,
    "127.0.0.1",
    _("an address of this machine"),
    "Where `ieum up` listens. Only this machine reaches the default; see HTTPS below.",
)
PORT = Variable(
    "PORT",
    whole(1, 65535),
    8000,
    _("a port, 1 to 65535"),
    "The port that `ieum up` listens on.",
)
THREADS = Variable(
    "THREADS",
    whole(1, 256),
    8,
    _("a whole number from 1 to 256"),
    "How many pages and JSON calls one process works on at the same time.",
)
PUBLIC_URL = Variable(
    "PUBLIC_URL",
    web_address,
    "",
    _("the address people type, such as https://hub.example.go.kr"),
    "Where people reach the hub. Its host is the only one answered besides this machine's own; "
    "with https, cookies are sent over https only and browsers are told to stay on it.",
)
HOSTS = Variable(
    "HOSTS",
    listed,
    NONE,
    _("host names divided by commas"),
    "Further host names to answer to, such as one behind the balancer.",
)
PROXIES = Variable(
    "PROXIES",
    whole(0, 5),
    0,
    _("the number of proxies, 0 to 5"),
    "How many proxies of yours stand before the hub. Only then are `X-Forwarded-For` and "
    "`X-Forwarded-Proto` believed, and only the entries your own proxies wrote.",
)
SECRET_KEY = Variable(
    "SECRET_KEY",
    text,
    "",
    _("at least 32 characters chosen by chance"),
    "Signs sessions and links. Unset: made once and kept in the data folder, readable by the "
    "hub's account alone. Set it when several machines serve one hub.",
    secret=True,
)
LEDGER_KEY = Variable(
    "LEDGER_KEY",
    hex_bytes(32),
    "",
    _("64 hexadecimal digits chosen by chance, as `openssl rand -hex 32` writes them"),
    "The secret key that signs the ledger. Unset: made when first needed and kept in the data "
    "folder, readable by the hub's account alone. Set it when several machines serve one hub; "
    "`ieum ledger rotate` says that a new one takes its place.",
    secret=True,
)
SUBJECT_SECRET = Variable(
    "SUBJECT_SECRET",
    hex_bytes(32),
    "",
    _("64 hexadecimal digits chosen by chance, as `openssl rand -hex 32` writes them"),
    "The secret behind pseudonyms of telephone numbers and accounts, and behind their seals. Unset: made "
    "when first needed and kept in the data folder, readable by the hub's account alone. Set it when "
    "several machines serve one hub. Without it what is sealed cannot be read again.",
    secret=True,
)
DATABASE_URL = Variable(
    "DATABASE_URL",
    text,
    "",
    _("postgresql://user:password@host:5432/name"),
    "A PostgreSQL database. Unset: SQLite in the data folder.",
    secret=True,
)
NATS_URL = Variable(
    "NATS_URL",
    server_address("nats", "tls"),
    "",
    _("nats://host:4222, or tls://host:4222"),
    "A NATS server with JetStream, over which parties with a signing key get their events too; who may do "
    "what there `ieum nats users` prints. Unset: `/events` alone.",
)
LOG = Variable(
    "LOG",
    one_of("text", "json"),
    "",
    _("text or json"),
    "How log lines look. Unset: text on a terminal, JSON otherwise.",
)
LOG_LEVEL = Variable(
    "LOG_LEVEL",
    one_of("debug", "info", "warning", "error"),
    "info",
    _("debug, info, warning or error"),
    "The least severity that is logged.",
)
METRICS_TOKEN = Variable(
    "METRICS_TOKEN",
    text,
    "",
    _("a token of your choice"),
    "A monitor elsewhere reads `/metrics` and the details of `/health/ready` with it "
    "(`Authorization: Bearer …`). Unset: only this machine may read them.",
    secret=True,
)
UPLOAD_MEGABYTES = Variable(
    "UPLOAD_MEGABYTES",
    whole(1, 10_000),
    50,
    _("a whole number of megabytes from 1 to 10000"),
    "The most that one request may bring, uploads included.",
)
JOBS = Variable(
    "JOBS",
    one_of("here", "elsewhere"),
    "here",
    _("here or elsewhere"),
    "Where long work is done: in the web process, or by `ieum worker` on this or another machine.",
)
RATE_LIMITS = Variable(
    "RATE_LIMITS",
    one_of("process", "database", "off"),
    "",
    _("process, database or off"),
    "Where rate limits are counted. Unset: in the process with SQLite, in the database with "
    "PostgreSQL, so that several processes count together. `off` is for measuring.",
)

LANGUAGE = Variable(
    "LANGUAGE",
    one_of("ko", "en"),
    "",
    _("ko or en"),
    "The language of the command line. Unset: the machine's own, Korean unless that is English.",
)
OIDC_ISSUER = Variable(
    "OIDC_ISSUER",
    web_address,
    "",
    _("the issuer's https address, such as https://sso.example.go.kr/realms/staff"),
    "Single sign-on: the OpenID provider. It must be https, except on this machine. "
    "What it answers under `/.well-known/openid-configuration` says the rest.",
)
OIDC_CLIENT_ID = Variable(
    "OIDC_CLIENT_ID",
    text,
    "",
    _("the name the provider knows the hub by"),
    "Single sign-on: the client's name. Register the return address "
    "`PUBLIC_URL/accounts/oidc/sso/login/callback/` with the provider.",
)
OIDC_CLIENT_SECRET = Variable(
    "OIDC_CLIENT_SECRET",
    text,
    "",
    _("the secret that the provider gave"),
    "Single sign-on: the client's secret.",
    secret=True,
)
OIDC_NAME = Variable(
    "OIDC_NAME",
    text,
    "SSO",
    _("a short name"),
    "Single sign-on: what the sign-in page calls it.",
)
OIDC_NEW_ACCOUNTS = Variable(
    "OIDC_NEW_ACCOUNTS",
    yes_or_no,
    True,
    _("yes or no"),
    "Single sign-on: whether somebody without an account gets one at the first sign-on.",
)
OIDC_GROUPS_CLAIM = Variable(
    "OIDC_GROUPS_CLAIM",
    text,
    "groups",
    _("the claim's name, with dots into nested ones: realm_access.roles"),
    "Single sign-on: the claim that lists a person's groups at the provider.",
)
OIDC_ADMINISTRATORS = Variable(
    "OIDC_ADMINISTRATORS",
    listed,
    NONE,
    _("groups of the provider, divided by commas"),
    "Single sign-on: whoever is in one of them is an administrator here; checked at each sign-on.",
)
OIDC_OFFICIALS = Variable(
    "OIDC_OFFICIALS",
    listed,
    NONE,
    _("groups of the provider, divided by commas"),
    "Single sign-on: whoever is in one of them is an official here; checked at each sign-on.",
)
MAIL_URL = Variable(
    "MAIL_URL",
    server_address("smtp", "smtp+starttls", "smtps"),
    "",
    _("smtp+starttls://user:password@host:587, smtps://… or smtp://…"),
    "The mail server. Unset: the hub sends no mail.",
    secret=True,
)
MAIL_FROM = Variable(
    "MAIL_FROM",
    text,
    "ieum@localhost",
    _("an e-mail address"),
    "The sender of the hub's mail.",
)
NOTICE_MAIL = Variable(
    "NOTICE_MAIL",
    mail_addresses,
    NONE,
    _("e-mail addresses divided by commas"),
    "Who is told by mail about broken services and failed jobs. "
    "Unset: the members of the group `administrators`.",
)
NOTICE_WEBHOOKS = Variable(
    "NOTICE_WEBHOOKS",
    web_addresses,
    NONE,
    _("http or https addresses divided by commas"),
    "Where the same notices are posted as JSON.",
)
WEBHOOK_SECRET = Variable(
    "WEBHOOK_SECRET",
    text,
    "",
    _("a secret shared with the receivers"),
    "Signs what is posted (HMAC-SHA256); without it nothing is posted.",
    secret=True,
)
WEBHOOK_HOSTS = Variable(
    "WEBHOOK_HOSTS",
    host_names,
    NONE,
    _("host names divided by commas, with :port where it is not the usual one"),
    "The only hosts that the hub may post to. Unset: those of IEUM_NOTICE_WEBHOOKS.",
)

LLM_URL = Variable(
    "LLM_URL",
    web_address,
    "",
    _("the address of an OpenAI-compatible server up to /v1, such as http://127.0.0.1:9000/v1"),
    "The language model server. Unset: the hub works without a model.",
)
LLM_MODEL = Variable(
    "LLM_MODEL",
    text,
    "",
    _("a model's name"),
    "The name of the model at that server.",
)
LLM_KEY = Variable(
    "LLM_KEY",
    text,
    "",
    _("the server's key"),
    "Sent to the model server as a bearer token. Unset: none is sent.",
    secret=True,
)
LLM_SECONDS = Variable(
    "LLM_SECONDS",
    whole(1, 3600),
    60,
    _("whole seconds from 1 to 3600"),
    "The longest that one call of the model may take.",
)
LLM_FIRST_TOKEN_SECONDS = Variable(
    "LLM_FIRST_TOKEN_SECONDS",
    whole(1, 3600),
    20,
    _("whole seconds from 1 to 3600"),
    "The longest wait for the first piece of a streamed reply, and between two pieces.",
)
LLM_MAX_TOKENS = Variable(
    "LLM_MAX_TOKENS",
    whole(16, 1_000_000),
    1024,
    _("a whole number from 16 to 1000000"),
    "The most tokens that one reply of the model may have.",
)
LLM_CALLS = Variable(
    "LLM_CALLS",
    whole(0, 1000),
    0,
    _("a whole number from 0 to 1000"),
    "How many calls of the model one process makes at the same time; more are turned away, so that "
    "a slow model cannot hold every thread. 0: half of IEUM_THREADS.",
)
LLM_INPUT_PRICE = Variable(
    "LLM_INPUT_PRICE",
    whole(0, 1_000_000_000),
    0,
    _("whole won, 0 or more"),
    "Won for a million tokens sent to the model.",
)
LLM_OUTPUT_PRICE = Variable(
    "LLM_OUTPUT_PRICE",
    whole(0, 1_000_000_000),
    0,
    _("whole won, 0 or more"),
    "Won for a million tokens that the model writes.",
)

API_PROXY = Variable(
    "API_PROXY",
    web_address,
    "",
    _("the proxy's address, such as http://proxy.example.go.kr:3128"),
    "The proxy through which joined APIs are called and their descriptions fetched. Unset: none; "
    "`HTTP_PROXY` and the like, and a `.netrc`, are for other programs and not used.",
    secret=True,
)
