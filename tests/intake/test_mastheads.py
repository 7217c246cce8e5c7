"""Outlets that stand by themselves, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from detente.intake.mastheads import is_masthead, outlet_beside_date, outlet_of_dateline, outlet_of_source_line
from detente.intake.plaintext import read_plaintext

BODY = (
    "The envoys of both sides met in Doha on Monday for the first time since the autumn, the host said.\n\n"
    "Both sides said that the talks on a ceasefire would go on, but neither would say when they would end.\n\n"
    "Diplomats who watched the talks said the envoys had come close to an agreement on prisoners in May.\n\n"
    "The host invited the envoys to another round of talks, which neither side has accepted so far.\n"
)
TITLE = "Envoys of the lake states meet in Doha for talks\n"


@pytest.mark.parametrize(
    "name", ["Harbour Wire", "Steppe Monitor", "The Lake Herald", "The New York Times", "BBC News", "Gulf News Agency", "Reuters"]
)
def test_names_that_may_stand_alone(name: str) -> None:
    assert is_masthead(name)


@pytest.mark.parametrize(
    "line",
    [
        *("World News", "Asia News", "Top Stories", "Breaking News", "Press Review", "Foreign Affairs", "Morning Dispatch"),
        *("Next Post", "Previous Post", "Blog Post", "Guest Post", "Share Post", "Prayer Times", "Opening Times"),
        *("Military Observer", "War Monitor", "Election Monitor", "Foreign Observer", "Press Release", "Human Rights Monitor"),
        *("Kabul", "Doha, Qatar", "Ada Byron", "YouTube", "Medium", "Facebook", "Post", "Times", "dispatch", "time"),
        *("Envoys meet as the Herald looks on", "Sign In", "Subscribe to the Lake Herald", "Ministry of Foreign Affairs"),
    ],
)
def test_sections_buttons_offices_and_places_are_no_outlets(line: str) -> None:
    assert not is_masthead(line)


def test_the_address_of_the_page_names_its_outlet() -> None:
    assert is_masthead("Brightmoor", "brightmoor.example")
    assert not is_masthead("World", "worldpress.example")


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Khyber Courier, March 6, 2016", "Khyber Courier"),
        ("Khyber Courier | March 6, 2016", "Khyber Courier"),
        ("March 6, 2016 | Khyber Courier", "Khyber Courier"),
        ("Published in Khyber Courier on March 6, 2016", "Khyber Courier"),
        ("By Ada Byron, Khyber Courier", "Khyber Courier"),
        ("By Ada Byron for the Lake Herald", "Lake Herald"),
        ("World News | March 6, 2016", None),
        ("Kabul, March 6, 2016", None),
        ("Press Release, March 6, 2016", None),
        ("March 6, 2016 - Lake Herald - Reuters", None),
        ("By Ada Byron, Military Observer", None),
        ("By Ada Byron in Doha", None),
    ],
)
def test_outlet_beside_a_date_or_an_author(line: str, outlet: str | None) -> None:
    assert outlet_beside_date(line) == outlet


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Source: Khyber Courier", "Khyber Courier"),
        ("Source: Reuters, March 5, 2016", "Reuters"),
        ("Via: Radio Azadi", "Radio Azadi"),
        ("Source: Asia News", "Asia News"),
        ("Source: Getty Images", None),
        ("Source: Ministry of Foreign Affairs", None),
        ("Source: World Bank", None),
        ("Source: own calculations", None),
        ("Source: Foreign Press", None),
        ("A source in the ministry: Lake Herald got it wrong", None),
    ],
)
def test_outlet_after_source(line: str, outlet: str | None) -> None:
    assert outlet_of_source_line(line) == outlet


@pytest.mark.parametrize(
    ("paragraph", "agency"),
    [
        ("KABUL, March 6 (Reuters) - The envoys met.", "Reuters"),
        ("(Reuters) - The envoys met.", "Reuters"),
        ("KABUL, Afghanistan (AP) — The envoys met.", "AP"),
        ("DOHA (Harbour Wire): The envoys met.", "Harbour Wire"),
        ("The minister (AP) - who did not speak - left.", None),
        ("Envoys of the group (Taliban) - who met", None),
        ("NATO (2016) - an alliance", None),
        ("DOHA - The envoys (Reuters) - met", None),
    ],
)
def test_agency_of_a_dateline(paragraph: str, agency: str | None) -> None:
    assert outlet_of_dateline(paragraph) == agency


@pytest.mark.parametrize(
    ("head", "foot", "outlet"),
    [
        (TITLE + "Harbour Wire\nMarch 2, 2016\n\n", "", "Harbour Wire"),
        ("Harbour Wire\n\n" + TITLE + "\nBy Ada Byron\nMarch 2, 2016\n\n", "", "Harbour Wire"),
        (TITLE + "By Ada Byron\nKhyber Courier, March 2, 2016\n\n", "", "Khyber Courier"),
        (TITLE + "\n", "\nSource: Khyber Courier\n", "Khyber Courier"),
        (TITLE + "\nDOHA (Reuters) - ", "", "Reuters"),
        (TITLE + "Harbour Wire\nMarch 2, 2016\n\nDOHA (Reuters) - ", "", "Harbour Wire"),
        (TITLE.strip() + " - Lake Herald\n\nHarbour Wire report\nMarch 2, 2016\n\n", "", "Lake Herald"),
        (TITLE + "World News\nMarch 2, 2016\n\n", "", None),
        (TITLE + "Lake Herald\nKhyber Courier\nSteppe Monitor\nMarch 2, 2016\n\n", "", None),
        (TITLE + "March 2, 2016\n\n", "", None),
        (TITLE + "\n", "\nSource: World Bank\n", None),
    ],
)
def test_outlet_of_a_page(head: str, foot: str, outlet: str | None) -> None:
    page = read_plaintext(head + BODY + foot, "page.txt")
    assert page.outlet == outlet
    assert page.title in (TITLE.strip(), None)


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ("Updated March 4, 2016\nPublished March 2, 2016", 2),
        ("Updated: March 4, 2016 | Published: March 2, 2016", 2),
        ("March 2, 2016, last modified on March 4, 2016", 2),
        ("March 4, 2016 (first published March 2, 2016)", 2),
        ("Last updated March 4, 2016", 4),
    ],
)
def test_the_date_of_publication_before_that_of_an_update(lines: str, day: int) -> None:
    assert read_plaintext(f"{TITLE}\n{lines}\n\n{BODY}", "page.txt").published == date(2016, 3, day)
