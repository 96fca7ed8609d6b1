"""The one short question that asks for a missing argument."""

from __future__ import annotations

from collections.abc import Sequence

from ieum.ask.choices import names_of
from ieum.ask.wants import Want, Wanted
from ieum.kernel.labels import Name
from ieum.kernel.messages import Message, _


def question_for(wanted: Wanted) -> Message:
    """What to ask when this argument was not said."""
    description = wanted.argument.description
    name = Name(str(description), description.values)
    match wanted.want:
        case Want.DATE | Want.MOMENT:
            return _("'{name}'{name:-은/는} 언제인가요?", name=name)
        case Want.WON:
            return _("'{name}'{name:-은/는} 얼마인가요?", name=name)
        case Want.DURATION:
            return _("'{name}'{name:-은/는} 얼마나 되나요?", name=name)
        case Want.NUMBER | Want.PERCENT:
            return _("'{name}'{name:-은/는} 몇인가요?", name=name)
        case Want.FILE:
            return _("'{name}'{name:-을/를} 올려 주세요.", name=name)
        case Want.CHOICE:
            choices = ", ".join(names_of(one)[-1] for one in wanted.argument.shape.choices)
            return _("'{name}'{name:-은/는} 어느 것인가요? {choices}", name=name, choices=choices)
        case Want.LINES:
            return _("'{name}'{name:-을/를} 말해 주세요. {form}", name=name, form=_form(wanted))
    return _("'{name}'{name:-을/를} 말해 주세요.", name=name)


def _form(wanted: Wanted) -> Message | str:
    item = wanted.argument.shape.item
    return item.text_form.expects if item and item.text_form else ""


def note_of_unused(values: Sequence[str]) -> Message:
    """What to say where values were said that the likeliest tool has no use for."""
    return _("말씀하신 값 가운데 쓰이지 않는 것이 있습니다: {values}", values=", ".join(values))
