"""What `ontology/shapes.ttl` promises, shown on a small graph and on one fault after another.

The graph is fictitious: people, organisations, the programme, the texts and the numbers in it
exist nowhere (the SIREN is made up so that its check digit is right). That the curated graph keeps
these promises is tested with all else that `check` finds, in tests/curating/test_checks.py.
"""

from __future__ import annotations

from functools import cache

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Literal, Namespace
from rdflib.term import Node

from checkout import ROOT
from tigraph.curating.reading import read_once

SH = Namespace("http://www.w3.org/ns/shacl#")

PREFIXES = """
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix opengov: <http://www.w3.org/ns/opengov#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tig: <https://w3id.org/tigraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix id: <https://w3id.org/tigraph/id/> .
@prefix c: <https://w3id.org/tigraph/concept/> .
@base <https://w3id.org/tigraph/id/> .
"""

CONFORMING = """
<person/a> a foaf:Person ; skos:prefLabel "Ada Exemple"@fr .
<organisation/o> a org:FormalOrganization ; skos:prefLabel "Office du Conte"@fr, "Tale Office"@en ;
  tig:governanceLevel <../concept/level/national> ; tig:order <../concept/order/state-operator> ;
  dcterms:spatial <area/z> .
<epci/e> a tig:Intercommunality ; skos:prefLabel "CC du Conte"@fr ;
  adms:identifier <identifier/siren-123456782> .
<identifier/siren-123456782> a adms:Identifier ; skos:notation "123456782" ;
  tig:idScheme <../concept/id-scheme/siren> ; tig:citation <citation/row> .
<body/b> a tig:GovernanceBody ; skos:prefLabel "Comité du Conte"@fr ;
  tig:hasBodyType <body-type/k> .
<body-type/k> a tig:BodyType ; skos:prefLabel "comité"@fr .
<territory/t> a tig:LabelledTerritory ; skos:prefLabel "Territoire du Conte"@fr ;
  tig:inPhase <phase/1> ; prov:specializationOf <lineage/t> .
<lineage/t> a tig:Lineage ; skos:prefLabel "Conte"@fr ; tig:ofProgramme <programme/p> .
<programme/p> a tig:Programme ; skos:prefLabel "Programme du Conte"@fr .
<phase/1> a tig:Phase ; skos:prefLabel "première phase"@fr ; tig:ofProgramme <programme/p> .
<post/chair> a org:Post ; skos:prefLabel "présidence du comité"@fr ; org:postIn <body/b> ;
  org:role <../concept/role/president> .
<seat/s> a tig:Seat ; skos:prefLabel "places de l’office"@fr ; tig:prescribedIn <body-type/k> ;
  tig:reservedFor <organisation/o> ; tig:seatCount 2 .
<area/z> a dcterms:Location ; skos:prefLabel "Pays du Conte"@fr .
<document/d> a foaf:Document ; skos:prefLabel "Le Conte"@fr ; dcterms:title "Le Conte"@fr ;
  dcterms:issued "2020"^^edtf:EDTF ; tig:address "https://example.org/"^^xsd:anyURI .
<text/d> a tig:Text ; skos:prefLabel "texte du Conte"@fr ; tig:textOf <document/d> ;
  tig:characters 100 ;
  tig:sha256 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" .
<file/f> a tig:RegistryFile ; skos:prefLabel "registre du Conte"@fr ;
  tig:sha256 "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210" .

<citation/text> a tig:SourceCitation, oa:SpecificResource ; oa:hasSource <text/d> ;
  oa:hasSelector <span/1> ; prov:wasAttributedTo <organisation/o> ;
  tig:modality <../concept/modality/stated> ; tig:attests "2020"^^edtf:EDTF .
<dating/post> a tig:DateDerivation ; tig:datingMethod <../concept/dating-method/computed> ;
  tig:countedFrom "2020"^^edtf:EDTF ; tig:dateOf <document/d> ;
  oa:hasSource <text/d> ; oa:hasSelector <span/1> .
<dating/d> a tig:DateDerivation ; tig:datingMethod <../concept/dating-method/shown-by-text> ;
  tig:shows "[2019..]"^^edtf:EDTF ; oa:hasSource <text/d> ; oa:hasSelector <span/1> .
<document/d> tig:dating <dating/d> .
<dating/steers> a tig:DateDerivation ; tig:datingMethod <../concept/dating-method/relative> ;
  tig:relativeTo <phase/1> ; tig:position <../concept/position/since> ;
  oa:hasSource <text/d> ; oa:hasSelector <span/1> .
<claim/steers> tig:dating <dating/steers> .
<span/1> a oa:TextPositionSelector ; oa:start 10 ; oa:end 20 .
<naming/1> a tig:Naming ; tig:spelling "Pays conté" ; skos:prefLabel "Pays conté"@fr ;
  oa:hasSource <text/d> ; oa:hasSelector <span/1> .
<citation/row> a tig:SourceCitation, oa:SpecificResource ; oa:hasSource <file/f> ;
  tig:recordKey "7" ; prov:wasAttributedTo <organisation/o> ;
  tig:modality <../concept/modality/stated> .
<citation/card> a tig:SourceCitation, oa:SpecificResource ; oa:hasSource <document/d> ;
  tig:catalogued true ; prov:wasAttributedTo <post/chair> ;
  tig:modality <../concept/modality/stated> .

<claim/post> a tig:RelationClaim, org:Membership ; tig:relation <../concept/relation/holds-post> ;
  org:member <person/a> ; org:organization <body/b> ; opengov:post <post/chair> ;
  tig:basis <../concept/basis/appointment> ; tig:validTime "2019/2020"^^edtf:EDTF ;
  tig:dating <dating/post> ; tig:citation <citation/text> .
<claim/member> a tig:RelationClaim, org:Membership ; tig:relation <../concept/relation/member> ;
  org:member <epci/e> ; org:organization <territory/t> ;
  tig:basis <../concept/basis/membership> ; tig:citation <citation/text>, <citation/row> .
<claim/steers> a tig:RelationClaim ; tig:relation <../concept/relation/steers> ;
  tig:subject <organisation/o> ; tig:object <programme/p> ;
  tig:basis <../concept/basis/authority> ; tig:citation <citation/text> .
<claim/seat> a tig:RelationClaim ; tig:relation <../concept/relation/has-seat> ;
  tig:subject <body-type/k> ; tig:object <seat/s> ;
  tig:basis <../concept/basis/representation> ; tig:citation <citation/text> .
<claim/theme> a tig:RelationClaim ; tig:relation <../concept/relation/concerns> ;
  tig:subject <programme/p> ; tig:object <../concept/theme/land> ;
  tig:basis <../concept/basis/description> ; tig:citation <citation/text> .
<claim/place> a tig:RelationClaim ; tig:relation <../concept/relation/located-in> ;
  tig:subject <territory/t> ; tig:object <area/z> ;
  tig:basis <../concept/basis/location> ; tig:citation <citation/text> .
<claim/identity> a tig:RelationClaim ; tig:relation <../concept/relation/identified-with> ;
  tig:subject <naming/1> ; tig:object <territory/t> ;
  tig:basis <../concept/basis/identity> ; tig:citation <citation/text> .
<claim/published> a tig:RelationClaim ; tig:relation <../concept/relation/published> ;
  tig:subject <organisation/o> ; tig:object <document/d> ;
  tig:basis <../concept/basis/authorship> ; tig:citation <citation/card> .
<claim/figure> a tig:FigureClaim ; tig:about <territory/t> ;
  tig:measure <../concept/measure/inhabitants> ; tig:unit <../concept/unit/inhabitant> ;
  tig:qualifier <../concept/qualifier/about> ; tig:value 3000 ; tig:citation <citation/text> .
<claim/range> a tig:FigureClaim ; tig:about <programme/p> ;
  tig:measure <../concept/measure/projects> ; tig:unit <../concept/unit/project> ;
  tig:qualifier <../concept/qualifier/exact> ; tig:minimum 3 ; tig:maximum 5 ;
  tig:citation <citation/text> .
<claim/opinion> a tig:OpinionClaim ; tig:about <programme/p> ;
  tig:concerns <../concept/theme/land> ; tig:stance <../concept/stance/favourable> ;
  tig:paraphrase "Le programme aide."@fr, "The programme helps."@en ;
  tig:citation <citation/text> .
"""


@cache
def known() -> tuple[Graph, Graph]:
    """Return the ontology with the concepts that the fictitious graphs may name, and the shapes.

    Not all of the schemes: each of their concepts is a focus node too, and fifty runs are made.
    """
    schemes = Graph().parse(ROOT / "ontology" / "schemes.ttl")
    graph = Graph().parse(ROOT / "ontology" / "tigraph.ttl")
    graph.parse(ROOT / "ontology" / "bridge.ttl")
    fault_texts = "".join(new for _, new, _ in FAULTS.values())
    for concept in set(schemes.subjects()):
        tail = str(concept).removeprefix("https://w3id.org/tigraph/concept/")
        if "/" not in tail or f"concept/{tail}>" in CONFORMING + fault_texts:
            for triple in schemes.triples((concept, None, None)):
                graph.add(triple)
    return read_once(graph), Graph().parse(ROOT / "ontology" / "shapes.ttl")


def messages(turtle: str) -> set[str]:
    """Return the English messages of all that a graph, written in Turtle, breaks."""
    ontology, shapes = known()
    planted = Graph().parse(data=PREFIXES + turtle, format="turtle") - ontology
    # A copy for each of the ninety graphs would take a fifth of the time.
    ontology += planted
    try:
        _, report, _ = validate(ontology, shacl_graph=shapes)
    finally:
        ontology -= planted
    assert isinstance(report, Graph)
    in_english = {str(text) for text in shapes.objects(None, SH.message) if is_english(text)}
    said: set[str] = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        texts = {str(text) for text in report.objects(result, SH.resultMessage)} & in_english
        assert texts, "a result without a message in English"
        said |= texts
    return said


def is_english(text: Node) -> bool:
    """Say so of a message of the shapes; in reports of SPARQL constraints pySHACL drops the tag."""
    return isinstance(text, Literal) and text.language == "en"


# What stands in the conforming graph, what is planted instead, and a part of each message that this
# gives. A fault may break two promises; it gives no message besides.
Fault = tuple[str, str, tuple[str, ...]]
FAULTS: dict[str, Fault] = {
    "name of which a claim speaks without a label": (
        ' ; skos:prefLabel "Pays conté"@fr', "", ("A claim speaks of this name",)),
    "name of which a claim speaks with another label": (
        'skos:prefLabel "Pays conté"@fr', 'skos:prefLabel "Conte"@fr',
        ("A claim speaks of this name",)),
    "name without a spelling": (
        'tig:spelling "Pays conté" ;', "", ("the one spelling of the text",)),
    "entity of two kinds": (
        "<programme/p> a tig:Programme ;", "<programme/p> a tig:Programme, tig:Project ;",
        ("exactly one kind",)),
    "entity without a French label": (
        'skos:prefLabel "première phase"@fr', 'skos:prefLabel "first phase"@en',
        ("preferred label in French",)),
    "entity with two French labels": (
        'skos:prefLabel "Conte"@fr', 'skos:prefLabel "Conte"@fr, "Le Conte"@fr',
        ("one preferred label per language",)),
    "label without a language": (
        'skos:prefLabel "Conte"@fr', 'skos:prefLabel "Conte"@fr, "Tale"',
        ("Tag the preferred label",)),
    "person with a birth date": (
        '"Ada Exemple"@fr', '"Ada Exemple"@fr ; foaf:birthday "01-01"', ("birth date",)),
    "person with a birth date in schema.org's terms": (
        '"Ada Exemple"@fr', '"Ada Exemple"@fr ; <https://schema.org/birthDate> "1970"',
        ("birth date",)),
    "area that is an organisation": (
        "<epci/e> a tig:Intercommunality ;", "<epci/e> a tig:Intercommunality, dcterms:Location ;",
        ("exactly one kind", "An area is never an institution", "An area stands where")),
    "area where a post should be": (
        "org:postIn <body/b> ;", "org:postIn <area/z> ;",
        ("An area stands where", "post is not in the organisation")),
    "institution as somebody's area": (
        "dcterms:spatial <area/z>", "dcterms:spatial <epci/e>", ("dcterms:spatial leads",)),
    "post in no body": ("org:postIn <body/b> ;", "", ("in which one body", "post is not in")),
    "seat in no body and of no type": (
        "tig:prescribedIn <body-type/k> ;", "", ("A seat is either in one body",)),
    "seat both in a body and of a type": (
        "tig:prescribedIn <body-type/k> ;",
        "tig:prescribedIn <body-type/k> ; org:postIn <body/b> ;",
        ("A seat is either in one body",)),
    "seat of no places": ("tig:seatCount 2", "tig:seatCount 0", ("number of places",)),
    "territory without a phase": ("tig:inPhase <phase/1> ;", "", ("exactly one phase",)),
    "territory of two phases": (
        "tig:inPhase <phase/1> ;", "tig:inPhase <phase/1>, <phase/2> ;\n  ", (
            "exactly one phase",)),
    "territory without a lineage": (
        "; prov:specializationOf <lineage/t>", "", ("exactly one lineage",)),
    "phase of no programme": (
        'skos:prefLabel "première phase"@fr ; tig:ofProgramme <programme/p>',
        'skos:prefLabel "première phase"@fr', ("which one programme",)),
    "body as a type of body": (
        "tig:hasBodyType <body-type/k>", "tig:hasBodyType <body/b>", ("leads to a type of body",)),
    "type of body in a tie between actors": (
        "tig:subject <organisation/o> ; tig:object <programme/p> ;",
        "tig:subject <body-type/k> ; tig:object <programme/p> ;",
        ("A type of body stands in a tie", "relation may start from")),
    "identifier that is a number": (
        'skos:notation "123456782"', "skos:notation 123456782", ("plain string",)),
    "identifier of no scheme": (
        "tig:idScheme <../concept/id-scheme/siren> ;", "", ("which one scheme",)),
    "identifier without a citation": (
        "; tig:citation <citation/row> .\n<body/b>", ".\n<body/b>", ("Cite the record",)),
    "SIREN of eight digits": (
        'skos:notation "123456782"', 'skos:notation "12345678"', ("form of its scheme",)),
    "SIREN with a mistyped digit": (
        'skos:notation "123456782"', 'skos:notation "123456783"', ("fails its check digit",)),
    "check digits that no library knows": (
        "<person/a> a foaf:Person ;",
        '<../concept/id-scheme/rna> tig:checkDigits "my own sum" .\n<person/a> a foaf:Person ;',
        ("one module of python-stdnum",)),
    "prefix of entities that begins no IRI": (
        "<person/a> a foaf:Person ;",
        '<../concept/id-scheme/rna> tig:entityPrefix "association" .\n<person/a> a foaf:Person ;',
        ("beginning of an IRI",)),
    "area of two levels": (
        "<person/a> a foaf:Person ;",
        "<../concept/id-scheme/insee-region> tig:areaLevel 2 .\n<person/a> a foaf:Person ;",
        ("one whole number",)),
    "level of area on what numbers nothing": (
        "<person/a> a foaf:Person ;",
        "<../concept/level/local> tig:areaLevel 4 .\n<person/a> a foaf:Person ;",
        ("Only an identifier scheme",)),
    "claim without a citation": (
        "tig:basis <../concept/basis/authority> ; tig:citation <citation/text> .",
        "tig:basis <../concept/basis/authority> .", ("at least one citation",)),
    "claim with two valid times": (
        '"2019/2020"^^edtf:EDTF', '"2019/2020"^^edtf:EDTF, "2022"^^edtf:EDTF',
        ("one valid time",)),
    "valid time that is a date of XML Schema": (
        '"2019/2020"^^edtf:EDTF', '"2019-01-01"^^xsd:date', ("one valid time",)),
    "claim that ends before it begins": (
        '"2019/2020"^^edtf:EDTF', '"2020/2019"^^edtf:EDTF ;\n'
        '  tig:earliestBegin "2020-01-01"^^xsd:date ; tig:latestEnd "2019-12-31"^^xsd:date',
        ("ends before it begins",)),
    "claim of two relations": (
        "tig:relation <../concept/relation/concerns> ;",
        "tig:relation <../concept/relation/concerns>, <../concept/relation/has-function> ;",
        ("exactly one relation", "relation may start from", "relation may lead to")),
    "claim without a subject": (
        "tig:subject <organisation/o> ; tig:object <programme/p> ;",
        "tig:object <programme/p> ;", ("exactly one subject",)),
    "claim with two objects": (
        "tig:object <programme/p> ;", "tig:object <programme/p>, <phase/1> ;",
        ("exactly one object",)),
    "basis that is not the relation's": (
        "<../concept/basis/authority>", "<../concept/basis/membership>", ("that of its relation",)),
    "membership that is none in ORG": (
        "<claim/member> a tig:RelationClaim, org:Membership ;",
        "<claim/member> a tig:RelationClaim ;", ("is an org:Membership too",)),
    "holder of no post": ("opengov:post <post/chair> ;", "", ("names exactly one post",)),
    "post of another organisation": (
        "org:organization <body/b> ;", "org:organization <organisation/o> ;",
        ("post is not in the organisation",)),
    "two members in one membership": (
        "org:member <epci/e> ;", "org:member <epci/e>, <organisation/o> ;",
        ("exactly one member", "exactly one subject")),
    "membership without an organisation": (
        "org:organization <territory/t> ;", "",
        ("in exactly one organisation", "exactly one object")),
    "programme as a member": (
        "org:member <epci/e> ;", "org:member <programme/p> ;", ("relation may start from",)),
    "theme that is steered": (
        "tig:object <programme/p> ;", "tig:object <../concept/theme/land> ;",
        ("relation may lead to",)),
    "concept of another scheme at the end of a relation": (
        "tig:object <../concept/theme/land> ;", "tig:object <../concept/unit/project> ;",
        ("relation may lead to",)),
    "end that is nothing known": (
        "tig:subject <territory/t> ; tig:object <area/z>",
        "tig:subject <territory/mistyped> ; tig:object <area/z>", ("relation may start from",)),
    "figure about two entities": (
        "tig:about <territory/t> ;", "tig:about <territory/t>, <programme/p> ;",
        ("about exactly one entity",)),
    "figure without a measure": (
        "tig:measure <../concept/measure/inhabitants> ;", "", ("what one thing",)),
    "figure without a unit": ("tig:unit <../concept/unit/inhabitant> ;", "", ("one unit",)),
    "figure without a qualifier": (
        "tig:qualifier <../concept/qualifier/about> ;", "", ("exact, about, at least",)),
    "figure without a value": ("tig:value 3000 ;", "", ("either one value",)),
    "figure with a value and a minimum": (
        "tig:value 3000 ;", "tig:value 3000 ; tig:minimum 2000 ;", ("either one value",)),
    "figure in floating point": ("tig:value 3000 ;", "tig:value 3.0e3 ;", ("whole or decimal",)),
    "minimum above the maximum": ("tig:minimum 3 ;", "tig:minimum 8 ;", ("minimum is greater",)),
    "opinion about nothing": (
        "<claim/opinion> a tig:OpinionClaim ; tig:about <programme/p> ;",
        "<claim/opinion> a tig:OpinionClaim ;", ("what the opinion is about",)),
    "opinion without a stance": (
        "tig:stance <../concept/stance/favourable> ;", "", ("exactly one stance",)),
    "opinion without an English paraphrase": (
        ', "The programme helps."@en', "", ("once in English",)),
    "opinion without a French paraphrase": (
        '"Le programme aide."@fr, ', "", ("once in French",)),
    "citation without a speaker": (
        '<span/1> ; prov:wasAttributedTo <organisation/o> ;', "<span/1> ;",
        ("person, organisation or post speaks",)),
    "citation of two voices": (
        '<span/1> ; prov:wasAttributedTo <organisation/o> ;',
        "<span/1> ; prov:wasAttributedTo <organisation/o>, <person/a> ;",
        ("person, organisation or post speaks",)),
    "document that speaks": (
        '<span/1> ; prov:wasAttributedTo <organisation/o> ;',
        "<span/1> ; prov:wasAttributedTo <document/d> ;",
        ("person, organisation or post speaks",)),
    "citation without a modality": (
        "tig:modality <../concept/modality/stated> ; tig:attests", "tig:attests",
        ("exactly one modality",)),
    "citation of two sources": (
        "oa:hasSource <text/d> ;", "oa:hasSource <text/d>, <text/other> ;",
        ("exactly one source",)),
    "citation without a place in its text": (
        "oa:hasSelector <span/1> ;", "", ("in one way",)),
    "citation with both spans and a row": (
        "oa:hasSelector <span/1> ;", 'oa:hasSelector <span/1> ; tig:recordKey "7" ;',
        ("in one way",)),
    "spans of a document whose text was not fixed": (
        "oa:hasSource <text/d> ;", "oa:hasSource <document/d> ;", ("in one way",)),
    "row of what is no registry file": (
        "oa:hasSource <file/f> ;", "oa:hasSource <document/d> ;", ("in one way",)),
    "text without a fingerprint": (
        'tig:sha256 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"',
        'tig:fileName "d.txt"', ("SHA-256 of what was read", "in one way")),
    "span left out without a reason": (
        "tig:characters 100 ;", "tig:characters 100 ; tig:leftOut <span/1> ;",
        ("for which one reason",)),
    "text of no document": ("tig:textOf <document/d> ;", "", ("characters (tig:textOf)",)),
    "span that ends before it starts": ("oa:end 20", "oa:end 9", ("The span ends before",)),
    "span that starts before the text": ("oa:start 10", "oa:start -1", ("position from 0",)),
    "span past the end of the text": ("oa:end 20", "oa:end 101", ("past the last character",)),
    "document without a date": (
        'dcterms:issued "2020"^^edtf:EDTF ;', "", ("Date the document",)),
    "modality from another scheme": (
        "tig:modality <../concept/modality/stated> ; tig:attests",
        "tig:modality <../concept/stance/describes> ; tig:attests", ("scheme concept:modality",)),
    "unit that is a measure": (
        "tig:unit <../concept/unit/inhabitant>", "tig:unit <../concept/measure/inhabitants>",
        ("scheme concept:unit",)),
    "opinion that concerns a role": (
        "tig:concerns <../concept/theme/land>", "tig:concerns <../concept/role/president>",
        ("no theme, sector or objective",)),
    "level that is an order": (
        "tig:governanceLevel <../concept/level/national>",
        "tig:governanceLevel <../concept/order/state-operator>", ("scheme concept:level",)),
    "date counted from nothing": (
        'tig:countedFrom "2020"^^edtf:EDTF ; ', "", ("what the dating needs",)),
    "relative date without a position": (
        " ; tig:position <../concept/position/since>", "", ("what the dating needs",)),
    "relative date against a person": (
        "tig:relativeTo <phase/1>", "tig:relativeTo <person/a>", ("what the dating needs",)),
    "bound of a claim's own that its text shows": (
        "<document/d> tig:dating <dating/d>", "<claim/post> tig:dating <dating/d>",
        ("what the dating needs",)),
    "date that rests on no words": (
        'tig:shows "[2019..]"^^edtf:EDTF ; oa:hasSource <text/d> ; oa:hasSelector <span/1>',
        'tig:shows "[2019..]"^^edtf:EDTF ; oa:hasSource <text/d>', ("on what the date rests",)),
    "dating of no date": (
        '; tig:validTime "2019/2020"^^edtf:EDTF', "", ("no date that this dating explains",)),
    "position of another scheme": (
        "<../concept/position/since>", "<../concept/level/local>", ("scheme concept:position",)),
    "concept without an English label": (
        "tig:measure <../concept/measure/projects> ;",
        "tig:measure <../concept/measure/new> ;",
        ("Label the concept in English",)),
}  # fmt: skip

# What some faults need besides.
BESIDES = {
    "territory of two phases": '<phase/2> a tig:Phase ; skos:prefLabel "seconde phase"@fr ;\n'
    "  tig:ofProgramme <programme/p> .",
    "citation of two sources": "<text/other> a tig:Text ;\n"
    '  skos:prefLabel "autre texte"@fr ; tig:textOf <document/d> ; tig:sha256\n'
    '  "aa23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" .',
    "concept without an English label": "<../concept/measure/new> a skos:Concept ;\n"
    '  skos:prefLabel "nouveauté"@fr ; skos:inScheme <../concept/measure> .',
}


def test_a_graph_that_keeps_every_promise_passes() -> None:
    assert messages(CONFORMING) == set()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_named_and_nothing_else(fault: str) -> None:
    stands, planted, expected = FAULTS[fault]
    assert stands in CONFORMING, "the fault changes nothing"
    said = messages(CONFORMING.replace(stands, planted, 1) + BESIDES.get(fault, ""))
    for part in expected:
        assert any(part in message for message in said), (part, said)
    assert len(said) == len(expected), said


def test_every_message_is_in_english_and_french() -> None:
    """`tigraph check --lang` shows one of the two; both must be there wherever one is."""
    _, shapes = known()
    for shape in set(shapes.subjects(SH.message)):
        texts = list(shapes.objects(shape, SH.message))
        assert len(texts) == 2, texts
        assert sum(map(is_english, texts)) == 1, texts
        assert any(isinstance(text, Literal) and text.language == "fr" for text in texts), texts
