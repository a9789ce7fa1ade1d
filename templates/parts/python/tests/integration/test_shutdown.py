"""SIGTERM ends the process without breaking the request that runs."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time

import httpx

SLOW = """
import asyncio, uvicorn
from app.main import app

@app.get("/slow", include_in_schema=False)
async def slow():
    await asyncio.sleep(1)
    return {"done": True}

uvicorn.run(app, host="127.0.0.1", port=PORT, log_config=None)
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url):
    for _ in range(200):
        try:
            return httpx.get(url)
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"{url} does not answer")


def test_a_running_request_is_finished():
    port = free_port()
    script = SLOW.replace("PORT", str(port))
    process = subprocess.Popen([sys.executable, "-c", script], env=os.environ)  # noqa: S603
    try:
        wait_for(f"http://127.0.0.1:{port}/health")
        answers = []
        request = threading.Thread(
            target=lambda: answers.append(httpx.get(f"http://127.0.0.1:{port}/slow", timeout=10))
        )
        request.start()
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        request.join(timeout=10)
        process.wait(timeout=10)
    finally:
        process.kill()
    assert [answer.json() for answer in answers] == [{"done": True}]
