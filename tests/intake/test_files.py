"""Finding sources: files, folders, links, standard input; what they hold; their fingerprints."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import sys
from pathlib import Path

import pytest

from detente.intake.files import find, open_source
from detente.intake.reasons import Reason
from detente.intake.sources import Kind, Source, of_bytes
from detente.records import Document, DocumentKind, Skip

ARTICLE = (
    "The prime ministers of Georgia and Armenia opened a new border crossing at Sadakhlo on Tuesday. "
    "Georgia's prime minister told reporters that trade between the two countries had doubled since 2017. "
    "His Armenian colleague said that the road would be finished if the European bank released the loan."
)
PAGE = f"<!DOCTYPE html><html><head><title>Border opens</title></head><body><article><p>{ARTICLE}</p></article></body></html>"


def names(found: list[Source | Skip], root: Path) -> list[str]:
    return [os.path.relpath(source.name if isinstance(source, Source) else source.source, root) for source in found]


def test_folders_are_read_in_order_and_hidden_files_passed_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.html", ".hidden.txt", ".git/x.txt", "a/.DS_Store"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE)
    assert names(list(find([str(tmp_path)])), tmp_path) == ["a/b/c.html", "a/z.txt", "b.txt"]
    (named,) = find([str(tmp_path / ".hidden.txt")])
    assert isinstance(named, Source)


def test_the_fingerprint_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE)
    (first,) = find([str(path)])
    assert isinstance(first, Source)
    assert (first.fingerprint, first.size) == (hashlib.sha256(ARTICLE.encode()).hexdigest(), len(ARTICLE))
    path.write_text(ARTICLE + "!")
    (second,) = find([str(path)])
    assert isinstance(second, Source)
    assert second.fingerprint != first.fingerprint


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", ARTICLE, Kind.TEXT),
        ("a.MD", ARTICLE, Kind.TEXT),
        ("noname", ARTICLE, Kind.TEXT),
        ("a.log", ARTICLE, Kind.TEXT),
        ("a.txt", PAGE, Kind.HTML),
        ("a.aspx", PAGE, Kind.HTML),
        ("a.html", "<p>" + ARTICLE, Kind.HTML),
        ("a.html", ARTICLE, Kind.TEXT),
        ("a.htm", "<!-- saved --> <html><body>x", Kind.HTML),
        ("a.xml", '<?xml version="1.0"?><rss version="2.0">', Kind.FEED),
        ("a.xml", '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', Kind.HTML),
        ("a.json", '{"text": "x"}', Kind.JSON),
        ("data", '{"text": "x"}\n{"text": "y"}', Kind.JSON_LINES),
        ("data", '[{"text": "x"}]', Kind.JSON),
        ("a.ndjson", "{}", Kind.JSON_LINES),
        ("a.csv", "text\nx", Kind.TABLE),
        ("a.csv", PAGE, Kind.HTML),
        ("a.txt", b"%PDF-1.4\n", Kind.PDF),
        ("a.pdf", ARTICLE, Kind.TEXT),
        ("a.dat", b"WARC/1.0\r\n", Kind.WARC),
        ("a.txt", bytes(range(256)) * 8, Kind.BINARY),
        ("a.txt", b"\x00" * 4096, Kind.BINARY),
        ("a.txt", ARTICLE.encode("utf-16"), Kind.TEXT),
        ("a.txt", ARTICLE.encode("utf-16-be"), Kind.TEXT),
        ("a.txt", b"", Kind.TEXT),
    ],
)
def test_kinds(name: str, content: str | bytes, kind: Kind) -> None:
    data = content.encode() if isinstance(content, str) else content
    assert of_bytes(name, data).kind is kind
    packed = of_bytes(name + ".gz", gzip.compress(data))
    assert (packed.kind, packed.packed) == (kind, True)


def test_a_dangling_link_and_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "fine.txt").write_text(ARTICLE)
    found = list(find([str(tmp_path)]))
    assert names(found, tmp_path) == ["fine.txt", "gone.txt", "self.txt"]
    assert [s.reason for s in found if isinstance(s, Skip)] == [Reason.DANGLING_LINK, Reason.LINK_LOOP]


def test_a_link_back_to_its_own_folder_ends(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "x.txt").write_text(ARTICLE)
    (inner / "up").symlink_to(tmp_path, target_is_directory=True)
    found = list(find([str(tmp_path)]))
    assert names(found, tmp_path) == ["a/b/up", "a/b/x.txt"]
    assert isinstance(found[0], Skip)
    assert found[0].reason == Reason.LINK_LOOP


def test_a_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "x.txt" / "y.txt").write_text(ARTICLE)
    assert names(list(find([str(tmp_path / "x.txt")])), tmp_path) == ["x.txt/y.txt"]


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (skip,) = find([str(tmp_path)])
    assert isinstance(skip, Skip)
    assert skip.reason == Reason.NOT_A_FILE


@pytest.mark.parametrize("name", ["/no/such/folder", "a\x00b", "x" * 5000, ""])
def test_names_that_are_none(name: str) -> None:
    (skip,) = find([name])
    assert isinstance(skip, Skip)
    assert skip.source == name.replace("\x00", r"\x00")


def test_no_permission_to_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(ARTICLE)
    (source,) = find([str(path)])
    real = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "secret.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    (at_find,) = find([str(path)])
    assert isinstance(at_find, Skip)
    assert at_find.reason == Reason.NO_PERMISSION == "no permission to read it"
    assert isinstance(source, Source)
    (at_open,) = open_source(source)
    assert isinstance(at_open, Skip)
    assert at_open.reason == Reason.NO_PERMISSION


def test_no_permission_to_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text(ARTICLE)
    real = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(find([str(tmp_path)]))
    assert names(found, tmp_path) == ["closed", "open.txt"]
    assert isinstance(found[0], Skip)
    assert found[0].reason == Reason.NO_PERMISSION


def test_a_file_that_vanishes_between_finding_and_opening(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE)
    (source,) = find([str(path)])
    path.unlink()
    assert isinstance(source, Source)
    (skip,) = open_source(source)
    assert isinstance(skip, Skip)
    assert skip.reason == Reason.MISSING


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps({"text": ARTICLE}).encode() + b"\n")))
    (source,) = find(["-"])
    assert isinstance(source, Source)
    (document,) = open_source(source)
    assert isinstance(document, Document)
    assert (document.text, document.source) == (ARTICLE, "standard input#1")


def test_the_same_text_from_two_files_is_one_document(opened) -> None:  # type: ignore[no-untyped-def]
    first, second = opened("a.txt", ARTICLE + "\r\n").document, opened("b.txt", "\ufeff" + ARTICLE + "\n").document
    assert first.document_id == second.document_id == "d" + hashlib.sha256(first.text.encode()).hexdigest()[:16]
    assert first.source != second.source


def test_blocks_lie_within_the_text_and_in_order(opened) -> None:  # type: ignore[no-untyped-def]
    text = (
        "Home\nNews\n\nBorder opens\n\n" + ARTICLE + "\n\n" + ARTICLE.replace("Georgia", "Iran") + "\n\nShare\nPrint\nContact\n"
    )
    document = opened("a.txt", text).document
    edges = [edge for block in document.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert 0 <= edges[0] <= edges[-1] <= len(document.text)


def test_a_list_of_headlines_gives_the_page_and_its_children(opened) -> None:  # type: ignore[no-untyped-def]
    rows = [
        f"- {title} - {outlet} - March {day}th, 2023 [March {day}th, 2023]"
        for title, outlet, day in (
            ("Riyadh and Tehran agree to reopen embassies within two months", "Gulf Ledger", 10),
            ("Beijing hosts final session of Saudi-Iranian talks", "Harbour Times", 11),
            ("Israel's opposition calls the Saudi-Iranian accord a failure", "Carmel Post", 12),
            ("Yemen's warring parties greet the Saudi-Iranian accord", "Gulf Ledger", 13),
        )
    ]
    found = opened("a.txt", f"Accord in Beijing\n\n{ARTICLE}\n\nMore headlines\n\n" + "\n".join(rows) + "\n")
    page, *children = found.documents
    assert found.skips == []
    assert page.kind is DocumentKind.ARTICLE
    assert [child.outlet for child in children] == ["Gulf Ledger", "Harbour Times", "Carmel Post", "Gulf Ledger"]
    for child in children:
        assert child.kind is DocumentKind.HEADLINE
        assert child.parent_id == page.document_id
        assert child.published is not None
        assert child.text == child.title
        assert [(b.start, b.end, b.role.value) for b in child.blocks] == [(0, len(child.text), "title")]
    assert len({child.document_id for child in children}) == 4


def test_a_second_reading_gives_the_same(opened) -> None:  # type: ignore[no-untyped-def]
    assert opened("a.html", PAGE).results == opened("a.html", PAGE).results


def test_very_long_blocks_are_cut_at_sentences(opened) -> None:  # type: ignore[no-untyped-def]
    text = " ".join(
        f"On day {n} the delegation from Tbilisi met the delegation from Yerevan in hall {n % 9}." for n in range(3000)
    )
    document = opened("c.jsonl", json.dumps({"text": text})).document
    assert max(block.end - block.start for block in document.blocks) <= 50_000
    assert "".join(text[b.start : b.end] for b in document.blocks) == text
    assert all(text[: b.end].rstrip().endswith(".") for b in document.blocks)
