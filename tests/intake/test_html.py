"""HTML pages: visible text whole, body marked, metadata read, nothing that crashes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.intake.html import read_html
from detente.intake.page import Page
from detente.intake.render import render
from detente.records import BlockRole, DateBasis, Precision

PARAGRAPHS = (
    "The envoys of both lake states met in Doha on Monday for the first time since the autumn, the host said.",
    "Both sides said that the talks on a ceasefire would go on, but neither would say when they might end.",
    "Diplomats who watched the talks said the envoys had come close to an agreement on prisoners &amp; the road.",
    "The host invited the envoys to another round of talks, which neither of the two sides has accepted so far.",
)
HEAD = (
    '<meta property="og:site_name" content="The Lake Herald"><meta name="author" content="Ada Byron">'
    '<meta property="article:published_time" content="2016-03-02T08:16:00Z">'
)
TITLE = "Envoys of the lake states meet in Doha"
NAV = "<nav><ul><li><a href='/'>Home</a><li><a href='/w'>World</a><li><a href='/s'>Sport</a></ul></nav>"
FOOT = (
    "<aside><h3>Most read</h3><ul><li><a href='/1'>Rain floods the old harbour again</a>"
    "<li><a href='/2'>Why the bridge was never built</a></ul></aside>"
    "<footer>© 2016 The Lake Herald. All rights reserved.</footer>"
)


def page_of(head: str = HEAD, body: str = "") -> str:
    paragraphs = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{TITLE} - The Lake Herald</title>{head}"
        f"<script>var hidden = '<p>no</p>';</script></head><body>{NAV}"
        f"<article><h1>{TITLE}</h1>{body}{paragraphs}</article>{FOOT}</body></html>"
    )


def texts(page: Page, role: BlockRole) -> list[str]:
    return [page.text[b.start : b.end] for b in page.blocks if b.role is role]


def test_a_page_is_read() -> None:
    page = read_html(page_of(), "https://herald.example/envoys")
    assert (page.title, page.outlet, page.authors) == (TITLE, "The Lake Herald", ("Ada Byron",))
    assert (page.published, page.precision, page.basis) == (date(2016, 3, 2), Precision.DAY, DateBasis.METADATA)
    assert (page.url, page.language) == ("https://herald.example/envoys", "en")
    assert texts(page, BlockRole.BODY) == [p.replace("&amp;", "&") for p in PARAGRAPHS]
    assert TITLE in texts(page, BlockRole.TITLE)


def test_the_furniture_stays_in_the_text() -> None:
    page = read_html(page_of(), None)
    for line in ("Home", "Rain floods the old harbour again", "Most read"):
        assert line in page.text
    assert "hidden" not in page.text
    assert not any("Rain" in line for line in texts(page, BlockRole.BODY))


def test_bytes_in_a_named_charset() -> None:
    markup = page_of(
        '<meta charset="windows-1252">',
        "<p>Le café de la paix était fermé pendant la conférence, said the host of the envoys.</p>",
    )
    assert "café" in read_html(markup.encode("cp1252"), None).text
    assert "café" in read_html(markup.encode("utf-8"), None).text


def test_the_date_of_the_address_is_a_last_resort() -> None:
    page = read_html(page_of(""), "https://herald.example/2017/04/05/envoys")
    assert (page.published, page.basis) == (date(2017, 4, 5), DateBasis.URL)
    assert read_html(page_of(""), "https://herald.example/envoys").published is None


def test_the_date_of_json_ld() -> None:
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2015-05-06T01:02:03Z"}</script>'
    page = read_html(page_of(script), "https://herald.example/envoys")
    assert (page.published, page.basis) == (date(2015, 5, 6), DateBasis.METADATA)


def test_a_visible_date_where_the_markup_has_none() -> None:
    page = read_html(page_of("", "<p>By Ada Byron</p><p>March 2, 2016</p>"), None)
    assert page.published == date(2016, 3, 2)
    assert page.authors == ("Ada Byron",)


def test_lines_follow_the_markup() -> None:
    rendered = render("<p>One <b>bold</b>ly\n told</p><div>two<br>three</div><table><tr><td>a<td>b</table>&lt;four&gt;")
    assert rendered.text.split("\n") == ["One boldly told", "", "two", "three", "", "a b", "", "<four>"]
    assert [rendered.text[s.start : s.end] for s in rendered.stretches] == ["One boldly told", "two", "three", "a b", "<four>"]


BROKEN = [
    "",
    "no markup at all, only a sentence.",
    "<",
    "<p",
    "<p>unclosed <b>tags <i>everywhere",
    "</div></div></p>",
    "\x00<p>a\x00b</p>",
    "<html><head><title>only a title",
    "<script>never closed <p>text</p>",
    "<p title='unclosed>text</p>",
    "<!-- never closed <p>text</p>",
    "<div>" * 30_000 + "<p>Deep down there is a sentence.</p>" + "</div>" * 30_000,
    "<b><i>" * 20_000 + "deep",
    "<a " * 30_000,
    "<!--" * 30_000,
    '<p x="' * 30_000,
    "&" * 50_000,
    "<![CDATA[" * 10_000,
]


@pytest.mark.parametrize("markup", BROKEN, ids=lambda markup: markup[:12] or "empty")
def test_broken_markup_gives_a_page(markup: str) -> None:
    page = read_html(markup, None)
    assert "\x00" not in page.text
    assert all(page.text[b.start : b.end].strip() for b in page.blocks)


def test_nothing_is_lost_in_the_depths() -> None:
    assert "Deep down there is a sentence." in read_html(BROKEN[11], None).text


@given(st.text(alphabet=st.sampled_from("<>/pdiv a\"'=!-&;\n")))
@settings(deadline=None, max_examples=40)
def test_any_markup_is_rendered(markup: str) -> None:
    rendered = render(markup)
    assert all(rendered.text[s.start : s.end].strip() for s in rendered.stretches)
