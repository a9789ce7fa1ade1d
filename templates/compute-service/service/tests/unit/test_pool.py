import asyncio
import time

import pytest

from app.calculation import factors_of
from app.pool import CalculationPool, QueueFull, limited


@pytest.mark.parametrize(
    ("number", "factors"), [(2, [2]), (12, [2, 2, 3]), (97, [97]), (999_983 * 3, [3, 999_983])]
)
def test_factors(number, factors):
    assert factors_of(number) == factors


def test_the_time_is_measured_in_the_worker():
    seconds, result = limited(5, factors_of, 12)
    assert result == [2, 2, 3]
    assert 0 <= seconds < 5


def test_what_takes_too_long_is_ended():
    with pytest.raises(TimeoutError):
        limited(0.05, time.sleep, 5)


def in_pool(work, workers=1, queue_limit=1, seconds=5):
    async def run():
        pool = CalculationPool(workers, queue_limit, seconds)
        try:
            return await work(pool)
        finally:
            pool.close()

    return asyncio.run(run())


def test_one_more_than_may_wait_is_refused():
    async def work(pool):
        tasks = [pool.run(time.sleep, 0.2) for _ in range(3)]
        return await asyncio.gather(*tasks, return_exceptions=True)

    results = in_pool(work)
    assert results[:2] == [None, None]
    assert isinstance(results[2], QueueFull)


def test_a_worker_is_free_again_after_a_timeout():
    async def work(pool):
        with pytest.raises(TimeoutError):
            await pool.run(time.sleep, 5)
        return await pool.run(factors_of, 6)

    assert in_pool(work, seconds=0.2) == [2, 3]
