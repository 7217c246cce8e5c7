"""The page as a reader gets it: complete, linked, escaped, and sufficient to itself."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from detente.brief.brief import render_brief, write_brief
from detente.brief.selection import Scope
from detente.errors import UnknownActor
from detente.ledger.ledger import Ledger

TITLE = "Norland and the Coast League open talks"
SCRIPT = "<script>alert(1)</script>"
BREAKOUT = '"><img src=x onerror=alert(1)>'
VOID = {"meta", "br", "hr", "img", "input", "link", "rect"}


@pytest.fixture(scope="session")
def source(told: Ledger) -> str:
    return render_brief(told, drawn_on=date(2026, 3, 2))


@pytest.fixture(scope="session")
def page(source: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(source)


def text(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def entries(page: lxml_html.HtmlElement) -> dict[str, str]:
    """Every entry's words, by code."""
    return {e.get("id").upper(): text(e) for e in page.find_class("entry")}


def test_the_head_says_what_it_is(page: lxml_html.HtmlElement) -> None:
    assert text(page.find(".//h1")) == "What the ledger holds"
    assert "Reports dated 8 July to 1 August 2015 · Drawn up on 2 March 2026" in text(page.find(".//header"))
    assert page.get("lang") == "en"
    assert page.find_class("jump")[0].get("href") == "#main"
    assert [page.find(f".//{landmark}") is not None for landmark in ("header", "nav", "main", "footer")] == [True] * 4


def test_every_internal_link_has_its_target(page: lxml_html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    links = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert len(ids) == len(set(ids))
    assert len(links) > 40
    assert set(links) <= set(ids)


def test_every_label_names_something(page: lxml_html.HtmlElement) -> None:
    assert set(page.xpath("//@aria-labelledby")) <= set(page.xpath("//@id"))


def test_every_entry_shows_date_source_and_sentence(page: lxml_html.HtmlElement) -> None:
    found = page.find_class("entry")
    assert len(found) == 6 + 3 + 1 + 2
    for entry in found:
        assert re.search(r"\d{4}|undated", text(entry.find_class("when")[0]))
        assert text(entry.find_class("source")[0])
        quoted = entry.find(".//blockquote")
        assert len(text(quoted)) > len(text(quoted.find("mark"))) - 1 > 0
        assert entry.find_class("passage-link")[0].get("href").startswith("#p-")


def test_an_entry_opens_its_span_and_the_span_leads_back(page: lxml_html.HtmlElement) -> None:
    for entry in page.find_class("entry"):
        code = entry.get("id")
        at = page.get_element_by_id(f"p-{code}")
        marked = "".join(m.text_content() for m in at.getparent().find_class(code))
        assert marked == "".join(m.text_content() for m in entry.findall(".//blockquote/mark"))
        backs = at.getparent().getnext()
        assert f"#{code}" in backs.xpath("./a/@href")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("E1", "Norland and Coast League: talks told as fact CONSULT"),
        ("E1", "7 July 2015"),
        ("E1", "Vell Herald, 8 July 2015, passage 1.2; also title, passage 1.1, Ridge Post, title, passage 2.1, passage 2.2"),
        ("E2", "Coast League: cooperation planned"),
        ("E2", "according to the envoys"),
        ("E3", "Norland: aid denied"),
        ("E4", "Norland: coercion alleged"),
        ("E5", "Norland: withdrawal or release possible"),
        ("E5", "reported 8 July 2015"),
        ("S2", "denies Norland denies that it armed the hill clans."),
        (
            "C1",
            "if Norland withdraws its 1,500 soldiers who acts: Norland due by 31 December 2015"
            " then the League will open the ports who acts: Coast",
        ),
        ("N1", "1,500 soldiers Norland reported 8 July 2015"),
        ("N2", "900 soldiers undated"),
    ],
)
def test_entries_say(page: lxml_html.HtmlElement, code: str, words: str) -> None:
    assert words in entries(page)[code]


def test_only_the_words_themselves_are_marked_in_an_interrupted_quotation(page: lxml_html.HtmlElement) -> None:
    entry = page.get_element_by_id("s1")
    assert [m.text for m in entry.findall(".//blockquote/mark")] == ["We keep our word", "and our ports"]
    assert '"We keep our word," said Mara Quist, a historian at the Vell Institute, "and our ports."' in text(entry)


def test_copies_are_one_story(page: lxml_html.HtmlElement) -> None:
    short = text(page.find_class("short")[0])
    assert "3 independent stories in 4 documents from 3 outlets" in short
    assert f"{TITLE} Vell Herald; also in Ridge Post" in text(page.get_element_by_id("stories"))


def test_what_did_not_happen_is_not_counted_as_happening(page: lxml_html.HtmlElement) -> None:
    short = text(page.find_class("short")[0])
    assert "2 acts told as fact. Not counted among them: 1 planned, 1 possible, 1 alleged, 1 denied." in short
    july = page.xpath("//table[@class='calendar']//a/@aria-label")
    assert july == ["July 2015: 1 act told as fact, 4 other", "August 2015: 1 act told as fact, 0 other"]


def test_pairs_count_each_act_once_in_either_direction(page: lxml_html.HtmlElement) -> None:
    rows = [[text(cell) for cell in row] for row in page.xpath("//table[@class='pairs']/tbody/tr")]
    assert rows == [["Coast League", "Norland", "2", ""]]
    assert "between Coast League and Norland (2)." in text(page.find_class("short")[0])


def test_skips_are_told_with_their_reason(page: lxml_html.HtmlElement) -> None:
    assert "empty file leer.txt" in text(page.get_element_by_id("skipped"))


def test_roles_open_their_passage(page: lxml_html.HtmlElement) -> None:
    people = text(page.get_element_by_id("people"))
    assert "Mara Quist person Historian, Vell Institute 8 July 2015 Vell Herald, passage 1.4" in people


def test_what_is_not_read_is_not_shown(source: str) -> None:
    assert "Home Sport Weather" not in source


def test_hostile_text_stays_text(source: str, page: lxml_html.HtmlElement) -> None:
    assert "<script" not in source
    assert "<img" not in source
    assert source.count("</style>") == 1
    assert not page.xpath("//script | //img | //@onerror | //@onload")
    shown = text(page)
    assert f"{SCRIPT} again" in shown
    assert BREAKOUT in shown


def test_only_web_addresses_are_linked(page: lxml_html.HtmlElement) -> None:
    outside = [href for href in page.xpath("//a/@href") if not href.startswith("#")]
    assert outside == ["https://vellherald.example/talks"]


def test_nothing_is_loaded(source: str, page: lxml_html.HtmlElement) -> None:
    assert not page.xpath("//link | //script | //iframe | //object | //embed | //img | //*[@src] | //*[@srcset]")
    assert "@import" not in source
    assert set(re.findall(r"url\([^)]*\)", source)) == {"url(#hatch)"}
    assert "http-equiv" not in source


def test_the_page_is_well_formed(source: str) -> None:
    parser = lxml_html.HTMLParser(recover=True)
    lxml_html.document_fromstring(source, parser=parser)
    known = (etree.ErrorTypes.HTML_UNKNOWN_TAG,)
    assert [str(e) for e in parser.error_log if e.type not in known] == []
    opened: list[str] = []
    for closing, tag, rest in re.findall(
        r"<(/?)([a-z][a-z0-9]*)((?:\"[^\"]*\"|[^>\"])*)>", re.sub(r"<style>.*?</style>", "", source, flags=re.S)
    ):
        if closing:
            assert opened.pop() == tag
        elif tag not in VOID and not rest.endswith("/"):
            opened.append(tag)
    assert opened == []


def test_tables_have_captions_and_scopes(page: lxml_html.HtmlElement) -> None:
    tables = page.findall(".//table")
    assert len(tables) == 7
    assert all(table.find("caption") is not None for table in tables)
    assert all(th.get("scope") for th in page.iter("th"))


def test_charts_have_their_numbers_beside_them(page: lxml_html.HtmlElement) -> None:
    assert all(svg.get("aria-hidden") == "true" for svg in page.iter("svg"))
    assert [text(td) for td in page.xpath("//table[@class='calendar']/tbody/tr/td") if text(td)] == ["1+4", "1"]


def test_two_asked_actors_both_take_part(told: Ledger) -> None:
    page = lxml_html.document_fromstring(render_brief(told, Scope(("Norland", "LEAGUE"))))
    assert text(page.find(".//h1")) == "Norland and Coast League"
    shown = entries(page)
    assert [code for code in shown if code[0] == "E"] == ["E1", "E2"]
    assert [code for code in shown if code[0] == "C"] == ["C1"]
    assert [code for code in shown if code[0] == "S"] == []
    assert "A note" not in text(page)


def test_what_an_actor_is_said_to_do_is_found_by_mention(told: Ledger) -> None:
    shown = entries(lxml_html.document_fromstring(render_brief(told, Scope(("Mara Quist",)))))
    assert list(shown) == ["S1"]
    assert "promises" in shown["S1"]


def test_a_period_narrows(told: Ledger) -> None:
    shown = entries(lxml_html.document_fromstring(render_brief(told, Scope(since="2015-08"))))
    assert list(shown) == ["E1"]


def test_an_unknown_actor_is_an_error(told: Ledger) -> None:
    with pytest.raises(UnknownActor, match="no actor 'Atlantis'"):
        render_brief(told, Scope(("Atlantis",)))


def test_long_sections_say_how_to_see_the_rest(told: Ledger) -> None:
    source = render_brief(told, limit=2)
    page = lxml_html.document_fromstring(source)
    assert len([code for code in entries(page) if code[0] == "E"]) == 2
    assert "4 acts more in the ledger: detente events" in text(page.get_element_by_id("acts"))
    assert "1 statement more in the ledger: detente statements" in text(page.get_element_by_id("sayings"))
    ids = set(page.xpath("//@id"))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= ids


def test_an_empty_ledger_says_so(tmp_path: Path) -> None:
    page = lxml_html.document_fromstring(render_brief(Ledger.open(tmp_path / "empty.duckdb", create=True)))
    assert "The ledger is empty." in text(page.get_element_by_id("main"))
    assert {href[1:] for href in page.xpath("//a/@href")} <= set(page.xpath("//@id"))


def test_the_same_ledger_gives_the_same_page(told: Ledger, source: str) -> None:
    assert render_brief(told, drawn_on=date(2026, 3, 2)) == source


def test_writing(told: Ledger, tmp_path: Path) -> None:
    written = write_brief(told, tmp_path / "new" / "brief.html", actors=("Norland",), title="Norland & others")
    content = written.read_text(encoding="utf-8")
    assert "<title>Norland &amp; others: a brief</title>" in content
