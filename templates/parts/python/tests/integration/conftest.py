"""A real server of the service on a free port, with what the environment gives it."""

import socket
import threading
import time

import httpx
import pytest
import uvicorn

from app.main import create_app
from app.readiness import checks_of
from app.settings import Settings


@pytest.fixture(scope="session")
def settings():
    return Settings.from_environment()


@pytest.fixture(scope="session")
def server(settings):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        app = create_app(settings, checks_of(settings))
        running = uvicorn.Server(uvicorn.Config(app, log_config=None))
        running.install_signal_handlers = lambda: None
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        for _ in range(100):
            if running.started:
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        running.should_exit = True
        thread.join(timeout=10)


@pytest.fixture()
def client(server):
    with httpx.Client(base_url=server, timeout=10) as client:
        yield client
