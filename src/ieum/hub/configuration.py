"""Whether the hub is set up as it must be: each thing that can be wrong, tried out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ieum.hub import environment
from ieum.hub.home import home
from ieum.hub.machine_faults import machine_fault, reason
from ieum.kernel.errors import IeumError
from ieum.kernel.messages import Message, _

#: The most tokens that trying a language model may cost: enough for a model that thinks aloud.
TRIAL_TOKENS = 64


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found out about one thing."""

    name: Message
    ok: bool
    detail: Message


class Wrong(IeumError):
    """Something in the configuration that has to be changed."""

    code = "wrong-configuration"


Check = Callable[[], Message]


def configuration_findings() -> Iterator[Finding]:
    """What each check found, one after the other; nothing is changed but the home made."""
    settings_fit = True
    for name in environment.unknown():
        yield Finding(
            _("Settings"), False, _("{name} is not a setting of Ieum. Is it misspelt?", name=name)
        )
    for problem in _unusable_settings():
        settings_fit = False
        yield Finding(_("Settings"), False, problem.message)
    if not settings_fit:
        return  # Everything below would fail for the same reason.
    yield Finding(_("Settings"), True, _("all can be used"))
    for title, check in CHECKS:
        try:
            yield Finding(title, True, check())
        except IeumError as problem:
            yield Finding(title, False, problem.message)
        except Exception as problem:  # The operator must see whatever it is, and the other checks.
            fault = machine_fault(problem)
            said = Message(f"{type(problem).__name__}: {{problem}}", {"problem": problem})
            yield Finding(title, False, fault.message if fault else said)


def _unusable_settings() -> Iterator[environment.WrongSetting]:
    """Every setting that nothing can be started with."""
    from ieum.hub.accounts.sign_on_settings import sign_on_providers
    from ieum.hub.database import database_settings

    unreadable = list(environment.problems())
    yield from unreadable
    if unreadable:
        return
    for settings in (database_settings, sign_on_providers):
        try:
            settings()
        except environment.WrongSetting as problem:
            yield problem


def data_folder() -> Message:
    """The home exists and can be written."""
    folder = home()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / f".probe.{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as problem:
        raise Wrong(
            _(
                "{folder} cannot be written ({reason}). Give the hub's account the right to it, "
                "or set IEUM_HOME.",
                folder=folder,
                reason=reason(problem),
            )
        ) from None
    return Message("{folder}", {"folder": folder})


def secret_key() -> Message:
    """A key that was set is long enough."""
    key = environment.SECRET_KEY.value()
    if key and len(key) < 32:
        raise Wrong(_("IEUM_SECRET_KEY is too short. Set 32 characters or more, by chance."))
    return _("set by IEUM_SECRET_KEY") if key else _("kept in the data folder")


def database() -> Message:
    """The database answers and is up to date."""
    from django.db import connection

    from ieum.hub.django_ready import django_ready
    from ieum.hub.upgrade import unapplied

    django_ready()
    steps = unapplied()
    if steps:
        return _(
            "{vendor}, reachable; {count:step waits/steps wait} for `ieum migrate` or `ieum up`",
            vendor=connection.vendor,
            count=len(steps),
        )
    return _("{vendor}, up to date", vendor=connection.vendor)


def single_sign_on() -> Message:
    """The provider is described whole, and answers."""
    import httpx

    from ieum.hub.accounts.sign_on_settings import sign_on_providers

    issuer = environment.OIDC_ISSUER.value()
    if not issuer:
        return _("off (IEUM_OIDC_ISSUER is not set)")
    sign_on_providers()
    for variable in (environment.OIDC_CLIENT_ID, environment.OIDC_CLIENT_SECRET):
        if not variable.is_set():
            raise Wrong(_("{name} is missing; IEUM_OIDC_ISSUER is set.", name=variable.name))
    try:
        reply = httpx.get(f"{issuer}/.well-known/openid-configuration", timeout=10)
        said = reply.raise_for_status().json()["issuer"]
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as problem:
        raise Wrong(
            _(
                "{issuer} gives no OpenID configuration ({reason}). Correct IEUM_OIDC_ISSUER.",
                issuer=issuer,
                reason=str(problem),
            )
        ) from None
    if said.rstrip("/") != issuer:
        raise Wrong(
            _(
                "The provider calls itself {said}, but IEUM_OIDC_ISSUER is {issuer}. "
                "They must be the same.",
                said=said,
                issuer=issuer,
            )
        )
    return _("{issuer} answers", issuer=issuer)


def mail() -> Message:
    """The mail server, if one is set, lets us in."""
    if not environment.MAIL_URL.is_set():
        return _("off (IEUM_MAIL_URL is not set)")
    from django.core.mail import get_connection

    from ieum.hub.django_ready import django_ready

    django_ready()
    connection = get_connection()
    connection.open()
    connection.close()
    return _("the mail server lets us in")


def webhooks() -> Message:
    """Every webhook may be posted to and can be signed."""
    from ieum.hub.notices.webhook import check_allowed

    addresses = environment.NOTICE_WEBHOOKS.value()
    if not addresses:
        return _("off (IEUM_NOTICE_WEBHOOKS is not set)")
    if not environment.WEBHOOK_SECRET.is_set():
        raise Wrong(_("IEUM_WEBHOOK_SECRET is missing; without it nothing is posted."))
    for address in addresses:
        check_allowed(address)
    return _("{count:address/addresses}, all allowed", count=len(addresses))


def nats() -> Message:
    """The NATS server, if one is set, lets the hub in and keeps messages."""
    address = environment.NATS_URL.value()
    if not address:
        return _("off (IEUM_NATS_URL is not set)")
    from ieum.hub.django_ready import django_ready

    django_ready()
    try:
        from ieum.exchange.events.jetstream.trial import try_out
    except ImportError:
        raise Wrong(
            _("IEUM_NATS_URL is set, but nats-py is not installed. Install ieum[nats].")
        ) from None
    try:
        count = try_out(address)
    except OSError as problem:
        raise Wrong(
            _(
                "The NATS server does not let the hub in ({reason}). Correct IEUM_NATS_URL, start it "
                "with JetStream, and give it what `ieum nats users` prints.",
                reason=str(problem),
            )
        ) from None
    return _("the NATS server lets us in; {count:stream/streams}", count=count)


def language_model() -> Message:
    """The model server, if one is set, knows the model and the key, and replies."""
    from ieum.hub.gateway.upstream import configured
    from ieum.language.client import ChatClient
    from ieum.language.faults import UpstreamFault
    from ieum.language.request import ChatRequest

    given = {one.name: one.is_set() for one in (environment.LLM_URL, environment.LLM_MODEL)}
    if any(given.values()) and not all(given.values()):
        raise Wrong(
            _(
                "{missing} is missing, so the hub works without a model.",
                missing=next(name for name, is_set in given.items() if not is_set),
            )
        )
    upstream = configured()
    if upstream is None:
        return _("off (IEUM_LLM_URL is not set)")
    try:
        ChatClient(upstream).complete(
            ChatRequest([{"role": "user", "content": "Say: yes"}], TRIAL_TOKENS)
        )
    except UpstreamFault as fault:
        raise Wrong(
            _(
                "{url} did not reply as model {model} should ({reason}). "
                "Correct IEUM_LLM_URL, IEUM_LLM_MODEL or IEUM_LLM_KEY.",
                url=upstream.base_url,
                model=upstream.model,
                reason=str(fault),
            )
        ) from None
    return _("{model} replies", model=upstream.model)


def services() -> Message:
    """Every service loads."""
    from ieum.hub.django_ready import django_ready

    django_ready()
    from ieum.hub.registry import registry

    broken = [f"{one.name} ({one.error})" for one in registry().broken()]
    if broken:
        raise Wrong(_("broken: {names}", names="; ".join(broken)))
    return _("{count:service/services}, all whole", count=len(list(registry().all())))


CHECKS: tuple[tuple[Message, Check], ...] = (
    (_("Data folder"), data_folder),
    (_("Secret key"), secret_key),
    (_("Database"), database),
    (_("Single sign-on"), single_sign_on),
    (_("Mail"), mail),
    (_("Webhooks"), webhooks),
    (_("NATS"), nats),
    (_("Language model"), language_model),
    (_("Services"), services),
)
