"""What pages say on which something is asked: search, questions, selections, the front door."""

from __future__ import annotations

from tigraph.local import Words

ASKING = Words(
    {
        # Search
        "found": ("{} found for “{}”", "{} trouvé‹s› pour « {} »"),
        "found_one": ("One found for “{}”", "Un trouvé pour « {} »"),
        "found_none": ("Nothing has a name like “{}”.", "Rien ne porte un nom comme « {} »."),
        "fill_in": ("Fill in: {}.", "À remplir : {}."),
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
        "given_files": ("that were added", "ajoutés"),
        "no_such": (
            "{1}: nothing here is called “{0}”.",
            "{1} : rien ici ne s’appelle « {0} ».",
        ),
        "no_such_near": (
            "{1}: nothing here is called “{0}”; there is {2}.",
            "{1} : rien ici ne s’appelle « {0} » ; il y a {2}.",
        ),
        "possible_box": (
            "the box “with what is only possible”",
            "la case « avec ce qui n’est que possible »",
        ),
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
