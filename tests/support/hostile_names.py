"""Names, fictitious, that would do harm on a page if they were not escaped."""

from __future__ import annotations

#: A person, fictitious, whose every name would do harm if it were not escaped.
HOSTILE = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix tig: <https://w3id.org/tigraph/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix relation: <https://w3id.org/tigraph/concept/relation/> .
@prefix basis: <https://w3id.org/tigraph/concept/basis/> .
@prefix modality: <https://w3id.org/tigraph/concept/modality/> .
@prefix e: <https://example.org/> .
e:p a foaf:Person ; skos:prefLabel "<img src=x onerror=alert(1)>"@fr ;
  skos:altLabel "</script><script>alert(2)</script>"@fr, "\\u202Egnorw"@fr,
    "\\"'><svg onload=alert(3)>"@fr .
e:b a tig:GovernanceBody ; skos:prefLabel "&lt;b&gt; {{ 7 * 7 }} ${x}"@fr .
e:d a foaf:Document ; dcterms:title "<i>titre</i>"@fr ; skos:prefLabel "<i>titre</i>"@fr ;
  dcterms:publisher e:b ; tig:address "javascript:alert(4)" .
e:c a tig:RelationClaim, org:Membership ; org:member e:p ; org:organization e:b ;
  tig:relation relation:member ; tig:basis basis:membership ; tig:validTime "2019"^^edtf:EDTF ;
  tig:citation e:ci .
e:ci a tig:SourceCitation ; oa:hasSource e:d ; prov:wasAttributedTo e:b ;
  tig:modality modality:stated ; tig:attests "2019"^^edtf:EDTF ; tig:recordKey "<u>" .
"""
