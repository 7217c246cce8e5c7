"""Teasers, credits and notices between the paragraphs of an article."""

from __future__ import annotations

import pytest

from detente.intake.inline import aside
from detente.intake.plaintext import segment
from detente.records import BlockRole

R = BlockRole
PARAGRAPHS = (
    "The envoys of both lake states met in Doha on Monday for the first time since the autumn, the host said.",
    "Both sides said that the talks on a ceasefire would go on, but neither would say when they might end.",
    "Diplomats who watched the talks said the envoys had come close to an agreement on prisoners and on the road.",
    "The host invited the envoys to another round of talks, which neither of the two sides has accepted so far.",
)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Read more: Lake states to share the water of the river", R.TEASER),
        ("READ ALSO: Lake states to share the water of the river", R.TEASER),
        ("See also: Why the bridge was never built", R.TEASER),
        ("Related: Why the bridge was never built.", R.TEASER),
        ("Related stories", R.TEASER),
        ("Watch: envoys arrive at the conference hall", R.TEASER),
        ("[Watch: envoys arrive at the conference hall]", R.TEASER),
        ("Skip next section Newsletter", R.NAVIGATION),
        ("Skip past newsletter promotion", R.NAVIGATION),
        ("We use cookies to improve your visit.", R.NOTICE),
        ("Lake Herald uses cookies. Manage your settings.", R.NOTICE),
        ("By continuing to use our site you accept our use of cookies.", R.NOTICE),
        ("Sign up for our daily newsletter and never miss a story.", R.NOTICE),
        ("Already a subscriber? Log in.", R.NOTICE),
        ("ADVERTISEMENT", R.NOTICE),
        ("Story continues below advertisement", R.NOTICE),
        ("Photo: A. Byron/Lake Picture Agency", R.CAPTION),
        ("Image: A. Byron", R.CAPTION),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_that_is_not_the_articles(line: str, role: BlockRole, gap: str) -> None:
    text = gap.join([*PARAGRAPHS[:2], line, *PARAGRAPHS[2:]])
    roles = {text[b.start : b.end]: b.role for b in segment(text)}
    assert roles[line] is role or (role is R.CAPTION and roles[line] in (R.CAPTION, R.TEASER))
    assert {roles[p] for p in PARAGRAPHS} <= {R.BODY, R.LEAD}


@pytest.mark.parametrize(
    "line",
    [
        "Also in Doha, the envoys met the emir.",
        "Watch the border, he told the guards.",
        "Related parties met in Doha.",
        "“Read more,” the minister said.",
        "“Subscribe to the treaty,” he said.",
        "By submitting the treaty to parliament, the president risked a defeat.",
        "By continuing the war, the northern state loses its friends.",
        "Advertising in both states fell after the war.",
        "More than forty people died.",
        "Live fire was heard at the river.",
        "Video showed soldiers at the bridge.",
        "See what happens, the envoy said.",
        "A subscriber to the pact must pay.",
    ],
)
def test_sentences_that_begin_alike(line: str) -> None:
    assert aside(line) is None


def test_the_titles_under_a_bare_heading_are_teasers_too() -> None:
    offered = ("Lake states to share the water of the river", "Why the bridge was never built")
    text = "\n\n".join([*PARAGRAPHS[:2], "ALSO READ\n" + "\n".join(offered), *PARAGRAPHS[2:]])
    roles = {text[b.start : b.end]: b.role for b in segment(text)}
    assert {roles[line] for line in ("ALSO READ", *offered)} == {R.TEASER}
    assert {roles[p] for p in PARAGRAPHS} <= {R.BODY, R.LEAD}


def test_a_page_of_nothing_else_keeps_its_line() -> None:
    assert [b.role for b in segment("Please subscribe to our newsletter.")] == [R.BODY]
