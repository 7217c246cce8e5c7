"""Corpora as tables and as JSON: one document a row, a line, an item."""

from __future__ import annotations

import gzip
import json
from datetime import date

import pytest

from detente.records import BlockRole, DateBasis, DocumentKind, Precision

TEXT = "Morocco and Spain reopened their border at Ceuta on Tuesday, Spain's interior minister said."
OTHER = "Algeria recalled its ambassador from Madrid and said that it would review the gas contract."
THIRD = "The European Commission offered to mediate between Rabat and Madrid before the summer ends."

RECORDS = [
    ({"text": TEXT}, {"text": TEXT, "external_id": None, "title": None}),
    ({"event_text": TEXT, "id": "GSR-7"}, {"text": TEXT, "external_id": "GSR-7"}),
    ({"Body": TEXT, "Title": "Border opens", "Outlet": "Tangier Post"}, {"title": "Border opens", "outlet": "Tangier Post"}),
    ({"content": TEXT, "url": "http://a.example/1", "id": 12}, {"url": "http://a.example/1", "external_id": "12"}),
    (
        {"text": TEXT, "date": "2022-05-17"},
        {"published": date(2022, 5, 17), "published_precision": Precision.DAY, "published_basis": DateBasis.METADATA},
    ),
    ({"text": TEXT, "date": "May 2022"}, {"published": date(2022, 5, 1), "published_precision": Precision.MONTH}),
    ({"text": TEXT, "published_at": "2022-05-17T09:30:00Z"}, {"published": date(2022, 5, 17)}),
    ({"text": TEXT, "timestamp": 1652779800}, {"published": date(2022, 5, 17)}),
    ({"text": TEXT, "timestamp": 1652779800000}, {"published": date(2022, 5, 17)}),
    ({"text": TEXT, "date": "someday"}, {"published": None, "published_basis": DateBasis.NONE}),
    ({"text": TEXT, "author": "By Ana Ruiz and Omar Idrissi"}, {"authors": ("Ana Ruiz", "Omar Idrissi")}),
    ({"text": TEXT, "authors": ["Ana Ruiz", {"name": "Omar Idrissi"}]}, {"authors": ("Ana Ruiz", "Omar Idrissi")}),
    ({"text": TEXT, "source": {"id": "tp", "name": "Tangier Post"}}, {"outlet": "Tangier Post"}),
    ({"text": "", "body": TEXT}, {"text": TEXT}),
    ({"text": None, "event_text": TEXT}, {"text": TEXT}),
    ({"text": [TEXT, OTHER]}, {"text": TEXT + "\n" + OTHER}),
    ({"text": f"<p>{TEXT}</p><p>A &amp; B</p>"}, {"text": TEXT + "\nA & B"}),
    ({"html": f"<div>{TEXT}</div>"}, {"text": TEXT}),
    (
        {"title": "Spain, Morocco reopen border", "outlet": "Wire"},
        {"kind": DocumentKind.HEADLINE, "text": "Spain, Morocco reopen border"},
    ),
]


@pytest.mark.parametrize(("record", "expected"), RECORDS)
@pytest.mark.parametrize("form", ["jsonl", "json", "list", "inside"])
def test_fields_of_a_record(record, expected, form, opened) -> None:  # type: ignore[no-untyped-def]
    contents = {
        "jsonl": json.dumps(record) + "\n",
        "json": json.dumps(record, indent=2),
        "list": json.dumps([record], indent=1),
        "inside": json.dumps({"status": "ok", "articles": [record]}),
    }
    document = opened(f"c.{'jsonl' if form == 'jsonl' else 'json'}", contents[form]).document
    assert {name: getattr(document, name) for name in expected} == expected


def test_the_source_of_a_record_names_its_id_or_its_line(opened) -> None:  # type: ignore[no-untyped-def]
    found = opened("c.jsonl", "\n".join(json.dumps(r) for r in ({"text": TEXT}, {"text": OTHER, "id": "x9"}, {"text": THIRD})))
    assert [d.source.split("/")[-1] for d in found.documents] == ["c.jsonl#1", "c.jsonl#x9", "c.jsonl#3"]


def test_a_short_text_is_body_and_kept_as_it_is(opened) -> None:  # type: ignore[no-untyped-def]
    document = opened("c.jsonl", json.dumps({"text": f"{TEXT}\n\n{OTHER}"})).document
    assert document.text == f"{TEXT}\n\n{OTHER}"
    assert [(document.text[b.start : b.end], b.role) for b in document.blocks] == [
        (TEXT, BlockRole.BODY),
        (OTHER, BlockRole.BODY),
    ]


def test_malformed_lines_are_named_and_the_rest_is_read(opened) -> None:  # type: ignore[no-untyped-def]
    lines = [
        json.dumps({"text": TEXT}),
        '{"text": "cut',
        "",
        "[1, 2]",
        json.dumps({"text": OTHER}),
        json.dumps({"other": 1}),
        '"x"',
    ]
    found = opened("c.jsonl", "\n".join(lines))
    assert [d.text for d in found.documents] == [TEXT, OTHER]
    assert [(s.source.split("/")[-1], s.reason) for s in found.skips] == [
        ("c.jsonl line 2", "not valid JSON"),
        ("c.jsonl line 4", "no text in the record"),
        ("c.jsonl#6", "no text in the record"),
        ("c.jsonl line 7", "no text in the record"),
    ]


def test_cut_off_json_gives_what_came_before(opened) -> None:  # type: ignore[no-untyped-def]
    whole = json.dumps({"articles": [{"text": TEXT}, {"text": OTHER}, {"text": THIRD}]})
    found = opened("c.json", whole[:-60])
    assert [d.text for d in found.documents] == [TEXT, OTHER]
    assert [s.reason for s in found.skips] == ["not valid JSON"]
    assert "2 records read" in found.skips[0].detail


def test_json_lines_under_the_name_of_json(opened) -> None:  # type: ignore[no-untyped-def]
    found = opened("c.json", json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": OTHER}) + "\n")
    assert [d.text for d in found.documents] == [TEXT, OTHER]


@pytest.mark.parametrize("content", ["{}", "[]", "[1, 2]", '{"a": {"b": [1]}}', "null", "12"])
def test_json_without_texts(opened, content: str) -> None:  # type: ignore[no-untyped-def]
    assert opened("c.json", content).skip.reason == "no text in the record"


@pytest.mark.parametrize("content", ["{", "not json", '{"text": ', "[" * 50_000])
def test_json_that_is_none(opened, content: str) -> None:  # type: ignore[no-untyped-def]
    assert opened("c.json", content).skip.reason == "not valid JSON"


def test_packed_lines(opened) -> None:  # type: ignore[no-untyped-def]
    packed = gzip.compress((json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": OTHER})).encode())
    assert [d.text for d in opened("c.jsonl.gz", packed).documents] == [TEXT, OTHER]


def test_packed_lines_cut_off(opened) -> None:  # type: ignore[no-untyped-def]
    rows = [json.dumps({"text": f"{TEXT} In {year} trade rose by {year % 7} percent.", "n": year}) for year in range(1000, 4000)]
    found = opened("c.jsonl.gz", gzip.compress("\n".join(rows).encode())[:-2000])
    assert len(found.documents) > 100
    assert found.skips[-1].reason == "cut off"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("c.csv", f'id,text,date\n1,"{TEXT}",2022-05-17\n2,"{OTHER}",2022-05-18\n'),
        ("c.csv", f'id;text;date\n1;"{TEXT}";2022-05-17\n2;"{OTHER}";2022-05-18\n'),
        ("c.tsv", f"id\ttext\tdate\n1\t{TEXT}\t2022-05-17\n2\t{OTHER}\t2022-05-18"),
        ("c.csv", f'\ufeff"ID","Text","Date"\r\n1,"{TEXT}",2022-05-17\r\n\r\n2,"{OTHER}",2022-05-18\r\n'),
    ],
)
def test_tables(name: str, content: str, opened) -> None:  # type: ignore[no-untyped-def]
    found = opened(name, content)
    assert [(d.text, d.external_id, d.published) for d in found.documents] == [
        (TEXT, "1", date(2022, 5, 17)),
        (OTHER, "2", date(2022, 5, 18)),
    ]
    assert found.skips == []


def test_a_table_with_bare_carriage_returns(opened) -> None:  # type: ignore[no-untyped-def]
    found = opened("c.csv", f'id,text\r1,"{TEXT}"\r2,"{OTHER}"\r')
    assert [d.text for d in found.documents] == [TEXT, OTHER]


def test_a_table_in_utf16(opened) -> None:  # type: ignore[no-untyped-def]
    assert opened("c.csv", f'id,text\n1,"{TEXT}"\n'.encode("utf-16")).document.text == TEXT


def test_huge_fields_and_line_breaks_inside(opened) -> None:  # type: ignore[no-untyped-def]
    long = "\n".join(f"{TEXT} It was meeting number {n}." for n in range(1500))
    document = opened("c.csv", f'id,text\n1,"{long}"\n').document
    assert document.text == long


def test_an_unpaired_quotation_mark_costs_one_row(opened) -> None:  # type: ignore[no-untyped-def]
    found = opened("c.csv", f'id,text\n1,"{TEXT}\n2,"{OTHER}"\n3,"{THIRD}"\n')
    assert [d.text for d in found.documents] == [OTHER, THIRD]
    assert [(s.source.split("/")[-1], s.reason) for s in found.skips] == [("c.csv line 2", "a quotation mark is not closed")]


def test_two_unpaired_quotation_marks(opened) -> None:  # type: ignore[no-untyped-def]
    found = opened("c.csv", f'id,text\n1,"{TEXT}\n2,{OTHER}\n3,"{TEXT}\n4,{THIRD}\n')
    assert [d.external_id for d in found.documents] == ["2", "4"]
    assert [s.source.split("/")[-1] for s in found.skips] == ["c.csv line 2", "c.csv line 4"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("a,b\n1,2\n", "no column with a text"),
        (f"id,text\n1,{TEXT},more,{OTHER}\n", "more columns than the header"),
        ('id,text\n1,""\n', "no text in the record"),
    ],
)
def test_tables_that_do_not_fit(content: str, reason: str, opened) -> None:  # type: ignore[no-untyped-def]
    assert opened("c.csv", content).skip.reason == reason
