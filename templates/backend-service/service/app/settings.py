"""Settings: read once from the environment, typed, with their defaults in one place."""

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    version: str = "0.0.0"
    log_level: str = "INFO"
    database_url: str | None = None
    redis_url: str | None = None

    @staticmethod
    def from_environment(environment: Mapping[str, str] = os.environ) -> "Settings":
        return Settings(
            version=environment.get("APP_VERSION", "0.0.0"),
            log_level=environment.get("LOG_LEVEL", "INFO").upper(),
            database_url=environment.get("DATABASE_URL") or None,
            redis_url=environment.get("REDIS_URL") or None,
        )
