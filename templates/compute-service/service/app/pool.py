"""A bounded pool of processes: so many calculate, so many wait, one more is refused at once."""

import asyncio
import signal
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

from prometheus_client import Counter, Gauge, Histogram

DURATION = Histogram(
    "calculation_duration_seconds",
    "Time a calculation took, without waiting",
    ["result"],
    buckets=(0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30),
)
IN_POOL = Gauge("calculations_in_pool", "Calculations that run or wait")
REFUSED = Counter("calculations_refused", "Calculations refused because too many waited")
Result = TypeVar("Result")


class QueueFull(Exception):
    """As many calculations wait as are allowed."""


class CalculationPool:
    def __init__(self, workers: int, queue_limit: int, seconds: float) -> None:
        # Spawned, not forked: the server has threads, and a fork of a thread that holds a lock never ends.
        self._executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
        self._limit = workers + queue_limit
        self._seconds = seconds
        self._inside = 0

    async def run(self, calculation: Callable[..., Result], *arguments: Any) -> Result:
        if self._inside >= self._limit:
            REFUSED.inc()
            raise QueueFull
        self._inside += 1
        IN_POOL.set(self._inside)
        try:
            return await self._measured(calculation, *arguments)
        finally:
            self._inside -= 1
            IN_POOL.set(self._inside)

    async def _measured(self, calculation: Callable[..., Result], *arguments: Any) -> Result:
        loop = asyncio.get_running_loop()
        try:
            seconds, result = await loop.run_in_executor(
                self._executor, limited, self._seconds, calculation, *arguments
            )
        except TimeoutError:
            DURATION.labels("timeout").observe(self._seconds)
            raise
        DURATION.labels("ok").observe(seconds)
        return result

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


def limited(
    seconds: float, calculation: Callable[..., Result], *arguments: Any
) -> tuple[float, Result]:
    """Runs in the worker: the alarm ends a calculation that takes too long, and the worker is free for the next."""

    def stop(*_: Any) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    began = time.perf_counter()
    try:
        result = calculation(*arguments)
        return time.perf_counter() - began, result
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
