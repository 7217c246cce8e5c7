"""Bytes to canonical text."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.intake import settings
from detente.intake.decoding import canonical, decode, lines

SENTENCE = "The envoy’s “roadmap” – as Türkiye calls it – was rejected in Kyiv.\n"
PLAIN = "The envoy's roadmap was rejected in Kyiv.\n"
RUSSIAN = (
    "Министр иностранных дел заявил в пятницу, что переговоры продолжатся в Женеве. По его словам, стороны близки к "
    "соглашению о границе. Представитель президента отказался комментировать это заявление."
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_encodings_are_recognised(encoding: str) -> None:
    assert canonical(decode((SENTENCE * 4).encode(encoding))) == SENTENCE * 4


@pytest.mark.parametrize(
    ("data", "declared", "expected"),
    [
        (b'<html><head><meta charset="windows-1251"></head>' + "Москва".encode("cp1251") * 40, None, "Москва"),
        ("Łódź ".encode("iso8859-2") * 30, "iso-8859-2", "Łódź"),
        ("It’s agreed".encode("cp1252"), "iso-8859-1", "It’s agreed"),
        ("Ankara’s “line”".encode(), "iso-8859-1", "Ankara’s “line”"),
        (SENTENCE.encode() * 30 + b"\xff tail", None, "Türkiye"),
        (b"plain words", "no-such-charset", "plain words"),
        (b"plain words", "hex", "plain words"),
        (RUSSIAN.encode("cp1251"), None, "переговоры"),
        (RUSSIAN.encode("koi8_r"), None, "переговоры"),
    ],
)
def test_declared_and_guessed(data: bytes, declared: str | None, expected: str) -> None:
    assert expected in decode(data, declared)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The â€œtruceâ€\x9d holds", "The “truce” holds"),
        ("SÃ£o TomÃ© signed", "São Tomé signed"),
        ("It\x92s over", "It’s over"),
        ("a\r\nb\rc\u2028d\x0ce", "a\nb\nc\nd\ne"),
        ("NUL\x00byte and \x07bell", "NUL byte and  bell"),
        ("diplo\u00admacy\u200b in \ufeffVienna", "diplomacy in Vienna"),
        ("lone \ud83d half", "lone \ufffd half"),
        ("pair \ud83d\ude00", "pair 😀"),
        ("Turkiye with U\u0308", "Turkiye with Ü"),
        ("“curly” ‘quotes’ – dash ﬁne, gavethe", "“curly” ‘quotes’ – dash ﬁne, gavethe"),
        ("AT&amp;T &lt;b&gt;", "AT&amp;T &lt;b&gt;"),
        ("ending \uffff", "ending  "),
    ],
)
def test_canonical(text: str, expected: str) -> None:
    assert canonical(text) == expected


@given(st.text(alphabet=st.characters(), max_size=200))
def test_canonical_holds_what_it_promises(text: str) -> None:
    result = canonical(text)
    assert "\x00" not in result
    assert "\r" not in result
    assert unicodedata.is_normalized("NFC", result)
    result.encode("utf-8")


@given(st.text(alphabet=st.sampled_from("abé’“\u00ad\u0301\r\n\x00\x0c\u2028\ufeff \ud800\U0001f600"), max_size=60))
def test_canonical_twice_is_canonical_once(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    canonical(decode(data)).encode("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_lines_are_numbered_in_every_encoding(encoding: str) -> None:
    text = PLAIN * 300 + SENTENCE + "no newline at the end"
    found = list(lines(io.BytesIO(text.encode(encoding))))
    assert [number for number, _ in found] == list(range(1, 303))
    assert found[0][1] == PLAIN
    assert found[300][1] == SENTENCE
    assert found[301][1] == "no newline at the end"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_an_overlong_line_is_named_and_left_out(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "LONGEST_LINE", 200_000)
    text = "first line\n" + "x" * 900_000 + "\nthird line\n"
    assert [(n, t) for n, t in lines(io.BytesIO(text.encode(encoding)))] == [
        (1, "first line\n"),
        (2, None),
        (3, "third line\n"),
    ]
