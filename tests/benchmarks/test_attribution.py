"""The scorer of attributions, on an article of our own."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from detente.benchmarks.attribution import Scores, as_gold, compare, edges, kinds, run, words
from detente.benchmarks.options import Options
from detente.benchmarks.polnear import Annotated, Gold, document, parse_brat, read_part
from detente.engines import Setup
from detente.errors import BadInput
from detente.language.passages import parse

TEXT = 'Norland ready to talk\nMinister Ada Holm said the border would open in May. "We are ready," she added.\nIt was a plan.'
NOTE = (
    "T1\tSource 22 39\tMinister Ada Holm\n"
    "T2\tCue 40 44\tsaid\n"
    "T3\tContent 45 73\tthe border would open in May\n"
    "T4\tAttribution 40 44\tsaid\n"
    "E1\tAttribution:T4 Cue0:T2 Source0:T1 Content0:T3\n"
    "T5\tContent 75 90\t“We are ready,”\n"
    "T6\tSource 91 94\tshe\n"
    "T7\tCue 95 100\tadded\n"
    "E2\tAttribution:T7 Source:T6 Content:T5 Cue:T7\n"
    "T8\tCue 111 115;109 110\tplan a\n"
    "T9\tContent 102 104;105 108\tIt was\n"
    "E3\tAttribution:T8 Cue:T8 Content:T9\n"
    "E4\tAttribution:T8 Cue:T8\n"
)
GOLDS = (
    Gold(((40, 44),), ((22, 39),), ((45, 73),)),
    Gold(((95, 100),), ((91, 94),), ((75, 90),)),
    Gold(((111, 115), (109, 110)), (), ((102, 104), (105, 108))),
)


def test_standoff_annotations_with_several_spans_and_no_source() -> None:
    assert tuple(parse_brat(NOTE)) == GOLDS


def corpus(folder: Path) -> Path:
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    (folder / "text" / "talks_one.txt").write_text(TEXT, encoding="utf-8")
    for annotator in ("ab12", "cd34"):
        (folder / "attributions" / f"talks_one_{annotator}.ann").write_text(NOTE, encoding="utf-8")
    return folder


@pytest.mark.parametrize("where", ["folder", "folder of parts", "archive", "archive without its name", "data folder"])
def test_corpora_of_every_form(tmp_path: Path, where: str) -> None:
    place = corpus(tmp_path / "test")
    if where == "folder of parts":
        place = tmp_path
    elif where != "folder":
        place = tmp_path / "attribution" / "held-back.tar.gz"
        place.parent.mkdir()
        with tarfile.open(place, "w:gz") as tar:
            tar.add(tmp_path / "test", "./test" if where == "archive" else "corpus/test")
        if where == "data folder":
            (tmp_path / "attribution" / "a.tar.gz").write_bytes(place.read_bytes())
            (tmp_path / "test").rename(tmp_path / "elsewhere")
            place = tmp_path
    assert read_part(place, "test") == [Annotated("talks_one", TEXT, GOLDS)] * 2


def test_a_part_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no part 'test' with texts and annotations in .*--data"):
        read_part(tmp_path, "test")


def test_a_file_that_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "corpus.tar.gz").write_text("no archive")
    with pytest.raises(BadInput, match="is not an archive"):
        read_part(tmp_path / "corpus.tar.gz", "dev")


FOUND = (
    Gold(((40, 44),), ((31, 39),), ((45, 66),)),  # the source begins too late, the content ends too early
    Gold(((91, 100),), ((91, 94),), ((75, 90),)),  # the cue has a word too many
    Gold(((8, 13),), (), ((14, 21),)),  # nothing like it in the gold
)


def scored(found: tuple[Gold, ...]) -> Scores:
    scores = Scores()
    parts = [(40, 44, "VERB"), (95, 100, "VERB"), (109, 110, "DET"), (111, 115, "NOUN")]
    compare(Annotated("talks", TEXT, GOLDS), found, parts, scores)
    return scores


def test_exact_spans_count_in_pairs_with_overlapping_cues() -> None:
    scores = scored(FOUND)
    counts = {n: (s.right, s.predicted, s.gold) for n, s in ((n, getattr(scores, n)) for n in ("cue", "source", "content"))}
    assert counts == {"cue": (1, 3, 3), "source": (1, 2, 2), "content": (1, 3, 3)}
    assert (scores.cue_overlap.right, scores.cue_overlap.f1) == (2, pytest.approx(2 / 3))


def test_overlap_of_contents_is_counted_in_tokens_of_the_pairs() -> None:
    overlap = scored(FOUND).content_overlap
    assert (overlap.right, overlap.predicted, overlap.gold) == (4 + 6, 4 + 6, 6 + 6)
    assert overlap.recall == pytest.approx(10 / 12)


def test_the_share_found_by_kind_of_cue() -> None:
    kinds = scored(FOUND).kinds
    assert {n: (k.gold, k.found, k.source, k.content) for n, k in kinds.items() if k.gold} == {
        "verbs of saying": (2, 2, 1, 1),
        "one verb": (2, 2, 1, 1),
        "several words": (1, 0, 0, 0),
        "nominal": (1, 0, 0, 0),
        "without a source": (1, 0, 0, 0),
    }


def test_what_is_missed_and_what_is_spurious() -> None:
    scores = scored(FOUND)
    assert (scores.missed, scores.spurious, scores.edges) == ({"plan a": 1}, {"ready": 1}, {"ends too early": 1})
    assert len(scores.wrong) == 2


def test_the_same_attributions_are_all_right() -> None:
    scores = scored(GOLDS)
    assert {getattr(scores, n).f1 for n in ("cue", "cue_overlap", "source", "content", "content_overlap")} == {1.0}


@pytest.mark.parametrize(
    ("pos", "source", "expected"),
    [
        ({5: "VERB"}, True, ["one verb"]),
        ({5: "NOUN"}, False, ["nominal", "without a source"]),
        ({5: "PROPN", 9: "NOUN"}, True, ["several words", "nominal"]),
        ({5: "VERB", 9: "NOUN"}, True, ["several words"]),
        ({5: "ADP"}, True, ["other"]),
        ({}, True, ["other"]),
    ],
)
def test_kinds_of_cues(pos: dict[int, str], source: bool, expected: list[str]) -> None:
    gold = Gold(((5, 12),), ((0, 4),) if source else (), ((13, 20),))
    assert list(kinds("They xxx yyy zzz", gold, [(at, at + 3, tag) for at, tag in pos.items()])) == expected


@pytest.mark.parametrize(
    ("gold", "ours", "expected"),
    [
        ({3, 4}, {3, 4, 5}, ["ends too late"]),
        ({3, 4, 5}, {4}, ["begins too late", "ends too early"]),
        ({3, 4}, {2, 3, 4}, ["begins too early"]),
        ({3, 4, 5}, {3, 5}, ["differs within"]),
    ],
)
def test_where_contents_differ(gold: set[int], ours: set[int], expected: list[str]) -> None:
    assert list(edges(frozenset(gold), frozenset(ours))) == expected


def test_statements_of_the_reader_as_attributions() -> None:
    reader = Setup().reader()
    [(held, passages)] = parse([document("talks", TEXT)], reader.nlp)
    found = [as_gold(s) for s in reader.extract(held, passages).statements]
    assert GOLDS[0] in found
    assert (40, 44, "VERB") in words(passages)


def test_the_benchmark_prints_every_line(tmp_path: Path) -> None:
    lines = list(run(Options(corpus(tmp_path / "test"), "test", errors=1)))
    assert lines[0] == "2 annotations, 6 attributions"
    for title in ("cue, exact", "source, exact", "content, exact", "content overlap", "verbs of saying  found 1.000"):
        assert sum(line.startswith(title) for line in lines) == 1, lines
    assert any(line.startswith("  nominal                2       2   0.000") for line in lines), lines
