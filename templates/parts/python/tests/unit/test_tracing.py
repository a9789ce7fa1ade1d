from unittest.mock import patch

import pytest
from fastapi.testclient import TestClient

from app.logs import trace_id
from app.main import create_app
from app.settings import Settings
from app.tracing import add_tracing, trace_of, tracer_of

TRACE = "a" * 32


def test_the_trace_of_the_caller_goes_on():
    assert trace_of(f"00-{TRACE}-{'b' * 16}-01") == TRACE


@pytest.mark.parametrize("header", ["", "00-zz-b-01", "x" * 1000])
def test_without_one_it_begins_here(header):
    assert len(trace_of(header)) == 32


def test_nothing_is_recorded_without_an_end_point():
    assert tracer_of(Settings()) is None


def seen_trace(app):
    @app.get("/trace", include_in_schema=False)
    async def trace():
        return {"trace": trace_id.get()}

    headers = {"traceparent": f"00-{TRACE}-{'b' * 16}-01"}
    return TestClient(app).get("/trace", headers=headers).json()["trace"]


def test_log_lines_of_a_request_know_its_trace():
    assert seen_trace(create_app(Settings(), {})) == TRACE


def test_with_an_end_point_each_request_is_a_span():
    pytest.importorskip("opentelemetry.sdk", reason="OpenTelemetry is not installed here")
    pytest.importorskip("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    with patch("opentelemetry.sdk.trace.export.BatchSpanProcessor.on_end") as ended:
        app = create_app(Settings(), {})
        add_tracing(app, tracer_of(Settings(otlp_endpoint="http://127.0.0.1:1")))
        assert seen_trace(app) == TRACE
    span = ended.call_args[0][0]
    assert (span.name, span.attributes["http.response.status_code"]) == ("GET /trace", 200)
