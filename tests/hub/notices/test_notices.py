"""Notices to administrators: by mail and webhook, through real servers on this machine."""

from __future__ import annotations

import base64
import email
import email.policy
import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import orjson
import pytest
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from ieum.hub.accounts.groups import be_in_groups
from ieum.hub.accounts.models import ADMINISTRATORS, User
from ieum.hub.jobs.models import Job, JobPhase
from ieum.hub.mail import mail_settings
from ieum.hub.notices import background, delivery, watch, webhook
from ieum.hub.notices.models import Notice
from ieum.hub.notices.outbox import notify
from ieum.hub.registry import registry
from ieum.kernel.messages import Message, _
from ieum.kernel.registry import BrokenService
from tests.hub.notices.receiver import SECRET, MailServer, Receiver, is_signed

pytestmark = pytest.mark.django_db
SUBJECT = _("The service {name} is broken", name="tax")
DETAIL = _("It does not load and is shown as broken. The fault: {error}", error="no table")


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    found = Receiver()
    monkeypatch.setenv("IEUM_NOTICE_WEBHOOKS", found.address)
    monkeypatch.setenv("IEUM_WEBHOOK_SECRET", SECRET)
    yield found
    found.stop()


@pytest.fixture
def mail_server(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[MailServer]:
    found = MailServer()
    monkeypatch.setenv("IEUM_MAIL_URL", f"smtp://127.0.0.1:{found.port}")
    for name, value in mail_settings().items():
        setattr(settings, name, value)
    yield found
    found.stop()


def tell(about: str = "tax", detail: Message = DETAIL) -> bool:
    return notify("service-broken", about, SUBJECT, detail)


def test_a_webhook_is_posted_signed_and_in_both_languages(receiver: Receiver) -> None:
    assert tell()
    assert delivery.deliver_due() == 1
    [(headers, body)] = receiver.posts
    assert is_signed(headers, body, SECRET.encode())
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 30
    said = orjson.loads(body)
    assert said["type"] == "service-broken"
    assert said["data"]["subject"]["en"] == "The service tax is broken"
    assert "tax" in said["data"]["subject"]["ko"]
    assert said["data"]["detail"]["ko"] != said["data"]["detail"]["en"]


def test_a_changed_body_no_longer_fits_the_signature(receiver: Receiver) -> None:
    tell()
    delivery.deliver_due()
    [(headers, body)] = receiver.posts
    assert not is_signed(headers, body.replace(b"tax", b"tex"), SECRET.encode())


def test_a_secret_in_the_standards_own_form_is_read(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = b"\x00\x01 key of the tests"
    monkeypatch.setenv("IEUM_WEBHOOK_SECRET", "whsec_" + base64.b64encode(key).decode())
    tell()
    delivery.deliver_due()
    [(headers, body)] = receiver.posts
    assert is_signed(headers, body, key)


def test_nothing_is_posted_to_a_host_that_was_not_allowed(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IEUM_WEBHOOK_HOSTS", "hooks.example.org")
    tell()
    assert delivery.deliver_due() == 0
    assert receiver.posts == []
    assert "IEUM_WEBHOOK_HOSTS" in Notice.objects.get().problem


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://hooks.example.org/a", True),
        ("https://hooks.example.org:443/a", True),
        ("https://HOOKS.example.org/a", True),
        ("https://hooks.example.org:8443/a", False),
        ("https://hooks.example.org.evil.example/a", False),
        ("https://hooks.example.org@evil.example/a", False),
        ("https://127.0.0.1/a", False),
        ("https://inner.example.org:9000/a", True),
    ],
)
def test_a_host_is_allowed_by_its_whole_name_and_port(
    monkeypatch: pytest.MonkeyPatch, address: str, allowed: bool
) -> None:
    monkeypatch.setenv("IEUM_WEBHOOK_HOSTS", "hooks.example.org, inner.example.org:9000")
    if allowed:
        webhook.check_allowed(address)
    else:
        with pytest.raises(webhook.HostNotAllowed):
            webhook.check_allowed(address)


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    other = Receiver()
    try:
        receiver.status, receiver.location = 307, other.address
        tell()
        assert delivery.deliver_due() == 0
        assert other.posts == []
        assert "307" in Notice.objects.get().problem
    finally:
        other.stop()


def test_what_failed_is_tried_again_later_and_later_and_then_given_up(receiver: Receiver) -> None:
    receiver.status = 500
    tell()
    waits = []
    for _attempt in range(delivery.MOST_ATTEMPTS):
        Notice.objects.update(due_at=timezone.now() - timedelta(seconds=1))
        delivery.deliver_due()
        due = Notice.objects.get().due_at
        waits.append((due - timezone.now()).total_seconds() if due else None)
    assert [round(wait or 0) for wait in waits[:3]] == [60, 120, 240]
    assert waits[-2] == pytest.approx(delivery.LONGEST_WAIT.total_seconds(), abs=5)
    assert waits[-1] is None
    assert len(receiver.posts) == delivery.MOST_ATTEMPTS
    assert delivery.deliver_due() == 0


def test_a_notice_waits_until_it_is_due_and_arrives_once_the_receiver_is_back(
    receiver: Receiver,
) -> None:
    receiver.status = 503
    tell()
    delivery.deliver_due()
    receiver.status = 200
    assert delivery.deliver_due() == 0
    Notice.objects.update(due_at=timezone.now())
    assert delivery.deliver_due() == 1
    first, second = (headers["webhook-id"] for headers, _body in receiver.posts)
    assert first == second


def test_one_address_that_fails_does_not_hold_up_the_others(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IEUM_NOTICE_WEBHOOKS", f"http://127.0.0.1:9/hook {receiver.address}")
    tell()
    assert delivery.deliver_due() == 1
    assert len(receiver.posts) == 1


def test_the_same_thing_is_told_once_a_day(receiver: Receiver) -> None:
    assert tell()
    assert not tell()
    assert tell("produce")
    Notice.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    assert tell()


def test_a_notice_of_something_that_was_undone_is_not_sent(receiver: Receiver) -> None:
    @transaction.atomic
    def fail() -> None:
        tell()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert delivery.deliver_due() == 0
    assert receiver.posts == []


def test_without_any_way_to_tell_nothing_is_kept() -> None:
    assert not tell()
    assert not Notice.objects.exists()


def test_without_a_secret_nothing_is_posted(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IEUM_WEBHOOK_SECRET")
    assert not tell()


def letter_of(server: MailServer) -> EmailMessage:
    [envelope] = server.letters
    found: EmailMessage = email.message_from_bytes(
        envelope.original_content or envelope.content, policy=email.policy.default
    )  # type: ignore[assignment]
    return found


def test_administrators_get_a_letter_in_both_languages(mail_server: MailServer) -> None:
    be_in_groups(User.objects.create_user("root@example.org"), {ADMINISTRATORS: True})
    be_in_groups(User.objects.create_user("gone@example.org", is_active=False),
                 {ADMINISTRATORS: True})  # fmt: skip
    User.objects.create_user("citizen@example.org")
    assert tell()
    assert delivery.deliver_due() == 1
    [envelope] = mail_server.letters
    assert envelope.rcpt_tos == ["root@example.org"]
    body = letter_of(mail_server).get_content()  # type: ignore[attr-defined]
    assert DETAIL.text("ko") in body
    assert DETAIL.text("en") in body


def test_the_operators_own_list_counts_instead_of_the_administrators(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_in_groups(User.objects.create_user("root@example.org"), {ADMINISTRATORS: True})
    monkeypatch.setenv("IEUM_NOTICE_MAIL", "ops@example.org")
    tell()
    delivery.deliver_due()
    assert [envelope.rcpt_tos for envelope in mail_server.letters] == [["ops@example.org"]]


def test_a_letter_that_is_refused_is_tried_again(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IEUM_NOTICE_MAIL", "ops@example.org")
    mail_server.refuse = "451 try later"
    tell()
    assert delivery.deliver_due() == 0
    mail_server.refuse = ""
    Notice.objects.update(due_at=timezone.now())
    assert delivery.deliver_due() == 1


def test_a_value_cannot_bring_a_header_into_the_letter(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IEUM_NOTICE_MAIL", "ops@example.org")
    name = "x\nBcc: evil@example.org"
    notify("service-broken", name, _("The service {name} is broken", name=name), DETAIL)
    delivery.deliver_due()
    [envelope] = mail_server.letters
    assert envelope.rcpt_tos == ["ops@example.org"]
    assert letter_of(mail_server)["Bcc"] is None


def test_broken_services_and_jobs_that_failed_by_our_fault_are_noticed(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry(), "broken", lambda: [BrokenService("tax", "ImportError: x")])
    ours, theirs = {"en": {"status": 500}}, {"en": {"status": 422}}
    for tool, problem in (("a.ours", ours), ("a.theirs", theirs), ("a.lost", None)):
        Job.objects.create(
            tool=tool, given={}, language="ko", phase=JobPhase.FAILED, problem=problem,
            finished_at=timezone.now(),
        )  # fmt: skip
    watch.look()
    told = set(Notice.objects.values_list("event", "about"))
    assert told == {("service-broken", "tax"), ("job-failed", "a.ours"), ("job-failed", "a.lost")}
    watch.look()
    assert Notice.objects.count() == 3


def test_notices_that_are_done_with_are_deleted_after_a_month(receiver: Receiver) -> None:
    tell()
    tell("produce")
    delivery.deliver_due()
    old = timezone.now() - delivery.KEPT_FOR - timedelta(days=1)
    Notice.objects.filter(about="tax").update(created_at=old)
    delivery.tidy()
    assert list(Notice.objects.values_list("about", flat=True)) == ["produce"]


@pytest.mark.django_db(transaction=True)
def test_the_thread_beside_the_requests_sends_and_stops_when_told(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "SEND_EVERY", 0.02)
    from ieum.hub.background import Background

    tell()
    with Background({"notices": background.run}) as beside:
        end = time.monotonic() + 10
        while not receiver.posts and time.monotonic() < end:
            time.sleep(0.02)
    assert len(receiver.posts) == 1
    assert not any(thread.is_alive() for thread in beside.threads)


@pytest.mark.django_db(transaction=True)
def test_two_processes_send_a_notice_once(receiver: Receiver) -> None:
    from django.db import connection

    tell()

    def send() -> None:
        try:
            delivery.deliver_due()
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receiver.posts) == 1


def test_accounts_are_told_at_their_own_addresses_while_they_may_sign_in(
    mail_server: MailServer,
) -> None:
    from ieum.hub.notices.outbox import notify_accounts

    here = User.objects.create_user("here@example.invalid")
    gone = User.objects.create_user("gone@example.invalid", is_active=False)
    User.objects.create_user("other@example.invalid")
    assert notify_accounts("task-assign", "T000001", SUBJECT, DETAIL, [here.pk, gone.pk])
    assert [notice.address for notice in Notice.objects.all()] == ["here@example.invalid"]
    assert not notify_accounts("task-assign", "T000001", SUBJECT, DETAIL, [gone.pk])
