"""A record of somebody's corpus (one object of JSON, one row of a table) as a Document.

Corpora name their fields differently; a field is known by any of the names below, whatever its case. The first
that holds something wins. Of `title`, `outlet` and the rest nothing is needed, the text is; a record with a title
and no text is a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Final

from detente.intake.dates import parse_date
from detente.intake.decoding import canonical
from detente.intake.documents import Given, from_headline, from_text
from detente.intake.fragments import fragment_text, looks_like_markup
from detente.intake.reasons import Reason
from detente.records import Document, Precision, Skip

TEXT: Final = ("text", "event_text", "body", "content", "article", "full_text", "fulltext", "article_text", "content_text")
MARKUP: Final = ("html", "content_html")
TITLE: Final = ("title", "headline", "event_title")
ID: Final = ("id", "document_id", "doc_id", "article_id", "uuid", "guid")
URL: Final = ("url", "link", "source_url", "uri")
OUTLET: Final = ("outlet", "publisher", "source_name", "publication", "site_name", "source", "site", "newspaper")
AUTHORS: Final = ("authors", "author", "byline", "creator")
PUBLISHED: Final = (
    "date",
    "published",
    "publication_date",
    "published_at",
    "publish_date",
    "date_published",
    "published_date",
    "pubdate",
    "date_publish",
    "created_at",
    "timestamp",
)
_SEPARATED: Final = re.compile(r"\s*(?:;|,|\band\b|&|\|)\s*")
_EPOCH_FROM: Final = 10**8
_EPOCH_MILLISECONDS: Final = 10**11


def from_record(record: Mapping[str, object], place: str, number: int) -> Iterator[Document | Skip]:
    """The document of one record. `place` is the file, `number` the record's line or position in it."""
    fields = {str(key).strip().lower(): value for key, value in record.items()}
    given = _given(fields)
    source = f"{place}#{given.external_id or number}"
    text = first_text(fields, TEXT)
    if text is not None and looks_like_markup(text):
        text = fragment_text(text)
    if text is None:
        markup = first_text(fields, MARKUP)
        text = fragment_text(markup) if markup is not None else None
    if text is not None:
        return from_text(text, source, given)
    if given.title:
        return from_headline(given.title, source, given)
    return iter((Skip(source, Reason.NO_TEXT_FIELD, "fields: " + ", ".join(list(fields)[:8])),))


def has_text(names: Mapping[str, object]) -> bool:
    """Whether a record or a header has a field that can hold a text or a title."""
    known = {str(name).strip().lower() for name in names}
    return bool(known & {*TEXT, *MARKUP, *TITLE})


def first_text(fields: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    """The first of the named fields that holds a non-blank text; lists of texts are paragraphs."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            value = "\n".join(value)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _given(fields: Mapping[str, object]) -> Given:
    published, precision = _published(fields)
    return Given(
        external_id=_label(fields, ID),
        title=_label(fields, TITLE),
        url=_label(fields, URL),
        outlet=_label(fields, OUTLET),
        authors=_authors(fields),
        published=published,
        precision=precision,
    )


def _label(fields: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    """A short text or a number, on one line. An object counts by its own name or title."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title") or value.get("id")
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return " ".join(canonical(value).split()) or None
    return None


def _authors(fields: Mapping[str, object]) -> tuple[str, ...]:
    for name in AUTHORS:
        value = fields.get(name)
        if isinstance(value, list):
            names = (item.get("name") if isinstance(item, dict) else item for item in value)
            listed = tuple(" ".join(canonical(item).split()) for item in names if isinstance(item, str) and item.strip())
        else:
            label = _label(fields, (name,))
            listed = tuple(part for part in _SEPARATED.split(label.removeprefix("By ")) if part) if label else ()
        if listed:
            return listed
    return ()


def _published(fields: Mapping[str, object]) -> tuple[date | None, Precision]:
    for name in PUBLISHED:
        value = fields.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            found = _epoch(value)
            if found is not None:
                return found, Precision.DAY
            value = str(value)
        if isinstance(value, str) and value.strip():
            parsed = parse_date(" ".join(canonical(value).split())[:60])
            if parsed is not None:
                return parsed.date, parsed.precision
    return None, Precision.NONE


def _epoch(value: float) -> date | None:
    """Seconds or milliseconds since 1970; None for numbers such as 2019 or 20190721."""
    seconds = value / 1000 if value >= _EPOCH_MILLISECONDS else value
    if not _EPOCH_FROM <= seconds < _EPOCH_MILLISECONDS:
        return None
    return datetime.fromtimestamp(seconds, tz=UTC).date()
