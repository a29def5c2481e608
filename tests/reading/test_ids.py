"""Ids of proposals stay when a text changes elsewhere. All texts are fictitious."""

from tigraph.reading import ids_of

TEXT = "Titre.\nAda Fictive préside la Ligue Feinte depuis 2019. Elle parle.\nAda Fictive sourit."


def _id(
    text: str, quoted: str, nth: int = 0, type: str = "person", more: tuple[str, ...] = ()
) -> str:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quoted, start + 1)
    return ids_of(text).of("mention", type, [(start, start + len(quoted))], more)


def test_an_id_stays_where_text_comes_before() -> None:
    later = "Une ligne de plus, Ada Fictive comprise.\n" + TEXT
    assert _id(TEXT, "Ligue Feinte") == _id(later, "Ligue Feinte")
    assert _id(TEXT, "Ada Fictive", 1) == _id(later, "Ada Fictive", 2)


def test_spaces_and_apostrophes_change_no_id() -> None:
    assert _id(TEXT, "Ligue Feinte") == _id(TEXT.replace(" depuis", "\u00a0depuis"), "Ligue Feinte")


def test_two_places_of_a_name_have_two_ids() -> None:
    assert _id(TEXT, "Ada Fictive") != _id(TEXT, "Ada Fictive", 1)
    twice = "Ada vient.\nAda vient."
    assert _id(twice, "Ada") != _id(twice, "Ada", 1)


def test_type_and_what_else_is_told_count() -> None:
    assert _id(TEXT, "Ligue Feinte", type="body") != _id(TEXT, "Ligue Feinte", type="place")
    assert _id(TEXT, "Ligue Feinte") != _id(TEXT, "Ligue Feinte", more=("2019",))


def test_words_that_change_beside_it_change_the_id() -> None:
    assert _id(TEXT, "Ligue Feinte") != _id(TEXT.replace("préside", "quitte"), "Ligue Feinte")
