"""Plain-text dumps of pages: every stretch has a role, the article is body, the furniture is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.intake.plaintext import read_plaintext, segment
from detente.intake.stretches import find_stretches
from detente.records import Block, BlockRole

R = BlockRole

TITLE = "Envoys of the lake states meet in Doha"
PARAGRAPHS = (
    "The envoys of both lake states met in Doha on Monday for the first time since the autumn, the host said.",
    "Both sides said that the talks on a ceasefire would go on, but neither would say when they might end.",
    "“We came here to listen, and we were heard,” said the envoy of the northern state after the first session.",
    "Diplomats who watched the talks said the envoys had come close to an agreement on prisoners and on the road.",
    "The host invited the envoys to another round of talks, which neither of the two sides has accepted so far.",
    "The war between the lake states began nine years ago, and more than two hundred thousand people have fled it.",
)
STANDFIRST = "The envoys of the lake states have met for the first time since autumn. The Herald looks at the talks in Doha."
MENU = "Home\nWorld\nPolitics\nSport\nSign in\nSubscribe\n"
FOOT = (
    "Share this article\nFacebook\nTwitter\n\nMost read\n\n» Rain floods the old harbour again\n"
    "» Why the bridge was never built\n» Ten songs for the summer\n\nSubscribe to our newsletter\n"
    "Privacy policy | Terms of use | Contact us\n"
    "© 2019 The Lake Herald. All rights reserved.\n"
)


def roles_of(text: str) -> dict[str, BlockRole]:
    return {text[b.start : b.end]: b.role for b in segment(text)}


def well_formed(text: str, blocks: tuple[Block, ...]) -> None:
    """In order, apart, trimmed, and nothing but white space between them."""
    end = 0
    for block in blocks:
        assert text[end : block.start].strip() == ""
        assert block.start < block.end
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        end = block.end
    assert text[end:].strip() == ""


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_page_with_furniture(gap: str) -> None:
    page = MENU + "\n" + TITLE + "\n\nBy Ada Byron\nMarch 2, 2016\n\n" + gap.join(PARAGRAPHS) + "\n\n" + FOOT
    roles = roles_of(page)
    assert roles[TITLE] is R.TITLE
    assert roles["By Ada Byron"] is R.BYLINE
    assert roles["March 2, 2016"] is R.DATE
    assert {roles[p] for p in PARAGRAPHS} == {R.BODY}
    assert roles["Sign in"] is R.NAVIGATION
    assert roles["Facebook"] is R.NAVIGATION
    assert roles["» Rain floods the old harbour again"] is R.TEASER
    assert roles["© 2019 The Lake Herald. All rights reserved."] is R.NOTICE
    found = read_plaintext(page, "page.txt")
    assert (found.title, found.outlet, found.authors) == (TITLE, "The Lake Herald", ("Ada Byron",))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_a_plain_article_is_title_and_body(gap: str, count: int) -> None:
    roles = roles_of(TITLE + "\n\n" + gap.join(PARAGRAPHS[:count]) + "\n")
    assert roles[TITLE] in (R.TITLE, R.BODY)
    assert {roles[p] for p in PARAGRAPHS[:count]} == {R.BODY}


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_a_plain_article_without_title_is_body(count: int) -> None:
    assert set(roles_of("\n\n".join(PARAGRAPHS[:count])).values()) == {R.BODY}


@pytest.mark.parametrize(
    "text",
    [
        "Iran rejected the offer.",
        "Envoys meet",
        "Russia and China sign a pact on gas",
        "Home",
        "The two sides signed a ceasefire in Doha on Friday.",
        "Please subscribe to our newsletter.",
    ],
)
def test_one_sentence_is_body(text: str) -> None:
    assert [b.role for b in segment(text)] == [R.BODY]


def test_hard_wrapped_lines_are_one_block_a_paragraph() -> None:
    paragraphs = [" ".join(PARAGRAPHS[:2]), " ".join(PARAGRAPHS[2:4]), " ".join(PARAGRAPHS[4:])]
    wrapped = []
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split():
            if len(line) + 1 + len(word) > 64:
                wrapped.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        wrapped += [line, ""]
    text = "\n".join(wrapped)
    assert [text[s.start : s.end].replace("\n", " ") for s in find_stretches(text)] == paragraphs
    assert {b.role for b in segment(text)} == {R.BODY}


def test_a_standfirst_is_lead() -> None:
    roles = roles_of("\n\n".join([MENU, TITLE, "Ada Byron / sri\nMarch 2, 2016", STANDFIRST, *PARAGRAPHS, FOOT]))
    assert roles[STANDFIRST] in (R.LEAD, R.BODY)


def test_short_sentences_at_the_end_are_body() -> None:
    head = "Envoys to meet\nBy Ada Byron\n"
    text = head + "DOHA — The envoys of both lake states will meet in Doha in April, the host said.\nHe gave no date.\n"
    assert [b.role for b in segment(text)] == [R.TITLE, R.BYLINE, R.BODY, R.BODY]


def test_lines_of_a_list_are_not_joined() -> None:
    assert len(find_stretches(MENU)) == 6


def test_captions_are_marked() -> None:
    pictures = (
        "This picture shows the envoys at the gate of the conference hall on the first day of the talks.",
        "The northern envoy's plane is seen in this picture on the field at Doha, shortly after it had landed.",
    )
    credited = "The envoys of both states and their host\nImage: A. Byron/Lake Picture Agency"
    page = "\n\n".join([TITLE, credited, *PARAGRAPHS[:3], *pictures, *PARAGRAPHS[3:]])
    roles = roles_of(page)
    assert {roles[p] for p in pictures} == {R.CAPTION}
    assert {roles[line] for line in credited.split("\n")} == {R.CAPTION}
    assert roles[TITLE] is R.TITLE


def test_a_line_without_full_stop_among_paragraphs_was_under_a_picture() -> None:
    line = "In 2014, the northern state received four old patrol boats"
    roles = roles_of("\n".join([TITLE, *PARAGRAPHS[:3], line, "A long war", *PARAGRAPHS[3:]]))
    assert roles[line] is R.CAPTION
    assert roles["A long war"] is R.BODY


def test_appeals_and_remarks_on_origin_are_notices() -> None:
    origin = "This article was first published by the Lake Institute."
    appeal = (
        "A Message from The Lake Herald:",
        "Dear readers,",
        "We face hard times, and to go on with our work we need your help.",
    )
    roles = roles_of("\n".join([*PARAGRAPHS, origin, *appeal]))
    assert {roles[line] for line in (origin, *appeal)} == {R.NOTICE}
    assert {roles[p] for p in PARAGRAPHS} == {R.BODY}


def test_a_bio_after_the_article_is_byline() -> None:
    bio = "Ada Byron is a research fellow at the Lake Institute. She has written on the lake states for many years."
    assert roles_of("\n\n".join([TITLE, *PARAGRAPHS, bio]))[bio] is R.BYLINE


def test_somebody_the_article_speaks_of_is_no_byline() -> None:
    about = "Ada Byron is a research fellow at the Lake Institute who has studied the war from its first day."
    quoting = "“Nobody can win this war,” Byron said on Tuesday, and asked both sides to think of the people of the shore."
    assert roles_of("\n\n".join([TITLE, *PARAGRAPHS, about, quoting]))[about] is R.BODY


@given(st.text(alphabet=st.sampled_from("aB .,\n\t»-*1“©:é\r\u2028")))
@example("")
@example("\x00")
@example("* \n* \n")
@settings(deadline=None, max_examples=60)
def test_any_text_is_cut_into_well_formed_blocks(text: str) -> None:
    well_formed(text, segment(text))


@pytest.mark.parametrize("text", ["a" * 3_000_000, "word " * 100_000, '"' * 5_000, "- - - " * 2_000, "1.1." * 20_000], ids=len)
def test_monsters_are_read(text: str) -> None:
    well_formed(text, segment(text))


@pytest.mark.shared
def test_the_seeds(shared: Path) -> None:
    pages = [read_plaintext(path.read_text(encoding="utf-8"), path.name) for path in sorted((shared / "seeds").glob("*.txt"))]
    assert [page.published.isoformat() if page.published else None for page in pages] == [
        None,
        "2019-07-21",
        "2016-03-02",
        None,
        None,
    ]
    assert [page.outlet for page in pages] == ["Deutsche Welle", "War and Peace", "DW", None, "The Moscow Times"]
    assert [page.authors for page in pages] == [("Esther Felden",), ("Samuel Ramani",), ("Waslat Hasrat-Nazimi",), (), ()]
    assert [len(page.title.split()) if page.title else 0 for page in pages] == [8, 12, 4, 9, 0]
    counts = [sum(b.role in (R.BODY, R.LEAD) for b in page.blocks) for page in pages]
    assert counts == [12, 8, 23, 11, 19]
    for page in pages:
        well_formed(page.text, page.blocks)
