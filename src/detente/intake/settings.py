"""The limits of intake in one place. Sizes are bytes unless named otherwise.

A limit on one document keeps a stray dump from stopping a run. Containers (.jsonl, .csv, .warc) are streamed and
have no limit on the whole.
"""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1_000_000

LONGEST_TEXT: Final = 5 * MEGABYTE
"""Characters of running text that one document may have."""

LONGEST_BLOCK: Final = 50_000
"""Characters of one block: longer ones are cut at a sentence's end, because the parser reads block by block."""

LARGEST_TEXT_FILE: Final = 20 * MEGABYTE
"""A plain text, as bytes: twice to four times its characters when it is UTF-16 or UTF-32."""

LARGEST_PAGE: Final = 20 * MEGABYTE
"""An HTML page."""

LARGEST_FEED: Final = 50 * MEGABYTE
LARGEST_JSON: Final = 200 * MEGABYTE
"""A .json file has to be taken in whole; a .jsonl file has not."""

LARGEST_PDF: Final = 200 * MEGABYTE
MOST_PDF_PAGES: Final = 3_000

LONGEST_LINE: Final = 20 * MEGABYTE
"""One line of a .jsonl or .csv file."""

LARGEST_STDIN: Final = 200 * MEGABYTE

UNPACKED_WITHOUT_QUESTION: Final = 100 * MEGABYTE
MOST_PACKED: Final = 100
"""A gzip file that unpacks to more than 100 MB and to more than 100 times its size is taken for a trap."""

FETCH_LARGEST: Final = 25 * MEGABYTE
FETCH_CONNECT_SECONDS: Final = 10.0
FETCH_READ_SECONDS: Final = 20.0
FETCH_TOTAL_SECONDS: Final = 90.0
FETCH_REDIRECTS: Final = 8

SNIFFED: Final = 8_192
"""Bytes looked at to tell what a file is."""

FEWEST_WORDS: Final = 3
"""Fewer different words than this are no text."""

SKIPS_TOLD_ONE_BY_ONE: Final = 20
"""Parts of one source that were not read for the same reason; beyond these they are counted in one line."""

STORY_DAYS: Final = 7
"""Days within which copies of a headline count as one story."""
