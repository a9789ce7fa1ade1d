"""The calculation itself: a pure function, so that it is easy to test and runs in any process."""


def factors_of(number: int) -> list[int]:
    """The prime factors, smallest first."""
    factors = []
    candidate = 2
    while candidate * candidate <= number:
        while number % candidate == 0:
            factors.append(candidate)
            number //= candidate
        candidate += 1 if candidate == 2 else 2
    return [*factors, number] if number > 1 else factors
