"""Quotation marks: own lines with the quotations that stand in them, balanced or not, of every make."""

import pytest

from detente.reading.quotations import quotations

QUOTED = [
    ("“We go,” he said.", ["“We go,”"]),
    ('“We go," he said. “Now."', ['“We go,"', '“Now."']),
    ('"We go,” he said.', ['"We go,”']),
    ('“He told us "no" twice,” she said. “Yes.”', ['“He told us "no" twice,”', "“Yes.”"]),
    ('"He told us “no” twice," she said.', ['"He told us “no” twice,"']),
    ("“‘No,’ he said to me,” she recalled.", ["“‘No,’ he said to me,”"]),
    ("‘We’re ready,’ said the mayor. ‘The workers’ pay is late.’", ["‘We’re ready,’", "‘The workers’ pay is late.’"]),
    ("'We're ready,' says mayor", ["'We're ready,'"]),
    ("in ‘08 he said “never”", ["“never”"]),
    ("``We went,'' he said. ``Home.''", ["``We went,''", "``Home.''"]),
    ("„Wir gehen“, said the consul", ["„Wir gehen“"]),
    ("„Wir gehen”, said the consul", ["„Wir gehen”"]),
    ("‚Nein‘ was all he said", ["‚Nein‘"]),
    ("«Nous partons», said the consul", ["«Nous partons»"]),
    ("We will stay,” he said. “We must.”", ["We will stay,”", "“We must.”"]),
    ("He has a 5\" pipe and two \"new\" ones.", ['"new"']),
    ("“One left open he said. “Two.”", ["“One left open he said.", "“Two.”"]),
    ("the baker's oven and the bakers' bread", []),
    ("rock 'n' roll", []),
    ("the boss's 'big day'", ["'big day'"]),
    ("“It goes on\n\n“and on.”", ["“It goes on", "“and on.”"]),
    ("", []),
    ("“", []),
    ("”", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == expected


def test_missing_closing_mark_is_noted() -> None:
    assert [q.closed for q in quotations("“It goes on\n\n“and on.”")] == [False, True]
