"""Writes the API description: python -m app.openapi > openapi.json (a test compares the committed one)."""

import json
import sys

from app.main import app


def description() -> str:
    return json.dumps(app.openapi(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(description())
