"""The simulated country goes on beside the requests, so that whoever visits sees a living board."""

from __future__ import annotations

import logging
import secrets
import threading
from datetime import datetime, timedelta

from ieum.services.scamcall.clock import now
from ieum.services.scamcall.simulation import store
from ieum.services.scamcall.simulation.running import Run, new_story

logger = logging.getLogger("ieum.scamcall")
#: Seconds between looks whether there is a country to go on with.
LOOK_EVERY = 5.0
#: Seconds between two steps of a country that goes on.
STEP_SECONDS = 1.0
#: By day about so many signals come in an hour of the country's time; it passes faster or slower so
#: that as many as wanted come in a real minute.
SIGNALS_AN_HOUR = 50.0
#: It always is morning when a country goes on, and it stays day: nothing would be seen at night.
MORNING, HOURS_OF_DAY = 10 * 60.0, 9 * 60.0


def keep_alive(stop: threading.Event) -> None:
    """Go on with a country whenever there is one, until told to stop."""
    while not stop.wait(LOOK_EVERY):
        try:
            look(stop)
        except Exception:
            # The database may be away for a while; the country outlives that.
            logger.exception("the simulated country could not go on; it tries again")


def look(stop: threading.Event) -> None:
    """Go on with a country, if there is one that no other process holds, until it is over."""
    held = store.take_lease(now())
    if held is None:
        return
    country, signals_a_minute = held
    try:
        _live(country, signals_a_minute / SIGNALS_AN_HOUR * 60, stop)
    finally:
        store.give_lease_back(country)


def _live(country: int, pace: float, stop: threading.Event) -> None:
    """``pace``: minutes of the country's time in a real minute."""
    run, began = None, now()
    while not stop.wait(STEP_SECONDS):
        today = now()
        # A real organisation that joins must hear of nothing made up.
        if store.is_real() or not store.keep_lease(country, today):
            return
        passed = (today - began).total_seconds() / 60 * pace
        if run is None or passed > HOURS_OF_DAY:
            run, began, passed = _morning(today, pace), today, 0.0
        run.go_on(MORNING + passed)


def _morning(began: datetime, pace: float) -> Run:
    """Another day of other gangs, told to the hub as it happens."""

    def moment(minute: float) -> datetime:
        return began + timedelta(minutes=(minute - MORNING) / pace)

    return Run(new_story(secrets.randbits(31), MORNING), store.known_members(), moment)
