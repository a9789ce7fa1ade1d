import pytest

from app.pillars import hour_branch


@pytest.mark.parametrize(
    ("hour", "minute", "branch"),
    [(23, 0, "ja"), (0, 59, "ja"), (1, 0, "chuk"), (7, 30, "jin"), (22, 59, "hae")],
)
def test_hour_branch(hour: int, minute: int, branch: str) -> None:
    assert hour_branch(hour, minute) == branch


def test_refuses_what_is_no_time() -> None:
    with pytest.raises(ValueError, match="not a time"):
        hour_branch(24)
