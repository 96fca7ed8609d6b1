"""New moons and the sun's longitude by J. Meeus, Astronomical Algorithms (chapters 25 and 49).

The lunar calendar's table in ``ieum.text.lunar`` was made with this; the tests make it again.
Good to a few minutes of time, which decides the day except when a new moon falls within minutes
of midnight in Korea.
"""

from datetime import date, datetime, timedelta
from itertools import pairwise
from math import floor, radians, sin

_EPOCH = datetime(2000, 1, 1, 12)  # Julian date 2451545.0
_KOREA = timedelta(hours=9)


def _moment(julian: float) -> datetime:
    """Korean standard time of a Julian ephemeris date; 70 s from dynamical to civil time."""
    return _EPOCH + timedelta(days=julian - 2451545.0) - timedelta(seconds=70) + _KOREA


def new_moon(k: int) -> datetime:
    """The ``k``-th new moon after that of 6 January 2000, in Korean time."""
    t = k / 1236.85
    julian = 2451550.09766 + 29.530588861 * k + 0.00015437 * t**2 - 0.00000015 * t**3
    e = 1 - 0.002516 * t - 0.0000074 * t**2
    sun = radians(2.5534 + 29.10535670 * k - 0.0000014 * t**2)
    moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t**2)
    node_distance = radians(160.7108 + 390.67050284 * k - 0.0016118 * t**2)
    node = radians(124.7746 - 1.56375588 * k + 0.0020672 * t**2)
    julian += (
        -0.40720 * sin(moon)
        + 0.17241 * e * sin(sun)
        + 0.01608 * sin(2 * moon)
        + 0.01039 * sin(2 * node_distance)
        + 0.00739 * e * sin(moon - sun)
        - 0.00514 * e * sin(moon + sun)
        + 0.00208 * e**2 * sin(2 * sun)
        - 0.00111 * sin(moon - 2 * node_distance)
        - 0.00057 * sin(moon + 2 * node_distance)
        + 0.00056 * e * sin(2 * moon + sun)
        - 0.00042 * sin(3 * moon)
        + 0.00042 * e * sin(sun + 2 * node_distance)
        + 0.00038 * e * sin(sun - 2 * node_distance)
        - 0.00024 * e * sin(2 * moon - sun)
        - 0.00017 * sin(node)
        + 0.000325 * sin(radians(299.77 + 0.107408 * k - 0.009173 * t**2))
        + 0.000165 * sin(radians(251.88 + 0.016321 * k))
        + 0.000164 * sin(radians(251.83 + 26.651886 * k))
        + 0.000126 * sin(radians(349.42 + 36.412478 * k))
        + 0.000110 * sin(radians(84.66 + 18.206239 * k))
    )
    return _moment(julian)


def sun_longitude(day: date) -> float:
    """Apparent longitude of the sun in degrees at the start of a Korean day."""
    moment = datetime(day.year, day.month, day.day) - _KOREA + timedelta(seconds=70)
    t = (moment - _EPOCH).total_seconds() / 86400 / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t**2
    anomaly = radians(357.52911 + 35999.05029 * t - 0.0001537 * t**2)
    centre = (
        (1.914602 - 0.004817 * t) * sin(anomaly)
        + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
        + 0.000289 * sin(3 * anomaly)
    )
    node = radians(125.04 - 1934.136 * t)
    return (mean + centre - 0.00569 - 0.00478 * sin(node)) % 360


def lunar_years(first: int, last: int) -> dict[int, tuple[date, int, list[int]]]:
    """For each year: lunar New Year, the leap month (0 for none), and all month lengths.

    The month of the winter solstice is the eleventh; where thirteen months lie between two of
    those, the first that the sun crosses no multiple of 30° in is a leap month.
    """
    k0 = floor((first - 2 - 2000) * 12.3685)
    days = [new_moon(k).date() for k in range(k0, k0 + (last - first + 5) * 13)]
    eleventh = [i for i in range(len(days) - 1) if _crosses(days[i], days[i + 1], 9)]
    names: dict[int, tuple[int, bool]] = {}
    for here, following in pairwise(eleventh):
        month, leap_due = 11, following - here == 13
        for i in range(here, following):
            if i > here:
                if leap_due and not _holds_a_term(days[i], days[i + 1]):
                    names[i] = (month, True)
                    leap_due = False
                    continue
                month = month % 12 + 1
            names[i] = (month, False)
    starts = [i for i, name in names.items() if name == (1, False)]
    table = {}
    for here, following in pairwise(starts):
        leap = next((names[i][0] for i in range(here, following) if names[i][1]), 0)
        lengths = [(days[i + 1] - days[i]).days for i in range(here, following)]
        table[days[here].year] = (days[here], leap, lengths)
    return {year: table[year] for year in range(first, last + 1)}


def _holds_a_term(start: date, end: date) -> bool:
    return sun_longitude(start) // 30 != sun_longitude(end) // 30


def _crosses(start: date, end: date, sector: int) -> bool:
    return sun_longitude(start) // 30 != sector and sun_longitude(end) // 30 == sector
