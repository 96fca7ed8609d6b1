"""Learn what the built-in tools say, so that the ask box answers its first question at once.

The result lies in `src/ieum/hub/learnt`, is part of the wheel and never of the repository. Nothing is
done when neither the tools nor the engine have changed since the last time.
"""

from __future__ import annotations

import os
import tempfile

from tools.steps import step


def main() -> None:
    """Bring `learnt` up to date."""
    with tempfile.TemporaryDirectory() as home:
        # Settings are read, but no data: this must work before there is any.
        os.environ["IEUM_HOME"] = home
        from ieum.hub.django_ready import django_ready

        django_ready()
        from ieum.hub.understanding import learn_ahead

        with step("Learning what the tools say"):
            learn_ahead()


if __name__ == "__main__":
    main()
