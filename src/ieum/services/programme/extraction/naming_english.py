"""What an amount is for in an English sentence: the words that English puts around money."""

from __future__ import annotations

import re

from ieum.search.figures import Figure
from ieum.search.passages import Passage, sentences
from ieum.services.programme.extraction.name_words import Name, place

_STOP = (
    r"and\s(?:KRW\s)?\d|by|from|over|which|that|who|where|until|through|between|during|this|next|starting|beginning|jointly|under|with|"
    r"and\s(?:will|to|another|a\sfurther)|to\s(?:help|support|be|boost)|in\s20\d\d|for\s20\d\d|as\spart|while|since|per"
)
_PHRASE = rf"((?:(?!(?:{_STOP})\b)[^,;:.()“”\"])+)"
_SKIP = (
    r"(?:\s(?:over|during|for)\s(?:the\s(?:next|coming)\s)?[\w-]+\syears?|\s(?:by|in|until|through)\s20\d\d|"
    r"\sfrom\s20\d\d\s(?:to|through|until)\s20\d\d|\sbetween\s20\d\d\sand\s20\d\d|\s(?:this|next)\syear|\sa\syear|\sannually)*"
)
_AFTER = (
    re.compile(
        rf"{_SKIP},?\s(?:will\s|is\s|are\s|was\s|has\sbeen\s|to\s)*(?:be\s)?(?:go|goes|spent|invested|earmarked|allocated|"
        rf"set\saside|provided|poured|used|budgeted|injected)?\s?(?:in|into|on|for|towards?|to(?=\s(?!KRW|USD|₩|\$|\d|make|meet|reach|cover|pay|secure|expand|raise|enhance|improve|accelerate|ensure|provide|promote|strengthen|foster|nurture))|(?<=go\s)to|(?<=goes\s)to)\s"
        rf"(?:build|develop|create|establish|support|fund|the\s(?:construction|development)\sof)?\s?{_PHRASE}",
        re.IGNORECASE,
    ),
    re.compile(rf"\s{_PHRASE}", re.IGNORECASE),
)
_SUBJECT = re.compile(
    r"(?:^|[.;,]\s|\band\s|\bwhile\s)(?:(?:(?:Of|Under)\s[^,]+|Separately|Meanwhile|In\saddition|Also),\s)?"
    r"(?P<name>(?:(?!\b(?:will|is|are|was|has|have|said)\b)[^,;.()])+?)(?:,\s(?!and\b|while\b)[^,;.]{3,70},(?!\s(?:and|while)\b)|,\swhich)?\s"
    r"(?:will|would|is|are|was|were|has|have|had|to|which)?\s?(?:also\s|be\s|been\s|set\sto\s|to\s|expected\sto\s)*"
    r"(?:receives?|received|gets?|got|costs?|given|allocated|granted|assigned|awarded|totals?|amounts?\sto|budgeted\sat|worth|"
    r"accounts?\sfor|require[sd]?|takes?)\s(?:a\stotal\sof\s|some\s|about\s|up\sto\s|an?\s(?:annual\s)?budget\sof\s)*$",
    re.IGNORECASE,
)
#: A test centre will be built in Gumi by 2028 at a cost of KRW 72 billion.
_AT_A_COST = re.compile(
    r"(?:^|[.;]\s)(?P<name>(?:(?!\b(?:will|is|are|was|were)\b)[^,;.()])+?)\s(?:will|is|are|was|were)\b[^;.]*?"
    r"\b(?:at\sa\s(?:total\s)?cost\sof|costing|with\sa\s(?:total\s)?(?:budget|investment)\sof)\s(?:about\s|some\s)?$",
    re.IGNORECASE,
)
#: it will launch the Fishing Grounds Programme, which will run to 2032 with a total budget of KRW 248 billion
_LAUNCHED = re.compile(
    r"\b(?:launch|start|begin|introduce|unveil|establish|build|create|announce|carry\sout|run)(?:s|es|ed|ing)?\s"
    r"(?P<name>(?:the|an?)\s(?:(?!\b(?:with|which|that)\b)[^,;.()])+?)(?:,?\s(?:which|that)\b[^.;]*?)?,?\s"
    r"(?:at\sa\s(?:total\s)?cost\sof|costing|with\sa\s(?:total\s)?(?:budget|investment|funding)\sof)\s(?:about\s|some\s)?$",
    re.IGNORECASE,
)
#: A Mountain Rescue Data Hub costing at least KRW 45 billion will open.
_COSTING = re.compile(
    r"(?:^|[.;,]\s|\b(?:and|build|open|create)\s)(?P<name>(?:an?|the)\s[^,;.()]+?)\s(?:costing|worth|budgeted\sat|valued\sat)\s(?:at\sleast\s|about\s|some\s|up\sto\s)?$",
    re.IGNORECASE,
)
#: The largest item is the National Address Graph, …
_ITEM_IS = re.compile(
    r"^(?:The\s)?(?:[\w-]+\s){1,4}(?:is|are)\s(?=the\s|an?\s|[A-Z])", re.IGNORECASE
)
_BUDGET_OF = re.compile(
    r"(?:budget|funding|spending|investment)\s(?:for|of|on|in)\s(?P<name>[^,;.()]+?)\s(?:is|are|was|will|has|at|to|rises?|rose|"
    r"grows?|grew|increased?|stands?)\b[^.;]*$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:and|an?|the|its|their|this|new|another|for|to|on|in|of)\s)+", re.IGNORECASE
)
_BEFORE_BRACKET = re.compile(
    r"(?:^|[,;.:]|\b(?:and|includes?|including|are|is|in|on|to|of|for|with)\b)\s*([^,;.:()]{4,80}?)\s*$"
)
_PRONOUN = re.compile(
    r"(?:it|they|this|that|which|(?:the\s)?(?:[\w-]+\s)?(?:province|city|county|agency|company|office|authority|programme|program|project|plan|total|sum|amount|ministry|government))$",
    re.I,
)


def english_name_of(passage: Passage, figure: Figure) -> Name | None:
    """The name of what an amount is for, None where the sentence has none of its own."""
    text = passage.text
    start, end = next(((s, e) for s, e in sentences(text) if s <= figure.start < e), (0, len(text)))
    if item := _ITEM_IS.match(text[start : figure.start]):
        start += item.end()
    before, after = text[start : figure.start], text[figure.end : end]
    if before.endswith("(") and (match := _BEFORE_BRACKET.search(before[:-1])):
        return _name(passage, match[1], start + match.start(1))
    for pattern in (_SUBJECT, _LAUNCHED, _AT_A_COST, _COSTING, _BUDGET_OF):
        if match := pattern.search(before):
            name = _name(passage, match["name"], start + match.start("name"))
            if name:
                return name
    for pattern in _AFTER[:1]:
        if match := pattern.match(after):
            name = _name(passage, match[1], figure.end + match.start(1))
            if name:
                return name
    return None


def _name(passage: Passage, words: str, at: int) -> Name | None:
    lead = _LEADING.match(words)
    if lead:
        at, words = at + lead.end(), words[lead.end() :]
    words = words.strip()
    if len(words) < 4 or _PRONOUN.fullmatch(words) or not re.search(r"[A-Za-z]{3}", words):
        return None
    return Name(words, place(passage, at - 0, at + len(words)))
