"""`tigraph workspace`, `tigraph document`, and what every command reads of a workspace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from papers import META, PARAGRAPHS, TEXT, page
from small_stores import store_with
from terminal import PROGRAM, Done, environment, process, tigraph
from tigraph import load
from web_server import Reply, Site, serving

OWN = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/w/organisation/valmont> a org:FormalOrganization ;
  skos:prefLabel "Ateliers fictifs de Valmont"@fr .
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace in which commands are called."""
    done = tigraph("workspace", "new", tmp_path / "w", "--language", "fr", "--base",
                   "https://example.org/w/")  # fmt: skip
    assert (done.code, done.out) == (0, "")
    (tmp_path / "w" / "vocabulary" / "own.ttl").write_text(OWN, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "w")
    return tmp_path / "w"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("no_proxy", "*")
    with serving() as started:
        yield started


def added(*arguments: str | Path) -> dict[str, Any]:
    done = tigraph("document", "add", *arguments, "-f", "json", "-q")
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


def finds(done: Done) -> bool:
    return "Ateliers fictifs de Valmont" in done.out


# ---------------------------------------------------------------- which workspace is read


def test_commands_read_the_workspace_that_their_folder_lies_in_and_say_so(place: Path) -> None:
    done = tigraph("search", "ateliers fictifs")
    assert finds(done)
    assert done.err == "With the workspace “w” (.).\n"
    assert tigraph("search", "ateliers fictifs", "-q").err == ""


def test_no_workspace_is_read_where_none_is_wanted(place: Path) -> None:
    assert not finds(tigraph("search", "ateliers fictifs", "--no-workspace"))
    assert not finds(tigraph("search", "ateliers fictifs", TIGRAPH_WORKSPACE=""))


def test_a_workspace_is_named_from_anywhere(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert not finds(tigraph("search", "ateliers fictifs"))
    assert finds(tigraph("search", "ateliers fictifs", "--workspace", place))
    assert finds(tigraph("search", "ateliers fictifs", TIGRAPH_WORKSPACE=str(place)))


def test_only_data_means_the_workspace_alone(place: Path) -> None:
    query = "SELECT ?o { ?o a org:FormalOrganization }"
    done = tigraph("query", "-e", query, "--only-data", "-f", "csv")
    assert done.out.splitlines() == ["o", "https://example.org/w/organisation/valmont"]


def test_only_data_with_files_means_these_alone(place: Path, tmp_path: Path) -> None:
    """So that a file of a workspace can be written anew as `check` says."""
    other = tmp_path / "other.ttl"
    other.write_text(OWN.replace("/valmont>", "/other>"), encoding="utf-8")
    query = "SELECT ?o { ?o a org:FormalOrganization }"
    done = tigraph("query", "-e", query, "--only-data", "--data", other, "-f", "csv")
    assert done.out.splitlines() == ["o", "https://example.org/w/organisation/other"]


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--workspace", "nowhere"], 3, "nowhere/workspace.toml"),
        (["--workspace", "claims"], 3, "claims is no workspace"),
        (["--workspace", ".", "--no-workspace"], 2, "give one"),
        (["--workspace", ".", "--endpoint", "http://127.0.0.1:9/"], 2, "leave --store"),
    ],
)
def test_what_cannot_be_is_said(options: list[str], code: int, told: str, place: Path) -> None:
    done = tigraph("search", "x", *options)
    assert done.code == code
    assert told in done.err
    assert len(done.err.splitlines()) == 1


def test_a_workspace_without_the_shipped_graph_has_no_store_either(tmp_path: Path) -> None:
    assert tigraph("workspace", "new", tmp_path / "w", "--without-shipped").code == 0
    done = tigraph("search", "x", "--workspace", tmp_path / "w", "--store", tmp_path)
    assert done.code == 2
    assert "without the shipped graph" in done.err


def test_info_of_a_workspace_counts_what_is_in_it(place: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    added(tmp_path / "a.txt")
    told = json.loads(tigraph("workspace", "info", "-f", "json").out)
    assert (told["documents"], told["versions"], told["vocabulary"]) == (1, 1, 1)
    assert told["characters"] == len(TEXT)


def test_outside_of_a_workspace_one_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["workspace", "info"], ["document", "list"], ["document", "add", "x"]):
        done = tigraph(*command)
        assert done.code == 2
        assert "tigraph workspace new DIR" in done.err


# ---------------------------------------------------------------- documents


def test_a_page_is_added_with_what_it_says_of_itself(place: Path, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(head=META), encoding="utf-8")
    done = tigraph("document", "add", tmp_path / "a.html")
    assert done.code == 0
    assert "Added la-fabrique-ouvre: La fabrique ouvre" in done.out
    assert "2021-03-05 (HTML meta article:published_time)" in done.out
    assert "Le Courrier fictif (HTML meta og:site_name)" in done.out


def test_it_is_told_in_french_where_the_locale_is(place: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = tigraph("document", "add", tmp_path / "a.txt", LANG="fr_FR.UTF-8")
    assert "introuvable : donnez --publisher" in done.out


def test_options_say_it_better(place: Path, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(head=META), encoding="utf-8")
    told = added(
        tmp_path / "a.html", "--title", "Un titre", "--publisher", "CGET", "--date", "2021-04",
        "--address", "https://a.example/x", "--lang", "EN", "--slug", "mine",
    )  # fmt: skip
    assert told["what"] == "document"
    assert [told[key] for key in ("slug", "title", "issued", "address", "language")] == [
        "mine", "Un titre", "2021-04", "https://a.example/x", "en",
    ]  # fmt: skip
    assert told["publisher"] == "https://w3id.org/tigraph/id/organisation/cget"


def test_the_same_again_is_recognised_and_a_new_version_is_one(place: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(head=META), encoding="utf-8")
    assert added(path)["what"] == "document"
    assert added(path)["what"] == ""
    path.write_text(page(*PARAGRAPHS[1:], "Encore un.", head=META), encoding="utf-8")
    told = added(path)
    assert (told["what"], told["version"], told["versions"]) == ("version", 2, 2)


def test_list_and_show_tell_of_documents(place: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    slug = added(tmp_path / "a.txt", "--slug", "mine")["slug"]
    assert "mine" in tigraph("document", "list").out
    [told] = json.loads(tigraph("document", "list", "-f", "json").out)
    assert told["slug"] == slug
    assert tigraph("document", "list", "-f", "csv").out.startswith("slug,title,issued")
    assert "first line of the text" in tigraph("document", "show", slug).out
    assert tigraph("document", "show", slug, "--text").out == TEXT


def test_a_document_is_removed_unless_claims_cite_it(place: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    told = added(tmp_path / "a.txt", "--slug", "mine")
    cites = f"<urn:x:c> <http://www.w3.org/ns/oa#hasSource> <{told['text']}> .\n"
    (place / "claims" / "a.ttl").write_text(cites, encoding="utf-8")
    done = tigraph("document", "remove", "mine")
    assert (done.code, "cited in claims/ (a.ttl)" in done.err) == (2, True)
    (place / "claims" / "a.ttl").unlink()
    assert tigraph("document", "remove", "mine").code == 0
    assert not (place / "documents" / "mine").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--date", "spring"], "EDTF"),
        (["--address", "a.example"], "no address"),
        (["--lang", "French"], "no code of a language"),
        (["--of", "nothing"], "No document named"),
        (["--publisher", "organisation:nobody"], "No entity named"),
    ],
)
def test_what_cannot_be_said_of_a_document_is_refused(
    options: list[str], told: str, place: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = tigraph("document", "add", tmp_path / "a.txt", *options, "-q")
    assert done.code == 2
    assert told in done.err
    assert [*(place / "documents").iterdir()] == []


# ---------------------------------------------------------------- addresses


def test_a_page_is_fetched_from_its_address(place: Path, site: Site) -> None:
    headers = {"Content-Type": "text/html; charset=windows-1252"}
    content = page().replace('charset="utf-8"', "").encode("cp1252")
    address = site.gives("/2021/03/05/fabrique", Reply(content, headers=headers))
    told = added(address)
    assert told["address"] == address
    assert told["issued"] == "2021-03-05"
    assert told["found"]["issued"] == "the address shows it"
    assert "é" in tigraph("document", "show", told["slug"], "--text").out


def test_an_address_asked_again_gives_a_version_where_its_text_has_changed(
    place: Path, site: Site
) -> None:
    headers = {"Content-Type": "text/html"}
    other = page(*PARAGRAPHS[1:], "Une suite inventée.").encode()
    address = site.gives(
        "/a", *(Reply(one, headers=headers) for one in (page().encode(), page().encode(), other))
    )
    assert [added(address)["what"] for _ in range(3)] == ["document", "", "version"]


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(b"gone", 404), "answers 404"),
        (Reply(b"", 200), "empty file"),
        (Reply(b"<html><body>Rien.</body></html>"), "has no article"),
    ],
)
def test_an_address_that_gives_nothing_leaves_nothing(
    reply: Reply, told: str, place: Path, site: Site
) -> None:
    done = tigraph("document", "add", site.gives("/a", reply), "-q")
    assert done.code == 3
    assert told in done.err
    assert len(done.err.splitlines()) == 1
    assert [*(place / "documents").iterdir()] == []


def test_an_address_that_nobody_answers_at_is_said(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "*")
    done = tigraph("document", "add", "http://127.0.0.1:1/a", "-q")
    assert done.code == 3
    assert "Cannot reach 127.0.0.1:1" in done.err


# ---------------------------------------------------------------- check


def cited(place: Path, told: dict[str, Any], start: int, end: int) -> None:
    """Write a claim that cites a place of a text."""
    base = "https://example.org/w"
    text = f"""
<{base}/claim/c> a tig:RelationClaim ; tig:relation relation:about ;
  tig:subject <{told["iri"]}> ; tig:object <{base}/organisation/valmont> ;
  tig:basis basis:reference ; tig:citation <{base}/citation/c> .
<{base}/citation/c> a oa:SpecificResource, tig:SourceCitation ; oa:hasSource <{told["text"]}> ;
  prov:wasAttributedTo organisation:cget ; tig:modality modality:stated ;
  oa:hasSelector <{base}/span/s> .
<{base}/span/s> a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} .
"""
    from checkout import HEADER

    path = place / "claims" / "a.ttl"
    path.write_text(HEADER + text, encoding="utf-8")
    done = tigraph("export", "--only-data", "--data", path, "-o", path, "--force", "-q")
    assert done.code == 0, done.err


def test_check_covers_the_workspace_and_holds_citations_against_its_texts(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tigraph("export", "--only-data", "--data", "vocabulary/own.ttl", "-o", "vocabulary/own.ttl",
            "--force", "-q")  # fmt: skip
    text = f"{TEXT}Les Ateliers fictifs de Valmont y étaient.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    told = added(tmp_path / "a.txt", "--publisher", "CGET", "--date", "2021")
    start = text.index("Ateliers fictifs")
    cited(place, told, start, start + len("Ateliers fictifs de Valmont"))
    done = tigraph("check")
    assert done.code == 0, done.out + done.err
    assert f"{told['slug']}/1/text.txt" in done.out
    assert "5 sentences, 1 cited" in done.out or "1 cited" in done.out

    # The shapes, which take seconds, have been asked above.
    monkeypatch.setattr("tigraph.curating.shapes._shapes", lambda *_: [])
    cited(place, told, 0, 10)
    done = tigraph("check")
    assert done.code == 1
    assert "FAULT https://example.org/w/citation/c" in done.out

    thorough = tigraph("check", "--texts", "documents")
    assert "OPEN: no claim cites it" in thorough.out

    (place / "documents" / told["slug"] / "1" / "text.txt").write_text("x\n", encoding="utf-8")
    assert "its SHA-256 differs" in tigraph("check").out


# ---------------------------------------------------------------- what leaves the workspace


LONG = "Les Ateliers fictifs de Valmont " + "y sont longuement décrits, " * 12 + "et c’est tout."


@pytest.fixture
def coded(place: Path, tmp_path: Path) -> str:
    """Return the text of a document that is cited twice, once at length."""
    text = f"{TEXT}Les Ateliers fictifs de Valmont y étaient.\n{LONG}\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    told = added(tmp_path / "a.txt", "--publisher", "CGET")
    start = text.index("Ateliers fictifs")
    cited(place, told, start, start + len("Ateliers fictifs de Valmont"))
    return text


@pytest.mark.parametrize("form", ["ttl", "trig", "jsonld", "rdf", "nq"])
def test_no_export_has_a_sentence_of_a_text(form: str, coded: str, tmp_path: Path) -> None:
    for name, *options in (("x", "--alone"), ("y", "--derived")):
        path = tmp_path / f"{name}.{form}"
        assert tigraph("export", "-o", path, *options, "-q").code == 0
        written = path.read_text("utf-8")
        assert "la-fabrique-de-valmont-ouvre-ses-portes-1" in written
        assert not any(line in written for line in coded.splitlines()[1:])


@pytest.mark.parametrize("form", ["csv", "gexf", "json", "xlsx"])
def test_no_network_has_a_sentence_of_a_text(form: str, coded: str, tmp_path: Path) -> None:
    assert tigraph("export", "all-ties", "-o", tmp_path / f"x.{form}", "-q").code == 0
    for path in tmp_path.glob(f"x*.{form}"):
        content = path.read_bytes()
        assert not any(line.encode() in content for line in coded.splitlines()[1:])


def test_what_is_cited_is_quoted_where_that_is_asked(coded: str, tmp_path: Path) -> None:
    done = tigraph("export", "-o", tmp_path / "x.ttl", "--quote")
    assert done.code == 0
    assert 'oa:exact "Ateliers fictifs de Valmont"' in (tmp_path / "x.ttl").read_text("utf-8")
    assert "y étaient" not in (tmp_path / "x.ttl").read_text("utf-8")


def test_a_long_quotation_is_left_out_and_counted(place: Path, coded: str, tmp_path: Path) -> None:
    [told] = json.loads(tigraph("document", "list", "-f", "json").out)
    start = coded.index(LONG)
    cited(place, told, start, start + len(LONG))
    done = tigraph("export", "-o", tmp_path / "x.ttl", "--quote")
    assert "1 quotation is left out: more than 280 characters." in done.err
    assert "oa:exact" not in (tmp_path / "x.ttl").read_text("utf-8")


def test_quotations_go_with_rdf_and_a_workspace(
    coded: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tigraph("export", "people", "-o", tmp_path / "x.gexf", "--quote").code == 2
    monkeypatch.chdir(tmp_path)
    done = tigraph("export", "-o", tmp_path / "x.ttl", "--quote")
    assert (done.code, "lies in no workspace" in done.err) == (2, True)


# ---------------------------------------------------------------- the store on disk


def test_a_store_on_disk_is_asked_with_the_workspace(place: Path, tmp_path: Path) -> None:
    store = store_with(tmp_path / "store")
    for _ in range(2):
        done = tigraph("search", "ateliers fictifs", "--store", store)
        assert finds(done)
    assert finds(tigraph("search", "ateliers fictifs", "--store", store, "--layers", "more"))
    assert not finds(tigraph("search", "ateliers fictifs", "--store", store, "--no-workspace"))
    (place / "vocabulary" / "own.ttl").unlink()
    assert not finds(tigraph("search", "ateliers fictifs", "--store", store))


def test_a_graph_in_python_has_store_and_workspace(place: Path, tmp_path: Path) -> None:
    graph = load(store=store_with(tmp_path / "store"), workspace=place)
    assert graph.on_disk is not None
    assert graph.resolve("Ateliers fictifs de Valmont").endswith("/organisation/valmont")


# ---------------------------------------------------------------- on a terminal


def test_what_is_missing_is_asked_on_a_terminal(place: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    asked = pexpect.spawn(
        PROGRAM[0], [*PROGRAM[1:], "document", "add", str(tmp_path / "a.txt")], encoding="utf-8",
        env=environment(), timeout=300, use_poll=True, cwd=place,
    )  # fmt: skip
    asked.expect("Publisher")
    asked.sendline("CGET")
    asked.expect("Date")
    asked.sendline("spring")
    asked.expect("EDTF")
    asked.sendline("2021-03")
    asked.expect("Address")
    asked.sendline("")
    asked.expect("Added")
    asked.expect(pexpect.EOF)
    asked.close()
    assert asked.exitstatus == 0
    [told] = json.loads(tigraph("document", "list", "-f", "json").out)
    assert (told["issued"], told["address"]) == ("2021-03", None)
    assert told["publisher"].endswith("/organisation/cget")


def test_help_tells_of_workspaces(place: Path) -> None:
    for command in ("search", "query", "check", "export", "serve"):
        assert "--workspace" in tigraph(command, "--help").out
    assert process("document").stderr.decode().count("add") >= 1


@pytest.mark.parametrize(
    ("words", "count", "expected"),
    [
        ("tigraph show atel", 2, ["plain,Ateliers fictifs de Valmont"]),
        ("tigraph show --no-workspace atel", 3, []),
        ("tigraph show Céd", 2, ["plain,Cédric Bôle"]),
        ("tigraph document show re", 3, ["plain,report"]),
        ("tigraph document propose re", 3, ["plain,report"]),
        ("tigraph document propose other", 3, ["file,other"]),
        ("tigraph document recheck report re", 4, ["plain,report"]),
        ("tigraph document add x.txt --of re", 5, ["plain,report"]),
    ],
)
def test_tab_completes_what_the_workspace_has(
    place: Path, words: str, count: int, expected: list[str]
) -> None:
    (place / "notes.txt").write_text(TEXT, encoding="utf-8")
    assert tigraph("document", "add", "notes.txt", "--slug", "report", "-q").code == 0
    done = process(_TIGRAPH_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(count))
    assert done.code == 0, done.err
    assert [line for line in done.out.splitlines() if line] == expected


def test_tab_is_quiet_in_a_workspace_that_is_damaged(place: Path) -> None:
    (place / "workspace.toml").write_text("tigraph = [", encoding="utf-8")
    words = "tigraph document show re"
    done = process(_TIGRAPH_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD="3")
    assert (done.code, done.out.strip(), done.err) == (0, "", "")
