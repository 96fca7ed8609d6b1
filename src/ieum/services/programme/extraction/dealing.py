"""What ``각각`` deals out: each of several amounts is for the work, place, body or year in its turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ieum.search.figures import FigureKind
from ieum.search.passages import Passage, sentences
from ieum.services.programme.extraction.bodies import Body
from ieum.services.programme.extraction.leads import Speakers
from ieum.services.programme.extraction.mentions import Mention
from ieum.services.programme.extraction.name_words import is_name, name_in
from ieum.services.programme.extraction.naming_sentence import ONLY_WHEN
from ieum.services.programme.extraction.phrases import Phrase, named, phrases_of
from ieum.services.programme.extraction.places import regions_in
from ieum.services.programme.extraction.timing import annual

_EACH = re.compile(r"각각\s(?:총\s|약\s|국비\s|예산\s)?$")
#: 각각 60억원과 40억원을: what parts the amounts that are dealt out.
_NEXT_AMOUNT = re.compile(r"\s?원?(?:\s?\([^()]*\))?\s?(?:,|와|과|및|·)\s?(?:약\s)?")
_ALONG = re.compile(r"\s?(?:,|와|과|및|·)\s?")
_PARTICLE = re.compile(r"(?:에는|에도|에|은|는|이|가|을|를|의|으로|로)?\s+")
_ACTS = re.compile(r"(?:은|는|이|가|도|에서는|에서)\s")


def dealt_out(passage: Passage, mentions: Sequence[Mention], speakers: Speakers) -> list[Mention]:
    """The mentions of a passage; of amounts that its text deals out to as many works, places, bodies or
    years, each has its own: 예보 구축과 교육장 조성에 각각 60억원, 40억원을."""
    made = list(mentions)
    at = 0
    while at < len(made):
        run = _run(passage, made, at)
        if len(run) > 1:
            made[at : at + len(run)] = _dealt(passage, run, speakers)
        at += len(run)
    return made


def _run(passage: Passage, mentions: Sequence[Mention], at: int) -> list[Mention]:
    """The amounts from one on that follow 각각, or that one alone."""
    run = [mentions[at]]
    if not _EACH.search(passage.text[: mentions[at].at]):
        return run
    for mention in mentions[at + 1 :]:
        end = run[-1].budget.amount_at[1] - passage.start
        if not _NEXT_AMOUNT.fullmatch(passage.text[end : mention.at]):
            break
        run.append(mention)
    return run


def _dealt(passage: Passage, run: Sequence[Mention], speakers: Speakers) -> list[Mention]:
    start = next((s for s, e in sentences(passage.text) if s <= run[0].at < e), 0)
    each = _EACH.search(passage.text[: run[0].at])
    until = each.start() if each else run[0].at
    before = (p for p in phrases_of(passage) if start <= p.start and p.end <= until)
    phrases = [p for p in before if named(p.text)]
    listed = _listed(passage, phrases, until)
    bodies = [b for b in speakers.bodies(passage.text) if start <= b.start and b.end <= until]
    in_turn = listed[-len(run) :] if len(listed) == len(run) else []
    if any(b.start < p.end and p.start < b.end for b in bodies for p in in_turn):
        in_turn = []
    if in_turn and all(len(regions_in(p.text)) == 1 and not _is_work(p) for p in in_turn):
        return [_placed(m, regions_in(p.text)) for m, p in zip(run, in_turn, strict=True)]
    if in_turn and all(is_name(p.text) for p in in_turn):
        return [_named(passage, m, p) for m, p in zip(run, in_turn, strict=True)]
    acting = next((g for g in _groups(passage.text, bodies) if len(g) == len(run)), None)
    if acting is None:
        return _timed(passage, run, start, until)
    return [_led(passage, m, b) for m, b in zip(run, acting, strict=True)]


def _timed(passage: Passage, run: Sequence[Mention], start: int, until: int) -> list[Mention]:
    """The amounts, each for the year in its turn: 올해와 내년 각각 30억원, 20억원."""
    years = [
        f
        for f in passage.figures
        if f.kind is FigureKind.DATE and f.unit == "year" and start <= f.start and f.end <= until
    ]
    are_listed = all(_ALONG.fullmatch(passage.text[a.end : b.start]) for a, b in pairwise(years))
    if len(years) != len(run) or not are_listed:
        return list(run)
    return [
        replace(m, budget=m.budget.timed(annual(f.first.year))) if f.first else m
        for m, f in zip(run, years, strict=True)
    ]


def _is_work(phrase: Phrase) -> bool:
    """Whether a phrase says more than the name of a place."""
    return phrase.quoted is not None or " " in phrase.text


def _listed(passage: Passage, phrases: Sequence[Phrase], until: int) -> list[Phrase]:
    """The phrases that are listed side by side right before 각각."""
    found: list[Phrase] = []
    for phrase in reversed(phrases):
        if not found:
            particle = _PARTICLE.match(passage.text, phrase.end)
            is_last = particle and ONLY_WHEN.fullmatch(passage.text, particle.end(), until)
            if not is_last:
                continue
        elif not _ALONG.fullmatch(passage.text[phrase.end : found[0].start]):
            break
        found.insert(0, phrase)
    return found


def _groups(text: str, bodies: Sequence[Body]) -> Iterator[list[Body]]:
    """The bodies that a text names side by side and says to act, the last ones first."""
    group: list[Body] = []
    for body in reversed(bodies):
        if group and _ALONG.fullmatch(text[body.end : group[0].start]):
            group.insert(0, body)
            continue
        if group:
            yield group
        group = [body] if _ACTS.match(text, body.end) else []
    if group:
        yield group


def _placed(mention: Mention, regions: tuple[str, ...]) -> Mention:
    return replace(mention, budget=replace(mention.budget, regions=regions))


def _named(passage: Passage, mention: Mention, phrase: Phrase) -> Mention:
    name = name_in(passage, phrase)
    if name is None:
        return mention
    regions = regions_in(name.text) or mention.budget.regions
    budget = replace(mention.budget, name=name.text, name_at=name.at, regions=regions)
    return replace(mention, name=name, budget=budget)


def _led(passage: Passage, mention: Mention, body: Body) -> Mention:
    place = (passage.start + body.start, passage.start + body.end)
    regions = (body.region,) if body.region else mention.budget.regions
    budget = mention.budget
    return replace(
        mention,
        budget=replace(budget, lead=body.name, lead_at=place, partners=(), regions=regions),
    )
