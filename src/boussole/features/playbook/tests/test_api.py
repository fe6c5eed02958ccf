"""The playbook for programs: the same services as the pages, refusals that say what to mend."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from boussole.core.playbook import dump, write_rule
from boussole.features.metrics import services as metrics
from boussole.features.organisation import tokens
from boussole.features.playbook import services
from boussole.features.playbook.queries import playbook_in_force, version_in_force
from tests.cast import Cast
from tests.stock import LATE_TALK, noun, store

pytestmark = pytest.mark.django_db
LATE = "late_escalation"


@pytest.fixture
def token(cast: Cast) -> str:
    services.ensure_default_published()
    return tokens.make_token(cast.claire, "test")[1]


def call(token: str, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    answer = Client().generic(
        method,
        f"/api/playbook/{path}",
        json.dumps(body or {}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    return answer.status_code, json.loads(answer.content) if answer.content else None


def test_a_rule_is_written_previewed_published_and_read(token: str, cast: Cast) -> None:
    store(*(noun(f"late-{n}", LATE_TALK, team="team-lyon") for n in range(2)))
    metrics.rebuild_stale()
    rule = playbook_in_force()[LATE]
    shorter = write_rule(rule.model_copy(update={"steps": rule.steps[:-1]}))
    status, draft = call(token, "PUT", f"draft/rules/{LATE}", shorter)
    assert (status, draft["changes"]) == (
        200,
        [{"key": LATE, "kind": "changed", "aspects": ["practice"]}],
    )
    status, preview = call(token, "GET", f"draft/rules/{LATE}/preview")
    assert (status, preview["found"], preview["same"]) == (200, 2, 2)
    assert "inadmissible" in preview["shown"][0]["passage"]
    status, version = call(token, "POST", "draft/publish", {"note": "Plus court"})
    assert (status, version["number"], version["published_by"]) == (201, 2, cast.claire.name)
    assert call(token, "GET", "versions/2")[1]["text"] == dump(playbook_in_force())
    assert call(token, "POST", "versions/2/acknowledgement")[0] == 204
    found = version_in_force()
    assert found is not None
    assert found.acknowledgements.get().person == cast.claire


def test_a_rule_that_cannot_be_read_says_where(token: str) -> None:
    rule = {**write_rule(playbook_in_force()[LATE]), "take": "middle"}
    status, refusal = call(token, "PUT", f"draft/rules/{LATE}", rule)
    assert status == 422
    assert refusal["problems"] == ["take: Input should be 'first', 'last', 'strongest' or 'each'"]


def test_a_failing_example_says_which(token: str) -> None:
    playbook = playbook_in_force()
    other = playbook["recovery"].when
    late = playbook[LATE].model_copy(update={"when": other})
    call(token, "PUT", f"draft/rules/{LATE}", write_rule(late))
    status, refusal = call(token, "POST", "draft/publish", {"note": ""})
    assert status == 422
    assert {failure["rule"] for failure in refusal["failures"]} == {LATE}


def test_a_question_is_asked_and_answered(token: str, cast: Cast) -> None:
    asking = tokens.make_token(cast.awa, "test")[1]
    status, question = call(asking, "POST", "questions", {"rule": LATE, "text": "Et la nuit ?"})
    assert (status, question["answered_at"]) == (201, None)
    assert call(asking, "POST", "questions", {"rule": "none", "text": "?"})[0] == 422
    path = f"questions/{question['id']}/answer"
    assert call(token, "POST", path, {"text": "Oui.", "changes_rule": True})[1]["changes_rule"]
    assert call(token, "POST", path, {"text": "Non."})[0] == 422
    assert [one["answer"] for one in call(token, "GET", "questions")[1]] == ["Oui."]
