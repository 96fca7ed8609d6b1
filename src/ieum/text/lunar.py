"""The Korean lunisolar calendar, 1990 to 2051.

The table was computed, not copied: new moons and the sun's longitude after J. Meeus,
*Astronomical Algorithms*, in Korean standard time (``tests/text/moon_and_sun.py`` makes it
again). A row is the year, month and day of lunar New Year, the leap month (00: none), and a 1 for
each month of 30 days, a 0 for each of 29.
"""

from datetime import date, timedelta
from functools import cache

_TABLE = """
19900127050100100110111
1991021500010010010111
1992020400011001001011
19930123030110101001010
1994021000111010100101
19950131080110110101001
1996021900010110101101
1997020800001010110110
19980128051001001101110
1999021600100100101110
2000020500110010010110
20010124041110010010101
2002021200110101001010
2003020100110110100101
20040122020101101010101
2005020900010101101100
20060129071010101011011
2007021800001001011101
2008020700100100101101
20090126051100100101011
2010021400101010010101
2011020300101101001010
20120123031011101001010
2013021000101101010101
20140131090101010110101
2015021900010010111010
2016020800101001011011
20170128050101001010111
2018021600010100101011
2019020500101010010101
20200125041011010010101
2021021200011010101010
2022020100101011010101
20230122020101010110101
2024021000010010110110
20250129061010010101110
2026021700101001010111
2027020700010100100111
20280127050110100100110
2029021300110110010011
2030020300010110101010
20310123031010101101010
2032021100100101101101
20330131110100101011101
2034021900010010101110
2035020800101001001101
20360128061101001001101
2037021500110100100101
2038020400110101010010
20390124051101101010100
2040021200101101101010
2041020100100101101101
20420122020100101011011
2043021000010010011011
20440130071010010010111
2045021700101001001011
2046020600101100100101
20470126051011010100101
2048021400011011010100
2049020200101011011010
20500123031001010110110
2051021100100101010111
"""


@cache
def _years() -> dict[int, tuple[date, int, tuple[int, ...]]]:
    years = {}
    for row in _TABLE.split():
        year = int(row[:4])
        lengths = tuple(30 if bit == "1" else 29 for bit in row[10:])
        years[year] = date(year, int(row[4:6]), int(row[6:8])), int(row[8:10]), lengths
    return years


def from_lunar(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """The solar date of a lunar one; ``None`` outside the table or where there is no such day."""
    entry = _years().get(year)
    if entry is None or not 1 <= month <= 12 or (leap and entry[1] != month):
        return None
    start, leap_month, lengths = entry
    index = month - 1 + (1 if leap or (leap_month and month > leap_month) else 0)
    if index >= len(lengths) or not 1 <= day <= lengths[index]:
        return None
    return start + timedelta(days=sum(lengths[:index]) + day - 1)


def to_lunar(day: date) -> tuple[int, int, int, bool] | None:
    """(year, month, day, in a leap month) of a solar date; ``None`` outside the table."""
    for year in (day.year, day.year - 1):
        entry = _years().get(year)
        if entry is None or day < entry[0]:
            continue
        rest = (day - entry[0]).days
        for index, length in enumerate(entry[2]):
            if rest < length:
                leap = entry[1] > 0 and index == entry[1]
                month = index + (0 if entry[1] and index >= entry[1] else 1)
                return year, month, rest + 1, leap
            rest -= length
    return None
