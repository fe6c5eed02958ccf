"""The company's own scenarios: copied, changed, tried, put in force, taken back; and what is never saved."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from boussole.core.roleplay import Scenario, ScenarioFormatError, dump, load, shipped_scenarios
from boussole.features.organisation.models import AuditEntry
from boussole.features.roleplay import catalogue, services, writing
from boussole.features.roleplay.errors import StaleScenarioError
from boussole.features.roleplay.models import Play, ScenarioVersion
from boussole.features.roleplay.playing import replayed
from boussole.features.roleplay.scenario_forms import ScenarioForm
from boussole.features.roleplay.tests.test_plays import GOOD, text_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
KEY = "late_parcel_2"


def copied(cast: Cast) -> ScenarioVersion:
    listed = catalogue.find("late_parcel")
    assert listed is not None
    return writing.copy(listed.scenario, by=cast.claire)


def renamed(version: ScenarioVersion, name: str) -> str:
    scenario = catalogue.scenario_of(version)
    words = scenario.name.model_copy(update={"fr": name})
    return dump(scenario.model_copy(update={"name": words}))


def keys() -> list[str]:
    return [one.key for one in catalogue.in_force()]


def test_a_copy_is_a_draft_until_it_is_put_in_force(cast: Cast) -> None:
    draft = copied(cast)
    assert (draft.key, draft.number, draft.current) == (KEY, 1, False)
    assert KEY not in keys()
    writing.put_in_force(draft, by=cast.claire)
    assert KEY in keys()
    assert catalogue.draft_of(KEY) is None
    assert copied(cast).key == "late_parcel_3"


def test_a_draft_leaves_what_is_played_as_it_was(cast: Cast) -> None:
    first = copied(cast)
    writing.put_in_force(first, by=cast.claire)
    second = writing.save(KEY, renamed(first, "Autre nom"), base=first.pk, by=cast.claire)
    assert catalogue.draft_of(KEY) == second
    assert catalogue.current_of(KEY) == first
    third = writing.save(KEY, renamed(first, "Encore"), base=second.pk, by=cast.odile)
    writing.drop(third, by=cast.odile)
    assert catalogue.draft_of(KEY) == second
    writing.put_in_force(second, by=cast.odile)
    found = catalogue.find(KEY)
    assert found is not None
    assert found.scenario.name.fr == "Autre nom"
    writing.put_in_force(first, by=cast.claire)
    assert catalogue.current_of(KEY) == first
    assert catalogue.draft_of(KEY) is None


def test_past_plays_keep_the_version_they_were_played_on(cast: Cast) -> None:
    first = copied(cast)
    writing.put_in_force(first, by=cast.claire)
    listed = catalogue.find(KEY)
    assert listed is not None
    play = services.begin(listed, "fr", seed=1, by=cast.awa)
    services.answer(play, GOOD[0], after=0)
    scenario = catalogue.scenario_of(first)
    lines = scenario.states[0].lines.model_copy(update={"fr": ("Tout autre chose, vraiment.",)})
    state = scenario.states[0].model_copy(update={"lines": lines})
    text = dump(scenario.model_copy(update={"states": (state, *scenario.states[1:])}))
    second = writing.save(KEY, text, base=first.pk, by=cast.claire)
    writing.put_in_force(second, by=cast.claire)
    writing.archive(second, by=cast.claire)
    assert KEY not in keys()
    play = Play.objects.get(pk=play.pk)
    assert replayed(play).opening.text in scenario.states[0].lines.fr


def test_what_is_wrong_is_said_with_its_place_and_nothing_is_saved(
    cast: Cast, client: Client
) -> None:
    draft = copied(cast)
    client.force_login(cast.claire)
    broken = draft.text.replace("to: weighing", "to: wating").replace("level: 1", "level: 9")
    page = client.post(
        reverse("roleplay:yaml", args=[KEY]), {"base": draft.pk, "text": broken}
    ).content.decode()
    assert "level\u00a0: au plus 3" in page
    assert "wating" in page  # what was typed is still there
    assert ScenarioVersion.objects.filter(key=KEY).count() == 1
    lost = draft.text.replace("to: weighing", "to: wating")
    answer = client.post(reverse("roleplay:yaml", args=[KEY]), {"base": draft.pk, "text": lost})
    assert answer.status_code == 422
    assert "states.hardened.moves.0.to" in answer.content.decode()
    with pytest.raises(ScenarioFormatError, match="key"):
        writing.save(KEY, dump(shipped_scenarios()[0]), base=draft.pk, by=cast.claire)


def test_two_people_do_not_overwrite_each_other(cast: Cast, client: Client) -> None:
    draft = copied(cast)
    writing.save(KEY, renamed(draft, "De Malik"), base=draft.pk, by=cast.malik)
    with pytest.raises(StaleScenarioError):
        writing.save(KEY, renamed(draft, "De Claire"), base=draft.pk, by=cast.claire)
    client.force_login(cast.claire)
    url = reverse("roleplay:yaml", args=[KEY])
    answer = client.post(url, {"base": draft.pk, "text": renamed(draft, "De Claire")})
    assert "De Claire" in answer.content.decode()
    assert answer.status_code == 422


def test_the_form_changes_texts_and_leaves_the_machine(cast: Cast, client: Client) -> None:
    draft = copied(cast)
    client.force_login(cast.claire)
    url = reverse("roleplay:edit", args=[KEY])
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    same = client.post(url, data)
    assert same.status_code == 302
    assert ScenarioVersion.objects.filter(key=KEY).count() == 1  # nothing changed, nothing saved
    data["name-fr"] = "Le vélo en retard"
    data["states-0-lines-fr"] = "Bonjour, mon vélo n’est pas là.\n\n  Toujours pas de vélo.  "
    data["endings-0-debrief-fr"] = "Parlez du vélo."
    data["aims"] = ["acknowledgement", "commitment"]
    assert client.post(url, data).status_code == 302
    saved = catalogue.latest_of(KEY)
    assert saved is not None
    before, after = load(draft.text), load(saved.text)
    assert after.name.fr == "Le vélo en retard"
    assert after.states[0].lines.fr == ("Bonjour, mon vélo n’est pas là.", "Toujours pas de vélo.")
    assert after.states[0].moves == before.states[0].moves
    assert after.endings[0].debrief.fr == "Parlez du vélo."
    assert after.aims == ("acknowledgement", "commitment")
    assert (after.anywhere, after.facts, after.points) == (
        before.anywhere,
        before.facts,
        before.points,
    )
    data["endings-0-debrief-fr"] = ""
    assert client.post(url, data).status_code == 422


@pytest.mark.parametrize("scenario", shipped_scenarios(), ids=lambda one: one.key)
def test_a_form_left_as_it_is_leaves_every_scenario_as_it_is(scenario: Scenario) -> None:
    rules = [(key, key) for key in scenario.works_on]
    blank = ScenarioForm(scenario=scenario, rules=rules, initial={"base": 1})
    data = {name: blank[name].value() for name in blank.fields}
    form = ScenarioForm(data, scenario=scenario, rules=rules)
    assert form.is_valid(), form.errors
    assert load(form.text()) == scenario.model_copy(
        update={"aims": tuple(form.cleaned_data["aims"])}
    )
    assert set(form.cleaned_data["aims"]) == set(scenario.aims)


def test_a_draft_is_tried_before_anybody_else_plays_it(cast: Cast, client: Client) -> None:
    copied(cast)
    client.force_login(cast.claire)
    client.post(reverse("roleplay:try", args=[KEY]))
    play = Play.objects.get()
    assert play.person == cast.claire
    assert "Mme Lemaire" in text_of(client, "roleplay:play", play.pk)
    client.force_login(cast.awa)
    assert client.get(reverse("roleplay:scenario", args=[KEY])).status_code == 404


def test_publishing_offers_to_take_it_back(cast: Cast, client: Client) -> None:
    first = copied(cast)
    client.force_login(cast.claire)
    page = client.post(reverse("roleplay:publish", args=[KEY]), follow=True).content.decode()
    assert reverse("roleplay:archive", args=[KEY]) in page
    second = writing.save(KEY, renamed(first, "Mieux"), base=first.pk, by=cast.claire)
    page = client.post(reverse("roleplay:publish", args=[KEY]), follow=True).content.decode()
    assert catalogue.current_of(KEY) == second
    client.post(reverse("roleplay:put_back", args=[first.pk]))
    assert catalogue.current_of(KEY) == first
    client.post(reverse("roleplay:archive", args=[KEY]))
    assert catalogue.find(KEY) is None
    assert "Archivé" in text_of(client, "roleplay:own")


def test_a_file_goes_out_and_comes_back(cast: Cast, client: Client) -> None:
    draft = copied(cast)
    client.force_login(cast.odile)
    exported = client.get(reverse("roleplay:export", args=[KEY]))
    assert exported.content.decode() == draft.text
    assert KEY in exported.headers["Content-Disposition"]

    def bring(content: bytes) -> int:
        file = SimpleUploadedFile("scenario.yaml", content)
        return client.post(reverse("roleplay:import"), {"file": file}).status_code

    commented = "# À nous.\n" + draft.text
    assert bring(commented.encode()) == 302
    latest = catalogue.latest_of(KEY)
    assert latest is not None
    assert (latest.number, latest.text) == (2, commented)
    assert bring(dump(shipped_scenarios()[0]).encode()) == 302
    assert catalogue.latest_of(f"{shipped_scenarios()[0].key}_3") is not None
    assert bring(b"\xff\xfe") == 422
    assert bring(b"key: [") == 422


def test_what_nothing_leads_to_is_a_warning(cast: Cast, client: Client) -> None:
    draft = copied(cast)
    client.force_login(cast.claire)
    assert "peuvent être atteints" in text_of(client, "roleplay:paths", KEY)
    scenario = load(draft.text)
    never = {"all": [{"act": "refusal"}, {"not": {"act": "refusal"}}]}
    data = scenario.model_dump(mode="json", by_alias=True, exclude_none=True)
    for move in data["anywhere"]:
        if move["to"] == "passed_around":
            move["when"] = never
    data["works_on"] = ["recovery", "une_regle_a_nous"]
    text = dump(type(scenario).model_validate(data))
    writing.save(KEY, text, base=draft.pk, by=cast.claire)
    assert "passed_around" in text_of(client, "roleplay:paths", KEY)
    assert "une_regle_a_nous" in text_of(client, "roleplay:own_scenario", KEY)


def test_every_write_is_in_the_trail_without_a_text(cast: Cast) -> None:
    draft = copied(cast)
    writing.put_in_force(draft, by=cast.claire)
    writing.archive(draft, by=cast.claire)
    other = writing.bring_in(draft.text, by=cast.odile)
    writing.drop(other, by=cast.odile)
    entries = AuditEntry.objects.filter(action__startswith="roleplay").order_by("pk")
    assert [entry.action.split(".")[1] for entry in entries] == [
        "scenario_saved",
        "scenario_published",
        "scenario_archived",
        "scenario_saved",
        "draft_dropped",
    ]
    assert {key for entry in entries for key in entry.details} == {"scenario", "number"}


def test_a_text_that_a_later_release_does_not_read_can_be_mended(
    cast: Cast, client: Client
) -> None:
    draft = copied(cast)
    writing.put_in_force(draft, by=cast.claire)
    listed = catalogue.find(KEY)
    assert listed is not None
    play = services.begin(listed, "fr", seed=1, by=cast.claire)
    good = draft.text
    ScenarioVersion.objects.filter(pk=draft.pk).update(text=good.replace("limit:", "bound:"))
    client.force_login(cast.claire)
    assert KEY not in keys()
    assert KEY in text_of(client, "roleplay:own")
    assert client.get(reverse("roleplay:play", args=[play.pk])).status_code == 404
    assert client.get(reverse("roleplay:index")).status_code == 200
    yaml = reverse("roleplay:yaml", args=[KEY])
    for name in ("own_scenario", "edit"):
        assert client.get(reverse(f"roleplay:{name}", args=[KEY])).headers["Location"] == yaml
    assert "bound : n’a pas sa place ici" in text_of(client, "roleplay:yaml", KEY)
    assert client.post(yaml, {"base": draft.pk, "text": good}).status_code == 302
    assert client.get(reverse("roleplay:own_scenario", args=[KEY])).status_code == 200
