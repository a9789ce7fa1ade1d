"""The hour pillar of a birth time, in whole minutes so that no rounding moves anybody into another hour."""

BRANCHES = ("ja", "chuk", "in", "myo", "jin", "sa", "o", "mi", "sin", "yu", "sul", "hae")


def hour_branch(hour: int, minute: int = 0) -> str:
    """The double hour a time of day belongs to; ja begins at 23:00."""
    if not 0 <= hour < 24 or not 0 <= minute < 60:
        raise ValueError("not a time of day")
    minutes = (hour * 60 + minute + 60) % (24 * 60)
    return BRANCHES[minutes // 120]
