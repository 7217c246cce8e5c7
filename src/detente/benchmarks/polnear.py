"""PolNeAR's articles and their attributions, in brat's standoff format (Newell, Margolin and Ruths, LREC 2018).

A corpus is a folder with `text/*.txt` and, beside it, a folder of annotations `<article>.ann` or
`<article>_<annotator>.ann`; or a tar.gz of such folders, one a part (`dev/text/…`, `dev/attributions/…`).
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from detente.errors import BadInput
from detente.records import Block, BlockRole, Document

Spans = tuple[tuple[int, int], ...]
_ENTRY = re.compile(r"^([TE]\d+)\t(.*)$", re.M)


@dataclass(frozen=True, slots=True)
class Gold:
    """An attribution as spans of characters; `source` is empty where the text names none."""

    cue: Spans
    source: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Annotated:
    """One person's annotation of an article. An article that two people annotated comes twice."""

    name: str
    text: str
    golds: tuple[Gold, ...]


def read_part(place: Path, part: str) -> list[Annotated]:
    """The annotations of a part. `place`: the shared data, an archive, or a folder, with or without a folder for the part.

    Errors: BadInput when there is no such part, or it holds no texts or no annotations.
    """
    for corpus in _corpora(place, part):
        found = list(_annotated(corpus, part))
        if found:
            return found
    raise BadInput(f"no part '{part}' with texts and annotations in {place}; name an archive or a folder with --data")


def _corpora(place: Path, part: str) -> Iterator[Path]:
    if place.is_file():
        yield place
        return
    for folder in (place, place / part, place / "attribution" / part):
        if (folder / "text").is_dir():
            yield folder
    yield from sorted((place / "attribution").glob("*.tar.gz"))


def _annotated(corpus: Path, part: str) -> Iterator[Annotated]:
    texts: dict[str, str] = {}
    notes: dict[str, str] = {}
    for path, content in _archived(corpus, part) if corpus.is_file() else _filed(corpus):
        if path.suffix == ".ann":
            notes[path.stem] = content
        elif path.parent.name == "text":
            texts[path.stem] = content
    for name, note in sorted(notes.items()):
        article = name if name in texts else name.rsplit("_", 1)[0]
        if article in texts:
            yield Annotated(article, texts[article], tuple(parse_brat(note)))


def _filed(folder: Path) -> Iterator[tuple[PurePosixPath, str]]:
    for path in sorted(folder.glob("*/*")):
        if path.suffix in (".ann", ".txt"):
            # newline="": offsets count every character of the file.
            with path.open(encoding="utf-8", newline="") as file:
                yield PurePosixPath(path.relative_to(folder)), file.read()


def _archived(archive: Path, part: str) -> Iterator[tuple[PurePosixPath, str]]:
    try:
        with tarfile.open(archive) as tar:
            for member in tar:
                path = PurePosixPath(member.name)
                stream = tar.extractfile(member) if member.isfile() and part in path.parts else None
                if stream is not None:
                    yield path, stream.read().decode("utf-8")
    except tarfile.TarError as error:
        raise BadInput(f"{archive} is not an archive that can be read ({error})") from error


def parse_brat(note: str) -> Iterator[Gold]:
    """The attributions of an annotation file, those with a cue and a content."""
    spans: dict[str, Spans] = {}
    for key, rest in _ENTRY.findall(note):
        if key[0] == "T":
            offsets = rest.split("\t")[0].split(" ", 1)[1]
            spans[key] = tuple((int(a), int(b)) for a, b in (pair.split() for pair in offsets.split(";")))
            continue
        roles: dict[str, Spans] = {}
        for role, target in (entry.split(":") for entry in rest.split()):
            name = role.rstrip("0123456789")
            roles[name] = roles.get(name, ()) + spans.get(target, ())
        if "Cue" in roles and "Content" in roles:
            yield Gold(roles["Cue"], roles.get("Source", ()), roles["Content"])


def document(name: str, text: str) -> Document:
    """The text with one block a line, the first its title."""
    blocks = [Block(m.start(), m.end(), BlockRole.BODY) for m in re.finditer(r"[^\n]+", text)]
    if blocks:
        blocks[0] = Block(blocks[0].start, blocks[0].end, BlockRole.TITLE)
    return Document(name, name, text, "", tuple(blocks))
