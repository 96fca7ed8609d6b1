"""Make an account that may administer the hub."""

from __future__ import annotations

import argparse
import sys
from typing import Any


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the address; the password is asked for, or read from standard input."""
    parser.add_argument("email", help="e-mail address to sign in with")
    parser.add_argument("--name", default="", help="name to show")


def run(arguments: argparse.Namespace) -> int:
    """Make the account, or make an existing one an administrator."""
    from ieum.hub.doors.hub_ready import hub_ready

    # An account may be made before the hub has ever been started.
    hub_ready()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from ieum.hub.accounts.groups import be_in_groups
    from ieum.hub.accounts.models import ADMINISTRATORS, User, UserManager
    from ieum.hub.saying import CommandFailed, say
    from ieum.kernel.messages import _

    email = UserManager.normalize_email(arguments.email)
    try:
        validate_email(email)
    except ValidationError:
        raise CommandFailed(_("'{text}' is not an e-mail address.", text=arguments.email)) from None
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User(email=email, name=arguments.name)
        user.set_password(valid_password(user, arguments))
        user.save()
    be_in_groups(user, {ADMINISTRATORS: True})
    say(arguments, _("{email} is an administrator.", email=email))
    return 0


def valid_password(user: Any, arguments: argparse.Namespace) -> str:
    """A password typed twice, or the first line of standard input where nobody types.

    Raises ``CommandFailed`` when it is too weak.
    """
    from getpass import getpass

    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import translation

    from ieum.hub.saying import CommandFailed, language_of
    from ieum.kernel.messages import Message, _

    if sys.stdin.isatty():
        password = getpass(_("Password: ").text(language_of(arguments)))
        if getpass(_("Once more: ").text(language_of(arguments))) != password:
            raise CommandFailed(_("The two passwords differ."))
    else:
        password = sys.stdin.readline().rstrip("\n")
    with translation.override(language_of(arguments)):
        try:
            validate_password(password, user)
        except ValidationError as problem:
            raise CommandFailed(
                Message("{reason}", {"reason": " ".join(problem.messages)})
            ) from None
    return password
