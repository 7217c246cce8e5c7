"""One story or two: copies, edited copies and syndicated headlines against texts that share only a topic."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.intake.duplicates import StoryItem, are_alike, signature, stories, story_item
from detente.intake.neighbours import pairs, unite_alike
from detente.intake.sketches import Sketch
from detente.records import Block, BlockRole, Document, DocumentKind

DAY = date(2019, 5, 6)

WIRE = """The foreign ministers of Armenia and Azerbaijan met in Moscow on Monday for the first time since January, with
Russia's top diplomat as host and the co-chairs of the Minsk Group in the next room. The three ministers spoke for two
hours behind closed doors. In a joint statement they confirmed that prisoners held since last year would be exchanged
before the end of June and that journalists from both sides would be allowed to visit. The Armenian minister told
reporters that a lasting settlement was out of reach as long as shots were fired along the line of contact. His
Azerbaijani colleague said that Baku expected the return of seven districts in the first stage. Residents of Tavush
province reported that the past week had been the calmest for months. Analysts in Tbilisi said that neither government
could afford to look weak before its elections. The mediators plan to travel to both capitals in the coming weeks."""

RIVAL = """Moscow hosted the top diplomats of Baku and Yerevan on Monday, and little came of it. Two hours of closed-door
conversation ended in a page of text about captives and visiting reporters. Nobody in the room believed that the
occupied districts would change hands this year, a person who sat in on the session said. Yerevan wants quiet at the
front before it discusses land; Baku wants land before it discusses anything. The Minsk Group's envoys, who waited next
door, will pack their bags for another tour of the Caucasus. For Moscow the picture of three ministers at one table was
worth the trouble. Gunfire has died down in the border villages of Tavush, people there say, but they do not expect it
to last beyond the harvest. Both governments face voters within eighteen months, which rarely makes for generosity."""

BACKGROUND = """Armenia and Azerbaijan fought over Nagorno-Karabakh from 1988 until a truce in 1994. Since then the Minsk
Group of the Organization for Security and Co-operation in Europe has mediated under three co-chairs, from France,
Russia and the United States. Seven districts around the enclave remain outside Baku's control. Four days of heavy
fighting in April 2016 killed some two hundred people. The Madrid principles of 2007 foresee the return of land, a
corridor, and a vote on the enclave's final status, which has never been scheduled."""


def words_changed(text: str, share: float, seed: int = 3) -> str:
    """The text with a share of its words replaced, as an editor might."""
    dice = random.Random(seed)
    return " ".join("reportedly" if dice.random() < share else word for word in text.split())


def first_words(text: str, count: int) -> str:
    return " ".join(text.split()[:count])


CLUTTER = " ".join(f"Subscribe to our newsletter number {n} for {n} more stories like this one." for n in range(9))

SAME_ARTICLES = [
    (WIRE, WIRE),
    (WIRE, WIRE.upper()),
    (WIRE, WIRE.replace("\n", "\n\n").replace("'", "’")),
    (WIRE, "MOSCOW (Wire) - " + WIRE),
    (WIRE, WIRE + " " + CLUTTER),
    (WIRE, words_changed(WIRE, 0.05)),
    (WIRE, words_changed(WIRE, 0.08, seed=5)),
    (WIRE, first_words(WIRE, 110)),
    (WIRE, " ".join(WIRE.split()[25:])),
    (WIRE, first_words(WIRE, 120) + " " + CLUTTER),
    (WIRE, BACKGROUND + " " + WIRE),
    (WIRE, WIRE.replace("Azerbaijan", "Azerbaidjan").replace("Moscow", "Moskva")),
    (RIVAL, "By our staff. " + RIVAL + " Editing by the night desk."),
]
DIFFERENT_ARTICLES = [
    (WIRE, RIVAL),
    (WIRE, BACKGROUND),
    (RIVAL, BACKGROUND),
    (WIRE, RIVAL + " " + BACKGROUND),
    (WIRE, RIVAL + " " + first_words(WIRE, 25)),
    (WIRE + " " + CLUTTER, RIVAL + " " + first_words(CLUTTER, 30)),
    (WIRE, " ".join(sorted(WIRE.split()))),
    (WIRE, words_changed(WIRE, 0.5)),
    (first_words(WIRE, 70), " ".join(WIRE.split()[70:])),
    (WIRE, WIRE.split(".")[3] + ". " + RIVAL),
    (WIRE, WIRE.replace(" ", "")),
    (BACKGROUND, first_words(BACKGROUND, 12) + " " + RIVAL),
]

SAME_HEADLINES = [
    (
        "Serbia and Kosovo leaders fly to Brussels for new round of talks",
        "Serbia and Kosovo leaders fly to Brussels for new round of talks",
    ),
    (
        "Serbia and Kosovo leaders fly to Brussels for new round of talks",
        "Serbia, Kosovo leaders fly to Brussels for new round of talks | Balkan Daily",
    ),
    (
        "Serbia and Kosovo leaders fly to Brussels for new round of talks",
        "Kosovo and Serbia leaders fly to Brussels for new round of talks",
    ),
    (
        "Iran and Iraq head to Türkiye for second round of water talks",
        "Iran and Iraq head to Turkey for second round of water talks",
    ),
    (
        "Iran and Iraq head to Trkiye for second round of water talks",
        "Iran and Iraq head to Turkiye for second round of water talks",
    ),
    ("Ukraine's Zelenskyy to meet Macron in Kyiv on defence pact", "Ukraine’s Zelensky to meet Macron in Kiev on defense pact"),
    (
        "Egypt says it will reject Ethiopia's dam timetable 'outright'",
        "Egypt says it will reject Ethiopia's dam timetable 'outright' as ministers gather in Juba",
    ),
    (
        "Egypt says it will reject Ethiopias dam timetable outright",
        "Egypt says it will reject Ethiopia’s dam timetable ‘outright’",
    ),
    (
        "Colombia and ELN have agreed to extend their truce, Cuba says",
        "Cuba says Colombia and ELN have agreed to extend their truce",
    ),
    (
        "Japan, South Korea Restore Hotline After Radar Dispute",
        "Japan, South Korea restore hotline after radar dispute - Pacific Post",
    ),
    (
        "Peru recalls ambassador from Mexico over asylum for family",
        "BREAKING: Peru recalls ambassador from Mexico over asylum for family",
    ),
    ("U.S. lifts visa ban on Sudan officials ahead of vote", "US lifts visa ban on Sudan officials ahead of vote"),
    ("Cease-fire in Tripoli holds for third day, UN envoy says", "Ceasefire in Tripoli holds for third day: UN envoy"),
    ("SERBIA, KOSOVO SIGN RAIL DEAL IN WASHINGTON", "Serbia, Kosovo sign rail deal in Washington"),
]
DIFFERENT_HEADLINES = [
    ("India rejects Pakistan offer of talks on Kashmir water", "Pakistan rejects India offer of talks on Kashmir water"),
    ("Russia says Ukraine ready for prisoner swap talks", "Ukraine says Russia ready for prisoner swap talks"),
    ("Serbia and Kosovo sign rail deal in Washington", "Serbia and Kosovo cancel rail deal in Washington"),
    ("Serbia and Kosovo sign rail deal in Washington", "Serbia and Kosovo do not sign rail deal in Washington"),
    ("US and Iran hold second round of nuclear talks in Oman", "US and Iran hold third round of nuclear talks in Oman"),
    ("Blast in Quetta kills 12 police officers near border", "Blast in Quetta kills 31 police officers near border"),
    ("Chad and Sudan agree to a ceasefire", "Chad and Sudan agree to immediate border ceasefire after peace talks in Ndjamena"),
    ("Egypt accepts Ethiopia's dam timetable after Juba talks", "Egypt rejects Ethiopia's dam timetable after Juba talks"),
    ("What we know about the Chad-Sudan ceasefire", "Will the Chad-Sudan ceasefire hold?"),
    ("Macron to visit Kyiv next week for talks with president", "Macron to visit Beirut next week for talks with president"),
    (
        "Taliban deny talks with Kabul government on prisoner release",
        "Taliban hold talks with Kabul government on prisoner release",
    ),
    ("No progress in Geneva talks between Chad and Sudan", "Chad and Sudan report progress in Geneva talks"),
    (
        "Armenia welcomes Azerbaijan release of ten prisoners of war",
        "Azerbaijan welcomes Armenia release of ten prisoners of war",
    ),
]


def one_story(first: str, second: str, kind: DocumentKind, days: int = 0) -> bool:
    items = [
        StoryItem("d1", DAY, signature(first, kind)),
        StoryItem("d2", DAY + timedelta(days=days), signature(second, kind)),
    ]
    found = stories(items)
    assert found == stories(reversed(items))
    assert found["d1"] == "d1"
    return found["d2"] == "d1"


@pytest.mark.parametrize(("first", "second"), SAME_ARTICLES)
def test_copies_are_one_story(first: str, second: str) -> None:
    assert one_story(first, second, DocumentKind.ARTICLE)


@pytest.mark.parametrize(("first", "second"), DIFFERENT_ARTICLES)
def test_a_shared_topic_is_no_shared_story(first: str, second: str) -> None:
    assert not one_story(first, second, DocumentKind.ARTICLE)


@pytest.mark.parametrize(("first", "second"), SAME_HEADLINES)
def test_syndicated_headlines_are_one_story(first: str, second: str) -> None:
    assert one_story(first, second, DocumentKind.HEADLINE)


@pytest.mark.parametrize(("first", "second"), DIFFERENT_HEADLINES)
def test_headlines_that_say_something_else(first: str, second: str) -> None:
    assert not one_story(first, second, DocumentKind.HEADLINE)


@pytest.mark.parametrize(("days", "expected"), [(0, True), (6, True), (9, False), (365, False)])
def test_formulaic_headlines_merge_only_within_days(days: int, expected: bool) -> None:
    title = "Security Council extends mandate of peacekeepers in Cyprus"
    assert one_story(title, title, DocumentKind.HEADLINE, days) is expected


def test_a_daily_headline_does_not_chain_over_weeks() -> None:
    raw = signature("Shelling reported along the Donbas line of contact overnight", DocumentKind.HEADLINE)
    items = [StoryItem(f"d{n:02}", DAY + timedelta(days=n), raw) for n in range(30)]
    found = stories(items)
    spans = [[item.published for item in items if found[item.document_id] == story] for story in set(found.values())]
    assert all((max(days) - min(days)).days <= 7 for days in spans)  # type: ignore[type-var, operator]


def test_an_article_reposted_years_later_is_still_one_story() -> None:
    assert one_story(WIRE, WIRE + " Reposted.", DocumentKind.ARTICLE, days=900)


def test_nine_outlets_with_one_wire_story() -> None:
    outlets = [f"{WIRE} {name} Read more on our site." for name in ("Ana", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ivy")]
    items = [StoryItem(f"d{n}", DAY + timedelta(days=9 - n), signature(text)) for n, text in enumerate(outlets)]
    assert set(stories(items).values()) == {"d8"}


def test_a_page_with_two_articles_does_not_make_them_one() -> None:
    items = [StoryItem(name, DAY, signature(text)) for name, text in (("d1", WIRE), ("d2", RIVAL), ("d3", WIRE + " " + RIVAL))]
    found = stories(items)
    assert found["d1"] != found["d2"]


def test_the_earliest_document_names_the_story_and_undated_come_last() -> None:
    raw = signature(WIRE)
    items = [
        StoryItem("d1", None, raw),
        StoryItem("d3", DAY, raw),
        StoryItem("d2", DAY, raw),
        StoryItem("d4", DAY - timedelta(1), raw),
    ]
    assert set(stories(items).values()) == {"d4"}
    assert set(stories(items[:3]).values()) == {"d2"}


def test_blank_texts_are_each_their_own_story() -> None:
    items = [
        StoryItem(name, DAY, signature(text)) for name, text in (("d1", ""), ("d2", ""), ("d3", "Live blog"), ("d4", "Live blog"))
    ]
    assert stories(items) == {"d1": "d1", "d2": "d2", "d3": "d3", "d4": "d4"}


def test_navigation_does_not_make_two_pages_alike() -> None:
    def page(name: str, body: str) -> Document:
        text = f"{CLUTTER}\n{body}"
        cut = len(CLUTTER)
        blocks = (Block(0, cut, BlockRole.NAVIGATION), Block(cut + 1, len(text), BlockRole.BODY))
        return Document(name, name, text, "", blocks, published=DAY)

    found = stories([story_item(page("d1", WIRE)), story_item(page("d2", RIVAL)), story_item(page("d3", WIRE))])
    assert found == {"d1": "d1", "d2": "d2", "d3": "d1"}


_POOL = [
    StoryItem(f"d{n:02}", DAY + timedelta(days=n % 5), signature(text))
    for n, text in enumerate(t for pair in SAME_ARTICLES for t in pair)
]
_POOL += [
    StoryItem(f"h{n:02}", DAY + timedelta(days=n % 11), signature(text, DocumentKind.HEADLINE))
    for n, text in enumerate(t for pair in SAME_HEADLINES + DIFFERENT_HEADLINES for t in pair)
]


@settings(max_examples=8, deadline=None)
@given(st.permutations(_POOL))
def test_the_order_of_the_items_does_not_matter(items: list[StoryItem]) -> None:
    assert stories(items) == stories(_POOL)


def test_two_thousand_documents_take_seconds() -> None:
    dice = random.Random(1)
    vocabulary = [f"word{n}" for n in range(3000)]
    texts = [" ".join(dice.choices(vocabulary, k=120)) for _ in range(1000)]
    items = [StoryItem(f"d{n}", DAY, signature(texts[n // 2])) for n in range(2000)]
    assert len(set(stories(items).values())) == 1000


def titled(title: str | None, body: str) -> bytes:
    return signature(f"{title}\n{body}", DocumentKind.ARTICLE, title)


TITLE = "Ministers of Armenia and Azerbaijan agree to exchange prisoners"


@pytest.mark.parametrize(
    ("headline", "days", "expected"),
    [
        (TITLE, 0, True),
        (TITLE, 6, True),
        (TITLE, -5, True),
        (TITLE, 9, False),
        (TITLE.upper() + " - Caucasus Herald", 1, True),
        ("Ministers of Armenia and Azerbaijan refuse to exchange prisoners", 0, False),
        ("Ministers meet", 0, False),
    ],
)
def test_a_headline_belongs_to_the_article_with_its_title(headline: str, days: int, expected: bool) -> None:
    items = [
        StoryItem("a", DAY, titled(TITLE, WIRE)),
        StoryItem("h", DAY + timedelta(days=days), signature(headline, DocumentKind.HEADLINE)),
    ]
    found = stories(items)
    assert found == stories(reversed(items))
    assert (found["a"] == found["h"]) is expected


def test_a_headline_does_not_make_one_story_of_two_articles_with_its_title() -> None:
    raw = signature(TITLE, DocumentKind.HEADLINE)
    items = [
        StoryItem("a1", DAY, titled(TITLE, WIRE)),
        StoryItem("a2", DAY + timedelta(days=3), titled(TITLE, RIVAL)),
        *(StoryItem(f"h{n}", DAY + timedelta(days=n), raw) for n in range(4)),
    ]
    found = stories(items)
    assert found["a1"] != found["a2"]
    assert {found[f"h{n}"] for n in range(4)} <= {found["a1"], found["a2"]}
    assert found == stories(items[::-1])


def test_nearly_identical_texts_take_seconds() -> None:
    articles = [StoryItem(f"d{n}", DAY, signature(f"{WIRE} Copy {n} of the night desk.")) for n in range(1000)]
    notes = [StoryItem(f"n{n}", DAY, signature(f"The envoys met in Doha for round {n} of talks.")) for n in range(600)]
    start = time.monotonic()
    found = stories(articles + notes)
    assert time.monotonic() - start < 20
    assert len({found[item.document_id] for item in articles}) == 1
    assert len({found[item.document_id] for item in notes}) == 600


def plain_groups(sketches: list[Sketch]) -> list[int]:
    """The groups of alike articles by comparing every pair of candidates."""
    roots = list(range(len(sketches)))
    for i, j in pairs(sketches, (64, 2)):
        if are_alike(sketches[i], sketches[j]):
            low, high = sorted((roots[i], roots[j]))
            roots = [low if root == high else root for root in roots]
    return roots


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 40))
def test_the_short_way_gives_the_groups_of_the_plain_one(seed: int, count: int) -> None:
    dice = random.Random(seed)
    base = [WIRE.split(), RIVAL.split(), (WIRE + RIVAL).split()]
    sketches = []
    for _ in range(count):
        words = list(dice.choice(base))
        share = dice.choice([0.0, 0.02, 0.05, 0.1, 0.2])
        cut = dice.randrange(0, len(words) // 2)
        sketches.append(Sketch(signature(" ".join("anew" if dice.random() < share else word for word in words[cut:]))))
    short = unite_alike(sketches, (64, 2), are_alike)
    assert [short.root(number) for number in range(count)] == plain_groups(sketches)
