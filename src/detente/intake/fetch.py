"""Pages and feeds from the web, by httpx: bounded in time, size and redirects. Nothing is fetched that was not named."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import Final

import httpx

from detente.intake import settings
from detente.intake.reasons import Reason, megabytes, server_answered, unreachable
from detente.records import Skip

_AGENT: Final = "detente/0.1 (reads pages that its user names)"
_ACCEPT: Final = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/pdf,text/plain,*/*;q=0.5"
_CHARSET: Final = re.compile(r"charset=[\"']?([\w.:-]+)", re.I)
_ADDRESS: Final = re.compile(r"https?://", re.I)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: `url` after redirects, media type and charset as it named them."""

    url: str
    content: bytes = field(repr=False)
    media_type: str = ""
    charset: str | None = None


def is_address(name: str) -> bool:
    return _ADDRESS.match(name) is not None


def fetch(url: str) -> Fetched | Skip:
    """What is at a web address, or why it could not be had."""
    timeout = httpx.Timeout(settings.FETCH_READ_SECONDS, connect=settings.FETCH_CONNECT_SECONDS)
    headers = {"User-Agent": _AGENT, "Accept": _ACCEPT, "Accept-Language": "en"}
    try:
        with (
            httpx.Client(
                timeout=timeout, follow_redirects=True, max_redirects=settings.FETCH_REDIRECTS, headers=headers
            ) as client,
            client.stream("GET", url) as response,
        ):
            if not response.is_success:
                return Skip(url, server_answered(response.status_code), response.reason_phrase)
            return _receive(url, response)
    except httpx.TimeoutException:
        return Skip(url, Reason.NO_ANSWER)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        return Skip(url, Reason.BAD_ADDRESS, str(error))
    except httpx.TransportError as error:
        return Skip(url, unreachable(_host(url)), str(error))
    except httpx.TooManyRedirects:
        return Skip(url, Reason.BAD_ADDRESS, "it leads from page to page without end")
    except httpx.DecodingError as error:
        return Skip(url, Reason.CUT_OFF, str(error))


def _receive(url: str, response: httpx.Response) -> Fetched | Skip:
    deadline = time.monotonic() + settings.FETCH_TOTAL_SECONDS
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_bytes():
        pieces.append(piece)
        size += len(piece)
        if size > settings.FETCH_LARGEST:
            return Skip(url, Reason.TOO_LARGE, f"more than {megabytes(settings.FETCH_LARGEST)}")
        if time.monotonic() > deadline:
            return Skip(url, Reason.NO_ANSWER, f"{megabytes(size)} in {settings.FETCH_TOTAL_SECONDS:.0f} seconds")
    kind = response.headers.get("content-type", "")
    charset = _CHARSET.search(kind)
    return Fetched(str(response.url), b"".join(pieces), kind.split(";")[0].strip().lower(), charset[1] if charset else None)


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host or url
    except httpx.InvalidURL:
        return url
