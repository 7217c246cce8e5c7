"""RSS, Atom and RDF feeds by feedparser: one Document an entry, of what the feed itself carries.

Links are not followed. An entry with nothing but its title is a headline; so is one whose summary only repeats it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import feedparser

from detente.intake import settings
from detente.intake.decoding import canonical
from detente.intake.documents import Given, from_headline, from_page
from detente.intake.documents import bare_page as _bare_page
from detente.intake.fragments import fragment_text
from detente.intake.language import is_noise
from detente.intake.reasons import Reason, unreadable_as
from detente.intake.sources import Source, whole
from detente.records import Block, BlockRole, Document, Precision, Skip

_CLOSED: Final = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*\s*$", re.I | re.S)
_NEW_WORDS: Final = 6


def read_feed(source: Source) -> Iterator[Document | Skip]:
    """One Document or Skip an entry. Raises TooLargeError, and what `sources.stream` raises."""
    data = whole(source, settings.LARGEST_FEED)
    try:
        feed = feedparser.parse(io.BytesIO(data), response_headers=_headers(source))
    except Exception as error:
        # feedparser lets through whatever its XML, date and HTML parsers raise at a damaged feed.
        yield Skip(source.name, unreadable_as("a feed"), f"{type(error).__name__}: {error}")
        return
    if not feed.entries:
        yield Skip(source.name, Reason.NO_ENTRIES, str(feed.get("bozo_exception", "")))
        return
    for number, entry in enumerate(feed.entries, start=1):
        yield from _read_entry(entry, feed.feed, source, number)
    if not _CLOSED.search(data[-1000:]):
        yield Skip(source.name, Reason.CUT_OFF, f"{len(feed.entries)} entries read")


def _headers(source: Source) -> dict[str, str]:
    headers = {"content-location": source.url} if source.url else {}
    if source.charset:
        headers["content-type"] = f"application/xml; charset={source.charset}"
    return headers


def _read_entry(entry: Mapping[str, Any], feed: Mapping[str, Any], source: Source, number: int) -> Iterator[Document | Skip]:
    published = _day(entry)
    own = entry.get("source") or {}
    outlet = _line(own.get("title")) or _line(feed.get("title"))
    title = _line(entry.get("title"))
    if own.get("title") and title.endswith(f" - {outlet}"):
        title = title[: -len(outlet) - 3]
    given = Given(
        external_id=_line(entry.get("id")) or None,
        title=title or None,
        url=_line(entry.get("link")) or None,
        outlet=outlet or None,
        authors=_authors(entry),
        published=published,
        precision=Precision.DAY if published else Precision.NONE,
    )
    place = f"{source.name}#{number}"
    body = _body(entry, title)
    if body:
        yield from _article(title, body, place, given)
    elif title:
        yield from from_headline(title, place, given)
    else:
        yield Skip(place, Reason.NO_TEXT_FIELD, "an entry without title and text")


def _article(title: str, body: str, place: str, given: Given) -> Iterator[Document | Skip]:
    """Title and paragraphs as one text, so that the title is read too."""
    paragraphs = [title, *body.split("\n")] if title else body.split("\n")
    text = "\n".join(paragraphs)
    if is_noise(text):
        yield Skip(place, Reason.NO_SENTENCES, text[:60])
        return
    blocks: list[Block] = []
    at = 0
    for number, paragraph in enumerate(paragraphs):
        role = BlockRole.TITLE if title and number == 0 else BlockRole.BODY
        blocks.append(Block(at, at + len(paragraph), role))
        at += len(paragraph) + 1
    yield from from_page(_bare_page(text, tuple(blocks)), place, given)


def _body(entry: Mapping[str, Any], title: str) -> str:
    """The longest text of an entry; empty when it says hardly more than the title."""
    markups = [part.get("value", "") for part in entry.get("content", [])] + [entry.get("summary", "")]
    body = max((fragment_text(markup) for markup in markups if markup), key=len, default="")
    said = set(re.findall(r"\w+", title.lower()))
    new = [word for word in re.findall(r"\w+", body.lower()) if word not in said]
    return body if len(new) >= _NEW_WORDS or not title else ""


def _day(entry: Mapping[str, Any]) -> date | None:
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        moment = entry.get(name)
        if moment:
            try:
                return date(*moment[:3])
            except (ValueError, TypeError, OverflowError):
                continue
    return None


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    named = [_line(author.get("name")) for author in entry.get("authors", []) if isinstance(author, Mapping)]
    return tuple(dict.fromkeys(name for name in named if name))


def _line(value: object) -> str:
    """A short text on one line, without markup."""
    return " ".join(fragment_text(canonical(value)).split()) if isinstance(value, str) else ""
