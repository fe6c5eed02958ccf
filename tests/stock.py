"""Conversations for tests: composed by hand, written through the services that people use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from django.core.files.uploadedfile import SimpleUploadedFile

from boussole.core import facts
from boussole.core.conversations import Answer, Conversation, Party, Turn
from boussole.core.reasons.editing import Draft
from boussole.core.text import Text
from boussole.features.coaching import services as coaching
from boussole.features.coaching.access import situations
from boussole.features.conversations import (
    corrections,
    judging,
    models,
    origins,
    queries,
    reading,
    services,
    storing,
)
from boussole.features.learning import measuring, training
from boussole.features.learning.models import OwnModels, ThresholdMeasure
from boussole.features.metrics import services as metrics_services
from boussole.features.playbook import drafting, questions
from boussole.features.playbook import services as playbook_services
from boussole.features.playbook.queries import playbook_in_force
from boussole.features.reasons import learning, searching
from boussole.features.reasons import queries as reasons_queries
from boussole.features.reasons import services as reasons
from tests.cast import Cast

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = MONDAY.date()
CUSTOMER = Party(id="client-1", name="Jeanne Moulin", email="jeanne.moulin@example.com")
TALK = (
    (
        "customer",
        "Bonjour, c’est la troisième fois que j’écris : ma facture est fausse, j’en ai assez.",
    ),
    (
        "agent",
        "Bonjour, je comprends, vous attendez depuis trop longtemps. Je corrige votre facture.",
    ),
    ("customer", "Mon adresse est jeanne.moulin@example.com, merci de me répondre avant vendredi."),
    ("agent", "C’est fait : vous recevrez la facture corrigée demain. Tout est réglé pour vous ?"),
    ("customer", "Oui, merci beaucoup, c’est parfait."),
)
LATE_TALK = (
    ("customer", "Bonjour, ça fait trois semaines que j’attends mon remboursement."),
    ("agent", "Bonjour, le délai habituel est de dix jours ouvrés."),
    ("customer", "C’est inadmissible. Je veux parler à un responsable."),
    ("agent", "Le remboursement dépend de la banque, il faut patienter."),
    ("customer", "J’ai déjà patienté, vous m’écoutez ?"),
    ("agent", "Comme indiqué, le délai est de dix jours ouvrés."),
    ("customer", "Passez-moi votre responsable, c’est la deuxième fois que je le demande."),
)


def noun(
    identifier: str = "c-1",
    talk: Iterable[tuple[str, str]] = TALK,
    *,
    at: datetime = MONDAY,
    agent: str = "agent-awa",
    **fields: Any,
) -> Conversation:
    """A conversation as a source would give it; turns are ten minutes apart."""
    turns = tuple(
        Turn.model_validate({"role": role, "text": text, "at": at + timedelta(minutes=10 * n)})
        for n, (role, text) in enumerate(talk)
    )
    return Conversation(
        **{"id": identifier, "turns": turns, "customer": CUSTOMER, "agent": Party(id=agent)}
        | fields
    )


def store(*nouns: Conversation, read: bool = True) -> list[int]:
    """Write conversations as an import does; return their ids in the same order."""
    source, _ = models.SourceAccount.objects.get_or_create(source="boussole_jsonl", account="")
    stored = storing.store(source, nouns, storing.Directory.current())
    if read:
        reading.refresh_stored(stored.changed)
    ids = dict(models.Conversation.objects.values_list("external_id", "pk"))
    return [ids[one.id] for one in nouns]


def conversation_of_awa(_cast: Cast) -> dict[str, Any]:
    """One of Awa's conversations, for a page's address."""
    return {"pk": store(noun())[0]}


def correction_of_awa(cast: Cast) -> dict[str, Any]:
    """A correction of the reason of one of Awa's conversations, for a page's address."""
    (pk,) = store(noun())
    record = models.Conversation.objects.get(pk=pk)
    made = corrections.correct_reason(record, "billing.refund_awaited", by=cast.awa)
    return {"pk": pk, "correction": made.pk}


def origin_of_awa(cast: Cast) -> dict[str, Any]:
    """A correction of the origin of one of Awa's conversations, for a page's address."""
    (pk,) = store(noun())
    record = models.Conversation.objects.get(pk=pk)
    made = origins.correct_origin(record, "it", "failure", by=cast.awa)
    return {"pk": pk, "correction": made.pk}


def judgement_of_awa(cast: Cast) -> dict[str, Any]:
    """What Awa says of a label in one of her conversations, for a page's address."""
    (pk,) = store(noun())
    record = models.Conversation.objects.get(pk=pk)
    made = judging.judge(record, 0, "signal", "effort", "wrong", by=cast.awa)
    return {"pk": pk, "judgement": made.pk}


# The company's own label for reusable boxes: no shipped model can know that it speaks of the environment.
MISREAD = (
    "Bonjour, je voudrais la caisse azur pour ma commande.",
    "La caisse azur est-elle proposée dans ma ville ?",
    "Je préfère la caisse azur, s’il vous plaît.",
    "Où rendre la caisse azur ?",
    "La caisse azur est au choix à la commande ?",
    "Puis-je garder la caisse azur ?",
)


def corrections_of_awa(cast: Cast) -> list[int]:
    """Awa says of six messages that they speak of the environment."""
    ids = store(
        *(noun(f"azur-{n}", (("customer", said), TALK[1])) for n, said in enumerate(MISREAD))
    )
    for record in models.Conversation.objects.filter(pk__in=ids):
        judging.judge(record, 0, "signal", "esg", "missing", by=cast.awa)
    return ids


def own_models(cast: Cast) -> dict[str, Any]:
    """Models made of Awa's corrections, for a page's address."""
    corrections_of_awa(cast)
    own = OwnModels.objects.create(number=1, asked_by=cast.claire)
    training.train(own)
    return {"number": own.number}


def measured_rule(cast: Cast) -> dict[str, Any]:
    """A rule whose thresholds were measured on weeks of facts, for a page's address."""
    store(noun("late", LATE_TALK))
    weeks_of_facts(cast, weeks=2, each=4)
    measuring.ask_measure("late_escalation", measuring.current_key("late_escalation"))
    for asked in ThresholdMeasure.objects.filter(state=ThresholdMeasure.State.QUEUED):
        measuring.measure(asked)
    return {"key": "late_escalation"}


def own_tree(cast: Cast) -> dict[str, Any]:
    """A tree that was changed, with something archived."""
    reasons.add_family(Text(fr="Fidélité", en="Loyalty"), by=cast.claire)
    reasons.archive_reason("billing.payment_terms", by=cast.claire)
    reasons.archive_family("technician", by=cast.zoe)
    return {}


def own_change(cast: Cast) -> dict[str, Any]:
    """The number of the last change of the tree, for a page's address."""
    own_tree(cast)
    return {"number": 3}


WORKSHOPS = tuple(
    f"Bonjour, l’atelier couture {said}, pouvez-vous regarder ?"
    for said in (
        "de samedi est complet",
        "commence trop tard",
        "manque de chaises",
        "était trop bruyant",
        "se tient loin du centre",
        "finit avant la nuit",
        "est réservé aux adultes",
        "demande quel tissu",
    )
)


KEPT_FAMILIES = {"outage", "technician"}


def workshops_corrected(cast: Cast, most: int = len(WORKSHOPS)) -> list[int]:
    """Awa says of contacts about sewing workshops that they are of a reason the company added; return them.

    The tree is a small one, that is learnt in a second: two families, and the reason ``outage.workshops``.
    """
    for family in reasons_queries.tree_in_force().families:
        if family.key not in KEPT_FAMILIES:
            reasons.archive_family(family.key, by=cast.claire)
    key = "outage.workshops"
    if key not in reasons_queries.tree_in_force():
        draft = Draft(label=Text(fr="Ateliers couture", en="Workshops"), origin="product")
        reasons.add_reason("outage", draft, by=cast.claire)
    ids = store(
        *(
            noun(f"workshop-{number}", (("customer", said), TALK[1]))
            for number, said in enumerate(WORKSHOPS[:most])
        )
    )
    for record in models.Conversation.objects.filter(pk__in=ids):
        corrections.correct_reason(record, key, by=cast.awa)
    return ids


def learnt_reasons(cast: Cast) -> dict[str, Any]:
    """A model of reasons that Awa's corrections taught, in force, for a page's address."""
    workshops_corrected(cast)
    asked = learning.ask_learning(cast.claire)
    learning.learn(asked)
    return {"number": asked.number}


def learnt_tree(cast: Cast) -> dict[str, Any]:
    """A changed tree whose reasons are found by a model that Awa's corrections taught."""
    learnt_reasons(cast)
    return {}


def themes_found(cast: Cast) -> dict[str, Any]:
    """Eight of Awa's contacts about sewing workshops, which no reason is about, and the search that finds it."""
    store(
        *(
            noun(
                f"workshop-{number}",
                (("customer", said), TALK[1]),
                at=MONDAY + timedelta(days=number),
            )
            for number, said in enumerate(WORKSHOPS)
        )
    )
    searching.search_for_the_week()
    return {}


def propose(day: date = DAY) -> int:
    """Propose the situations of the week of ``day`` from what is stored that day."""
    found = facts.read(list(queries.of_day(day)), reading.frame())
    moments, contacts = pl.DataFrame(found.moments), pl.DataFrame(found.conversations)
    return coaching.propose_for_week(day, moments, contacts)


def situation_of_awa(cast: Cast) -> dict[str, Any]:
    """A situation in one of Awa's conversations, for a page's address."""
    store(noun(talk=LATE_TALK))
    propose()
    return {"pk": situations(cast.awa).get().pk}


def import_of_claire(cast: Cast) -> dict[str, Any]:
    """A file that Claire dropped, for a page's address."""
    text = "id;role;text\n1;client;Bonjour\n1;conseiller;Bonjour\n"
    file = SimpleUploadedFile("export.csv", text.encode())
    return {"pk": services.receive_file(cast.claire, file).pk}


def write_jsonl(path: Path, nouns: Iterable[Conversation]) -> Path:
    """Write conversations in Boussole's own shape."""
    lines = [one.model_dump_json(exclude_defaults=True) for one in nouns]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def weeks_of_facts(_cast: Cast, weeks: int = 8, each: int = 20) -> dict[str, Any]:
    """Weeks of Awa's conversations, read into facts; the last week is rougher than the others."""
    calm = (TALK[0][0], "Bonjour, où trouver ma facture de mars ?"), *TALK[3:]
    nouns = [
        noun(
            f"w{week}-{number}",
            TALK if number < (14 if week == weeks - 1 else 2) else calm,
            at=MONDAY + timedelta(weeks=week, hours=144 * number / (each - 1)),
            team="team-lyon",
            channel="chat",
            status="solved",
            reason="billing.double_charge",
            customer=Party(id=f"client-{week}-{number}", name=f"Jeanne {number}"),
            answers=(Answer(kind="csat", scale=5, value=2 + number % 4),),
        )
        for week in range(weeks)
        for number in range(each)
    ]
    store(*nouns, read=False)
    metrics_services.rebuild_stale()
    return {}


def indicator_of_lyon(cast: Cast) -> dict[str, Any]:
    """An indicator with something to show, for a page's address."""
    weeks_of_facts(cast)
    return {"name": "effort_expressed"}


def published() -> int:
    """Publish the playbook that comes with Boussole; return its number."""
    return playbook_services.ensure_default_published().number


def drafted(cast: Cast, key: str = "late_escalation") -> None:
    """Write a change of a rule in the draft, ready to be published."""
    published()
    rule = playbook_in_force()[key]
    shorter = rule.model_copy(update={"steps": rule.steps[:-1]})
    drafting.save_rule(shorter, by=cast.claire)


def question(cast: Cast, rule: str = "late_escalation") -> int:
    """Have Awa ask about a rule; return the question's id."""
    return questions.ask(rule, "Et si le client ne répond plus ?", by=cast.awa).pk
