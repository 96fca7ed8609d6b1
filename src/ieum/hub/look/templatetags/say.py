"""Template tags for sentences in the reader's language, and for the theme."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.timezone import localtime

from ieum.hub.accounts.caller import NOBODY, caller_of
from ieum.hub.front_sections import Section
from ieum.hub.look.theme import theme_of
from ieum.hub.look.wording import cell_text, foreign_language
from ieum.kernel.context import Caller
from ieum.kernel.messages import Language, Message, written_date

register = template.Library()


def language_in(context: Context) -> str:
    """The reader's language; Korean where a page is drawn without a request."""
    return str(getattr(context.get("request"), "language", Language.KOREAN))


@register.simple_tag(takes_context=True)
def say(context: Context, sentence: str, **values: object) -> str:
    """``{% say "{count}개가 있습니다" count=3 %}``: a sentence in the reader's language.

    A message from elsewhere keeps the values it came with.
    """
    own = sentence.values if isinstance(sentence, Message) else {}
    return Message(str(sentence), {**own, **values}).text(language_in(context))


@register.simple_tag(takes_context=True)
def words(context: Context, given: object) -> str:
    """Words that may be a message or may come from data, which has no translation."""
    return cell_text(given, language_in(context))


@register.simple_tag(takes_context=True)
def day(context: Context, moment: datetime) -> str:
    """The day of a moment, in Korea and in words."""
    return written_date(localtime(moment).date(), language_in(context))


@register.simple_tag(takes_context=True)
def foreign(context: Context, text: object) -> str:
    """`` lang="ko"`` for the element of a text that is not in the reader's language, else nothing."""
    language = foreign_language(str(text), language_in(context))
    return format_html(' lang="{}"', language) if language else ""


@register.simple_tag(takes_context=True)
def quoted(context: Context, text: object) -> str:
    """The text, marked with its language where that is not the reader's.

    For an element that shows words of ours beside the text, which must not take its language on.
    """
    language = foreign_language(str(text), language_in(context))
    return format_html('<span lang="{}">{}</span>', language, text) if language else str(text)


@register.simple_tag(takes_context=True)
def in_language(context: Context, language: str) -> str:
    """The address of this page in a language, with what was asked on it."""
    request = context.get("request")
    if request is None:
        return f"?lang={language}"
    query = [(name, value) for name, several in request.GET.lists() for value in several]
    kept = [(name, value) for name, value in query if name != "lang"]
    return f"?{urlencode([*kept, ('lang', language)])}"


@register.simple_tag(takes_context=True)
def here_with(context: Context, **changed: object) -> str:
    """The address of this page with some of what was asked changed: ``{% here_with page=3 %}``."""
    request = context.get("request")
    asked = [] if request is None else request.GET.lists()
    kept = [(name, value) for name, several in asked for value in several if name not in changed]
    return f"?{urlencode([*kept, *((name, str(value)) for name, value in changed.items())])}"


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """``light``, ``dark``, or ``auto`` for what the reader's machine says."""
    request = context.get("request")
    return theme_of(request) if request is not None else "auto"


@register.simple_tag(takes_context=True)
def caller(context: Context) -> Caller:
    """Who reads the page.

    A page about a failure of our own does not ask the database, which may be what failed.
    """
    request = context.get("request")
    failed = (context.get("problem") or {}).get("status", 0) >= 500
    return NOBODY if request is None or failed else caller_of(request)


@register.simple_tag(takes_context=True)
def drawn(context: Context, section: Section) -> str:
    """A part of a page that a service draws, with its own template and values."""
    return render_to_string(section.template, dict(section.values), context.get("request"))


@register.simple_tag
def figure(value: float) -> str:
    """An amount with its digits in groups, to the nearest whole."""
    return f"{value:,.0f}"
