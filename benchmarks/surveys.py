"""Surveys: planning a hundred thousand invitations, the customer's page, results and the compass over a million."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow.parquet as pq

from benchmarks.measure import Bench, median_seconds, megabytes, quantile, watched
from benchmarks.pages import start

if TYPE_CHECKING:
    from boussole.core.surveys import Rules
    from boussole.features.organisation.models import Person, Team
    from boussole.features.surveys.models import Survey

PLANNED = int(os.environ.get("BENCH_INVITATIONS", "100000"))
SENT = int(os.environ.get("BENCH_SENT", "1000000"))
ANSWERS = int(os.environ.get("BENCH_ANSWERS", "1000000"))
SEED, UNTIL = 1, date(2026, 11, 15)
# A Tuesday at noon, when one writes to people; contacts were resolved in the two days before.
NOON = datetime(2026, 11, 17, 11, 0, tzinfo=UTC)
PLAN_TARGET, PAGE_TARGET, VIEW_TARGET = "target 30 s", "target 50 ms", "target 0.3 s"
# The plain alternative decides one person at a time: it is timed on a part of the same people.
ONE_BY_ONE = 2_000
PAGES = 200
TEAMS = 20
# Among people: those who asked for no more, those whom a survey asked lately, those of another language.
OPTED_OUT, ASKED_LATELY, OTHER_LANGUAGE = 0.02, 0.1, 0.03


@dataclass(frozen=True)
class House:
    """The company of the bench: who leads it, and its teams."""

    leader: Person
    teams: list[Team]


def house() -> House:
    """Write down who is there."""
    from boussole.features.organisation import services
    from boussole.features.organisation.models import Membership, Role

    leader = services.create_person(
        by=None, email="bench@example.org", name="Bench", role=Role.LEADER, password=None
    )
    manager = services.create_person(
        by=None, email="manager@example.org", name="Manager", role=Role.MANAGER, password=None
    )
    teams = [services.create_team(by=None, name=f"Team {n}") for n in range(TEAMS)]
    for team in teams[:2]:
        services.join_team(manager, team, by=None, kind=Membership.Kind.MANAGER)
    return House(leader, teams)


def resolved(found: House, rng: random.Random) -> None:
    """Write as many resolved contacts as there are people to decide about, each with a customer of their own."""
    from boussole.features.conversations import bulk
    from boussole.features.conversations.models import Conversation, Customer, SourceAccount

    source = SourceAccount.objects.create(source="bench", account="bench")
    bulk.insert(
        Customer,
        ("source", "external_id", "name", "email", "identity"),
        (
            (source.pk, f"c{n}", "Léa Martin", f"lea{n}@example.com", f"lea{n}@example.com")
            for n in range(PLANNED)
        ),
    )
    customers = Customer.objects.order_by("pk").values_list("pk", flat=True)
    bulk.insert(Conversation, *_contacts(source.pk, list(customers), found, rng))


def _contacts(
    source: int, customers: list[int], found: House, rng: random.Random
) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    told = (
        "source",
        "external_id",
        "customer",
        "team",
        "channel",
        "language",
        "status",
        "solved_at",
    )
    rest = ("listed_at", "tags", "attributes", "content_hash", "subject", "reason")
    blank = ("agent_external_id", "agent_name", "team_name")

    def rows() -> Iterator[tuple[Any, ...]]:
        for place, customer in enumerate(customers):
            at = NOON - timedelta(hours=3, seconds=rng.randrange(40 * 3600))
            language = "de" if rng.random() < OTHER_LANGUAGE else rng.choice(("fr", "en"))
            team, channel = rng.choice(found.teams).pk, rng.choice(("email", "chat"))
            yield (
                source, f"t{place}", customer, team, channel, language, "solved", at,
                at, [], {}, f"{place:032x}", "", "", "", "", "",
            )  # fmt: skip

    return (*told, *rest, *blank), rows()


def surveyed(found: House, name: str) -> Survey:
    """A survey that has been asking for a week: satisfaction, then free words."""
    from boussole.features.surveys import questions, services
    from boussole.features.surveys.models import Survey

    made = services.create_survey(
        found.leader, questions.usual(("csat_5", "free")), name=name, trigger="resolved"
    )
    Survey.objects.filter(pk=made.pk).update(state="active", started_at=NOON - timedelta(days=7))
    made.refresh_from_db()
    return made


def some_are_stopped(survey: Survey, rng: random.Random) -> None:
    """Some asked for no more surveys, some were asked by another one a few days ago."""
    from boussole.features.surveys import addresses
    from boussole.features.surveys.models import Address

    people = [f"lea{n}@example.com" for n in range(PLANNED)]
    stopped = (one for one in people if rng.random() < OPTED_OUT)
    Address.objects.bulk_create(
        Address(digest=addresses.digest(one), why=Address.Why.OPTED_OUT, at=NOON) for one in stopped
    )
    invite(survey, [one for one in people if rng.random() < ASKED_LATELY])


def invite(survey: Survey, people: list[str]) -> None:
    """Write invitations that were sent to these people a few days ago, and not answered."""
    from boussole.features.surveys.models import Invitation

    at, version = NOON - timedelta(days=3), survey.versions.get()
    Invitation.objects.bulk_create(
        (
            Invitation(
                survey=survey, version=version, occasion=f"o{n}", nonce="n", identity=email, email=email,
                language="fr", channel="email", state="sent", planned_at=at, sent_at=at, expires_at=NOON,
            )
            for n, email in enumerate(people)
        ),
        batch_size=500,
    )  # fmt: skip


# Written by the database itself, or the bench would mostly measure its own preparation. A number's remainders by primes
# stand for chance: three in ten answered, one of those in five with words.
_MILLION = """
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < %s)
INSERT INTO surveys_invitation (
    survey_id, version_id, occasion, nonce, identity, email, name, language, channel, reason, heard, team_id,
    state, planned_at, sent_at, expires_at, answered_at
)
SELECT
    %s, %s, 'o' || n, 'n', 'p' || n || '@example.com', 'p' || n || '@example.com', '',
    substr('fren', 1 + 2 * (n %% 2), 2), trim(substr('emailchat phone', 1 + 5 * (n %% 3), 5)), 'reason-' || (n %% 41),
    substr('calmtense', 1 + 4 * (n %% 7 < 3), 4 + (n %% 7 < 3)), %s + n %% %s,
    CASE WHEN n %% 97 < 29 THEN 'finished' ELSE 'sent' END, %s, %s, %s, CASE WHEN n %% 97 < 29 THEN %s END
FROM number
"""
_ANSWERS = """
INSERT INTO surveys_answer (invitation_id, question, type, value, text, masked, signals, reason, at)
SELECT id, 'q1', 'csat_5', 1 + id %% 5, '', '', '[]', '', answered_at
FROM surveys_invitation WHERE survey_id = %s AND answered_at IS NOT NULL
UNION ALL
SELECT id, 'q2', 'free', NULL, 'Merci', 'Merci', '[]', '', answered_at
FROM surveys_invitation WHERE survey_id = %s AND answered_at IS NOT NULL AND id %% 11 < 2
"""


def answered(survey: Survey, teams: list[Team]) -> int:
    """Write ``SENT`` invitations of three months ago and the answers to them; return how many answers."""
    from django.db import connection

    written = connection.ops.adapt_datetimefield_value
    at, ends = written(NOON - timedelta(days=90)), written(NOON + timedelta(days=14))
    first = min(team.pk for team in teams)
    with connection.cursor() as cursor:
        cursor.execute(
            _MILLION,
            [SENT, survey.pk, survey.versions.get().pk, first, TEAMS, at, at, ends, at],
        )
        cursor.execute(_ANSWERS, [survey.pk, survey.pk])
        return int(cursor.rowcount)


def planned(bench: Bench, survey: Survey) -> None:
    """Plan through all gates, as the worker does; then the gates alone, at once and one person at a time."""
    from boussole.core.surveys import decide
    from boussole.features.surveys import planning, services

    waiting = list(planning.occasions(survey, NOON))
    rules = planning.rules_of(survey, services.house_rules())
    columns = planning.candidates(survey, waiting, NOON)
    begun, worked = time.perf_counter(), time.process_time()
    with watched() as memory:
        result = planning.plan_survey(survey, NOON)
    seconds, worked = time.perf_counter() - begun, time.process_time() - worked
    bench.add(
        f"{len(waiting):,} people decided about, decisions and invitations kept",
        f"{seconds:.1f} s",
        PLAN_TARGET,
        f"{result.asked:,} asked, {result.not_asked:,} not; {worked:.1f} s of processor time;"
        f" {megabytes(memory.peak)} at most",
    )
    together = median_seconds(lambda: decide(columns, rules, NOON), times=3)
    alone = _one_by_one(columns.head(ONE_BY_ONE), rules)
    bench.add(
        "the gates alone, over all of them at once",
        f"{1000 * together:,.0f} ms",
        f"{alone * len(waiting) / together:,.0f} × faster than one person at a time",
        f"{1000 * alone:.2f} ms a person, over {ONE_BY_ONE:,} of them",
    )


def _one_by_one(columns: pl.DataFrame, rules: Rules) -> float:
    """Seconds a person when each is decided alone."""
    from boussole.core.surveys import decide_one

    rows = columns.to_dicts()
    begun = time.perf_counter()
    for row in rows:
        decide_one(row, rules, NOON)
    return (time.perf_counter() - begun) / len(rows)


def asked(bench: Bench, survey: Survey) -> None:
    """Server time of what a customer meets: opening the link of the mail, then its button."""
    from django.test import Client

    from boussole.features.surveys import links
    from boussole.features.surveys.models import Invitation

    now = datetime.now(UTC)
    Invitation.objects.filter(survey=survey).update(
        state="sent", sent_at=now, expires_at=now + timedelta(days=14)
    )
    chosen = survey.invitations.select_related("survey", "version").order_by("pk")[: PAGES + 1]
    client = Client()
    for what, step in (("the link of a mail is opened", _opened), ("its answer is kept", _kept)):
        both = [_timed(partial(step, client, links.answer_token(one))) for one in chosen]
        # The first request of a process is not what a page costs.
        seconds, worked = zip(*both[1:], strict=True)
        middle, late = (1000 * quantile(seconds, share) for share in (0.5, 0.95))
        bench.add(
            f"survey page: {what}",
            f"{middle:,.1f} ms, 95th percentile {late:,.1f} ms",
            PAGE_TARGET,
            f"{1000 * quantile(worked, 0.5):,.1f} and {1000 * quantile(worked, 0.95):,.1f} ms of processor time;"
            f" {PAGES} customers, once each, among {Invitation.objects.count():,} invitations",
        )


def _timed(run: Callable[[], None]) -> tuple[float, float]:
    """Seconds on the clock, and of this process's work: on a busy machine only the second says what the code costs."""
    begun, worked = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - begun, time.process_time() - worked


def _opened(client: Any, token: str) -> None:
    page = client.get(f"/survey/{token}/?value=4")
    if page.status_code != 200:
        raise SystemExit(f"the survey page answered {page.status_code}")


def _kept(client: Any, token: str) -> None:
    page = client.post(f"/survey/{token}/", {"value": "4"})
    if page.status_code != 303:
        raise SystemExit(f"the survey page answered {page.status_code}")


def read(bench: Bench, survey: Survey, answers: int) -> None:
    """Ask for the results of a survey that was sent to a million people, as a leader and as a manager of two teams."""
    from django.test import Client

    from boussole.features.organisation.models import Person

    sent = survey.invitations.count()
    for email, whose in (("bench@example.org", "everyone"), ("manager@example.org", "two teams")):
        client = Client()
        client.force_login(
            Person.objects.get(email=email),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        with watched() as memory:
            both = sorted(_timed(partial(_results, client, survey)) for _ in range(3))
        seconds, worked = both[1]
        bench.add(
            f"results page over {sent:,} invitations, {whose}",
            f"{seconds:.2f} s",
            note=f"{answers:,} answers; {worked:.2f} s of processor time; {megabytes(memory.peak)} at most",
        )


def _results(client: Any, survey: Survey) -> None:
    page = client.get(f"/surveys/{survey.pk}/")
    if page.status_code != 200:
        raise SystemExit(f"the results answered {page.status_code}")


def compass(bench: Bench, folder: Path) -> None:
    """Ask for the views of a compass over a million answers: by team and week, and every answer metric of a week."""
    from boussole.adapters.engines.duckdb import DuckEngine
    from boussole.core.metrics import METRICS, Scope

    tables = million(folder)
    bench.add(f"{ANSWERS:,} answers on disk", megabytes(tables["answers"].stat().st_size))
    engine = DuckEngine(tables)
    last = pl.scan_parquet(tables["answers"]).select(pl.col("at").max()).collect().item()
    asked = [one for one in METRICS.values() if one.table == "answers"]
    for name in ("csat", "ces", "nps"):
        seconds = median_seconds(
            lambda name=name: engine.statistics(
                METRICS[name], Scope(), ("week", "team"), as_of=last
            )  # type: ignore[misc]  # bound now
        )
        bench.add(f"{name}, by week and team over the year", f"{1000 * seconds:,.0f} ms", VIEW_TARGET)  # fmt: skip
    week = Scope(since=last - timedelta(days=7), until=last)
    for what, scope, by in (
        (f"all {len(asked)} metrics of answers, one week", week, ()),
        ("CSAT, CES and NPS at once, by week and team", Scope(), ("week", "team")),
    ):
        shown = asked if not by else [METRICS[name] for name in ("csat", "ces", "nps")]
        seconds = median_seconds(
            lambda m=shown, s=scope, b=by: engine.statistics_many(m, s, b, as_of=last)  # type: ignore[misc]  # bound now
        )
        bench.add(what, f"{1000 * seconds:,.0f} ms", VIEW_TARGET)
    engine.close()


def million(folder: Path) -> dict[str, Path]:
    """Write a million answers spread over a year, drawn from those of the demo company."""
    from boussole.adapters.demo.company import company
    from boussole.adapters.demo.scale import contacts
    from boussole.adapters.facts import FactStore, build
    from boussole.core.facts import Frame
    from boussole.core.playbook import default_playbook
    from boussole.core.reasons import default_tree
    from boussole.core.schemas import ANSWERS as SCHEMA

    store = FactStore(folder / "facts")
    build(company(SEED, UNTIL).conversations(), store, Frame(default_playbook(), default_tree()))
    tables, path = store.tables(), folder / "answers.parquet"
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for frame in contacts(pl.read_parquet(tables.answers), ANSWERS):
            table = frame.select(SCHEMA.names).to_arrow(compat_level=pl.CompatLevel.oldest())
            writer.write_table(table.cast(SCHEMA))
    return {"contacts": tables.contacts, "answers": path}


def main() -> None:
    """Plan, ask, answer and read."""
    bench = Bench("Customer surveys", "python -m benchmarks surveys")
    rng = random.Random(SEED)  # noqa: S311 - the same company at each run
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        start(folder / "data")
        found = house()
        resolved(found, rng)
        survey, earlier = surveyed(found, "After a contact"), surveyed(found, "Earlier")
        some_are_stopped(earlier, rng)
        planned(bench, survey)
        old = surveyed(found, "Long ago")
        answers = answered(old, found.teams)
        asked(bench, survey)
        read(bench, old, answers)
        compass(bench, folder)
    bench.print()


if __name__ == "__main__":
    main()
