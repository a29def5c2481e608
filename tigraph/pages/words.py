"""What pages say in words of their own, in English and in French."""

from __future__ import annotations

from tigraph.local import Words

WORDS = Words(
    {
        # Around every page
        "tagline": (
            "Who does what with whom, in which territory, when, and who says so.",
            "Qui fait quoi avec qui, dans quel territoire, quand, et qui le dit.",
        ),
        "skip": ("Skip to the content", "Aller au contenu"),
        "home": ("Home", "Accueil"),
        "search": ("Search", "Rechercher"),
        "search_for": ("A name, a former name, a code", "Un nom, un ancien nom, un code"),
        "questions": ("Questions", "Questions"),
        "explore": ("Explore", "Explorer"),
        "documents": ("Documents", "Documents"),
        "model": ("The model", "Le modèle"),
        "language": ("Language", "Langue"),
        "language_fr": ("French", "français"),
        "language_en": ("English", "anglais"),
        "other_language": ("Français", "English"),
        "menu": ("Menu", "Menu"),
        "foot": (
            "Every statement here rests on a document or a register, and names it.",
            "Chaque énoncé repose ici sur un document ou un registre, et le nomme.",
        ),
        "licence": (
            "Graph under Licence Ouverte 2.0 or CC BY 4.0.",
            "Graphe sous Licence Ouverte 2.0 ou CC BY 4.0.",
        ),
        "version": ("Version {}", "Version {}"),
        "edition_about": ("About this file", "À propos de ce fichier"),
        "on_this_page": ("On this page", "Sur cette page"),
        # Time
        "date": ("Date", "Date"),
        "show_at": ("Show what holds", "Montrer ce qui vaut"),
        "all_dates": ("at any date", "à toute date"),
        "at": ("at this date", "à cette date"),
        "another": ("Another date", "Une autre date"),
        "another_help": (
            "A year, a month or a day: 2019, 2019-01, 2019-01-31",
            "Une année, un mois ou un jour : 2019, 2019-01, 2019-01-31",
        ),
        "go": ("Show", "Montrer"),
        "bad_date": (
            "“{}” is not a date that can be read here: all dates are shown.",
            "« {} » n’est pas une date lisible ici : toutes les dates sont montrées.",
        ),
        "of_all_dates": (
            "This question is about all dates: the one chosen changes nothing.",
            "Cette question porte sur toutes les dates : celle qui est choisie n’y change rien.",
        ),
        "not_dated": (
            "The service that this site asks cannot tell what holds at a date: all dates are "
            "shown.",
            "Le service que ce site interroge ne sait pas dire ce qui vaut à une date : toutes "
            "les dates sont montrées.",
        ),
        "shown_at": ("What holds in {}", "Ce qui vaut en {}"),
        "surely": ("surely", "assuré"),
        "perhaps": ("possible", "possible"),
        "no_date": ("no date told", "date non dite"),
        "attested": ("attested", "attesté"),
        "attested_in": ("attested {}", "attesté {}"),
        # Entity
        "also_called": ("Also called", "Aussi nommé"),
        "statements": ("statements", "énoncés"),
        "statement": ("statement", "énoncé"),
        "documents_say": ("documents and registers", "documents et registres"),
        "document_says": ("document or register", "document ou registre"),
        "years": ("years spoken of", "années évoquées"),
        "year": ("year spoken of", "année évoquée"),
        "only_possible": ("only possible", "seulement possibles"),
        "timeline": ("On a line of time", "Au fil du temps"),
        "timeline_key": (
            "Full: surely holds. Pale: may hold. Dot: a source attests it then.",
            "Plein : assuré. Pâle : possible. Point : une source l’atteste alors.",
        ),
        "timeline_undated": (
            "{} more without any date.",
            "{} de plus sans aucune date.",
        ),
        "what": ("What", "Quoi"),
        "with_whom": ("With", "Avec"),
        "when": ("When", "Quand"),
        "changes": ("What changed", "Ce qui a changé"),
        "became": ("became", "est devenu"),
        "relations": ("Who with whom, by level", "Qui avec qui, par niveau"),
        "no_level": ("Level not told", "Niveau non dit"),
        "certain": ("Certain", "Certain"),
        "possible": ("Possible only", "Seulement possible"),
        "possible_why": (
            "No source says so of this date; none excludes it.",
            "Aucune source ne le dit de cette date ; aucune ne l’exclut.",
        ),
        "described": ("What is said of it", "Ce qui en est dit"),
        "structure": ("Where it belongs", "À quoi il se rattache"),
        "on_behalf": ("on behalf of", "au nom de"),
        "as": ("as", "en tant que"),
        "derived": ("follows from several statements", "découle de plusieurs énoncés"),
        "more_like": ("and {} more", "et {} de plus"),
        "figures": ("In figures", "En chiffres"),
        "disagree": (
            "Sources do not give the same figure.",
            "Les sources ne donnent pas le même chiffre.",
        ),
        "figure": ("Figure", "Chiffre"),
        "of": ("of", "de"),
        "says_who": ("Who says so", "Qui le dit"),
        "at_least": ("at least {}", "au moins {}"),
        "at_most": ("at most {}", "au plus {}"),
        "opinions": ("What is thought", "Ce qui en est pensé"),
        "voiced": ("What it thinks", "Ce qu’il en pense"),
        "beside": ("Beside it", "À côté"),
        "notice": ("Notice", "Notice"),
        "publisher": ("Publisher", "Éditeur"),
        "under": ("Licence", "Licence"),
        "retrieved": ("Retrieved", "Récupéré"),
        "names": ("Names and identity", "Noms et identité"),
        "spelling": ("As written", "Graphie"),
        "identifiers": ("Identifiers", "Identifiants"),
        "mappings": ("The same elsewhere", "Le même ailleurs"),
        "ground": ("ground", "motif"),
        "is_one_with": ("“{}” {} “{}”", "« {} » {} « {} »"),
        "not_taken": ("another reading, not followed", "autre lecture, non suivie"),
        "neighbourhood": ("Around it", "Autour"),
        "network_of": ("Network around {}", "Réseau autour de {}"),
        "network_told": (
            "{} actor‹s› and {} tie‹s›. A table says the same in words.",
            "{} acteur‹s› et {} lien‹s›. Un tableau dit la même chose en mots.",
        ),
        "network_left": (
            "{} more ‹is|are› not drawn.",
            "{} de plus n‹’est pas tracé|e sont pas tracés›.",
        ),
        "network_open": ("Open the interactive network", "Ouvrir le réseau interactif"),
        "network_large": (
            "{} actor‹s›: too many to draw on a page; take the file.",
            "{} acteur‹s› : trop pour une page ; prenez le fichier.",
        ),
        "map": ("On the map", "Sur la carte"),
        "map_of": ("Map of {} and those it is tied to", "Carte de {} et de ses liens"),
        "place": ("Longitude {}, latitude {}", "Longitude {}, latitude {}"),
        # Evidence
        "evidence": ("Evidence", "Preuves"),
        "source": ("{} source", "{} source"),
        "sources_n": ("{} source‹s›", "{} source‹s›"),
        "characters": ("characters {}", "caractères {}"),
        "record": ("row {}", "ligne {}"),
        "catalogued": ("as catalogued", "selon la notice"),
        "checksum": ("checksum", "empreinte"),
        "original": ("original", "original"),
        "speaks": ("says", "dit"),
        "taken_from": ("taken from", "repris de"),
        "attests": ("of {}", "à propos de {}"),
        "dated": ("dated by", "datation"),
        "claim": ("statement", "énoncé"),
        "sources": ("What this page rests on", "Ce sur quoi repose cette page"),
        "times_cited": ("cited {} time‹s› here", "cité {} fois ici"),
        "once_cited": ("cited once here", "cité une fois ici"),
        # To take away
        "behind": ("The question behind this", "La question derrière"),
        "ask_it": ("Ask it yourself", "La poser soi-même"),
        "edit_it": ("Open in the editor", "Ouvrir dans l’éditeur"),
        "cite": ("Cite this page", "Citer cette page"),
        "cite_text": ("Text", "Texte"),
        "cite_also": (
            "and the documents that the facts you use rest on:",
            "et les documents sur lesquels reposent les faits utilisés :",
        ),
        "author": ("tigraph contributors", "contributeurs de tigraph"),
        "quoted": ("“{}”", "« {} »"),
        "consulted": ("consulted on {}", "consulté le {}"),
        "data": ("The same as data", "La même chose en données"),
        "correct": ("Correct this", "Corriger"),
        "correct_how": (
            "If a line misreads its source, or a better source exists, say so with the identifier "
            "of the statement, which stands under its evidence, and the source.",
            "Si une ligne lit mal sa source, ou si une meilleure source existe, dites-le avec "
            "l’identifiant de l’énoncé, qui figure sous ses preuves, et la source.",
        ),
        "correct_where": ("Write to those who keep it", "Écrire à qui tient ce graphe"),
        "correct_whom": (
            "Corrections go to whoever runs this service, or to the tracker of the repository "
            "that the graph comes from.",
            "Les corrections vont à qui tient ce service, ou au suivi du dépôt dont vient le "
            "graphe.",
        ),
        "object": ("If this is you", "S’il s’agit de vous"),
        "object_how": (
            "This page says only what published sources say of a public role: no birth date, no "
            "private address. You may object to it, or have it corrected or removed, without "
            "giving reasons in public: name this page and how you wish to be reached. An objection "
            "that prevails removes the statements from the graph and from its next release.",
            "Cette page ne dit que ce que des sources publiées disent d’un rôle public : ni date "
            "de naissance, ni adresse privée. Vous pouvez vous y opposer, ou demander une "
            "correction ou un retrait, sans donner de raison en public : indiquez cette page et "
            "comment vous joindre. Une opposition fondée retire les énoncés du graphe et de sa "
            "prochaine version.",
        ),
        "not_indexed": (
            "Search engines are asked to leave this page out.",
            "Les moteurs de recherche sont priés de ne pas indexer cette page.",
        ),
        # Document
        "published": ("Published by {}", "Publié par {}"),
        "read_as": ("Text read, checksum", "Texte lu, empreinte"),
        "rests": ("What rests on it", "Ce qui repose sur ce document"),
        "rests_relations": ("Relations", "Relations"),
        "rests_figures": ("Figures", "Chiffres"),
        "rests_opinions": ("Opinions", "Avis"),
        "rests_none": ("Nothing rests on it yet.", "Rien ne repose encore dessus."),
        "place_in": ("Place", "Passage"),
        "who_speaks": ("Who speaks", "Qui parle"),
        "elsewhere": ("another document too", "un autre document aussi"),
        "statements_rest": ("statements rest on it", "énoncés reposent dessus"),
        "document_date": ("Date", "Date"),
        "quotes": ("What it takes up", "Ce qu’il reprend"),
        # Search
        "found": ("{} found for “{}”", "{} trouvé‹s› pour « {} »"),
        "found_one": ("One found for “{}”", "Un trouvé pour « {} »"),
        "found_none": ("Nothing has a name like “{}”.", "Rien ne porte un nom comme « {} »."),
        "found_help": (
            "Fewer letters often help; former names and codes are known too.",
            "Moins de lettres aident souvent ; les anciens noms et les codes sont connus aussi.",
        ),
        "kind": ("Kind", "Genre"),
        "level": ("Level", "Niveau"),
        "any_kind": ("All kinds", "Tous les genres"),
        "type_name": ("Type a name", "Tapez un nom"),
        "editor": ("A question of your own", "Une question à vous"),
        "editor_lead": (
            "Write SPARQL; the terms that there are complete themselves. Questions of the "
            "catalogue open here, too.",
            "Écrivez en SPARQL ; les termes qui existent se complètent. Les questions du catalogue "
            "s’ouvrent ici aussi.",
        ),
        "builder": ("Build a question", "Composer une question"),
        "builder_lead": (
            "Choose what you look for, and what it is tied to. The question is written in SPARQL "
            "as you choose; ask it here, or go on with it in the editor.",
            "Choisissez ce que vous cherchez, et à quoi c’est lié. La question s’écrit en SPARQL à "
            "mesure ; posez-la ici, ou poursuivez dans l’éditeur.",
        ),
        "builder_none": (
            "The builder wants scripts. Without them, the questions of the catalogue are asked as "
            "forms, and the editor takes SPARQL.",
            "Le composeur a besoin de scripts. Sans eux, les questions du catalogue se posent par "
            "formulaire, et l’éditeur prend du SPARQL.",
        ),
        "builder_wait": (
            "What there is to ask is being gathered …",
            "On réunit ce qui peut être demandé …",
        ),
        "builder_names": ("Names of the columns", "Noms des colonnes"),
        "builder_date": (
            "What holds in (a year, a month, a day; empty: at any date)",
            "Ce qui vaut en (une année, un mois, un jour ; vide : à toute date)",
        ),
        "written": ("The question, as it is written", "La question, telle qu’elle s’écrit"),
        "copy_it": ("Copy", "Copier"),
        "copied": ("Copied", "Copié"),
        "build_it": ("Build one like it", "Composer une question semblable"),
        "embed": ("Embed this view", "Intégrer cette vue"),
        "embed_how": (
            "This line shows the view in another page, as it is asked here.",
            "Cette ligne montre la vue dans une autre page, telle qu’elle est demandée ici.",
        ),
        "embedded_from": ("Open in {}", "Ouvrir dans {}"),
        "missing": ("Nothing is here", "Rien ici"),
        "missing_help": (
            "No page has this address; a name may find what you look for.",
            "Aucune page n’a cette adresse ; un nom trouvera peut-être ce que vous cherchez.",
        ),
        # Questions
        "questions_lead": (
            "Each question is a query written once, with its sources. Ask it as it is, change what "
            "it takes, or copy it.",
            "Chaque question est une requête écrite une fois, avec ses sources. Posez-la telle "
            "quelle, changez ce qu’elle prend, ou copiez-la.",
        ),
        "subject_people": ("People", "Personnes"),
        "subject_territories": ("Territories", "Territoires"),
        "subject_governance": ("Governance", "Gouvernance"),
        "subject_organisations": ("Organisations", "Organisations"),
        "subject_evidence": ("Who says so", "Qui le dit"),
        "subject_figures": ("Figures", "Chiffres"),
        "subject_opinions": ("Opinions", "Avis"),
        "subject_documents": ("Documents", "Documents"),
        "subject_names": ("Names", "Noms"),
        "subject_events": ("Events", "Événements"),
        "subject_places": ("Places", "Lieux"),
        "subject_projection": ("Networks", "Réseaux"),
        "subject_national": ("The whole country", "Tout le pays"),
        "subject_programme": ("The programme", "Le programme"),
        "field_entity": ("Who or what", "Qui ou quoi"),
        "field_person": ("Person", "Personne"),
        "field_territory": ("Territory", "Territoire"),
        "field_document": ("Document", "Document"),
        "field_about": ("About", "À propos de"),
        "field_actor": ("Actor", "Acteur"),
        "field_phase": ("Phase", "Phase"),
        "field_region": ("Region", "Région"),
        "field_kind": ("Kind", "Genre"),
        "field_body": ("Body", "Instance"),
        "field_year": ("Year", "Année"),
        "field_theme": ("Theme", "Thème"),
        "field_event": ("Event", "Événement"),
        "field_source": ("Source", "Source"),
        "field_date": ("Date", "Date"),
        "needs_layer": ("needs registry layers", "demande les couches de registres"),
        "as_network": ("network", "réseau"),
        "ask": ("Ask", "Demander"),
        "with_possible": ("with what is only possible", "avec ce qui n’est que possible"),
        "answer": ("The answer", "La réponse"),
        "rows_n": ("{} row‹s›", "{} ligne‹s›"),
        "rows_one": ("One row", "Une ligne"),
        "rows_none": ("No row: nothing in the graph fits.", "Aucune ligne : rien n’y correspond."),
        "rows_shown": ("the first {} are shown", "les {} premières sont montrées"),
        "yes": ("Yes", "Oui"),
        "no": ("No", "Non"),
        "no_table": ("Its answer is triples: take the file.", "Sa réponse est en triplets."),
        "view_table": ("Table", "Tableau"),
        "view_network": ("Network", "Réseau"),
        "view_chart": ("Chart", "Diagramme"),
        "view_map": ("Map", "Carte"),
        "view_time": ("Time", "Temps"),
        "view": ("View", "Vue"),
        "download": ("Download", "Télécharger"),
        "same_question": ("The same question elsewhere", "La même question ailleurs"),
        "command_line": ("Command line", "Ligne de commande"),
        "of_kind": ("kind: {}", "genre : {}"),
        # Front door and explorer
        "welcome": (
            "Who does what with whom, and who says so",
            "Qui fait quoi avec qui, et qui le dit",
        ),
        "welcome_lead": (
            "{} statements on the actors of public programmes, each with the document that says "
            "so, the place in it, and the voice.",
            "{} énoncés sur les acteurs de programmes publics, chacun avec le document qui le dit, "
            "le passage et la voix.",
        ),
        "in_it": ("What is in it", "Ce qui s’y trouve"),
        "begin_with": ("Begin with", "Commencer par"),
        "ask_something": ("Ask something", "Poser une question"),
        "read_documents": ("Read by document", "Lire par document"),
        "documents_lead": (
            "Every statement rests on one of these.",
            "Chaque énoncé repose sur l’un d’eux.",
        ),
        "all_questions": ("All questions", "Toutes les questions"),
        "explore_lead": (
            "Choose whom to see; date and choice move every view.",
            "Choisissez qui voir ; la date et le choix s’appliquent à toutes les vues.",
        ),
        "region": ("Region", "Région"),
        "any_region": ("All regions", "Toutes les régions"),
        "programme": ("Programme", "Programme"),
        "any_programme": ("All programmes", "Tous les programmes"),
        "within_how": (
            "Within a region or a programme is what lies in it, and whoever is told to be "
            "bound to that, at any date.",
            "Est dans une région ou un programme ce qui s’y trouve, et qui y est lié, à toute "
            "date.",
        ),
        "any_level": ("All levels", "Tous les niveaux"),
        "name_contains": ("Name", "Nom"),
        "actors_n": ("{} actor‹s›", "{} acteur‹s›"),
        "actors_tied": (
            "The {} most tied of {} actors",
            "Les {} acteurs les plus liés, sur {}",
        ),
        "actors_drawn": (
            "The most tied of {} actors, and whom they are tied to",
            "Les plus liés des {} acteurs, et ceux à qui ils sont liés",
        ),
        "actors_among": ("among the {} most tied", "parmi les {} plus liés"),
        "tied_how": (
            "First come those with most ties, at any date, to others that have three or more.",
            "Viennent d’abord ceux qui ont le plus de liens, à toute date, avec d’autres qui en "
            "ont au moins trois.",
        ),
        "ties": ("Ties", "Liens"),
        "no_map": ("No place is known of any of them.", "On ne connaît le lieu d’aucun d’eux."),
        "no_ties": ("No tie between them is told.", "Aucun lien entre eux n’est dit."),
    }
)
