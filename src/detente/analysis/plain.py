"""Findings as plain objects for JSON: dates as ISO 8601, places in texts as document_id, start, end, text.

>>> plain((date(2018, 8, 28), None))
['2018-08-28', None]
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any


def plain(value: Any) -> Any:
    """The value as JSON knows it: records as objects of their fields, sets in order."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, Set):
        return [plain(held) for held in sorted(value)]
    if isinstance(value, (list, tuple)):
        return [plain(held) for held in value]
    return round(value, 4) if isinstance(value, float) else value
