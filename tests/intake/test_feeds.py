"""Feeds: entries with a text, entries with a title only, damaged feeds."""

from __future__ import annotations

from datetime import date

import pytest

from detente.records import BlockRole, DateBasis, DocumentKind

BODY = "The presidents of Kenya and Somalia agreed to reopen the border at Mandera after three years, officials said."
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Horn Monitor</title><link>http://horn.example/</link>
{items}
</channel></rss>"""
ITEM = """<item><title>Kenya and Somalia reopen Mandera crossing</title><link>http://horn.example/1</link><guid>horn-1</guid>
<dc:creator>Amina Yusuf</dc:creator><pubDate>Mon, 15 May 2023 10:00:00 +0300</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>{body}</p><p>Traders &amp; drivers cheered.</p><script>x()</script>]]></content:encoded></item>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Horn Monitor</title>
<entry><id>urn:1</id><title>Kenya and Somalia reopen crossing</title><link href="http://horn.example/1"/>
<updated>2023-05-15T10:00:00Z</updated><author><name>Amina Yusuf</name></author><summary>{BODY}</summary></entry></feed>"""
AGGREGATED = """<item><title>Kenya lifts ban on khat flights - Nairobi Wire</title><link>http://agg.example/2</link>
<pubDate>Tue, 16 May 2023 08:00:00 GMT</pubDate><source url="http://wire.example">Nairobi Wire</source>
<description>
&lt;a href="http://agg.example/2"&gt;Kenya lifts ban on khat flights&lt;/a&gt;&amp;nbsp;
&lt;font&gt;Nairobi Wire&lt;/font&gt;</description></item>"""
GERMAN = """<item><title>Kenia und Somalia öffnen ihre Grenze nach drei Jahren wieder für den Handel</title></item>"""


@pytest.mark.parametrize("name", ["f.xml", "f.rss", "f", "f.txt"])
def test_an_entry_with_a_text(name: str, opened) -> None:  # type: ignore[no-untyped-def]
    document = opened(name, RSS.format(items=ITEM.format(body=BODY))).document
    assert document.text == f"Kenya and Somalia reopen Mandera crossing\n{BODY}\nTraders & drivers cheered."
    assert [b.role for b in document.blocks] == [BlockRole.TITLE, BlockRole.BODY, BlockRole.BODY]
    assert (document.title, document.outlet, document.authors, document.url, document.external_id) == (
        "Kenya and Somalia reopen Mandera crossing",
        "Horn Monitor",
        ("Amina Yusuf",),
        "http://horn.example/1",
        "horn-1",
    )
    assert (document.published, document.published_basis) == (date(2023, 5, 15), DateBasis.METADATA)
    assert document.source.endswith(f"{name}#1")


def test_atom(opened) -> None:  # type: ignore[no-untyped-def]
    document = opened("f.atom", ATOM).document
    assert (document.outlet, document.authors, document.published) == ("Horn Monitor", ("Amina Yusuf",), date(2023, 5, 15))
    assert BODY in document.text


def test_an_aggregated_title_is_a_headline_of_its_own_outlet(opened) -> None:  # type: ignore[no-untyped-def]
    document = opened("f.xml", RSS.format(items=AGGREGATED)).document
    assert (document.kind, document.text, document.outlet) == (
        DocumentKind.HEADLINE,
        "Kenya lifts ban on khat flights",
        "Nairobi Wire",
    )


def test_entries_are_judged_one_by_one(opened) -> None:  # type: ignore[no-untyped-def]
    found = opened("f.xml", RSS.format(items=ITEM.format(body=BODY) + GERMAN + "<item></item>" + AGGREGATED))
    assert [d.source.split("#")[-1] for d in found.documents] == ["1", "4"]
    assert [(s.source.split("#")[-1], s.reason) for s in found.skips] == [
        ("2", "language: German"),
        ("3", "no text in the record"),
    ]


def test_a_cut_off_feed_gives_its_entries_and_a_skip(opened) -> None:  # type: ignore[no-untyped-def]
    whole = RSS.format(items=ITEM.format(body=BODY) + AGGREGATED)
    found = opened("f.xml", whole[:-160])
    assert found.documents[0].title == "Kenya and Somalia reopen Mandera crossing"
    assert found.skips[-1].reason == "cut off"


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0"?><catalogue><book/></catalogue>',
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Empty</title></channel></rss>',
        '<?xml version="1.0"?><rss',
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>',
    ],
)
def test_xml_without_articles(content: str, opened) -> None:  # type: ignore[no-untyped-def]
    assert opened("f.xml", content).skip.reason == "no articles in the XML"


def test_entity_bombs_do_not_grow(opened) -> None:  # type: ignore[no-untyped-def]
    entities = '<!ENTITY a0 "haha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]>' + RSS.split("?>", 1)[1].format(
        items="<item><title>Bomb &a9; goes</title></item>"
    )
    assert all(len(d.text) < 10_000 for d in opened("f.xml", bomb).documents)
