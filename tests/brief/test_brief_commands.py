"""`detente brief` as a user types it: which brief is made, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from detente.cli import app
from detente.errors import BadInput, DetenteError
from detente.ledger.ledger import Ledger


def written(ledger: Ledger, out: Path, *words: str) -> str:
    done = CliRunner().invoke(app, ["brief", "--ledger", str(ledger.path), "--out", str(out), *words])
    assert done.exit_code == 0, done.exception
    assert done.stdout == f"Wrote {out}\n"
    return out.read_text(encoding="utf-8")


PARTIES = ("--actor", "Norland", "--actor", "LEAGUE")


@pytest.mark.parametrize(
    ("words", "heading", "part"),
    [
        ((), "<h1>What the ledger holds</h1>", 'id="sayings"'),
        (("--actor", "Norland"), "<h1>Norland</h1>", 'id="sayings"'),
        ((*PARTIES, "--entries"), "<h1>Norland and Coast League</h1>", 'id="sayings"'),
        (PARTIES, "<h1>Norland and Coast League</h1>", 'id="conditions"'),
        (("--question", "Will Norland and the Coast League come together?"), 'class="degree"', 'id="verdict"'),
        (("--issue", "ceasefire"), "<h1>Should the fighting stop now?</h1>", 'id="ground"'),
    ],
)
def test_which_brief(told: Ledger, tmp_path: Path, words: tuple[str, ...], heading: str, part: str) -> None:
    page = written(told, tmp_path / "brief.html", *words)
    assert heading in page
    assert part in page


def test_markdown(told: Ledger, tmp_path: Path) -> None:
    page = written(told, tmp_path / "brief.md", *PARTIES, "--format", "markdown", "--title", "The two")
    assert page.startswith("# The two\n")
    assert "if **Norland withdraws its 1,500 soldiers**" in page
    assert "due 31 December 2015" in page


def test_the_limit_holds_in_each_list(told: Ledger, tmp_path: Path) -> None:
    page = written(told, tmp_path / "brief.html", *PARTIES, "--limit", "1")
    assert 'id="r1"' in page
    assert 'id="s2"' not in page


@pytest.mark.parametrize(
    ("words", "told_why"),
    [
        (("--entries", "--question", "Will it?"), "--entries lists what the ledger holds"),
        (("--format", "markdown"), "markdown, --changed-since and --issues are for a brief on"),
        (("--changed-since", "2016", "--actor", "Norland"), "markdown, --changed-since and --issues are for a brief on"),
        (("--issue", "weather"), "no issue 'weather'"),
        ((*PARTIES, "--until", "soon"), "until: 'soon' is no date"),
        ((*PARTIES, "--out", "/proc/none/brief.html"), "/proc/none/brief.html can't be written"),
    ],
)
def test_what_is_refused(told: Ledger, words: tuple[str, ...], told_why: str) -> None:
    done = CliRunner().invoke(app, ["brief", "--ledger", str(told.path), *words])
    assert isinstance(done.exception, DetenteError)
    assert told_why in str(done.exception)
    assert isinstance(done.exception, BadInput)
