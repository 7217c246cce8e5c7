"""What trafilatura takes for the body and the metadata of an HTML page."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass

import trafilatura

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d", "max_date": "2099-12-31"}


@dataclass(frozen=True, slots=True)
class Extracted:
    """Text in lines, and metadata as the page gives it; empty and None where there is none."""

    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


def extract(markup: str, url: str | None = None) -> Extracted:
    """The body and metadata; an empty record where trafilatura finds none or gives up on the markup."""
    try:
        found = trafilatura.extract(
            markup, url=url, include_comments=False, with_metadata=True, output_format="json", date_extraction_params=dict(_DATES)
        )
    except Exception:
        # trafilatura and the libraries under it raise what they like at damaged pages; the page's text is read without it.
        found = None
    if not found:
        return Extracted()
    read = json.loads(found)
    authors = tuple(name.strip() for name in (read.get("author") or "").split(";") if name.strip())
    return Extracted(
        read.get("text") or "",
        read.get("title") or None,
        authors,
        read.get("source-hostname") or read.get("sitename") or None,
        read.get("date") or None,
        read.get("source") or None,
        read.get("language") or None,
    )
