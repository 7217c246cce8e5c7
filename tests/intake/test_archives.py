"""Web archives, written with warcio itself."""

from __future__ import annotations

import io

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SENTENCES = (
    "Chile and Bolivia resumed talks on the Silala river in Santiago on Monday. Bolivia's foreign minister said that a "
    "joint commission would measure the flow. Chile agreed to share its data if both parliaments approve the protocol."
)
OTHER = SENTENCES.replace("Chile", "Peru").replace("Santiago", "Lima")
PAGE = (
    f"<html><head><title>River talks</title></head><body><article><h1>River talks</h1><p>{SENTENCES}</p></article></body></html>"
)
CZECH = "<html><body><p>Ministr zahraničí v pátek řekl, že jednání budou pokračovat v Ženevě příští týden.</p></body></html>"


def warc(packed: bool = False) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)

    def add(uri: str, body: bytes, media: str, status: str = "200 OK", kind: str = "response") -> None:
        headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1") if kind == "response" else None
        record = writer.create_warc_record(uri, kind, payload=io.BytesIO(body), http_headers=headers, warc_content_type=media)
        writer.write_record(record)

    writer.write_record(writer.create_warcinfo_record("test.warc", {"software": "tests"}))
    add("http://a.example/robots.txt", b"User-agent: * and more words of text", "text/plain")
    add("http://a.example/1", PAGE.encode("cp1252"), "text/html; charset=windows-1252")
    add("http://a.example/pic.png", bytes(range(256)), "image/png")
    add("http://a.example/gone", PAGE.encode(), "text/html", status="404 Not Found")
    add("http://a.example/cs", CZECH.encode(), "text/html; charset=utf-8")
    add("http://a.example/2", OTHER.encode(), "text/plain", kind="conversion")
    return out.getvalue()


@pytest.mark.parametrize(("name", "packed"), [("a.warc", False), ("a.warc.gz", True), ("a.bin", False)])
def test_pages_are_read_and_the_rest_passed_over(name: str, packed: bool, opened) -> None:  # type: ignore[no-untyped-def]
    found = opened(name, warc(packed))
    assert [(d.url, SENTENCES in d.text or OTHER in d.text) for d in found.documents] == [
        ("http://a.example/1", True),
        ("http://a.example/2", True),
    ]
    assert [d.source.split("/")[-1] for d in found.documents] == [f"{name}#3", f"{name}#7"]
    assert [s.reason for s in found.skips] == ["language: Czech"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_off_archive_gives_what_could_be_read(packed: bool, opened) -> None:  # type: ignore[no-untyped-def]
    whole = warc(packed)
    found = opened("a.warc", whole[: -len(whole) // 6])
    assert [d.url for d in found.documents][:1] == ["http://a.example/1"]
    assert found.skips[-1].reason == "cut off"


def test_no_cut_raises_or_is_silent(opened, capfd) -> None:  # type: ignore[no-untyped-def]
    whole = warc()
    for end in range(40, len(whole) - 4, 41):
        if whole[end:].startswith(b"WARC/1"):
            continue
        assert opened("a.warc", whole[:end]).skips, end
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("content", [b"WARC/1.0\r\n", b"WARC/1.0\r\nnonsense without a colon\r\n\r\n" * 9, b"WARC/9.9 what"])
def test_damaged_archives(content: bytes, opened) -> None:  # type: ignore[no-untyped-def]
    assert opened("a.warc", content).skips
