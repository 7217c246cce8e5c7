"""Corpora in JSON: one object a line (.jsonl, .ndjson), a list of objects, or an object with such a list inside.

A line that is no JSON is a Skip that names its number; the rest is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from detente.intake import settings
from detente.intake.decoding import decode, lines
from detente.intake.fields import MARKUP, TEXT, first_text, from_record, has_text
from detente.intake.reasons import Reason, megabytes
from detente.intake.sources import Source, fault_of, stream, whole
from detente.records import Document, Skip

_LIST_DEPTH: Final = 3


def read_json_lines(source: Source) -> Iterator[Document | Skip]:
    """One Document or Skip a line. Streams; a file that is one JSON value over many lines is read as such."""
    with stream(source) as opened:
        for number, line in lines(opened):
            fault = fault_of(opened)
            if line is None:
                most = megabytes(settings.LONGEST_LINE)
                yield Skip(f"{source.name} line {number}", Reason.TOO_LONG, f"a line of more than {most}")
            elif line.strip() and (fault is None or line.endswith("\n")):
                yield from _read_line(line, source, number)
        fault = fault_of(opened)
    if fault is not None:
        yield Skip(source.name, Reason.CUT_OFF, fault)


def read_json(source: Source) -> Iterator[Document | Skip]:
    """The records of a JSON file. Raises TooLargeError, and what `sources.stream` raises."""
    text = decode(whole(source, settings.LARGEST_JSON)).lstrip("\ufeff")
    if not text.strip():
        yield Skip(source.name, Reason.EMPTY)
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if _is_lines(text):
            yield from read_json_lines(source)
        else:
            yield from _read_damaged(text, source, error)
        return
    records = find_records(value)
    if not records:
        yield Skip(source.name, Reason.NO_TEXT_FIELD, _shape(value))
    for number, record in enumerate(records, start=1):
        if isinstance(record, Mapping):
            yield from from_record(record, source.name, number)
        else:
            yield Skip(f"{source.name}#{number}", Reason.NO_TEXT_FIELD, _shape(record))


def find_records(value: object, depth: int = 0) -> list[object]:
    """The records in a JSON value: itself, its items, or the longest list inside it whose items hold texts."""
    if isinstance(value, Mapping):
        if _has_own_text(value):
            return [value]
        inner = [_nested(item, depth) for item in value.values()] if depth < _LIST_DEPTH else []
        return max(inner, key=len, default=[]) or ([value] if has_text(value) else [])
    if isinstance(value, list) and any(isinstance(item, Mapping) and has_text(item) for item in value):
        return value
    return []


def _nested(item: object, depth: int) -> list[object]:
    return find_records(item, depth + 1) if isinstance(item, list | Mapping) else []


def _has_own_text(value: Mapping[str, object]) -> bool:
    """Whether an object is an article itself and not the envelope (a title, a date) of a list of them."""
    return first_text({str(key).lower(): item for key, item in value.items()}, (*TEXT, *MARKUP)) is not None


def _read_line(line: str, source: Source, number: int) -> Iterator[Document | Skip]:
    place = f"{source.name} line {number}"
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield Skip(place, Reason.INVALID_JSON, _fault(error))
        return
    if isinstance(value, Mapping):
        yield from from_record(value, source.name, number)
    else:
        yield Skip(place, Reason.NO_TEXT_FIELD, _shape(value))


def _is_lines(text: str) -> bool:
    """Whether the first line is a whole object: JSON lines under the name of JSON."""
    first = text.lstrip().split("\n", 1)[0]
    try:
        return isinstance(json.loads(first), Mapping)
    except (ValueError, RecursionError):
        return False


def _read_damaged(text: str, source: Source, error: Exception) -> Iterator[Document | Skip]:
    """The objects of a list that can be read before the file breaks, then the Skip."""
    decoder = json.JSONDecoder()
    opening = text.find("[")
    at, number = text.find("{", opening) if opening >= 0 else -1, 0
    while at >= 0:
        try:
            record, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        if isinstance(record, Mapping) and has_text(record):
            number += 1
            yield from from_record(record, source.name, number)
        at = text.find("{", end)
    yield Skip(source.name, Reason.INVALID_JSON, f"{_fault(error)}; {number} records read before it")


def _fault(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, line {error.lineno} column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _shape(value: object) -> str:
    if isinstance(value, Mapping):
        return "fields: " + ", ".join(map(str, list(value)[:8]))
    return f"a {'list' if isinstance(value, list) else 'bare value'}"
