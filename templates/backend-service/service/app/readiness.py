"""What this service needs to answer requests, asked by /ready."""

from collections.abc import Callable

from app.settings import Settings

Check = Callable[[], None]


def check_database(url: str) -> Check:
    def check() -> None:
        import psycopg

        with psycopg.connect(url, connect_timeout=2) as connection:
            connection.execute("SELECT 1")

    return check


def check_redis(url: str) -> Check:
    def check() -> None:
        import redis

        redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2).ping()

    return check


def checks_of(settings: Settings) -> dict[str, Check]:
    checks: dict[str, Check] = {}
    if settings.database_url:
        checks["database"] = check_database(settings.database_url)
    if settings.redis_url:
        checks["redis"] = check_redis(settings.redis_url)
    return checks
