"""The scores of chains against the worked example of Pradhan et al. (2014), and the reading of GUM's chains."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from detente.benchmarks.chain_scores import Tally, b_cubed, ceaf, muc
from detente.benchmarks.chains import read_documents

KEY = [frozenset("abc"), frozenset("defg")]
RESPONSE = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]


def test_muc() -> None:
    score = muc(KEY, RESPONSE)
    assert (score.recall, score.precision) == (pytest.approx(2 / 5), pytest.approx(2 / 5))


def test_b_cubed() -> None:
    score = b_cubed(KEY, RESPONSE)
    assert score.recall == pytest.approx(35 / 12 / 7)
    assert score.precision == pytest.approx(4 / 8)


def test_ceaf() -> None:
    score = ceaf(KEY, RESPONSE)
    assert score.recall == pytest.approx(0.65)
    assert score.precision == pytest.approx(1.3 / 3)


def test_nothing_scores_nothing() -> None:
    assert muc([], []).f1 == b_cubed([], []).f1 == ceaf([], []).f1 == 0.0
    assert ceaf(KEY, []).recall == 0.0
    total = Tally()
    total.add(muc(KEY, RESPONSE))
    total.add(muc(KEY, RESPONSE))
    assert total.recall == pytest.approx(2 / 5)


CONLLU = """# newdoc id = GUM_news_example
# meta::dateCreated = 2016-03-02
# newpar
# sent_id = 1
1\tMr.\tMr.\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1-person-new-x-cf1-1-coref
2\tHaddad\tHaddad\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newpar
1\tHis\this\tPRON\tPRP$\t_\t2\tnmod:poss\t_\tEntity=(2-person-new-x(1-person-giv)
2\tfriends\tfriend\tNOUN\tNNS\t_\t3\tnsubj\t_\tEntity=2)
3\tstayed\tstay\tVERB\tVBD\t_\t0\troot\t_\t_

"""


def test_gum_documents(tmp_path: Path) -> None:
    path = tmp_path / "gum.conllu.gz"
    path.write_bytes(gzip.compress(CONLLU.encode()))
    (document,) = read_documents(path)
    assert (document.genre, str(document.written)) == ("news", "2016-03-02")
    assert [p.words for p in document.paragraphs] == [["Mr.", "Haddad", "left", "."], ["His", "friends", "stayed"]]
    found = [(m.paragraph, m.start, m.end, m.head, m.kind, m.chain) for m in document.mentions()]
    assert found == [(0, 0, 2, 0, "person", "1"), (1, 0, 1, 0, "person", "1"), (1, 0, 2, 1, "person", "2")]
