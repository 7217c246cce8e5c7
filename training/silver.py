"""Silver syntax and names: CoreNLP's annotation of the PolNeAR articles, turned into UD v2 and our name labels.

CoreNLP writes Universal Dependencies v1. The differences to v2 that matter are mechanical: renamed relations,
`nmod` under predicates becomes `obl`, conjunctions attach to the conjunct that follows, personal names are
headed by their first word. What has no safe counterpart (a token that our tokenizer splits, the tag TO, the
relation dep) is left unannotated.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from detente.benchmarks.corenlp import Token, paragraphs
from treebank import is_group

RENAMED = {
    "dobj": "obj", "nsubjpass": "nsubj:pass", "auxpass": "aux:pass", "csubjpass": "csubj", "neg": "advmod",
    "mwe": "fixed", "det:predet": "det", "cc:preconj": "cc", "root": "ROOT",
}  # fmt: skip
LABELS = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC"}
TITLES = frozenset(
    [
        "president",
        "senator",
        "sen.",
        "rep.",
        "secretary",
        "gov.",
        "governor",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "gen.",
        "minister",
        "chancellor",
    ]
)


def to_version_2(sentence: list[Token]) -> tuple[list[int], list[str]]:
    """Heads (0-based, the root its own) and UD v2 relations of a CoreNLP sentence."""
    heads = [t[6] - 1 if t[6] else i for i, t in enumerate(sentence)]
    deps = [str(t[7]) for t in sentence]
    tags = [t[2] for t in sentence]
    for i, dep in enumerate(deps):
        head = heads[i]
        if dep in {"nmod:poss", "acl:relcl", "compound:prt"}:
            continue
        if dep.startswith("nmod"):
            verbal = tags[head][:1] in {"V", "J", "R"} or tags[head] == "MD"
            deps[i] = "obl" if verbal else "nmod"
        else:
            deps[i] = RENAMED.get(dep, dep)
    _names_first(sentence, heads, deps)
    for i, dep in enumerate(deps):
        if dep in {"cc", "punct"} and heads[i] < i:
            following = [k for k in range(i + 1, len(deps)) if deps[k] == "conj" and heads[k] == heads[i]]
            if following and (dep == "cc" or sentence[i][0] == ","):
                heads[i] = following[0]
    return heads, deps


def _names_first(sentence: list[Token], heads: list[int], deps: list[str]) -> None:
    start = 0
    while start < len(sentence):
        end = start
        while end < len(sentence) and sentence[end][3] == "PERSON" and sentence[end][2] == "NNP":
            end += 1
        last = end - 1
        if end - start >= 2 and all(heads[i] == last and deps[i] == "compound" for i in range(start, last)):
            heads[start] = heads[last] if heads[last] != last else start
            deps[start] = deps[last]
            for i in range(start + 1, end):
                heads[i], deps[i] = start, "flat"
            for i in range(len(heads)):
                if heads[i] == last and not start <= i < end:
                    heads[i] = start
                    if deps[i] == "compound" and sentence[i][0].lower() in TITLES:
                        deps[i] = "nmod"
        start = max(end, start + 1)


def to_docs(nlp: Language, text: str, sentences: list[list[Token]], longest: int = 8) -> Iterator[Doc]:
    """Docs of up to `longest` sentences of one paragraph, in our tokenizer's tokens."""
    for group in paragraphs(text, sentences, longest):
        yield _doc(nlp, text, group)


def _doc(nlp: Language, text: str, group: list[list[Token]]) -> Doc:
    first, last = group[0][0][4], group[-1][-1][5]
    doc = nlp.make_doc("".join(" " if c.isspace() else c for c in text[first:last]))
    at: dict[int, list[int]] = {}
    for token in doc:
        for offset in range(token.idx, token.idx + len(token)):
            at.setdefault(offset, []).append(token.i)
    n = len(doc)
    tags, deps = [""] * n, [""] * n
    heads: list[int | None] = [None] * n
    starts: list[int | None] = [None] * n
    iob: list[tuple[int, int, str]] = []
    for sentence in group:
        ours = [sorted({i for o in range(t[4] - first, t[5] - first) for i in at.get(o, [])}) for t in sentence]
        v2_heads, v2_deps = to_version_2(sentence)
        whole = [bool(o) and doc[o[0]].idx == t[4] - first and doc[o[-1]].idx + len(doc[o[-1]]) == t[5] - first
                 for o, t in zip(ours, sentence, strict=True)]  # fmt: skip
        for i, token in enumerate(sentence):
            if not whole[i]:
                continue
            target = ours[i][-1]
            if len(ours[i]) == 1 and token[2] not in {"TO", "HYPH"}:
                tags[target] = token[2]
            if v2_deps[i] != "dep" and whole[v2_heads[i]]:
                heads[target], deps[target] = ours[v2_heads[i]][-1], v2_deps[i]
        if whole[0]:
            starts[ours[0][0]] = 1
        iob += _names(sentence, ours)
    built = Doc(
        nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc], tags=tags, heads=heads, deps=deps
    )
    spans: list[Span] = []
    taken: set[int] = set()
    for a, b, label in iob:
        if not taken.intersection(range(a, b)):
            spans.append(Span(built, a, b, label))
            taken.update(range(a, b))
    built.set_ents(spans, default="outside")
    return built


def _names(sentence: list[Token], ours: list[list[int]]) -> Iterator[tuple[int, int, str]]:
    start = 0
    while start < len(sentence):
        kind = sentence[start][3]
        end = start + 1
        while end < len(sentence) and sentence[end][3] == kind:
            end += 1
        label = LABELS.get(kind)
        if kind == "MISC" and all(is_group(t[0]) for t in sentence[start:end]):
            label = "NORP"
        if label and ours[start] and ours[end - 1]:
            yield ours[start][0], ours[end - 1][-1] + 1, label
        start = end
