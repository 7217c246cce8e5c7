"""The built-in issues, their examples, and what is said of files that can't be used."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.analysis.book import Book, Source
from detente.analysis.issues import NO_POSITION, Example, Issue, IssueFileError, built_in, load_issues
from detente.analysis.phrases import BadPhrase, check, pattern
from detente.analysis.positions import positions
from detente.records import Act, Actor, ActorKind, Statement, StatementKind

EXAMPLES = [(i, e) for i in built_in() for e in i.examples]
GOOD = """
issues:
- id: fishing
  question: May foreign trawlers fish in the bay?
  terms: [trawler*]
  poles:
  - {name: allowed, value: 1, phrases: ["(admit*|licen*) ~ trawlers"]}
  - {name: banned, value: -1, phrases: ["ban on ~ trawlers"]}
"""


def said(example: Example) -> Book:
    """A book of one statement, by a state."""
    text = f"{example.who} {example.cue} {example.what}."
    cue = len(example.who) + 1
    content = cue + len(example.cue) + 1
    end = len(text) - 1
    statement = Statement(
        "s", "d", 0, end, text[:-1], cue, content - 1, content, end, ((content, end),), example.what,
        StatementKind.INDIRECT, Act.ASSERT, "NOR", 0, len(example.who),
    )  # fmt: skip
    source = Source("d", None, None, None, date(2030, 1, 1), "article", "d", None, text)
    return Book({"d": source}, {"NOR": Actor("NOR", example.who, ActorKind.STATE, "NOR")}, (), (statement,), (), (), {})


@pytest.mark.parametrize(("issue", "example"), EXAMPLES, ids=lambda x: x.issue_id if isinstance(x, Issue) else x.what[:40])
def test_examples(issue: Issue, example: Example) -> None:
    found = [(p.pole, p.stance) for p in positions(said(example), (issue,))]
    assert found == ([] if example.pole == NO_POSITION else [(example.pole, example.stance)])


def test_the_set_is_whole() -> None:
    assert len(built_in()) >= 30
    for issue in built_in():
        assert issue.question.endswith("?")
        assert len(issue.examples) >= 2, issue.issue_id
        assert issue.terms, issue.issue_id
        assert issue.actors, issue.issue_id
        assert all(-1 <= p.value <= 1 for p in issue.poles)
        for phrase in (*issue.terms, *(p for pole in issue.poles for p in pole.phrases)):
            check(phrase, dict(issue.words))


def test_a_users_issues_come_besides_and_win(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(GOOD + GOOD.replace("issues:\n", "").replace("id: fishing", "id: sanctions"), encoding="utf-8")
    found = {i.issue_id: i for i in load_issues([file])}
    assert len(found) == len(built_in()) + 1
    assert found["sanctions"].question == "May foreign trawlers fish in the bay?"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("issues:", "matters:", "holds no issues"),
        ("id: fishing", "id: Fishing Rights", "id 'Fishing Rights' is none"),
        ("question:", "query:", "'query' is no field"),
        ("value: -1", "value: -3", "pole 'banned': value '-3' is no number from -1 to 1"),
        ("name: banned", "name: allowed", "two poles have one name"),
        ("name: banned", "name: none", "says that there is no position"),
        ('phrases: ["ban on ~ trawlers"]', "phrases: []", "give phrases that name what it stands for"),
        ("ban on ~ trawlers", "ban on ~ <ships>", "<ships> is no word list"),
        ("ban on ~ trawlers", "ban on (trawlers", "can't be read"),
        ("terms: [trawler*]", "terms: trawler", "terms must be a list"),
        ("issues:", "issues: [", "is no YAML"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, message: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(IssueFileError) as raised:
        load_issues([file])
    assert message in str(raised.value)
    assert str(file) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(IssueFileError, match="can't be read"):
        load_issues([tmp_path / "none.yaml"])


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("lift* ~ sanction*", "lifting its unilateral sanctions on", "lifting its unilateral sanctions"),
        ("lift* ~ sanction*", "lifted one of the many and very old rules and sanctions", None),
        ("(free|swap*) prisoners", "swapped the prisoners", "swapped the prisoners"),
        ("arms (control|sale) [treaty]", "an arms control treaty", "arms control treaty"),
        ("arms (control|sale) [treaty]", "arms sale rules", "arms sale"),
        ("test[-]ban", "a test-ban and a test ban", "test-ban"),
        ("*-led process", "a locally-led process", "locally-led process"),
        ("<boats> seized", "two tugs seized", "tugs seized"),
        ("release of ~ prisoners", "release of up to 5,000 prisoners", "release of up to 5,000 prisoners"),
        ("dam", "damage to a madam", None),
    ],
)
def test_phrases(phrase: str, text: str, found: str | None) -> None:
    match = pattern([phrase], {"boats": "tug*; ferries"}).search(text)
    assert (match.group() if match else None) == found


def test_a_list_that_is_not_known() -> None:
    with pytest.raises(BadPhrase, match="<boats> is no word list"):
        check("<boats> seized", {})
