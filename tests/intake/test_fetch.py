"""Fetching, from a server on this machine's loopback only."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from detente.intake import settings
from detente.intake.fetch import Fetched, fetch, is_address
from detente.intake.files import find, open_source
from detente.intake.reasons import Reason
from detente.intake.sources import Kind, Source
from detente.records import Document, Skip

PAGE = (
    "<html><head><title>Ministers meet in Vienna</title></head><body><article><h1>Ministers meet in Vienna</h1>"
    "<p>The foreign ministers of Austria and Serbia met in Vienna on Monday to discuss the energy crisis, "
    "officials from both sides said after the talks.</p>"
    "<p>Serbia’s minister told reporters that the two countries had agreed to build a second power line.</p>"
    "</article></body></html>"
)
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Danube Post</title><item><title>Hungary vetoes aid package</title>'
    "<link>http://danube.example/1</link><pubDate>Tue, 02 Feb 2021 08:00:00 GMT</pubDate></item></channel></rss>"
)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path == "/moved":
            self._send(302, b"", ("Location", "/page.html"))
        elif path == "/loop":
            self._send(302, b"", ("Location", "/loop"))
        elif path == "/ftp":
            self._send(302, b"", ("Location", "ftp://example.invalid/x"))
        elif path == "/page.html":
            self._send(200, PAGE.encode("cp1252"), ("Content-Type", "text/html; charset=windows-1252"))
        elif path == "/packed":
            self._send(
                200, gzip.compress(PAGE.encode()), ("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")
            )
        elif path == "/broken":
            self._send(200, b"not gzip at all", ("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
        elif path == "/feed":
            self._send(200, FEED.encode(), ("Content-Type", "text/xml"))
        elif path == "/big":
            self._send(200, b"word " * 100_000, ("Content-Type", "text/plain"))
        elif path == "/slow":
            time.sleep(1.0)
            self._send(200, b"late", ("Content-Type", "text/plain"))
        elif path == "/picture":
            self._send(200, bytes(range(256)) * 20, ("Content-Type", "image/png"))
        else:
            self._send(int(path.strip("/")), b"gone")

    def _send(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_a_page_is_fetched_after_redirects(server: str) -> None:
    fetched = fetch(f"{server}/moved")
    assert isinstance(fetched, Fetched)
    assert (fetched.url, fetched.media_type, fetched.charset) == (f"{server}/page.html", "text/html", "windows-1252")


def test_a_packed_answer_is_unpacked(server: str) -> None:
    fetched = fetch(f"{server}/packed")
    assert isinstance(fetched, Fetched)
    assert fetched.content == PAGE.encode()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/404", "the server answered 404"),
        ("/403", "the server answered 403"),
        ("/503", "the server answered 503"),
        ("/loop", Reason.BAD_ADDRESS),
        ("/ftp", Reason.BAD_ADDRESS),
        ("/broken", Reason.CUT_OFF),
    ],
)
def test_refusals(server: str, path: str, reason: str) -> None:
    skip = fetch(server + path)
    assert isinstance(skip, Skip)
    assert (skip.source, skip.reason) == (server + path, reason)


def test_a_server_that_does_not_answer(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "FETCH_READ_SECONDS", 0.2)
    skip = fetch(f"{server}/slow")
    assert isinstance(skip, Skip)
    assert skip.reason == Reason.NO_ANSWER


def test_too_large_an_answer(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "FETCH_LARGEST", 10_000)
    skip = fetch(f"{server}/big")
    assert isinstance(skip, Skip)
    assert skip.reason == Reason.TOO_LARGE


def test_nobody_there() -> None:
    skip = fetch("http://127.0.0.1:9/article")
    assert isinstance(skip, Skip)
    assert skip.reason == "could not reach 127.0.0.1"


@pytest.mark.parametrize("url", ["http://", "http://[::1", "https://exa mple.org:port/"])
def test_malformed_addresses(url: str) -> None:
    assert isinstance(fetch(url), Skip)


def test_what_is_an_address() -> None:
    assert is_address("HTTPS://example.org/a")
    assert not is_address("http.txt")
    assert not is_address("ftp://example.org")


def test_a_page_is_a_source_and_opens(server: str) -> None:
    (source,) = find([f"{server}/page.html"])
    assert isinstance(source, Source)
    assert (source.kind, source.size, len(source.fingerprint)) == (Kind.HTML, len(PAGE), 64)
    document = next(open_source(source))
    assert isinstance(document, Document)
    assert "Serbia’s minister" in document.text
    assert document.url == f"{server}/page.html"


def test_a_feed_is_a_source_and_opens(server: str) -> None:
    (source,) = find([f"{server}/feed?page=1"])
    assert isinstance(source, Source)
    assert source.kind is Kind.FEED
    (document,) = open_source(source)
    assert isinstance(document, Document)
    assert (document.title, document.outlet, document.url) == (
        "Hungary vetoes aid package",
        "Danube Post",
        "http://danube.example/1",
    )


def test_a_picture_is_not_a_text(server: str) -> None:
    (source,) = find([f"{server}/picture"])
    assert isinstance(source, Source)
    (skip,) = open_source(source)
    assert isinstance(skip, Skip)
    assert skip.reason == Reason.NOT_TEXT
