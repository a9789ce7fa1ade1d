"""One span a request, sent by OTLP where an end point is set; the trace id is in every log line either way."""

import re
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request, Response

from app.logs import trace_id
from app.settings import Settings

TRACEPARENT = re.compile(r"^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$")
Next = Callable[[Request], Awaitable[Response]]


def trace_of(traceparent: str) -> str:
    match = TRACEPARENT.match(traceparent)
    return match.group(1) if match else uuid.uuid4().hex


def tracer_of(settings: Settings) -> Any:
    """The OpenTelemetry tracer, or None where no end point is set."""
    if not settings.otlp_endpoint:
        return None
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    resource = Resource.create({"service.name": settings.name, "service.version": settings.version})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider.get_tracer(settings.name)


def add_tracing(app: FastAPI, tracer: Any) -> None:
    @app.middleware("http")
    async def trace(request: Request, call_next: Next) -> Response:
        if tracer is None:
            trace_id.set(trace_of(request.headers.get("traceparent", "")))
            return await call_next(request)
        return await with_span(tracer, request, call_next)


async def with_span(tracer: Any, request: Request, call_next: Next) -> Response:
    from opentelemetry.propagate import extract
    from opentelemetry.trace import SpanKind, Status, StatusCode, format_trace_id

    with tracer.start_as_current_span(
        f"{request.method} {request.url.path}",
        context=extract(dict(request.headers)),
        kind=SpanKind.SERVER,
    ) as span:
        trace_id.set(format_trace_id(span.get_span_context().trace_id))
        response = await call_next(request)
        span.set_attribute("http.request.method", request.method)
        span.set_attribute("http.response.status_code", response.status_code)
        if response.status_code >= 500:
            span.set_status(Status(StatusCode.ERROR))
        return response
