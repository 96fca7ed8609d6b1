"""What the command line says, where it says it, and the exit code that goes with it."""

from __future__ import annotations

import sys

from ieum.kernel.errors import IeumError, InvalidArguments, UnreadableRequest
from ieum.kernel.messages import Language, Message, _

ANSWERED, FAILED, WRONG, INTERRUPTED = 0, 1, 2, 130
#: Statuses of errors that another command line would not meet.
WRITE_DIFFERENTLY = frozenset({400, 404, 405, 413, 415, 422})
#: Characters that would steer the terminal, or turn the words around them about, had somebody put
#: them into a document or a name; each is shown as what cannot be shown.
_STEERING = dict.fromkeys(
    [
        *range(9),
        *range(0x0B, 0x20),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ],
    "\ufffd",
)


class Speaker:
    """Says things to whoever typed the command, in their language, as text or as JSON."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.as_json = False

    def follow(self, options: dict[str, str]) -> None:
        """Take over the options that say how to speak."""
        if "language" in options:
            self.language = language_named(options["language"])
        self.as_json = self.as_json or "json" in options

    def say(self, text: str) -> None:
        """Text on standard output."""
        sys.stdout.write(text.translate(_STEERING))
        sys.stdout.flush()

    def say_json(self, body: bytes) -> None:
        """Exactly these bytes on standard output; on a terminal the prompt comes on a new line."""
        sys.stdout.flush()
        sys.stdout.buffer.write(body + (b"\n" if sys.stdout.isatty() else b""))
        sys.stdout.buffer.flush()

    def aside(self, message: Message) -> None:
        """One line on standard error."""
        self._beside(f"ieum: {message.text(self.language)}")

    def failure(self, error: IeumError) -> int:
        """Say what went wrong; the exit code for it."""
        if self.as_json:
            import orjson

            from ieum.hub.problems import problem

            self.say_json(orjson.dumps(problem(error, self.language)))
        else:
            self.aside(error.message)
            if isinstance(error, InvalidArguments):
                self._faults(error)
        return WRONG if error.status in WRITE_DIFFERENTLY else FAILED

    def _faults(self, error: InvalidArguments) -> None:
        from ieum.hub.doors.help_pages import option

        for fault in error.faults:
            self._beside(f"  {option(fault.path)}: {fault.message.text(self.language)}")

    @staticmethod
    def _beside(line: str) -> None:
        seen = line.translate(_STEERING).encode("utf-8", "replace").decode()
        print(seen, file=sys.stderr, flush=True)


def language_named(text: str) -> Language:
    """The language of an option; ``UnreadableRequest`` for any but ours."""
    try:
        return Language(text)
    except ValueError:
        raise UnreadableRequest(
            _("'{text}' 말은 할 줄 모릅니다. 쓸 수 있는 것: ko, en", text=text[:20])
        ) from None
