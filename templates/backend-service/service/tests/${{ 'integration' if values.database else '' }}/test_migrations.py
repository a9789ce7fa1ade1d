from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config

ROOT = Path(__file__).parents[2]


def test_up_down_and_up_again(settings, monkeypatch):
    monkeypatch.chdir(ROOT)
    config = Config(ROOT / "alembic.ini")
    command.upgrade(config, "head")
    command.downgrade(config, "base")
    command.upgrade(config, "head")
    with psycopg.connect(settings.database_url) as connection:
        assert connection.execute("SELECT count(*) FROM facts").fetchone() == (0,)
