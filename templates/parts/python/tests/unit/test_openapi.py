"""The committed description is the one the code has: what a consumer can see of it, not what versions of FastAPI word."""

import json
from pathlib import Path

from app.openapi import description


def visible(text):
    document = json.loads(text)
    return {
        "title": document["info"]["title"],
        "paths": {
            path: {
                method: {
                    "id": operation["operationId"],
                    "summary": operation["summary"],
                    "parameters": sorted(
                        (each["in"], each["name"], each["required"])
                        for each in operation.get("parameters", [])
                    ),
                    "body": operation.get("requestBody"),
                    "answers": sorted(operation["responses"]),
                }
                for method, operation in operations.items()
            }
            for path, operations in document["paths"].items()
        },
    }


def test_the_committed_description_is_current():
    committed = Path(__file__).parents[2].joinpath("openapi.json").read_text()
    assert visible(committed) == visible(description()), (
        "python -m app.openapi > openapi.json"
    )
