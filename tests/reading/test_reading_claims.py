"""How a claim is put: denied, asked, planned, reported, by whom, since when. All invented."""

from __future__ import annotations

import time

import pytest

from tigraph.reading import Claimed, Mention, Reading, lines
from tigraph.reading.claiming.claims import ClaimsProposer, claims
from tigraph.reading.claiming.rules import marked

MEMBER = "[Val Nul|intercommunality] {} de l’[Office des Brumes|organisation]."


def ties(example: str, dated: str = "", language: str = "fr") -> list[Claimed]:
    text, mentions = marked(example)
    return [one for one in claims(Reading(text, language, None, dated), mentions) if one.object]


@pytest.mark.parametrize(
    ("verb", "modality"),
    [
        ("est membre", "stated"),
        ("était membre", "stated"),
        ("a fait partie", "stated"),
        ("sera membre", "planned"),
        ("devrait faire partie", "planned"),
        ("va faire partie", "planned"),
        ("doit faire partie", "prescribed"),
        ("ferait partie", "reported"),
    ],
)
def test_the_modality_is_that_of_the_verb(verb: str, modality: str) -> None:
    (one,) = ties(MEMBER.format(verb))
    assert (one.relation, one.modality) == ("relation:member", modality)
    assert not one.negated


@pytest.mark.parametrize(
    "verb", ["ne fait pas partie", "n’a jamais fait partie", "ne fera plus partie"]
)
def test_what_is_denied_is_marked(verb: str) -> None:
    (one,) = ties(MEMBER.format(verb))
    assert one.negated


def test_what_is_asked_is_marked() -> None:
    (one,) = ties("[Val Nul|intercommunality] fait-il partie du projet ? "
                  "[Ana Nulle|person], maire de [Brumie|place], le préside ?")[:1]  # fmt: skip
    assert one.asked


def test_what_stands_in_quotation_marks_is_of_whom_says_it() -> None:
    (one,) = ties(
        "« [Val Nul|intercommunality] fait partie de l’[Office des Brumes|organisation] depuis "
        "longtemps, a souligné [Ana Nulle|person]. Cela va de soi. »"
    )
    assert one.speaker
    assert (one.speaker.label, one.modality) == ("Ana Nulle", "stated")


def test_an_interview_names_who_answers_by_the_initials() -> None:
    told = ties(
        "[Ana Nulle|person] : Bonjour à tous.\n"
        "A.N. : [Val Nul|intercommunality] fait partie de l’[Office des Brumes|organisation]."
    )
    assert [one.speaker.label for one in told if one.speaker] == ["Ana Nulle"]


@pytest.mark.parametrize(
    "example",
    [
        "Selon [Ana Nulle|person], [Val Nul|intercommunality] fait partie de la mission Nuit.",
        "[Ana Nulle|person] dit que [Val Nul|intercommunality] fait partie de la mission Nuit.",
    ],
)
def test_what_somebody_is_said_to_have_said_is_reported(example: str) -> None:
    (one,) = ties(example)
    assert one.modality == "reported"
    assert one.speaker
    assert one.speaker.label == "Ana Nulle"


def test_the_document_speaks_where_nobody_else_does() -> None:
    (one,) = ties(MEMBER.format("est membre"))
    assert one.speaker is None


def test_a_post_is_not_held_on_the_day_of_what_its_holder_does() -> None:
    (one,) = ties("Le 6 mars 2019, [Ana Nulle|person], maire de [Brumie|place], a parlé.")
    assert one.valid == ""
    (one,) = ties("[Ana Nulle|person], maire de [Brumie|place] depuis 2014, a parlé.")
    assert one.valid == "2014/.."


def test_a_relation_has_the_date_of_its_sentence_and_says_what_it_was_counted_from() -> None:
    example = "Le 9 novembre dernier, [l’État|organisation] a labellisé [Sources|territory]."
    (one,) = ties(example, "2019-01-31")
    assert (one.valid, one.worked_out) == ("2018-11-09", "2019-01-31")


def test_a_post_says_in_what_it_is() -> None:
    (one,) = ties(
        "[Ana Nulle|person], directrice générale de l’[Office des Brumes|organisation], rit."
    )
    assert one.object
    assert one.within
    assert (one.object.type, one.object.label) == (
        "post",
        "directrice générale de l’Office des Brumes",
    )
    assert (one.within.type, one.within.label) == ("organisation", "Office des Brumes")


def test_a_name_within_a_fixed_title_is_no_name() -> None:
    (one,) = ties("La secrétaire d’[État|organisation] [Ana Nulle|person] est venue.")
    assert one.object
    assert one.object.label == "secrétaire d’État"


def test_each_item_of_a_list_is_a_member() -> None:
    told = ties(
        "Le [territoire des Sources|territory] regroupe :\n"
        "- [Val Nul|intercommunality]\n- [Haut Nul|intercommunality]\n- [Bas Nul|intercommunality]"
    )
    assert [one.subject.label for one in told] == ["Val Nul", "Haut Nul", "Bas Nul"]


def test_a_pronoun_stands_for_who_was_named_before() -> None:
    told = ties("[Ana Nulle|person] est arrivée. Elle est devenue maire de [Brumie|place].")
    assert told == []  # only where a rule says that it may
    told = ties(
        "[Ana Nulle|person] est arrivée. Elle travaille en binôme avec [Jo Personne|person]."
    )
    members = {one.subject.label for one in told if one.relation == "relation:member"}
    assert members == {"Ana Nulle", "Jo Personne"}


def test_claims_are_written_and_read_again() -> None:
    text, mentions = marked(
        "[Ana Nulle|person], maire de [Brumie|place], compte 12 projets en 2020."
    )
    found = list(ClaimsProposer().propose(Reading(text), mentions))
    assert len(found) == 2
    assert list(lines.read(lines.written(found), "x", text)) == found
    assert len({one.id for one in found}) == 2


def test_ids_stay_when_the_text_is_edited_elsewhere() -> None:
    example = "[Ana Nulle|person], maire de [Brumie|place], rit."
    assert ties(example)[0].id == ties("Un titre.\n\n" + example)[0].id


def test_a_mention_of_several_places_stands_in_nobodys_way() -> None:
    text = "Ana Nulle rit."
    split = Mention("m", ((0, 3), (4, 9)), "person", "x", 1.0)
    assert claims(Reading(text), [split]) == []


@pytest.mark.parametrize(
    ("example", "posts"),
    [
        (
            "Aux côtés d’[Ana Nulle|person], le vice-président de la [Région Nulle|organisation] "
            "en charge de l’industrie, [Jo Personne|person], a parlé.",
            {("Jo Personne", "vice-président de la Région Nulle en charge de l’industrie")},
        ),
        (
            "Le conseil a élu [Ana Nulle|person] présidente de [Val Nul|intercommunality].",
            {("Ana Nulle", "présidente de Val Nul")},
        ),
        (
            "La commission sera coprésidée par [Ana Nulle|person] et [Jo Personne|person].",
            {("Ana Nulle", "président (commission)"), ("Jo Personne", "président (commission)")},
        ),
        (
            "[Ana Nulle|person], maire de [Brumie|place] et vice-présidente de [Val|organisation], "
            "et [Jo Personne|person], nommé délégué aux brumes, conduiront la mission.",
            {
                ("Ana Nulle", "maire de Brumie"),
                ("Ana Nulle", "vice-présidente de Val"),
                ("Jo Personne", "délégué aux brumes"),
            },
        ),
        (
            "L’[Office des Brumes|organisation] (ODB), présidé par [Jo Personne|person], est là.",
            {("Jo Personne", "président (Office des Brumes)")},
        ),
        (
            "[Jo Personne|person] ([Brumes & Cie|organisation]), président du [Club|organisation],"
            " est là.",
            {("Jo Personne", "président du Club")},
        ),
        (
            "[Jo Personne|person] est 1er vice-président chargé des finances.",
            {("Jo Personne", "vice-président chargé des finances")},
        ),
        (
            "Le comité s’est réuni lundi sous la présidence d’[Ana Nulle|person].",
            {("Ana Nulle", "président (comité)")},
        ),
        (
            "Dirigée par [Jo Personne|person], la société [Brumes & Cie|organisation] recrute.",
            {("Jo Personne", "dirigeant (Brumes & Cie)")},
        ),
    ],
)
def test_posts_are_told_in_many_ways(example: str, posts: set[tuple[str, str]]) -> None:
    told = {
        (one.subject.label, one.object.label)
        for one in ties(example)
        if one.object and one.relation == "relation:holds-post"
    }
    assert told == posts


def test_its_president_is_of_what_was_named_before() -> None:
    told = ties(
        "Le [SIVU|intercommunality] regroupe dix villes. Son président, [Jo Personne|person], "
        "est content."
    )
    assert [one.within.label for one in told if one.within] == ["SIVU"]


def test_a_text_without_end_takes_no_time_without_end() -> None:
    """Three thousand names in one row, which each pattern could begin a list at."""
    text = ", ".join(["Ana"] * 3000) + " président de" * 500 + " (" * 500
    names = [Mention(str(i), ((5 * i, 5 * i + 3),), "person", "x", 1.0) for i in range(3000)]
    begun = time.process_time()
    claims(Reading(text), names)
    assert time.process_time() - begun < 20


def test_it_is_presided_and_led_by_two() -> None:
    told = ties(
        "L’[Office des Brumes|organisation] existe. Il est présidé par [Ana|person] et dirigé "
        "par [Jo Personne|person]."
    )
    assert {(one.subject.label, one.within.label) for one in told if one.within} == {
        ("Ana", "Office des Brumes"),
        ("Jo Personne", "Office des Brumes"),
    }


def test_to_be_president_has_no_date_of_another_act() -> None:
    (one,) = ties("Le conseil, dont [Ana Nulle|person] est présidente, votera le 29 janvier 2024.")
    assert one.valid == ""


def test_a_second_quotation_of_a_paragraph_goes_on_with_the_speaker() -> None:
    (one,) = ties(
        "« Nous avons bien besoin de tous », insiste [Ana|person]. « [Val|intercommunality]"
        " fait partie de la mission Nuit, ajoute-t-elle. »"
    )
    assert one.speaker
    assert one.speaker.label == "Ana"


def test_a_speaker_with_a_post_is_the_person() -> None:
    (one,) = ties(
        "« [Val|intercommunality] fait partie de la mission X », a dit la ministre, [Ana|person]."
    )[:1]
    assert one.speaker
    assert one.speaker.label == "Ana"


@pytest.mark.parametrize(
    "before",
    [
        "À la réunion du printemps ont parlé",
        "Lors de la réunion du printemps, ont pris la parole",
        "À la réunion du printemps ont participé",
        "À la réunion du printemps n’ont pas parlé",
    ],
)
def test_all_who_are_named_behind_the_verb_take_part_whatever_posts_they_have(before: str) -> None:
    told = ties(
        f"{before} [Ana Nulle|person], maire de [Brumie|place], [Jo Personne|person], président de "
        "l’[Office des Brumes|organisation], et [Léa Rien|person]."
    )
    part = [one for one in told if one.relation == "relation:takes-part-in"]
    assert {(one.subject.label, one.object.label) for one in part if one.object} == {
        (name, "réunion du printemps") for name in ("Ana Nulle", "Jo Personne", "Léa Rien")
    }
    assert {one.negated for one in part} == {"n’ont pas" in before}
    assert sum(one.relation == "relation:holds-post" for one in told) == 2


def test_those_who_spoke_at_nothing_that_is_named_take_part_in_nothing() -> None:
    assert ties("Ont parlé [Ana Nulle|person], [Jo Personne|person] et [Léa Rien|person].") == []
    assert ties("[Ana Nulle|person] a parlé de la réunion du printemps.") == []
