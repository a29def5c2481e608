"""Reading tables of public registers: what is read rightly, and what is refused and how.

All rows are fictitious.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tarfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import siren as french_siren

from registry_helpers import siren
from tigraph.errors import DataError
from tigraph.registries import archives
from tigraph.registries.archives import expanded
from tigraph.registries.siren import is_siren
from tigraph.registries.tables import features, read_json, records, rows

COLUMNS = {"siren": ("N° SIREN",), "name": ("Nom de l’élu",), "since": ("Date",)}
TABLE = "N° SIREN;Nom de l'élu;Date\n111;Éloïse;x\n"


def read(path: Path, content: bytes, optional: tuple[str, ...] = ()) -> list[dict[str, str] | None]:
    path.write_bytes(content)
    return [row for _, row in rows(path, COLUMNS, optional)]


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("cp1252"),
        TABLE.encode("latin-1"),
        TABLE.encode("utf-16"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(";", ",").encode(),
        TABLE.replace(";", "\t").encode(),
        TABLE.replace("'", "’").encode(),
        TABLE.replace("Nom de l'élu", "NOM DE L'ELU").encode(),
        TABLE.replace("N° SIREN", '"N° SIREN"').encode(),
        "Date;Autre;Nom de l'élu;N° SIREN\nx;?;Éloïse;111\n".encode(),
        f"\n{TABLE}\n\n".encode(),
    ],
    ids=[
        "utf-8", "byte order mark", "windows-1252", "latin-1", "utf-16", "crlf", "comma", "tab",
        "typographic apostrophe", "capitals", "quoted header", "other order", "blank lines",
    ],
)  # fmt: skip
def test_columns_are_found_by_name_whatever_the_form(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path / "x.csv", content) == [{"siren": "111", "name": "Éloïse", "since": "x"}]


def test_a_name_may_hold_the_separator_and_a_line_end(tmp_path: Path) -> None:
    content = b'N\xc2\xb0 SIREN,Nom de l\'elu,Date\n1,"Durand, ""dit""\nD",x\n'
    assert read(tmp_path / "x.csv", content) == [
        {"siren": "1", "name": 'Durand, "dit"\nD', "since": "x"}
    ]


def test_only_the_columns_asked_for_are_taken(tmp_path: Path) -> None:
    content = "N° SIREN;Nom de l'élu;Date;Date de naissance\n1;A;x;01/01/1900\n"
    assert "1900" not in str(read(tmp_path / "x.csv", content.encode()))


def test_a_row_of_another_length_is_told_apart(tmp_path: Path) -> None:
    content = "N° SIREN;Nom de l'élu;Date\n1;A\n2;B;y\n".encode()
    assert read(tmp_path / "x.csv", content)[0] is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<!DOCTYPE html><html><body>404</body></html>", "a web page in place of data"),
        (b"  <html>", "a web page in place of data"),
        (b"", "the file is empty"),
        (TABLE.splitlines()[0].encode(), "no rows"),
        ("N° SIREN;Date\n1;x\n".encode(), "the column “Nom de l’élu” is missing"),
        (b"N\xb0 SIREN\x81;x\n", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_is_no_such_table_is_refused_in_one_line(
    tmp_path: Path, content: bytes, told: str
) -> None:
    with pytest.raises(DataError, match=told) as raised:
        list(read(tmp_path / "élus.csv", content))
    assert "élus.csv" in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'[{"code":"1","nom":"A"},{"code":"2","no', "cut short in line 1"),
        (b'[\n{"code":"1"', "cut short in line 2"),
        (b"<html></html>", "a web page in place of data"),
        (b"", "the file is empty"),
        (b'[{"code" "1"}]', "line 1: not JSON"),
        (b"[]", "the list is empty"),
        (b'{"code":"1"}', "not a list of records"),
        (b'[{"code":"1","name":"A"}]', "no record has “nom”; they have “code”, “name”"),
    ],
)
def test_json_that_cannot_be_used_says_where_and_why(
    tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(DataError, match=told):
        records(path, ("code", "nom"))


def test_json_may_have_a_mark_or_be_windows_1252(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        path.write_bytes('["Bâgé"]'.encode(encoding))
        assert read_json(path) == ["Bâgé"]


def test_geojson_wants_features(tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    path.write_text('{"features": [{"properties": {"a": 1}, "geometry": null}, {}]}')
    assert features(path) == [({"a": 1}, None), ({}, None)]
    for content in ("[1]", '{"type": "FeatureCollection"}', '{"features": []}'):
        path.write_text(content)
        with pytest.raises(DataError, match="features"):
            features(path)


@pytest.mark.parametrize("cut", ["2;Zo", "2", '2;"Zo', "2;Zoé\n3"])
def test_a_table_cut_short_is_refused(tmp_path: Path, cut: str) -> None:
    with pytest.raises(DataError, match=r"élus\.csv: cut short in line \d.* Fetch the file again"):
        read(tmp_path / "élus.csv", (TABLE + cut).encode())


def test_a_table_may_lack_the_end_of_its_last_line(tmp_path: Path) -> None:
    assert read(tmp_path / "x.csv", TABLE.rstrip().encode()) == [
        {"siren": "111", "name": "Éloïse", "since": "x"}
    ]


def test_the_check_digit_of_a_siren_is_checked() -> None:
    assert is_siren("242500361"), "Grand Besançon"
    assert is_siren("200041630"), "Ardenne Métropole"
    assert all(is_siren(siren(number)) for number in range(12_345_600, 12_345_700))
    wrong = ["242500362", "", "24250036", "2425003610", "24250036X", "²42500361", 242500361, None]
    assert not any(is_siren(value) for value in wrong)


@given(st.one_of(st.from_regex(r"[0-9]{9}", fullmatch=True), st.text(max_size=10)))
def test_a_siren_is_what_python_stdnum_says(value: str) -> None:
    as_written = value == french_siren.compact(value)
    assert is_siren(value) == (as_written and value.isascii() and french_siren.is_valid(value))


def test_folders_and_archives_are_opened(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.json").write_text("[]")
    with tarfile.open(tmp_path / "in" / "p.tgz", "w:gz") as archive:
        entry = tarfile.TarInfo("package/data/b.json")
        entry.size = 2
        archive.addfile(entry, io.BytesIO(b"[]"))
    names = [path.name for path in expanded([folder], tmp_path / "scratch")]
    assert sorted(names) == ["a.json", "b.json"]


def test_what_comes_out_of_archives_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In bytes, in files, in archives in archives; before anything large is written."""
    monkeypatch.setattr(archives, "LARGEST", 2**20)
    monkeypatch.setattr(archives, "MOST_FILES", 50)
    large, many, deep = (tmp_path / f"{name}.zip" for name in ("large", "many", "deep"))
    with zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.csv", bytes(2**21))
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(60):
            archive.writestr(f"{number}.csv", b"x")
    inner = b"PK\x05\x06" + bytes(18)
    for _ in range(6):
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            archive.writestr("inner.zip", inner)
        inner = written.getvalue()
    deep.write_bytes(inner)
    tarred = tmp_path / "large.tgz"
    with tarfile.open(tarred, "w:gz") as tar:
        told = tarfile.TarInfo("zeros.csv")
        told.size = 2**21
        tar.addfile(told, io.BytesIO(bytes(2**21)))
    for path, reason in (
        (large, "come out of it"),
        (tarred, "come out of it"),
        (many, "come out of it"),
        (deep, "archives in archives"),
    ):
        scratch = tmp_path / f"{path.name}-out"
        scratch.mkdir()
        with pytest.raises(DataError, match=reason):
            expanded([path], scratch)
        assert sum(one.stat().st_size for one in scratch.rglob("*") if one.is_file()) < 2**20


@pytest.mark.parametrize(("flags", "method", "reason"), [(1, 0, "encrypted"), (0, 97, "packed in")])
def test_an_archive_that_cannot_be_opened_here_says_why(
    tmp_path: Path, flags: int, method: int, reason: str
) -> None:
    """Its files encrypted, or packed by a method that Python does not know."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.csv", b"x")
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + place
        data[at : at + 4] = flags.to_bytes(2, "little") + method.to_bytes(2, "little")
    path.write_bytes(data)
    with pytest.raises(DataError, match=reason):
        expanded([path], tmp_path)


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_damaged_archive_is_refused_however_it_is_packed(tmp_path: Path, method: int) -> None:
    """Each of the methods has errors of its own. A byte that does not count changes nothing."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("x.csv", TABLE * 50)
        [member] = archive.infolist()
    data, told = path.read_bytes(), []
    for at in range(35, 35 + member.compress_size, max(1, member.compress_size // 40)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        scratch = tmp_path / f"{at}"
        scratch.mkdir()
        try:
            [found] = expanded([path], scratch)
        except DataError as error:
            told.append(str(error))
        else:
            assert found.read_text("utf-8") == TABLE * 50
    known = re.compile(r".*x\.zip: (not an archive|packed in a way|its files)")
    assert len(told) > 20
    assert all(map(known.match, told))


@pytest.mark.parametrize("sort", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_what_leads_out_of_an_archive_or_is_no_file_is_named_as_that(
    tmp_path: Path, sort: bytes
) -> None:
    path = tmp_path / "x.tgz"
    with tarfile.open(path, "w:gz") as tar:
        link = tarfile.TarInfo("x.csv")
        link.type, link.linkname = sort, "../../etc/hostname"
        tar.addfile(link)
    with pytest.raises(DataError, match="leads out of it, or is no file"):
        expanded([path], tmp_path)


def test_links_in_a_circle_or_out_of_an_archive_are_no_files(tmp_path: Path) -> None:
    path = tmp_path / "links.tgz"
    with tarfile.open(path, "w:gz") as tar:
        for name, target in (("a", "b"), ("b", "a"), ("c", "."), ("d.csv", "x.csv")):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, target
            tar.addfile(link)
        told = tarfile.TarInfo("x.csv")
        told.size = 1
        tar.addfile(told, io.BytesIO(b"x"))
    assert {one.name for one in expanded([path], tmp_path)} == {"x.csv", "d.csv"}


@pytest.mark.parametrize(
    "sort", [tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE]
)
@pytest.mark.parametrize("size", [archives.LONGEST + 1, 3 * 2**30])
def test_what_tells_of_a_member_is_not_read_without_end(
    tmp_path: Path, sort: bytes, size: int
) -> None:
    """tarfile reads a long name, or attributes, into memory whole."""
    told = tarfile.TarInfo("././@LongLink")
    told.type, told.size = sort, size
    path = tmp_path / "x.tgz"
    with gzip.open(path, "wb") as packed:
        packed.write(told.tobuf(tarfile.GNU_FORMAT) + bytes(2**21))
    with pytest.raises(DataError, match=f"a member of which {size:,} bytes tell"):
        expanded([path], tmp_path / "scratch")


def test_a_long_name_is_a_name(tmp_path: Path) -> None:
    name = "/".join(["dossier"] * 30) + "/x.csv"
    with tarfile.open(tmp_path / "x.tgz", "w:gz") as tar:
        told = tarfile.TarInfo(name)
        tar.addfile(told)
    [found] = expanded([tmp_path / "x.tgz"], tmp_path / "scratch")
    assert found.as_posix().endswith(name)


@pytest.mark.parametrize("names", [("x.csv", "x.csv"), ("x.csv", "./x.csv"), ("x.csv", "../x.csv")])
def test_of_two_files_of_one_name_none_wins_in_silence(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    zipped, tarred = tmp_path / "x.zip", tmp_path / "x.tar"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(zipped, "w") as archive:
            for name in names:
                archive.writestr(name, TABLE)
    with tarfile.open(tarred, "w") as tar:
        for name in names:
            tar.addfile(tarfile.TarInfo(name))
    for path in (zipped, tarred):
        with pytest.raises(DataError, match=r"two files in it are called|leads out of it"):
            expanded([path], tmp_path / f"{path.name}-out")


@pytest.mark.parametrize("names", [("a.csv", "x/../a.csv"), ("sub/a.csv", "link/a.csv")])
def test_nor_does_one_that_gets_there_another_way(tmp_path: Path, names: tuple[str, str]) -> None:
    path = tmp_path / "x.tar"
    link = tarfile.TarInfo("link")
    link.type, link.linkname = tarfile.SYMTYPE, "sub"
    with tarfile.open(path, "w") as tar:
        for told in (tarfile.TarInfo(names[0]), link, tarfile.TarInfo(names[1])):
            tar.addfile(told)
    with pytest.raises(DataError, match="two files in it are called"):
        expanded([path], tmp_path / "out")


def test_a_file_that_is_a_folder_too_is_named_as_that(tmp_path: Path) -> None:
    zipped, tarred = tmp_path / "x.zip", tmp_path / "x.tar"
    with zipfile.ZipFile(zipped, "w") as archive, tarfile.open(tarred, "w") as tar:
        for name in ("x", "x/y.csv"):
            archive.writestr(name, TABLE)
            tar.addfile(tarfile.TarInfo(name))
    for path in (zipped, tarred):
        with pytest.raises(DataError, match="a file and a folder in it have one name"):
            expanded([path], tmp_path / f"{path.name}-out")


ALONE: dict[str, Callable[[bytes], bytes]] = {
    "x.csv.gz": gzip.compress, "x.csv.bz2": bz2.compress, "x.csv.xz": lzma.compress,
}  # fmt: skip


@pytest.mark.parametrize("name", ["x.tar", "x.tar.xz", "x.tbz2", *ALONE])
def test_what_the_web_packs_is_unpacked(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name in ALONE:
        path.write_bytes(ALONE[name](TABLE.encode()))
    else:
        (tmp_path / "x.csv").write_text(TABLE, "utf-8")
        sort = {"x.tar": "w", "x.tar.xz": "w:xz", "x.tbz2": "w:bz2"}[name]
        with tarfile.open(path, sort) as tar:  # type: ignore[call-overload]
            tar.add(tmp_path / "x.csv", "x.csv")
    [found] = expanded([path], tmp_path / "scratch")
    assert (found.name, found.read_text("utf-8")) == ("x.csv", TABLE)


def test_a_file_packed_alone_is_bounded_or_told_to_be_cut_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = gzip.compress(bytes(2**22))
    large, short = tmp_path / "zeros.csv.gz", tmp_path / "short.csv.gz"
    large.write_bytes(whole)
    short.write_bytes(whole[:-20])
    with pytest.raises(DataError, match="cut short"):
        expanded([short], tmp_path / "one")
    monkeypatch.setattr(archives, "LARGEST", 2**20)
    with pytest.raises(DataError, match="come out of it"):
        expanded([large], tmp_path / "two")


def test_packed_rdf_stays_packed(tmp_path: Path) -> None:
    path = tmp_path / "x.nt.gz"
    path.write_bytes(gzip.compress(b"<urn:a> <urn:b> <urn:c> .\n"))
    assert expanded([path], tmp_path / "scratch") == [path]


def test_an_archive_cut_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.tgz").write_bytes(b"\x1f\x8b\x08\x00 cut")
    with pytest.raises(DataError, match="not an archive, or cut short"):
        expanded([tmp_path / "p.tgz"], tmp_path / "scratch")


def test_an_archive_writes_nothing_outside_its_folder(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "p.tgz", "w:gz") as archive:
        entry = tarfile.TarInfo("../../escaped.json")
        entry.size = 2
        archive.addfile(entry, io.BytesIO(b"[]"))
    with pytest.raises(DataError):
        expanded([tmp_path / "p.tgz"], tmp_path / "a" / "scratch")
    assert not list(tmp_path.rglob("escaped.json"))


@given(
    st.lists(st.tuples(*[st.text("ab\" '", min_size=1, max_size=6)] * 3), min_size=1, max_size=8)
)
def test_a_stray_quotation_mark_costs_no_row(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, str, str]]
) -> None:
    """Each line that was written is a row, or one of another length, and never part of another."""
    path = tmp_path_factory.getbasetemp() / "stray.csv"
    lines = [";".join(fields) for fields in told]
    path.write_text("\n".join(["N° SIREN;Nom de l’élu;Date", *lines, ""]), "utf-8")
    kept = [number for number, line in enumerate(lines, 2) if line.strip(' ;"')]
    assert [line for line, _ in rows(path, COLUMNS) if line in kept] == kept


def test_a_mark_that_is_no_quotation_is_read_as_text(tmp_path: Path) -> None:
    stray = '1;"Éloïse;x\n2;Zoé;y\n3;"Ève;z\n4;"Ada";w\n'
    assert [row["name"] for row in read(tmp_path / "x.csv", (TABLE + stray).encode()) if row] == [
        "Éloïse",
        '"Éloïse',
        "Zoé",
        '"Ève',
        "Ada",
    ]


def test_a_quotation_that_takes_in_other_rows_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="line 3: a quotation begins here"):
        read(tmp_path / "x.csv", (TABLE + '1;"Éloïse\n2;Zoé;y\n').encode())


def test_separators_at_the_end_of_lines_are_no_fields(tmp_path: Path) -> None:
    """As GIS programs and spreadsheets write them: in the rows, in the header, in both."""
    right = [{"siren": "111", "name": "Éloïse", "since": "x"}]
    header, row = TABLE.splitlines()
    for ends in ((";", ""), ("", ";;"), (";;", ";;"), ("", "; ;")):
        told = f"{header}{ends[0]}\n{row}{ends[1]}\n"
        found = read(tmp_path / "x.csv", told.encode())
        assert found == (right if " " not in ends[1] else [None]), ends
