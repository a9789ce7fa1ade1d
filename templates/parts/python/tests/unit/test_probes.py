from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings


def client(**checks):
    return TestClient(create_app(Settings(version="1.2.3"), checks))


def failing():
    raise ConnectionError("down")


def test_health_asks_nothing_else():
    assert client(database=failing).get("/health").json() == {"status": "ok"}


def test_ready_when_everything_answers():
    response = client(database=lambda: None).get("/ready")
    assert response.status_code == 200
    assert response.json()["failed"] == []


def test_ready_names_what_does_not_answer():
    response = client(database=failing, redis=lambda: None).get("/ready")
    assert response.status_code == 503
    assert response.json()["failed"] == ["database"]
