"""Dated lists of headlines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.intake.headlines import read_headline, split_headlines
from detente.intake.plaintext import segment
from detente.records import BlockRole

ENTRIES = [
    ("- Envoys meet in Doha - Gulf Courier - March 3rd, 2020 [March 3rd, 2020]", "Envoys meet in Doha", "Gulf Courier"),
    ("- Envoys meet in Doha - - March 3rd, 2020 [March 3rd, 2020]", "Envoys meet in Doha", None),
    ("- Envoys meet as guns fall -... - March 3rd, 2020 [March 3rd, 2020]", "Envoys meet as guns fall", None),
    ("- 'We came to listen to their... - March 3rd, 2020 [March 3rd, 2020]", "'We came to listen to their...", None),
    ("- Envoys meet - a first in years - gulfcourier.com - March 3rd, 2020", "Envoys meet - a first in years", "gulfcourier.com"),
    (
        "- Envoys meet in Doha - KXYZ News - Breaking News, Latest News and Videos - March 3rd, 2020",
        "Envoys meet in Doha",
        "KXYZ News - Breaking News, Latest News and Videos",
    ),
    ("Envoys meet in Doha | Gulf Courier - Gulf Courier - March 3, 2020", "Envoys meet in Doha", "Gulf Courier"),
    ("Envoys meet in Doha | World News - Gulf Courier - March 3, 2020", "Envoys meet in Doha", "Gulf Courier"),
    ("Opinion | Envoys must meet - Gulf Courier - March 3, 2020", "Opinion | Envoys must meet", "Gulf Courier"),
    ("» Envoys meet in Doha | Gulf Courier | 3 March 2020", "Envoys meet in Doha", "Gulf Courier"),
    ("Envoys meet in Doha » Gulf Courier » 3 Mar 2020", "Envoys meet in Doha", "Gulf Courier"),
    ("2020-03-03 – Envoys meet in Doha – Gulf Courier", "Envoys meet in Doha", "Gulf Courier"),
    ("[March 3, 2020] Envoys meet in Doha", "Envoys meet in Doha", None),
    ("March 3, 2020: Envoys meet in Doha", "Envoys meet in Doha", None),
    ("Envoys meet in Doha (Gulf Courier, March 3, 2020)", "Envoys meet in Doha", "Gulf Courier"),
    ("1. Envoys meet in Doha - Gulf Courier - 3 Mar 2020", "Envoys meet in Doha", "Gulf Courier"),
]


@pytest.mark.parametrize(("line", "title", "outlet"), ENTRIES)
def test_an_entry_is_taken_apart(line: str, title: str, outlet: str | None) -> None:
    headline = read_headline(line, 0)
    assert headline is not None
    assert (headline.title, headline.outlet, headline.published) == (title, outlet, date(2020, 3, 3))
    assert line[headline.title_start : headline.title_end] == title


@pytest.mark.parametrize(
    "line",
    [
        "» Envoys meet in Doha",
        "The envoy told reporters in Doha on March 3, 2020.",
        "Published by our staff - March 3, 2020",
        "Since March 3, 2020 the envoys have met in Doha every week",
        "Envoys meet in Doha - 2020",
    ],
)
def test_what_is_no_dated_entry_is_none(line: str) -> None:
    assert read_headline(line, 0) is None


def test_a_list_becomes_headlines_with_places_in_the_page() -> None:
    page = (
        "Envoys meet in Doha\n\nThe envoys of both sides met in Doha on Monday, the host said. They will meet again in May.\n\n"
        "- Guns fall silent in the north - Gulf Courier - March 3rd, 2020 [March 3rd, 2020]\n"
        "- Ministers fly to Doha for second round - - March 4th, 2020 [March 4th, 2020]\n"
        "- Who pays for the peace? - Lake Herald - March 5th, 2020 [March 5th, 2020]\n"
    )
    blocks = segment(page)
    assert sum(b.role is BlockRole.HEADLINE_LIST for b in blocks) == 3
    found = split_headlines(page, blocks)
    assert [(h.outlet, h.published.day) for h in found] == [("Gulf Courier", 3), (None, 4), ("Lake Herald", 5)]
    assert all(page[h.title_start : h.title_end] == h.title and h.start <= h.title_start < h.title_end <= h.end for h in found)


def test_undated_lists_stay_teasers() -> None:
    body = "The envoys of both sides met in Doha on Monday, the host said."
    page = f"{body}\n\nMore news\n\n» Guns fall silent\n» Ministers fly to Doha again\n"
    assert split_headlines(page, segment(page)) == []


@pytest.mark.shared
def test_the_seed_list_is_complete(shared: Path) -> None:
    page = next((shared / "seeds").glob("000*.txt")).read_text(encoding="utf-8")
    found = split_headlines(page, segment(page))
    assert len(found) == 80
    assert sum(h.outlet is None for h in found) == 4
    assert all(h.published.year == 2025 and h.published.month == 10 for h in found)
