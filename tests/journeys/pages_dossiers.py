"""Every kind of page of the handbook and of dossiers, in the demo city."""

from uuid import NAMESPACE_URL, UUID, uuid5

from tests.journeys.kinds import ADMINISTRATOR, HOST, OFFICER, PROFESSIONAL, Kind

ASSOCIATION, MUNICIPALITY = "woningstichting-maaslinde", "gemeente-maastricht"
CHAPTERS = (
    "quickscan", "types", "people", "agreements", "design", "revival", "without-room", "welcome", "money",
)  # fmt: skip
STEPS = ("goal", "needs", "partners", "management", "design", "money", "funding", "revival", "without-room")
# Every shape of a question and every kind of field: choices, text, dates, money, rows, one of many items.
QUESTIONS = (
    "goal.kinds", "goal.assumptions", "needs.existing", "reflection.assumptions", "reflection.answers", "location.choice",
    "type.choice", "management.ladder", "design.requirements", "revival.tree", "without_room.situations",
    "funding.search", "funding.plan", "funding.applications",
)  # fmt: skip
ROWS = (
    ("needs.evidence", "nieuw"), ("needs.conversations", "nieuw"), ("partners.parties", "p1"),
    ("location.candidates", "l1"), ("reflection.answers", "reflection.R2"), ("management.tasks", "ingredient.keys"),
    ("management.ladder", "topic.money"), ("design.requirements", "requirement.I3"), ("funding.applications", "nieuw"),
)  # fmt: skip
# The flat has a business case; the tower has none yet.
MONEY = ("money", "money_sources", "money_best", "money_funds")
# One of each build: the fields of the others are of the same kinds.
MONEY_QUESTIONS = ("money.room", "money.costs", "money.conditions", "money.sources")
MONEY_ROWS = (
    ("money.parties", "nieuw"), ("money.costs", "energie"), ("money.sources", "income.rent_points"),
)  # fmt: skip
OF_DOSSIER = (
    "dossier", "quickscan", "types", "management", "without_party", "programme", "photos", "outputs", "history", "tasks",
    "members", "links", "variants", "compare", "handbook_changes", "rename", "questionnaire", "questionnaire_sheet",
    "paper_answers",
)  # fmt: skip


def key_of(slug: str) -> UUID:
    """As the demo makes it, the same each time."""
    return uuid5(NAMESPACE_URL, f"schuif-aan:demo:maastricht:{slug}")


HOME, SILENT, ROOMLESS = key_of("torenwacht"), key_of("veerstoep"), key_of("lanakerveld")
FLAT, FLAT_WITH_CAFE = key_of("saffierflat"), key_of("saffierflat-variant")


# `{home}` is the number of the dossier that HOME is the key of.
LINK = "select token from dossiers_sharelink where dossier_id = {home} and may_answer"
LINK_NUMBER = "select max(id) from dossiers_sharelink where dossier_id = {home}"
QUESTIONNAIRE = "select token from dossiers_questionnaire where dossier_id = {home}"
WISH = (
    "select max(w.id) from dossiers_wish w join dossiers_questionnaire q on q.id = w.questionnaire_id"
    " where q.dossier_id = {home}"
)
OWN = (
    "select max(o.id) from dossiers_ownitem o join people_organisation p on p.id = o.organisation_id"
    " where p.slug = 'woningstichting-maaslinde'"
)
LOCAL_RULE = "select max(id) from dossiers_localrule"
PROPOSAL = "select max(id) from dossiers_fundproposal where state = 'waiting'"


def at(
    name: str, *, of: UUID = HOME, who: str = PROFESSIONAL, suffix: str = "", query: str = "", **values: str
) -> Kind:
    return Kind(
        f"dossiers:{name}",
        who,
        (("key", str(of)), *values.items()),
        query=query,
        suffix=suffix and f" ({suffix})",
    )


def through_link(name: str, query: str = "", suffix: str = "", **values: str) -> Kind:
    return Kind(
        f"dossiers:{name}", values=tuple(values.items()), query=query, number_from=LINK, number_for="token",
        suffix=suffix,
    )  # fmt: skip


HANDBOOK = (
    Kind("dossiers:handbook"),
    Kind("dossiers:search"),
    Kind("dossiers:search", query="?q=sleutel", suffix=" (found)"),
    Kind("dossiers:search", query="?q=xqzwv", suffix=" (nothing found)"),
    *(Kind("dossiers:chapter", values=(("chapter", one),), suffix=f" ({one})") for one in CHAPTERS),
    Kind(
        "dossiers:chapter", values=(("chapter", "design"),), query="?type=coffee_corner", suffix=" (one type)"
    ),
    *(
        Kind("dossiers:handbook_tree", values=(("tree", f"tree.T{number}"),), suffix=f" (T{number})")
        for number in (1, 4, 5)
    ),
)
FOR_RESIDENTS = (
    through_link("shared"),
    through_link("shared", query="?dank=antwoord", suffix=" (thanked)"),
    through_link("shared_question", question="needs.wished_use"),
    Kind("dossiers:shared", values=(("token", "no-such-link"),), suffix=" (closed)", status=404),
    Kind("dossiers:ask", number_from=QUESTIONNAIRE, number_for="token"),
    Kind("dossiers:thanks", number_from=QUESTIONNAIRE, number_for="token"),
    Kind("dossiers:ask", values=(("token", "no-such-list"),), suffix=" (closed)", status=404),
)
DESK = (
    Kind("dossiers:list", PROFESSIONAL),
    Kind("dossiers:list", PROFESSIONAL, query="?weggezet", suffix=" (put away)"),
    Kind("dossiers:new", PROFESSIONAL),
    Kind("dossiers:new", PROFESSIONAL, query="?zoek=Malberg", suffix=" (searched)"),
    Kind("dossiers:new", PROFESSIONAL, query="?buurt=BU09350202", suffix=" (with a neighbourhood)"),
    Kind("dossiers:new", PROFESSIONAL, query="?plek=de-veerstoep", suffix=" (about a place)"),
    Kind("dossiers:import_dossier", PROFESSIONAL),
    *(at(name) for name in OF_DOSSIER),
    at("dossier", of=SILENT, suffix="silent"),
    at("dossier", of=ROOMLESS, who=OFFICER, suffix="without a room"),
    at("dossier", who=HOST, suffix="reader"),
    at("step", who=HOST, step="needs", suffix="reader"),
    at("question", who=HOST, question="goal.area", suffix="reader"),
    at("without_party", query="?partij=p1", suffix="one goes"),
    at("compare", query="?versie=1", suffix="with a version"),
    at("compare", of=FLAT, query=f"?met={FLAT_WITH_CAFE}", suffix="with a variant"),
    at("history", query="?stap=needs", suffix="one step"),
    *(at("step", step=one, suffix=one) for one in STEPS),
    *(at("question", question=one, suffix=one) for one in QUESTIONS),
    *(at("row", question=question, item=item, suffix=f"{question}, {item}") for question, item in ROWS),
    at("revival", of=SILENT),
    at("tree", of=SILENT, tree="tree.T1", suffix="T1"),
    at("tree", of=SILENT, tree="tree.T3", suffix="T3"),
    at("tree_drawing", of=SILENT, tree="tree.T1", suffix="T1"),
    at("tree_drawing", of=SILENT, tree="tree.T5", suffix="T5"),
    at("without_room", of=ROOMLESS, who=OFFICER),
    at("wishes", question="needs.wished_use"),
    at("wishes", question="needs.wished_use", query="?weg=1", suffix="removed"),
    Kind("dossiers:wish", PROFESSIONAL, (("key", str(HOME)),), number_from=WISH),
    Kind("dossiers:link_sheet", PROFESSIONAL, (("key", str(HOME)),), number_from=LINK_NUMBER),
    *(
        Kind(f"dossiers:{name}", PROFESSIONAL, (("slug", ASSOCIATION),))
        for name in ("own_handbook", "own_import", "role_policies")
    ),
    *(
        Kind("dossiers:own_new", PROFESSIONAL, (("slug", ASSOCIATION), ("kind", one)), suffix=f" ({one})")
        for one in ("ingredients", "requirements", "tips")
    ),
    Kind(
        "dossiers:own_edit", PROFESSIONAL, (("slug", ASSOCIATION),),
        number_from=OWN,
    ),
    Kind(
        "dossiers:chapter", PROFESSIONAL, (("chapter", "agreements"),), query=f"?organisatie={ASSOCIATION}",
        suffix=" (own)",
    ),
)  # fmt: skip
OF_MONEY = (
    *(at(name, of=FLAT) for name in MONEY),
    *(at(name, suffix="nothing filled in") for name in MONEY),
    *(at(name, of=FLAT, who=OFFICER, suffix="reader") for name in MONEY),
    *(at(name, of=FLAT_WITH_CAFE, suffix="with a café") for name in MONEY),
    *(at("money_best", of=FLAT, query=f"?doel={aim}", suffix=aim) for aim in ("huur", "partijen")),
    at("money_sources", of=FLAT, query="?bron=rent_points", suffix="one open"),
    *(at("question", of=FLAT, question=one, suffix=one) for one in MONEY_QUESTIONS),
    *(at("row", of=FLAT, question=question, item=item, suffix=f"{question}, {item}") for question, item in MONEY_ROWS),
    at("row", of=FLAT, who=OFFICER, question="money.costs", item="energie", suffix="money.costs, reader"),
    Kind("dossiers:local_rules", PROFESSIONAL, (("slug", ASSOCIATION),)),
    Kind("dossiers:local_rule_edit", PROFESSIONAL, (("slug", ASSOCIATION),), number_from=LOCAL_RULE),
    Kind("dossiers:fund_proposal", ADMINISTRATOR, (("slug", MUNICIPALITY),), number_from=PROPOSAL),
)  # fmt: skip
DOSSIERS = (*HANDBOOK, *FOR_RESIDENTS, *DESK, *OF_MONEY)
# One of each build; the words differ, the boxes they stand in do not.
IN_ENGLISH = tuple(
    kind
    for kind in DOSSIERS
    if kind.status == 200
    and (
        not kind.suffix
        or kind.suffix
        in {
            " (T1)",
            " (found)",
            " (people)",
            " (money)",
            " (design)",
            " (needs)",
            " (partners.parties)",
            " (partners.parties, p1)",
            " (one open)",
            " (money.room)",
            " (money.costs)",
            " (money.costs, energie)",
            " (money.sources, income.rent_points)",
        }
    )
)

SKIPPED = {
    "no page of its own, an answer for machines or a file": (
        "dossiers:item", "dossiers:own_export", "dossiers:paper", "dossiers:document", "dossiers:photo",
        "dossiers:application_paper",
    ),
    "only takes a form, then goes to a page that is here": (
        "dossiers:row_remove", "dossiers:own_remove", "dossiers:photo_remove", "dossiers:put_back",
        "dossiers:task_restore", "dossiers:task_done", "dossiers:task_remove", "dossiers:comment",
        "dossiers:comment_remove", "dossiers:comment_restore", "dossiers:member_role", "dossiers:member_remove",
        "dossiers:link_revoke", "dossiers:keep_version", "dossiers:archive", "dossiers:restore",
        "dossiers:shared_comment", "dossiers:questionnaire_close", "dossiers:questionnaire_reopen",
        "dossiers:take_over_wishes", "dossiers:take_over_wanted", "dossiers:local_rule_remove",
        "dossiers:money_source", "dossiers:money_source_use",
    ),
    "a row through a shared link; looks as dossiers:shared_question, walked in test_dossier.py": (
        "dossiers:shared_row",
    ),
}  # fmt: skip
