"""Comments of Turtle: each stays before its subject when the file is written anew."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tigraph import load
from tigraph.rdf.comments import comments_of, title_of
from tigraph.rdf.turtle import normalised

WRITTEN = (
    """\
# The title
# of the file
@prefix x: <http://example.org/x#> . # of the first subject
@prefix : <http://example.org/#> .
# doubtful: ask the AMF

# (two letters later)
x:a x:says "# no comment" , 'nor # this' , """
    + '"""\n# nor\n"this" """'
    + """ ; # within
  # the number is as printed
  x:value 12. # on its last line
# of an IRI
<http://example.org/b#c> x:says 1.5 , 1.E3 , <http://example.org/#no-comment> .
PREFIX y: <http://example.org/y#>
# ---- others ----
# of what is escaped
y:a\\.b a x:Thing . x:a a x:Thing # of x:a again
.
BASE <http://example.org/base/>
# relative
<r> a x:Thing .
# of a node without a name
[] a x:Thing .
# at the end"""
)


def triples(turtle: bytes) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]


def test_each_comment_is_the_one_of_its_subject() -> None:
    turtle = WRITTEN.encode()
    assert triples(turtle), "what is read here is Turtle"
    assert comments_of(turtle) == {
        "http://example.org/x#a": "# of the first subject\n# doubtful: ask the AMF\n"
        "# (two letters later)\n# within\n# the number is as printed\n# on its last line\n"
        "# of x:a again\n",
        "http://example.org/b#c": "# of an IRI\n",
        "http://example.org/y#a.b": "# of what is escaped\n",
        "http://example.org/base/r": "# relative\n",
        "": "# of a node without a name\n# at the end\n",
    }


def test_comments_survive_being_written_and_stay_where_they_are() -> None:
    turtle = WRITTEN.encode().replace(b"[] a", b"x:d a")
    once = normalised(triples(turtle), title_of(turtle), comments_of(turtle))
    assert comments_of(once) == comments_of(turtle)
    assert normalised(triples(once), title_of(once), comments_of(once)) == once
    lines = once.decode().splitlines()
    assert lines[lines.index("# of an IRI") + 1].startswith("<http://example.org/b#c> ")
    assert lines[-1] == "# at the end"


COMMENTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=9
).map("#{}".format)


@given(st.lists(st.tuples(COMMENTS, st.sampled_from(["urn:x:a", "urn:x:b"])), max_size=6))
def test_whatever_a_comment_says_it_is_kept(said: list[tuple[str, str]]) -> None:
    turtle = "\n" + "".join(f"{comment}\n<{subject}> a <urn:x:A> .\n" for comment, subject in said)
    found = comments_of(turtle.encode())
    for comment, subject in said:
        assert f"{comment}\n" in found[subject]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_written_over_itself_keeps_what_its_curator_noted(tmp_path: Path, end: str) -> None:
    path = tmp_path / "own.ttl"
    note = "# noted: the article says 12, its table 13"
    turtle = f'# mine\n\n{note}\n<urn:x:a> <urn:x:b> "12" .\n'
    path.write_bytes(turtle.replace("\n", end).encode())
    content = load([path], curated=False).serialized(".ttl")
    assert content.startswith(b"# mine\n")
    assert f'\n{note}\n<urn:x:a> <urn:x:b> "12" .\n' in content.decode()
