import pytest

from app.readiness import checks_of
from app.settings import Settings


def test_only_what_is_configured_is_checked():
    assert list(checks_of(Settings())) == []
    settings = Settings.from_environment({"DATABASE_URL": "postgresql://x", "REDIS_URL": "redis://x"})
    assert list(checks_of(settings)) == ["database", "redis"]


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("database", "postgresql://nobody@127.0.0.1:1/none"),
        ("redis", "redis://127.0.0.1:1/0"),
    ],
)
def test_a_check_fails_when_nothing_answers(name, url):
    settings = Settings(**{f"{name}_url": url})
    with pytest.raises(Exception, match=r"(?i)connect|refused"):
        checks_of(settings)[name]()
