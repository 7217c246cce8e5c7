"""The brief on a question, on parties and on an issue: what stands on it, where it leads, that it needs nothing else."""

# ruff: noqa: E501 (texts)

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html

import detente
from detente.brief.markdown import to_markdown
from detente.brief.matter import Asked
from detente.brief.paper import Paper, compose_paper, render_paper, write_paper
from detente.errors import BadInput, UnknownActor
from detente.ledger.ledger import Ledger
from detente.outlook.ask import ask
from detente.outlook.question import parse_question

SCRIPT = "<script>alert(1)</script>"
QUESTION = "Will Turkey and Russia come together on Syria?"
TEXTS = {
    "a.txt": "Envoys meet in Geneva - Dawn Post\n\nMay 3, 2016\n\nGENEVA - Turkey and Russia held talks on Syria in Geneva on Monday. "
    "Turkey has about 900 soldiers in Syria. Russia said that it supported a ceasefire in Syria. Turkey demanded an immediate "
    "ceasefire in Syria.\n",
    "b.txt": "Ankara accuses Moscow - Evening Mail\n\nJune 9, 2016\n\nANKARA - The Turkish Foreign Ministry accused Russia of arming the Kurdish militia in "
    "Syria. Russia denied that it had armed the Kurdish militia. If Russia withdraws its soldiers from Syria, Turkey will open the "
    "border, the Turkish foreign minister said.\n",
    "c.txt": "Turkey counts its soldiers - Evening Mail\n\nSeptember 20, 2016\n\nANKARA - Turkey has 400 soldiers in Syria, the Turkish "
    "Foreign Ministry said on Monday. Russia criticized Turkey on Tuesday over its soldiers in Syria.\n",
    "d.txt": "A deal in Moscow - Harbour Wire\n\nFebruary 2, 2017\n\nMOSCOW - Russia and Turkey signed an agreement on Syria in Moscow on "
    "Wednesday. Turkish and Russian officials will meet in Ankara next week.\n",
    "e.txt": "At the *border* & <beyond> - Ridge Post\n\nMarch 6, 2017\n\nHATAY - Turkey and Russia agreed to work together in Syria, "
    f"the ministers said on Sunday. Russian officers met Turkish officers {SCRIPT} at the border on Saturday.\n",
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    folder = tmp_path_factory.mktemp("paper")
    texts = folder / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    detente.read(texts, ledger=folder / "ledger.duckdb")
    return Ledger.open(folder / "ledger.duckdb")


ASKED = {
    "question": Asked(question=QUESTION, changed_since="2017"),
    "parties": Asked(actors=("Turkey", "Russia"), changed_since="2017"),
    "three": Asked(actors=("Turkey", "Russia", "Syria")),
    "issue": Asked(issue="ceasefire"),
    "issue of two": Asked(actors=("Turkey", "Russia"), issue="ceasefire"),
    "one": Asked(question="Will Turkey withdraw its soldiers from Syria?"),
    "stranger": Asked(question="Will Norland and Ostia come together?"),
}


@pytest.fixture(scope="module")
def papers(ledger: Ledger) -> dict[str, Paper]:
    return {name: compose_paper(ledger, asked, drawn_on=date(2026, 3, 2)) for name, asked in ASKED.items()}


def page(paper: Paper) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(render_paper(paper))


def text(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("name", ASKED)
def test_every_link_has_its_target_and_every_id_is_one(papers: dict[str, Paper], name: str) -> None:
    found = page(papers[name])
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in found.xpath("//a/@href") if href.startswith("#")} <= set(ids)
    assert set(found.xpath("//@aria-labelledby")) <= set(ids)


@pytest.mark.parametrize("name", ASKED)
def test_the_page_needs_nothing_but_itself(papers: dict[str, Paper], name: str) -> None:
    source = render_paper(papers[name])
    found = lxml_html.document_fromstring(source)
    assert not found.xpath("//link | //script | //iframe | //object | //img | //*[@src] | //@onerror | //@onclick")
    assert "@import" not in source
    assert not re.findall(r"url\((?!#)", source)
    assert all(th.get("scope") for th in found.iter("th"))


@pytest.mark.parametrize("name", ["question", "parties", "issue"])
def test_every_entry_has_its_sentence_and_its_passage(papers: dict[str, Paper], name: str) -> None:
    found = page(papers[name])
    entries = found.find_class("entry")
    assert len(entries) > 3
    for entry in entries:
        assert entry.find(".//blockquote") is not None
        assert text(entry.find(".//blockquote"))
        assert entry.xpath(".//a[starts-with(@href, '#p-')]")


@pytest.mark.parametrize("name", ASKED)
def test_hostile_texts_stay_texts(papers: dict[str, Paper], name: str) -> None:
    source, markdown = render_paper(papers[name]), to_markdown(papers[name])
    assert "<script" not in source
    assert "<script" not in markdown
    assert "<b>" not in markdown


def test_a_hostile_title_is_shown_as_it_stands(papers: dict[str, Paper]) -> None:
    shown = text(page(papers["parties"]).get_element_by_id("sources"))
    assert "At the *border* & <beyond>" in shown
    assert SCRIPT in shown
    assert "At the \\*border\\* &amp; &lt;beyond&gt;" in to_markdown(papers["parties"])


def test_the_verdict_is_that_of_ask(ledger: Ledger, papers: dict[str, Paper]) -> None:
    book = ledger.book()
    answer = ask(book, parse_question(QUESTION, book))
    verdict = papers["question"].verdict
    assert verdict is not None
    assert (verdict.degree, verdict.understood) == (answer.degree, "come together: Turkey, Russia; on Syria")
    shown = page(papers["question"])
    assert text(shown.find_class("degree")[0]) == f"Verdict: {answer.degree.capitalize()}"
    assert text(shown.get_element_by_id("f1").find(".//blockquote"))
    weights = [r.weight for r in verdict.sides[0].reasons]
    assert weights == sorted(weights, reverse=True)
    assert verdict.share == pytest.approx(verdict.sides[0].weight / sum(s.weight for s in verdict.sides))


def test_conditions_say_who_moves_first(papers: dict[str, Paper]) -> None:
    (term,) = papers["parties"].conditions.open
    assert (term.first, term.then, term.between) == ("Russia", "Turkey", True)
    assert "first to act: Russia" in text(page(papers["parties"]).get_element_by_id(term.cited.code.lower()))


def test_a_claim_is_shown_with_its_denial(papers: dict[str, Paper]) -> None:
    chain = papers["parties"].claims.chains[0]
    assert [(link.stand, link.who) for link in chain.links] == [("alleged", "Turkish Foreign Ministry"), ("denied", "Russia")]
    assert chain.contradictions[0][0] == "Russia denies what Turkish Foreign Ministry says"
    assert chain.single
    assert "one publisher only" in text(page(papers["parties"]).get_element_by_id("claims"))


def test_numbers_are_in_the_order_of_days(papers: dict[str, Paper]) -> None:
    line = next(s.line for s in papers["parties"].counts.series if "Turkey" in s.title)
    assert line == "about 900 (3 May 2016) → 400 (20 September 2016)"


def test_the_relation_leaves_out_what_is_alleged(papers: dict[str, Paper]) -> None:
    (pair,) = papers["parties"].pairs
    assert {d.what for d in pair.deeds} >= {"Both: talks", "Turkey: accusation or criticism", "Russia: accusation or criticism"}
    assert pair.chart.wide.startswith("<svg")
    assert len(papers["three"].pairs) >= 2


def test_seats(papers: dict[str, Paper]) -> None:
    held = [s for s in papers["parties"].tables.sittings if s.status == "held"]
    assert any("Turkey" in s.who and "Russia" in s.who and "Geneva" in s.name for s in held)


def test_what_changed_is_only_what_was_published_since(papers: dict[str, Paper]) -> None:
    changed = papers["question"].changed
    assert changed is not None
    assert changed.documents == 2
    assert changed.news[0].kind == "Verdict"
    told = [n for n in changed.news if n.refs or n.cited]
    assert told
    assert not any("2016" in n.when for n in told)
    assert papers["three"].changed is None


def test_as_of_a_day_nothing_later_is_on_the_page(ledger: Ledger) -> None:
    shown = text(page(compose_paper(ledger, Asked(actors=("Turkey", "Russia"), until="2016-12-31"))))
    assert "Evening Mail" in shown
    assert "Harbour Wire" not in shown
    assert "2017" not in shown


def test_positions_on_an_issue(papers: dict[str, Paper]) -> None:
    (row,) = papers["issue"].page.rows
    assert row.question == "Should the fighting stop now?"
    assert {s.party for s in row.stands} >= {"Turkey", "Russia"}
    assert papers["issue"].pairs == ()


def test_of_strangers_nothing_is_said(papers: dict[str, Paper]) -> None:
    shown = text(page(papers["stranger"]).get_element_by_id("main"))
    assert "No answer" in shown
    assert "The ledger has nothing on Norland and Ostia." in shown
    assert [name for name, _ in papers["stranger"].contents] == ["ground", "method"]


@pytest.mark.parametrize("name", ASKED)
def test_figures_are_explained_where_they_are_shown(papers: dict[str, Paper], name: str) -> None:
    parts = {part for part, _ in papers[name].contents} - {"changed", "method", "sources"}
    assert len(papers[name].method) == len(parts)


@pytest.mark.parametrize("name", ASKED)
def test_markdown_has_the_same_entries_and_its_links_lead_somewhere(papers: dict[str, Paper], name: str) -> None:
    markdown = to_markdown(papers[name])
    anchors = re.findall(r'<a id="([^"]+)"></a>', markdown)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(<?#([^)>]+)>?\)", markdown)) <= set(anchors)
    shown = {e.get("id") for e in page(papers[name]).find_class("entry") if e.get("id")}
    assert shown <= set(anchors)
    assert all(f"## {heading}" in markdown for _, heading in papers[name].contents)


def test_the_same_twice(ledger: Ledger, papers: dict[str, Paper]) -> None:
    again = compose_paper(ledger, ASKED["question"], drawn_on=date(2026, 3, 2))
    assert render_paper(again) == render_paper(papers["question"])


def test_it_is_written(ledger: Ledger, tmp_path: Path) -> None:
    written = write_paper(ledger, tmp_path / "new" / "brief.md", Asked(issue="ceasefire"), "Titled", "markdown")
    assert written.read_text(encoding="utf-8").startswith("# Titled\n")


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        (Asked(issue="weather"), BadInput, "no issue 'weather'; see: detente issues"),
        (Asked(actors=("Turkey", "Atlantis")), UnknownActor, "no actor 'Atlantis'"),
        (Asked(actors=("Turkey", "Russia"), changed_since="spring"), BadInput, "changed-since: 'spring' is no date"),
        (Asked(actors=("Turkey", "Russia"), since="spring"), BadInput, "since: 'spring' is no date"),
    ],
)
def test_what_can_not_be_asked(ledger: Ledger, asked: Asked, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=re.escape(words)):
        compose_paper(ledger, asked)
