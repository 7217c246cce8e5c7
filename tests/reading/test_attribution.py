"""Statements: sentences with source, cue, content and act marked, and sentences in which nobody says anything."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from spacy.language import Language

from detente.actors.cast import Appearance, Cast
from detente.language.passages import parse
from detente.reading import attribution
from detente.reading.attribution import extract_statements
from detente.reading.quotations import quotations
from detente.reading.saying import lexicon
from detente.records import Act, Actor, ActorKind, Block, BlockRole, Document, Mention, Statement

NOBODY = Cast([], {})
Read = Callable[..., list[Statement]]


@pytest.fixture(scope="module", autouse=True)
def rules_alone() -> Iterator[None]:
    """The rules decide by themselves here, as they do with a pipeline that the trained attributor does not know."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(attribution, "attributor", lambda: None)
        yield


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    def statements(text: str, role: BlockRole = BlockRole.BODY, on: date | None = None) -> list[Statement]:
        document = Document("d", "test", text, "", (Block(0, len(text), role),))
        _, passages = next(parse([document], nlp))
        return list(extract_statements(passages, NOBODY, on))

    return statements


def plain(marked: str) -> str:
    return re.sub(r"[\[\]{}<>]", "", marked)


def expected(marked: str) -> tuple[str | None, str, list[str]]:
    """Source, cue and contents of a sentence with <source>, [cue] and {content}."""

    def parts(opening: str, closing: str) -> list[str]:
        return [plain(m) for m in re.findall(rf"\{opening}(.*?)\{closing}", marked)]

    return next(iter(parts("<", ">")), None), parts("[", "]")[0], parts("{", "}")


def shown(text: str, s: Statement) -> tuple[str | None, str, list[str]]:
    source = text[s.source_start : s.source_end] if s.source_start is not None else None
    return source, text[s.cue_start : s.cue_end], [text[a:b] for a, b in s.content_spans]


SAID = [
    ("direct", "{“We will never sign this,”} [said] <Omar Rahim, the director of a centre in Tunis>."),
    ("direct", '{"The door is open,"} <the chancellor> [said].'),
    ("direct", "{‘The workers’ demands are fair,’} [said] <the mayor>."),
    ("direct", "<The minister> [said]: {“No ship will pass.”}"),
    ("direct", "{“If the army leaves,”} <Berg> [said], {“we will talk.”}"),
    ("direct", "{“We are ready,”} <Berg> [said]. {“They know it. They should come.”}"),
    ("direct", "{“Why should we pay?”} [asked] <the union leader>."),
    ("mixed", "<The premier> [said] {the offer was “an insult to every farmer”}."),
    ("mixed", "<The envoy> [said] {that the meeting had been “frank”}."),
    ("indirect", "<The admiral> [said] {that the fleet would sail in May}."),
    ("indirect", "<The admiral> [said] {the fleet would sail}."),
    ("indirect", "<Malik> [told] reporters {that the strait was open}."),
    ("indirect", "[According to] <the finance minister>, {the debt has doubled}."),
    ("indirect", "{The debt has doubled}, [according to] <a report by the bank>."),
    ("indirect", "{The pact is dead}, <the minister> [said]."),
    ("indirect", "{The rebels have left the town}, <officials> [say]."),
    ("indirect", "<Hanoi> [denied] {that it had moved its missiles}."),
    ("indirect", "<Prague> [accused] {the guards of opening fire}."),
    ("indirect", "<The council> [urged] {both armies to withdraw}."),
    ("indirect", "<The general> [threatened] {to cut off the water}."),
    ("indirect", "<Farmers> [fear] {that the river will dry up}."),
    ("indirect", "<Most historians> [believe] {that the letter was forged}."),
    ("indirect", "<The king> [intends] {to visit the islands}."),
    ("indirect", "<The judges> [called for] {a new trial}."),
    ("indirect", "<The bishop> [has repeatedly warned] {that bread is short}."),
    ("indirect", "{The bridge was} [reportedly] {blown up at dawn}."),
    ("indirect", "It [is believed] {that the ship carried gold}."),
    ("indirect", "<The premier> [made it clear] {that she would stay}."),
    ("indirect", "The council ignored <Ankara's> [claim] {that the pilot was drunk}."),
    ("indirect", "<Oslo's> [call for] {calm} was heard."),
    ("indirect", "<The ambassador> [described] {the talks as useful}."),
    ("indirect", "In a letter to the bank, <the treasurer> [promised] {to pay by June}."),
    ("indirect", "{Guards were accused of theft}, <the paper> [reported]."),
    ("indirect", "<The spokesman> [declined] {to name the victims}."),
    ("indirect", "The palace ignored [reports] {that the king had died}."),
    ("indirect", "<It> [said] {that two soldiers had died}."),
    ("indirect", "<The group> [said] in a statement {that it had fired two rockets}."),
    ("mixed", "<He> [called] {the deal “a disgrace”}."),
    ("direct", "<Omar Rahim> was blunt[:] {“We will not talk to them.”}"),
    ("direct", "{“The army is tired and hungry.”} [―] <Omar Rahim>"),
    ("direct", "Omar Rahim agrees with the king. {“The army is tired,”} <he> [said] to this paper."),
    ("indirect", "<The minister> [announced] {the arrest of four men}."),
]  # fmt: skip

SILENT = [
    "The delegation left the capital at dawn.",
    "Three bridges were destroyed in the flood.",
    "The new road, which cost a fortune, is closed.",
    "He told the truth.",
    "The so-called “green line” divides the town.",
    "She read the paper on the train.",
    "The company reported a loss.",
    "Snow fell on the pass.",
    "I think we should go.",
    "The ship added two decks.",
]


@pytest.mark.parametrize(("kind", "marked"), SAID, ids=[plain(m)[:60] for _, m in SAID])
def test_statement(read: Read, kind: str, marked: str) -> None:
    text = plain(marked)
    found = [(s.kind.value, shown(text, s)) for s in read(text) if s.parent_statement_id is None]
    assert (kind, expected(marked)) in found


@pytest.mark.parametrize("text", SILENT)
def test_nobody_speaks(read: Read, text: str) -> None:
    assert [shown(text, s) for s in read(text)] == []


EXAMPLES = list(lexicon().examples())


def test_lexicon_is_large() -> None:
    assert len(EXAMPLES) >= 200


def found_in(read: Read, marked: str) -> tuple[bool, bool]:
    """Whether the example's cue is found, and whether source and content are exact too."""
    text = plain(marked)
    source, cue, content = expected(marked)
    same = [s for s in read(text) if text[s.cue_start : s.cue_end] == cue]
    return bool(same), any(shown(text, s) == (source, cue, content) for s in same)


def test_examples(read: Read) -> None:
    results = {marked: found_in(read, marked) for marked, _ in EXAMPLES}
    cues = [m for m, (cue, _) in results.items() if not cue]
    whole = [m for m, (_, exact) in results.items() if not exact]
    assert len(cues) <= 0.05 * len(results), cues
    assert len(whole) <= 0.1 * len(results), whole


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Poll: Most voters want a truce", "Poll", "Most voters want a truce"),
        ("Premier says sanctions will stay", "Premier", "sanctions will stay"),
        ("Rebels have left the valley, sources say", "sources", "Rebels have left the valley"),
    ],
)
def test_headline(read: Read, text: str, source: str, content: str) -> None:
    assert (source, [content]) in [(shown(text, s)[0], shown(text, s)[2]) for s in read(text, BlockRole.TITLE)]


def test_trailing_clause_is_a_second_statement_of_the_same_source(read: Read) -> None:
    text = "The minister said that the road was open, adding that trucks had passed."
    first, second = read(text)
    assert shown(text, first) == ("The minister", "said", ["that the road was open"])
    assert shown(text, second) == ("The minister", "adding", ["that trucks had passed"])


def read_blocks(nlp: Language, lines: list[str], named: str) -> list[tuple[str | None, str]]:
    """Actor and content of the statements of a document whose first block begins with a person's name."""
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:k]) for k in range(len(lines))]
    blocks = tuple(Block(a, a + len(line), BlockRole.BODY) for a, line in zip(starts, lines, strict=True))
    _, passages = next(parse([Document("d", "test", text, "", blocks)], nlp))
    holder = next(k for k, line in enumerate(lines) if named in line)
    place = lines[holder].index(named)
    start = next(t.i for t in passages[holder].doc if t.idx == place)
    mention = Mention("d", starts[holder] + place, starts[holder] + place + len(named), named, "p1")
    end = start + len(named.split())
    cast = Cast([Appearance(mention, holder, start, end, start)], {"p1": Actor("p1", named, ActorKind.PERSON)})
    found = list(extract_statements(passages, cast))
    assert all(text[s.start : s.end] == s.text for s in found)
    return [(s.source_actor_id, s.content) for s in found]


def test_paragraph_of_quotation_after_its_speaker(nlp: Language) -> None:
    quote = "“We will never give up our constitution for this.”"
    assert ("p1", quote) in read_blocks(nlp, ["Omar Rahim spoke in the old hall.", quote], "Omar Rahim")


def test_paragraph_of_quotation_above_a_signature(nlp: Language) -> None:
    quote = "“The army is tired and hungry today.”"
    assert ("p1", quote) in read_blocks(nlp, [quote, "― Omar Rahim"], "Omar Rahim")


def test_paragraph_of_quotation_of_nobody(nlp: Language) -> None:
    quote = "“The army is tired and hungry today.”"
    assert read_blocks(nlp, ["The harvest was poor.", quote, "It rained on Omar Rahim."], "Omar Rahim") == []


def test_pronoun_of_the_only_speaker(nlp: Language) -> None:
    lines = ["Omar Rahim said that the road was open.", "“Nobody can stop us,” he said."]
    assert ("p1", "“Nobody can stop us,”") in read_blocks(nlp, lines, "Omar Rahim")


def test_half_a_million_characters_of_quotation_marks() -> None:
    begun = time.process_time()
    for unit in ("'a ", "“a ", '"a ', "''a ", "‘a ", "«a “b "):
        quotations(unit * (600_000 // len(unit)))
    assert time.process_time() - begun < 30


def test_who_says_that_somebody_said(read: Read) -> None:
    outer, inner = read("Ivanov said that the minister had denied the report.")
    assert inner.parent_statement_id == outer.statement_id
    assert outer.parent_statement_id is None
    assert (outer.act, inner.act) == (Act.ASSERT, Act.DENY)


def test_source_becomes_an_actor(nlp: Language) -> None:
    text = "Omar Rahim, the director of a centre, said that the road was closed."
    document = Document("d", "test", text, "", (Block(0, len(text), BlockRole.BODY),))
    _, passages = next(parse([document], nlp))
    cast = Cast(
        [Appearance(Mention("d", 0, 10, "Omar Rahim", "p1"), 0, 0, 2, 0)], {"p1": Actor("p1", "Omar Rahim", ActorKind.PERSON)}
    )
    (found,) = extract_statements(passages, cast)
    assert found.source_actor_id == "p1"


@pytest.mark.parametrize(
    ("text", "kept"),
    [("The envoy said that Rome agrees.", True), ("The envoy said on Monday that Rome agrees.", False),
     ("The envoy said that Rome would agree in May.", True), ("In 2012 the envoy said that Rome agrees.", False)],
)  # fmt: skip
def test_said_on(read: Read, text: str, kept: bool) -> None:
    (found,) = read(text, on=date(2020, 2, 1))
    assert (found.said_on == date(2020, 2, 1)) is kept


def test_spans_are_exact_and_ids_stable(read: Read) -> None:
    text = 'He said "we\nwill go", and  Berg said: “Never.”\n\nThe mayor told them that “all is well.'
    found = read(text)
    assert found == read(text)
    assert len({s.statement_id for s in found}) == len(found) >= 3
    for s in found:
        assert text[s.start : s.end] == s.text
        assert s.start <= min(s.cue_start, s.content_start)
        assert max(s.cue_end, s.content_end) <= s.end
        assert s.content == " ".join(text[a:b] for a, b in s.content_spans)


def test_missing_mark_stops_at_the_paragraph(read: Read) -> None:
    text = "“We shall see, said the mayor.\n\nThe road was closed. The bridge was not."
    assert all(s.end <= text.index("\n") for s in read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("“One ‘two’ three” four", ["“One ‘two’ three”"]),
        ("the ‘workers’ rights’ of all", ["‘workers’ rights’"]),
        ("the workers' rights and the ships' crews", []),
        ("it's 5' tall", []),
        ("in the '90s they said 'never' twice", ["'never'"]),
        ("''We won,'' he said.", ["''We won,''"]),
        ("«Non», a dit Paul", ["«Non»"]),
        ("“Never closed\n\nnext “one”", ["“Never closed", "“one”"]),
        ('A "first one left open. Then "another" one.', ['"first one left open.', '"another"']),
    ],
)
def test_quotation_marks(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == expected


@pytest.mark.parametrize(
    "text", ["“", '"""""', "said said said", "“ ”", "According to", "as X put it", ": x", "SAYS WHO?", "’’’ said ‘", "A: “"]
)
def test_messy_text_never_raises(read: Read, text: str) -> None:
    read(text)


def test_no_passages() -> None:
    assert list(extract_statements([], NOBODY)) == []
