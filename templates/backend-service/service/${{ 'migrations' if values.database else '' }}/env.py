"""Runs the migrations; two pods that start at once wait for each other."""

import os

from alembic import context
from sqlalchemy import create_engine, text

LOCK = 7_402_113


def url() -> str:
    return os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://", 1)


def run() -> None:
    with create_engine(url()).connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:id)"), {"id": LOCK})
        connection.commit()
        context.configure(connection=connection, transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()
        connection.execute(text("SELECT pg_advisory_unlock(:id)"), {"id": LOCK})


run()
