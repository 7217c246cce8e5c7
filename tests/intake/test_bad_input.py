"""Whatever comes in, something comes out: a document or a skip that a person understands, soon, and no exception."""

from __future__ import annotations

import gzip
import io
import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.intake import pages, pdf
from detente.intake import settings as limits
from detente.intake.files import open_source
from detente.intake.reasons import Reason
from detente.intake.sources import Kind, of_bytes
from detente.records import Document, Skip

ARTICLE = (
    "The prime ministers of Georgia and Armenia opened a new border crossing at Sadakhlo on Tuesday. "
    "Georgia's prime minister told reporters that trade between the two countries had doubled since 2017. "
    "His Armenian colleague said that the road would be finished if the European bank released the loan.\n\n"
    "A spokesman for the bank declined to comment. Both governments plan to meet again in Tbilisi in October, and "
    "Armenia has asked Iran to send an observer to the talks on the rail link.\n"
)
GERMAN = (
    "Die Außenminister von Georgien und Armenien haben am Dienstag in Sadachlo einen neuen Grenzübergang eröffnet. "
    "Der Handel zwischen den beiden Ländern habe sich seit 2017 verdoppelt, sagte der georgische Minister.\n"
)
NESTED = "<html><body>" + "<div>" * 30_000 + f"<p>{ARTICLE}</p>" + "</div>" * 30_000 + "</body></html>"

SKIPPED = [
    ("empty.txt", b"", "empty"),
    ("empty.html", b"", "empty"),
    ("empty.json", b"", "empty"),
    ("empty.csv", b"", "empty"),
    ("blank.txt", b" \n\t\r\n \xc2\xa0\n", "empty"),
    ("bom.txt", b"\xef\xbb\xbf", "empty"),
    ("nul.txt", b"\x00" * 5000, "not a text"),
    ("noise.txt", random.Random(1).randbytes(200_000), "not a text"),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "not a text"),
    ("article.docx", b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)) * 9, "not a text"),
    ("one.txt", b"x" * 3_000_000, "no sentences in it"),
    ("one.html", b"<p>" + b"x" * 3_000_000, "no sentences in it"),
    ("same.txt", b"war " * 750_000, "no sentences in it"),
    ("same.jsonl", json.dumps({"text": "war " * 750_000}).encode(), "no sentences in it"),
    ("two.txt", b"Reuters today", "no sentences in it"),
    ("numbers.txt", b"12.5 13.1 44 | 3 900 -- 17\n" * 900, "no sentences in it"),
    ("german.txt", (GERMAN * 4).encode(), "language: German"),
    ("german.txt", (GERMAN * 4).encode("cp1252"), "language: German"),
    ("german.html", f"<html><body><article><p>{GERMAN * 3}</p></article></body></html>".encode(), "language: German"),
    ("wrong.pdf", b"\x00\x01\x02\x03" * 900, "not a text"),
    ("wrong.gz", gzip.compress(bytes(range(256)) * 40), "not a text"),
    ("damaged.txt.gz", gzip.compress(ARTICLE.encode() * 50)[:-30], "cut off"),
]
READ = [
    ("plain.txt", ARTICLE.encode()),
    ("utf16.txt", ARTICLE.encode("utf-16")),
    ("utf16le.txt", ARTICLE.encode("utf-16-le")),
    ("cp1252.txt", ARTICLE.replace("'", "’").encode("cp1252")),
    ("bom.txt", b"\xef\xbb\xbf" + ARTICLE.encode()),
    ("packed.txt.gz", gzip.compress(ARTICLE.encode())),
    ("not-packed.txt.gz", ARTICLE.encode()),
    ("nul.txt", ARTICLE.replace(" on ", "\x00on\x00").encode()),
    ("quotes.txt", (ARTICLE + 'He said "we will sign. Then he left.\n').encode()),
    ("text.html", ARTICLE.encode()),
    ("text.pdf", ARTICLE.encode()),
    ("page.txt", f"<!doctype html><html><body><article><p>{ARTICLE}</p></article></body></html>".encode()),
    ("cut.html", f"<html><body><article><p>{ARTICLE}</p><p>And the".encode()),
    ("no-suffix", ARTICLE.encode()),
    ("x.unknown", ARTICLE.encode()),
]


@pytest.mark.parametrize(("name", "content", "reason"), SKIPPED)
def test_skips_have_a_reason(name: str, content: bytes, reason: str, opened) -> None:  # type: ignore[no-untyped-def]
    start = time.monotonic()
    assert opened(name, content).skip.reason == reason
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(("name", "content"), READ)
def test_messy_but_readable(name: str, content: bytes, opened) -> None:  # type: ignore[no-untyped-def]
    document = opened(name, content).document
    assert "opened a new border crossing" in document.text
    assert document.word_count > 40
    assert "\x00" not in document.text
    assert all(document.text[b.start : b.end].strip() for b in document.blocks)


def test_thirty_thousand_nested_tags(opened) -> None:  # type: ignore[no-untyped-def]
    start = time.monotonic()
    assert len(opened("deep.html", NESTED).results) == 1
    assert time.monotonic() - start < 20


def test_deep_markup_in_a_feed_and_a_record(opened) -> None:  # type: ignore[no-untyped-def]
    item = f"<item><title>Border opens</title><description><![CDATA[{NESTED}]]></description></item>"
    feed = f"<rss version='2.0'><channel>{item}</channel></rss>"
    assert len(opened("deep.xml", feed).results) == 1
    assert ARTICLE.split("\n", maxsplit=1)[0] in opened("deep.jsonl", json.dumps({"text": NESTED})).document.text


@pytest.mark.parametrize("words", [True, False])
def test_fifty_megabytes_of_noise_are_refused_within_seconds(words: bool, opened) -> None:  # type: ignore[no-untyped-def]
    content = (
        random.Random(2).randbytes(50_000_000).translate(bytes(97 + n % 25 if n % 7 or not words else 32 for n in range(256)))
    )
    start = time.monotonic()
    skip = opened("noise.txt", content).skip
    assert (skip.reason, skip.detail) == (Reason.TOO_LONG, "50 MB; at most 20 MB")
    assert time.monotonic() - start < 5


def test_six_megabytes_of_text_are_too_long_for_one_document(opened) -> None:  # type: ignore[no-untyped-def]
    skip = opened("long.txt", ARTICLE * (6_000_000 // len(ARTICLE) + 1)).skip
    assert (skip.reason, skip.detail) == ("too long for one document", "6.0 MB of text; at most 5.0 MB")


def test_a_gzip_bomb_is_not_unpacked(opened, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(limits, "UNPACKED_WITHOUT_QUESTION", 5_000_000)
    bomb = gzip.compress(b"a " * 20_000_000)
    for name in ("bomb.jsonl.gz", "bomb.csv.gz"):
        assert opened(name, bomb).skip.reason == Reason.IMPLAUSIBLE_SIZE
    assert opened("bomb.txt.gz", bomb).skip.reason in (Reason.IMPLAUSIBLE_SIZE, Reason.TOO_LONG)


def test_a_parser_that_fails_is_a_skip_and_not_a_crash(opened, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def fail(*_: object) -> None:
        raise RecursionError("maximum recursion depth exceeded")

    monkeypatch.setattr(pages, "read_html", fail)
    assert opened("a.html", "<html><body>x").skip.reason == "could not be read as HTML"
    monkeypatch.setattr(pdf, "PdfReader", fail)
    assert opened("a.pdf", b"%PDF-1.4").skip.reason == "could not be read as PDF"


def test_one_bad_file_does_not_stop_a_folder(tmp_path: Path, read) -> None:  # type: ignore[no-untyped-def]
    for name, content, _ in SKIPPED[:12]:
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(ARTICLE)
    found = read(tmp_path)
    assert len(found.documents) == 1
    assert {skip.source for skip in found.skips} == {str(tmp_path / name) for name, _, _ in SKIPPED[:12]}


KINDS = ["a.txt", "a.html", "a.json", "a.jsonl", "a.csv", "a.xml", "a.warc", "a.pdf", "a", "a.txt.gz"]
PIECES = st.sampled_from(
    [
        *(b"<html><body>", b"<p>", b"</div>", b"{", b'{"text": "', b'"}', b"\n", b"\r", b'"', b",", b"\x00", b"\xff\xfe"),
        *(b"%PDF-1.4\n", b"WARC/1.0\r\n", b"\x1f\x8b\x08\x00", b"<rss><channel><item><title>", b"]]>", b"&#0;", b"&#xD800;"),
        *(b"\xef\xbb\xbf", b"text,id\n", b"\xf0\x9f", "Türkiye’s".encode("cp1252"), ARTICLE.encode()[:200], GERMAN.encode()[:90]),
        b"- A title here - Outlet - May 1st, 2020\n",
    ]
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(KINDS), st.lists(PIECES, max_size=12))
def test_nothing_raises_and_nothing_is_silent(name: str, pieces: list[bytes]) -> None:
    results = list(open_source(of_bytes(name, b"".join(pieces))))
    assert results
    for result in results:
        if isinstance(result, Skip):
            assert result.reason
        else:
            check(result)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_takes_every_content(kind: Kind) -> None:
    contents = [
        b"",
        b"\x00",
        ARTICLE.encode(),
        NESTED[:2000].encode(),
        b"{}",
        b"%PDF-1.4",
        b"WARC/1.0\r\n\r\n",
        gzip.compress(b"text"),
    ]
    for content in contents:
        source = of_bytes("x", content)
        forced = type(source)("x", kind, len(content), "", packed=source.packed, content=content)
        assert list(open_source(forced))


def check(document: Document) -> None:
    """What the ledger and the parser rely on."""
    document.text.encode("utf-8")
    assert "\x00" not in document.text
    assert document.document_id.startswith("d")
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(document.text)
        last = block.end


def test_standard_input_with_nothing_in_it() -> None:
    (skip,) = open_source(of_bytes("standard input", io.BytesIO().read()))
    assert isinstance(skip, Skip)
    assert skip.reason == "empty"
