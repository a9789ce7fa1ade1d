"""Request metrics under the names that the alerts, dashboards and canary analysis use."""

import time
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest

REQUESTS = Counter("http_requests", "Requests by status", ["method", "status"])
DURATION = Histogram(
    "http_request_duration_seconds",
    "Time to answer",
    ["method"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10),
)
# What asks for these is the platform, not a user: they would hide errors and slowness behind thousands of quick answers.
UNMEASURED = {"/health", "/ready", "/metrics"}


def add_metrics(app: FastAPI) -> None:
    @app.middleware("http")
    async def measure(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        if request.url.path in UNMEASURED:
            return await call_next(request)
        began = time.perf_counter()
        status = "500"
        try:
            response = await call_next(request)
            status = str(response.status_code)
            return response
        finally:
            REQUESTS.labels(request.method, status).inc()
            DURATION.labels(request.method).observe(time.perf_counter() - began)

    @app.get("/metrics", include_in_schema=False)
    def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
