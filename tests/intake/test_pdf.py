"""PDF: text, scans, locks and damage. The files are written here, byte by byte."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

SENTENCES = [
    "Norway and Russia extended their fisheries treaty in Bergen on Thursday.",
    "The foreign minister of Norway said that the quota for cod would fall by a fifth.",
    "Russia asked for access to three more ports and was refused, officials said.",
]


def pdf(*pages: list[str]) -> bytes:
    """A PDF with the given lines on its pages."""
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        drawn = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T* " for line in lines)
        content = f"BT /F1 11 Tf 14 TL 50 780 Td {drawn}ET"
        bodies.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(bodies)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    end = f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    return out + f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(SENTENCES))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_text_of_all_pages(opened) -> None:  # type: ignore[no-untyped-def]
    document = opened("treaty.pdf", pdf(SENTENCES[:2], SENTENCES[2:])).document
    assert [line for line in document.text.split("\n") if line.strip()] == SENTENCES


def test_hyphens_at_line_ends_stay(opened) -> None:  # type: ignore[no-untyped-def]
    document = opened("treaty.pdf", pdf([*SENTENCES, "The minis-", "ter will travel to Murmansk in May."])).document
    assert "minis-\nter" in document.text


def test_a_pdf_under_another_name(opened) -> None:  # type: ignore[no-untyped-def]
    assert SENTENCES[0] in opened("treaty.txt", pdf(SENTENCES)).document.text


def test_a_pdf_that_opens_without_a_password(opened) -> None:  # type: ignore[no-untyped-def]
    assert SENTENCES[0] in opened("treaty.pdf", locked("")).document.text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdf([]), "no text in the PDF (scanned?)"),
        (locked("secret"), "locked with a password"),
        (b"%PDF-1.4\n" + b"garbage " * 40, "could not be read as PDF"),
        (b"%PDF-1.7", "could not be read as PDF"),
    ],
)
def test_refusals(content: bytes, reason: str, opened) -> None:  # type: ignore[no-untyped-def]
    assert opened("treaty.pdf", content).skip.reason == reason


def test_a_cut_off_pdf_gives_a_document_or_a_skip(opened, capfd) -> None:  # type: ignore[no-untyped-def]
    whole = pdf(SENTENCES, SENTENCES)
    for share in range(1, 20):
        assert len(opened("treaty.pdf", whole[: len(whole) * share // 20]).results) == 1
    assert capfd.readouterr().err == ""
