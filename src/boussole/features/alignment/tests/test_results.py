"""What a closed session says: agreement known by hand, groups that point at nobody, words for oneself alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boussole.core.metrics.agreement import Agreement
from boussole.features.alignment import queries, results, services
from boussole.features.alignment.models import Answer, Session
from boussole.features.alignment.services import Said
from boussole.features.alignment.tests.test_pages import given, text_of, url
from boussole.features.organisation.models import Person
from boussole.features.organisation.services import change_profile
from tests.alignment_stock import (
    RULE,
    answer_all,
    close,
    join_lyon,
    open_session,
    place_of,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section A: two observers, alpha = 0.095.
MEG = "0100000010"
OWEN = "1110010000"
ALPHA_OF_MEG_AND_OWEN = 0.095


def by(answers: str) -> dict[int, str]:
    return {place: "met" if said == "1" else "not_met" for place, said in enumerate(answers, 1)}


def judged_by(
    cast: Cast, client: Client, session: Session, person: Person, answers: dict[int, str]
) -> None:
    """Someone judges through the pages, situation after situation, and hands their answers in."""
    client.force_login(person)
    for place, said in answers.items():
        client.post(url("judge", session, place=place), given(said))
    client.post(url("submit", session))


def agreement_in(session: Session) -> Agreement:
    return results.from_json(session.rules.get().figures)


def test_two_people_give_the_published_alpha(facts: Cast, client: Client) -> None:
    (owen,) = join_lyon(facts, 1)
    session = open_session(facts, facts.claire, owen, count=10)
    judged_by(facts, client, session, facts.claire, by(MEG))
    judged_by(facts, client, session, owen, by(OWEN))
    session.refresh_from_db()
    found = agreement_in(session)
    assert found.percent.value == pytest.approx(0.6)
    assert found.alpha.value == pytest.approx(ALPHA_OF_MEG_AND_OWEN, abs=0.0005)
    page = text_of(client, url("results", session))
    assert "0,10" in page
    assert "règle à réécrire" in page
    assert reverse("playbook:rule", args=[RULE]) in page
    # Two people: nothing situation by situation, and no groups.
    assert "Moins de trois conseillers ont répondu" in page
    assert "avis partagés" not in page


@pytest.fixture
def six(facts: Cast) -> tuple[Session, list[Person]]:
    """Claire and five agents agree on nine situations of ten, half yes half no, and split on the tenth."""
    agents = join_lyon(facts, 5)
    session = open_session(facts, facts.claire, *agents, count=10)
    for number, person in enumerate((facts.claire, *agents)):
        last = "met" if number % 2 else "not_met"
        answer_all(
            session,
            person,
            lambda place, _rule: by("1010101010")[place] if place < 10 else last,  # noqa: B023 - called at once
        )
    session.refresh_from_db()
    return session, agents


def test_six_people_split_on_one_situation(
    six: tuple[Session, list[Person]], facts: Cast, client: Client
) -> None:
    """By hand: 33 yes and 27 no; one situation split 3-3 gives 18/5 disagreeing pairs: 1 - 59 * 3.6 / (2 * 33 * 27)."""
    session, agents = six
    found = agreement_in(session)
    assert found.alpha.value == pytest.approx(1 - 59 * 3.6 / (2 * 33 * 27))
    assert found.percent.value == pytest.approx((9 + 12 / 30) / 10)
    client.force_login(agents[0])
    page = text_of(client, url("results", session))
    assert "0,88" in page
    assert "10 situations, 6 personnes" in page
    assert page.count("avis partagés") == 1
    assert "Aucun écart établi entre managers et conseillers sur 10 situations" in page


def test_a_change_of_the_answers_changes_the_page(six: tuple[Session, list[Person]]) -> None:
    session, _agents = six
    items = queries.items_with_readings(session)
    judged = list(session.rules.all())
    before = results.results_of(session, judged, queries.answers(session), items)
    Answer.objects.filter(participant__group="manager").update(says="not_applicable")
    after = results.results_of(session, judged, queries.answers(session), items)
    assert before.rules[0].agreement.alpha.value != after.rules[0].agreement.alpha.value
    assert after.rules[0].gap is not None
    assert after.rules[0].gap.difference.value == pytest.approx(-0.56)


def test_the_software_is_one_more_rater(six: tuple[Session, list[Person]]) -> None:
    session, _agents = six
    items, answers = queries.items_with_readings(session), queries.answers(session)
    found = results.results_of(session, list(session.rules.all()), answers, items)
    software = found.rules[0].software
    assert software is not None
    majority = {
        item.place: "met" if item.place % 2 else "not_met" for item in items if item.place < 10
    }
    read = {item.place: item.readings.get().found for item in items}
    same = sum((majority[place] == "met") == read[place] for place in majority)
    assert (software.items, software.ties) == (9, 1)
    assert software.agrees.value == pytest.approx(same / 9)


def test_groups_and_counts_need_enough_agents() -> None:
    assert results.People(agents=5, managers=1).shows_groups
    assert not results.People(agents=4, managers=3).shows_groups
    assert not results.People(agents=6, managers=0).shows_groups
    assert results.People(agents=3, managers=0).shows_counts
    assert not results.People(agents=2, managers=2).shows_counts


def test_four_agents_are_counted_with_their_manager(facts: Cast, client: Client) -> None:
    agents = join_lyon(facts, 4)
    session = open_session(facts, facts.claire, *agents)
    for person in (facts.claire, *agents):
        answer_all(session, person, lambda place, _rule: "met" if place % 2 else "not_met")
    client.force_login(facts.claire)
    page = text_of(client, url("debate", session, place=1))
    assert "Tout le monde" in page
    assert "5 oui, 0 non" in page
    assert "Managers" not in page
    assert "les groupes ne sont pas comparés" in text_of(client, url("results", session))


def test_a_situation_is_counted_by_those_who_judged_it(facts: Cast, client: Client) -> None:
    """Three agents answered, but those who handled a situation did not judge it: two agents are too few."""
    agents = [facts.awa, facts.bruno, *join_lyon(facts, 1)]
    session = open_session(facts, facts.claire, *agents, count=12)
    for person in (facts.claire, *agents):
        answer_all(session, person, lambda _place, _rule: "met")
    client.force_login(facts.claire)
    handled = session.items.filter(handled=facts.awa).values_list("place", flat=True)
    free = session.items.filter(handled=None).values_list("place", flat=True)
    assert "les réponses ne sont pas comptées ici" in text_of(
        client, url("debate", session, place=handled[0])
    )
    assert "4 oui, 0 non" in text_of(client, url("debate", session, place=free[0]))


def test_with_five_agents_each_group_is_counted(
    six: tuple[Session, list[Person]], facts: Cast, client: Client
) -> None:
    session, _agents = six
    client.force_login(facts.claire)
    page = text_of(client, url("debate", session, place=10))
    assert "<dt>Conseillers</dt><dd>3 oui, 2 non</dd>" in page
    assert "<dt>Managers</dt><dd>0 oui, 1 non</dd>" in page


def test_remarks_have_a_name_only_when_signed(facts: Cast, client: Client) -> None:
    agents = join_lyon(facts, 3)
    session = open_session(facts, *agents)
    for number, person in enumerate(agents):
        mine = place_of(session, person)
        for item in queries.own_items(mine):
            said = Said(
                "met", sure=number > 0, turn=0, remark=f"Remarque {number}", signed=number == 2
            )
            services.judge(mine, item, {RULE: said}, by=person)
        services.submit(mine, by=person)
    client.force_login(facts.claire)
    page = text_of(client, url("debate", session, place=1))
    assert all(f"Remarque {number}" in page for number in range(3))
    assert "Agent Numéro2" in page
    assert "Agent Numéro0" not in page
    assert "Agent Numéro1" not in page
    assert "3 oui, 0 non (1 hésite)" in page
    assert "chosen-people" in page
    assert "3 personnes" in page


def test_severity_is_read_by_that_person_alone(facts: Cast, client: Client) -> None:
    agents = join_lyon(facts, 5)
    session = open_session(facts, facts.claire, *agents, count=12)
    for person in agents:
        answer_all(session, person, lambda _place, _rule: "not_met")
    answer_all(session, facts.claire, lambda _place, _rule: "met")
    pages = {}
    for person in (facts.claire, agents[0], facts.odile):
        client.force_login(person)
        pages[person.pk] = text_of(client, url("results", session))
    assert "Vous voyez la situation plus souvent que les autres." in pages[facts.claire.pk]
    assert "dans 100" in pages[facts.claire.pk]
    assert "plus souvent que les autres." not in pages[agents[0].pk]
    assert "Rien que pour vous" in pages[agents[0].pk]
    assert "Rien que pour vous" not in pages[facts.odile.pk]


def test_history_says_each_session_and_takes_a_version_s_together(
    facts: Cast, client: Client
) -> None:
    (owen,) = join_lyon(facts, 1)
    for seed in (1, 2):
        session = open_session(facts, facts.claire, owen, seed=seed)
        for person, answers in ((facts.claire, "110011"), (owen, "110001")):
            said = by(answers)
            answer_all(session, person, lambda place, _rule: said[place])  # noqa: B023 - called at once
    client.force_login(facts.claire)
    address = reverse("alignment:history", kwargs={"key": RULE})
    page = text_of(client, address)
    assert page.count('<tr><th scope="row">') == 2
    assert "Toutes ses séances ensemble." in page
    assert "12 situations, 2 personnes" in page
    client.force_login(facts.bruno)
    assert client.get(address).status_code == 404


def test_a_forgotten_session_keeps_its_figures(
    six: tuple[Session, list[Person]], facts: Cast, client: Client
) -> None:
    session, _agents = six
    services.forget(before=timezone.now() + timedelta(days=1))
    client.force_login(facts.odile)
    page = text_of(client, url("results", session))
    assert "0,88" in page
    assert "effacées au bout d’un an" in page
    assert "Situation 1" not in page
    assert client.get(url("debate", session, place=1)).status_code == 404


def test_a_session_nobody_answered_says_so(facts: Cast, client: Client) -> None:
    session = close(open_session(facts))
    client.force_login(facts.claire)
    page = text_of(client, url("results", session))
    assert "Ces réponses ne suffisent pas encore à juger les règles." in page
    assert "Pas assez de données" in page


def test_results_in_english(six: tuple[Session, list[Person]], facts: Cast, client: Client) -> None:
    session, _agents = six
    change_profile(facts.claire, name="Claire Morel", language="en", theme="light")
    client.force_login(facts.claire)
    page = text_of(client, url("results", session))
    assert "0.88" in page
    assert "reliable agreement" in page
    assert "Situation by situation" in page
