"""HTML pages: the visible text whole and in order, the article found in it, and the metadata the markup gives.

trafilatura says what it takes for body, and reads the metadata; its text is not used as text but laid over the
page's own, as one more sign for the model that marks the body.
"""

from __future__ import annotations

import re

import numpy as np
import trafilatura.utils

from detente.intake.body import THRESHOLD, BodyModel, shipped_model
from detente.intake.bylines import authors_of
from detente.intake.dates import PartialDate, from_url, parse_date
from detente.intake.extracted import Extracted, extract
from detente.intake.metadata import Metadata, find_metadata
from detente.intake.outlets import host_of, split_title
from detente.intake.overlap import shares
from detente.intake.page import Page
from detente.intake.render import render
from detente.intake.roles import name_roles
from detente.records import Block, DateBasis, Precision

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,30})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\slang\s*=\s*[\"']?([a-zA-Z]{2,3})\b", re.IGNORECASE)
_SCRAP = re.compile(
    r"\s(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|associated press|reuters|afp|cnn)\b.*$",
    re.IGNORECASE,
)
_SNIFFED = 4096


def read_html(markup: str | bytes, url: str | None = None, model: BodyModel | None = None) -> Page:
    """The page of an HTML document, however broken or deeply nested; an empty one gives an empty page.

    `model` is for measuring; by default the weights of the package decide.
    """
    decoded = _decode(markup) if isinstance(markup, bytes) else markup
    decoded = decoded.replace("\x00", "")
    page = render(decoded)
    text, stretches = page.text, page.stretches
    taken = extract(decoded, url)
    signs = np.column_stack([shares(text, stretches, taken.text), page.signs])
    chances = (model or shipped_model()).chances(text, stretches, signs)
    roles = name_roles(text, stretches, chances, THRESHOLD)
    blocks = tuple(Block(s.start, s.end, role) for s, role in zip(stretches, roles, strict=True))
    address = url or taken.url
    stated = find_metadata(text, blocks, address)
    title, outlet = _title(taken, stated, address)
    published, basis = _published(decoded, taken, stated, address)
    language = _LANGUAGE.search(decoded[:20000])
    return Page(
        text=text,
        blocks=blocks,
        title=title,
        outlet=outlet,
        authors=_authors(taken.authors, stated.authors),
        published=published.date if published else None,
        precision=published.precision if published else Precision.NONE,
        basis=basis,
        url=address,
        language=taken.language or (language[1].lower() if language else None),
    )


def _decode(markup: bytes) -> str:
    """By byte-order mark or UTF-8, then the charset that the page names, then detection; wrong bytes are replaced."""
    if markup.startswith((b"\xff\xfe", b"\xfe\xff")):
        return markup.decode("utf-16", errors="replace")
    try:
        return markup.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    named = _CHARSET.search(markup[:_SNIFFED])
    if named:
        try:
            return markup.decode(named[1].decode("ascii"), errors="replace")
        except LookupError:
            pass
    return str(trafilatura.utils.decode_file(markup))


def _authors(taken: tuple[str, ...], stated: tuple[str, ...]) -> tuple[str, ...]:
    """The markup's authors, freed of outlets, offices and scraps of dates; the visible byline's where that leaves none."""
    named: list[str] = []
    for entry in taken:
        named += [name for name in authors_of(_SCRAP.sub("", entry)) if name not in named]
    if stated and all(any(name.lower() in entry.lower() for entry in taken) for name in stated):
        return stated if len(stated) >= len(named) else tuple(named)
    return tuple(named) or stated


def _title(taken: Extracted, stated: Metadata, url: str | None) -> tuple[str | None, str | None]:
    """The markup's title before the visible one; the outlet as the markup names it, unless it gives only a host."""
    if not taken.title:
        return stated.title, taken.outlet or stated.outlet
    title, after = split_title(" ".join(taken.title.split()), host_of(url))
    if stated.title and len(stated.title.split()) > 2 and stated.title in title:
        title = stated.title
    named = taken.outlet if taken.outlet and taken.outlet.lower() != (host_of(url) or "") else None
    if named and title.lower().endswith(named.lower()):
        title = title[: -len(named)].rstrip(" -–—|»·:") or title
    return title, named or after or stated.outlet or taken.outlet


def _published(markup: str, taken: Extracted, stated: Metadata, url: str | None) -> tuple[PartialDate | None, DateBasis]:
    """The date of the metadata; of the address, where the markup does not hold it; else the visible one."""
    read = parse_date(taken.published) if taken.published else None
    in_url = from_url(url) if url else None
    if read is not None:
        from_address = in_url is not None and in_url.date == read.date and read.date.isoformat() not in markup
        return read, DateBasis.URL if from_address else DateBasis.METADATA
    if stated.published is not None:
        return PartialDate(stated.published, stated.precision), stated.basis
    return None, DateBasis.NONE
