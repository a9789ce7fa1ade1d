/** A module of saju-calculator that nobody has deployed yet: its gate is red. */
export const timeZones = `"""The time zones of Korea before 1961, so that a birth time means what the clock on the wall said."""

from datetime import date

ZONES = (
    (date(1908, 4, 1), 510),
    (date(1912, 1, 1), 540),
    (date(1954, 3, 21), 510),
    (date(1961, 8, 10), 540),
)


def minutes_east(day: date) -> int:
    """How many minutes the clocks of Seoul were ahead of Greenwich."""
    found = 508
    for since, minutes in ZONES:
        if day >= since:
            found = minutes
    return found
`;
