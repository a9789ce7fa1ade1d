import json
import logging

from app.logs import JsonFormatter, set_up_logs, trace_id


def record(message, exc_info=None):
    return logging.LogRecord("app", logging.INFO, __file__, 1, message, None, exc_info)


def test_a_line_is_one_json_object_with_the_trace_id():
    trace_id.set("abc")
    line = json.loads(JsonFormatter().format(record("안녕하세요")))
    assert line["message"] == "안녕하세요"
    assert line["trace_id"] == "abc"
    assert line["level"] == "INFO"


def test_an_exception_is_part_of_the_line():
    try:
        raise ValueError("why")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    assert "ValueError: why" in json.loads(JsonFormatter().format(record("no", info)))["exception"]


def test_the_level_is_set():
    set_up_logs("WARNING")
    assert logging.getLogger().level == logging.WARNING
