"""What somebody might put into a folder to make a run stop, hang or keep silent."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.intake.files import find, open_source
from detente.intake.reasons import Reason
from detente.intake.sources import Source, of_file, plain_name
from detente.records import Document

ARTICLE = (
    "The prime ministers of both lake states opened a new border crossing on Tuesday and spoke to reporters. "
    "They said that trade had doubled, and that the road would be finished if the bank released the loan.\n"
)
Read = Callable[..., Any]


def test_ten_thousand_bad_lines_are_twenty_skips_and_one(opened: Read) -> None:
    lines = "".join(f"{{bad {n}\n" for n in range(10_000))
    start = time.monotonic()
    found = opened("bad.jsonl", lines + json.dumps({"text": ARTICLE}))
    assert time.monotonic() - start < 30
    assert len(found.documents) == 1
    assert len(found.skips) == 21
    assert found.skips[0].source.endswith("bad.jsonl line 1")
    assert (found.skips[-1].reason, found.skips[-1].detail) == (Reason.INVALID_JSON, "and 9,980 more like these")


def test_twenty_bad_lines_are_told_one_by_one(opened: Read) -> None:
    assert len(opened("bad.jsonl", "{bad\n" * 20).skips) == 20


def test_a_line_of_ten_megabytes(opened: Read) -> None:
    assert opened("one.json", json.dumps({"data": ["x" * 10_000_000]})).skip.reason == Reason.NO_TEXT_FIELD


def test_tables_nested_thirty_thousand_deep(opened: Read) -> None:
    depth = 30_000
    page = "<html><body>" + "<table><tr><td>" * depth + ARTICLE + "</td></tr></table>" * depth
    assert "border crossing" in opened("nested.html", page).document.text


def test_an_archive_under_the_name_of_a_page(opened: Read) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", ARTICLE)
    skip = opened("a.html", packed.getvalue()).skip
    assert (skip.reason, skip.detail) == (Reason.NOT_TEXT, "an archive: unpack it first")


def test_a_feed_of_five_thousand_entries(opened: Read) -> None:
    items = "".join(f"<item><title>Envoys meet for round {n} in Doha</title></item>" for n in range(5000))
    feed = f"<rss version='2.0'><channel><title>Lake Herald</title>{items}</channel></rss>"
    assert len(opened("feed.xml", feed).documents) == 5000


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        (b"new\nline.txt", r"new\nline.txt"),
        (b"bad\xff\xfename.txt", r"bad\xff\xfename.txt"),
        (b"bell\x07.txt", r"bell\x07.txt"),
        ("ein Fluß.txt".encode(), "ein Fluß.txt"),
    ],
)
def test_names_that_are_no_text_are_written_out(tmp_path: Path, read: Read, name: bytes, plain: str) -> None:
    (tmp_path / os.fsdecode(name)).write_text(ARTICLE)
    for given in (tmp_path, tmp_path / os.fsdecode(name)):
        document = read(given).document
        assert document.source == str(tmp_path / plain)
        assert document.source.encode("utf-8")


def test_a_name_of_four_thousand_characters(read: Read) -> None:
    skip = read("x" * 4000 + ".txt").skip
    assert skip.reason == Reason.NOT_OPENED


def test_a_missing_file_with_a_name_that_is_no_text(read: Read) -> None:
    assert read(os.fsdecode(b"/nowhere/\xff\n.txt")).skip.source == r"/nowhere/\xff\n.txt"


def test_a_file_that_vanishes_after_it_was_found(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE)
    (source,) = find([str(path)])
    assert isinstance(source, Source)
    path.unlink()
    (skip,) = open_source(source)
    assert (skip.source, getattr(skip, "reason", None)) == (str(path), Reason.MISSING)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_file_that_grows_is_read_as_long_as_its_fingerprint(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    first = ARTICLE if name.endswith(".txt") else json.dumps({"text": ARTICLE}) + "\n"
    path.write_text(first)
    source = of_file(str(path))
    assert isinstance(source, Source)
    with path.open("a") as more:
        more.write(first)
    (document,) = open_source(source)
    assert isinstance(document, Document)
    assert document.text.count("border crossing") == 1
    assert of_file(str(path)).fingerprint != source.fingerprint  # type: ignore[union-attr]


def test_links_in_a_circle(tmp_path: Path, read: Read) -> None:
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "up").symlink_to(tmp_path)
    assert {skip.reason for skip in read(tmp_path).skips} == {Reason.LINK_LOOP}


def test_plain_names_stay() -> None:
    assert plain_name("articles/2016 März/a.txt") == "articles/2016 März/a.txt"
