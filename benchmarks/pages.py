"""Server time of pages at 100,000 conversations: the list, near and deep, situations and their dissection; and publishing."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Bench, durations, median_seconds, megabytes, quantile

if TYPE_CHECKING:
    from boussole.features.organisation.models import Person

CONVERSATIONS = int(os.environ.get("BENCH_CONVERSATIONS", "100000"))
SEED, UNTIL = 1, date(2026, 11, 15)
TARGET, COACHING_TARGET = "target 100 ms", "target 150 ms"
DEEP = 1_000
LEADER = "bench@example.org"
QUEUES, DISSECTED = 10, 40
# A rule that is published at this threshold finds more than it did.
LOOSER = 0.4
# So many days, the busiest, are read the long way for comparison: all of them would take many minutes.
SLOW_DAYS = 5


def start(folder: Path) -> None:
    """Bring an empty Boussole up in ``folder``."""
    os.environ |= {
        "BOUSSOLE_SECRET_KEY": "for-the-bench-only",
        "BOUSSOLE_DATA_DIR": str(folder),
        "BOUSSOLE_HTTPS": "0",
        "BOUSSOLE_LOG_LEVEL": "ERROR",
        "BOUSSOLE_ALLOWED_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "boussole.web.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def fill(path: Path) -> float:
    """Import ``path``; return the seconds it took."""
    from boussole.features.conversations import services

    begun = time.perf_counter()
    run = services.run_import(services.prepare_import(path, account="bench"))
    if run.state != run.State.DONE:
        raise SystemExit(f"the import ended {run.state}")
    return time.perf_counter() - begun


def staff() -> None:
    """Write the people of the demo company, whom its conversations name, and its playbook."""
    from boussole.adapters.demo.company import company
    from boussole.features.playbook.services import ensure_default_published
    from boussole.web.demo import add_people

    add_people(company(SEED, UNTIL))
    ensure_default_published()


def settle(bench: Bench) -> None:
    """Build the facts of what was imported, and propose the situations of each week."""
    from boussole.features.coaching import listening, services
    from boussole.features.metrics import services as metrics

    begun = time.perf_counter()
    metrics.rebuild_stale()
    seconds, turns = time.perf_counter() - begun, _turns()
    bench.add(
        "facts built from records", f"{turns / seconds:,.0f} turns/s", note=f"{turns:,} turns"
    )
    services.propose_from_facts(UNTIL + timedelta(days=1))
    listening.draw_complete_weeks(UNTIL + timedelta(days=1))


def publish(bench: Bench) -> None:
    """Publish a version, then read the past again with it; the same with every message read again, for scale."""
    from boussole.features.metrics import services as metrics
    from boussole.features.metrics.models import FactDay
    from boussole.features.organisation.models import Person
    from boussole.features.playbook.queries import playbook_in_force
    from boussole.features.playbook.services import move_threshold

    turns, leader = _turns(), Person.objects.get(email=LEADER)
    move_threshold(playbook_in_force().rules[0].key, LOOSER, by=leader)
    begun = time.perf_counter()
    metrics.rebuild_stale()
    quick = time.perf_counter() - begun
    busiest = FactDay.objects.order_by("-turns", "day")[:SLOW_DAYS]
    few = list(busiest.values_list("day", flat=True))
    metrics.mark_stale(few)
    begun = time.perf_counter()
    metrics.rebuild_stale()
    slow = time.perf_counter() - begun
    read = _turns(few)
    ratio = (turns / quick) / (read / slow)
    bench.add(
        "publishing a threshold: every day judged again, lists and search with it",
        f"{turns / quick:,.0f} turns/s",
        f"target 200,000; {ratio:.0f} × days read again ({read / slow:,.0f} turns/s)",
        f"{turns:,} turns in {quick:.1f} s; {read:,} turns of {len(few)} days read again",
    )


def _turns(days: Sequence[date] | None = None) -> int:
    from django.db.models import Sum

    from boussole.features.metrics.models import FactDay

    kept = FactDay.objects.all() if days is None else FactDay.objects.filter(day__in=days)
    return int(kept.aggregate(turns=Sum("turns"))["turns"] or 0)


def _ask(person: Person) -> Callable[[str], None]:
    """Ask for a page as someone."""
    from django.test import Client

    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    def ask(address: str) -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")

    return ask


def measure(bench: Bench) -> None:
    """Ask for the first page, a deep one, a filtered one and a search."""
    from boussole.features.conversations.models import Reading
    from boussole.features.conversations.queries import PAGE
    from boussole.features.organisation import services
    from boussole.features.organisation.models import Role

    leader = services.create_person(
        by=None, email=LEADER, name="Bench", role=Role.LEADER, password=None
    )
    ask = _ask(leader)
    offset = min(DEEP * PAGE, Reading.objects.count() - PAGE)
    deep = Reading.objects.order_by("-newest_key").values_list("newest_key", flat=True)[offset]
    pages = {
        "first page": "",
        f"page {offset // PAGE:,}": f"?after={deep}",
        "filtered by what is expressed": "?expressing=dissatisfaction",
        "search “facture remboursement”": "?search=facture+remboursement",
    }
    for name, query in pages.items():
        seconds = median_seconds(partial(ask, f"/conversations/{query}"))
        bench.add(name, f"{1000 * seconds:,.0f} ms", TARGET)


def measure_coaching(bench: Bench) -> None:
    """Ask for the queue of each manager and agent, and for every situation they may dissect."""
    from boussole.features.coaching.access import dissected, situations
    from boussole.features.organisation.models import Person, Role

    for role in (Role.MANAGER, Role.AGENT):
        queues, pages, shown = [], [], 0
        for person in Person.objects.filter(role=role):
            if not situations(person).exists():
                continue
            ask, asked = _ask(person), [f"/situations/{one.pk}/" for one in dissected(person)]
            ask("/situations/")  # the first request of a session is not what a page costs
            queues += durations(ask, ["/situations/"] * QUEUES)
            pages += durations(ask, asked[:DISSECTED])
            shown += 1
        _add(bench, f"queue of situations, {role.value}", queues, f"{shown} people")
        _add(
            bench,
            f"dissected situation, {role.value}",
            pages,
            f"{len(pages)} situations, once each",
        )


def _add(bench: Bench, what: str, seconds: list[float], note: str) -> None:
    middle, late = (1000 * quantile(seconds, share) for share in (0.5, 0.95))
    bench.add(what, f"{middle:,.0f} ms, 95th percentile {late:,.0f} ms", COACHING_TARGET, note)


def main() -> None:
    """Fill a Boussole and time its pages."""
    bench = Bench(f"Pages at {CONVERSATIONS:,} conversations", "python -m benchmarks pages")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        start(folder / "data")
        staff()
        from boussole.adapters.demo.scale import write

        write(folder / "conversations.jsonl", CONVERSATIONS, SEED, UNTIL)
        seconds = fill(folder / "conversations.jsonl")
        size = sum(one.stat().st_size for one in (folder / "data").rglob("*") if one.is_file())
        bench.add(
            "import into records, read and indexed",
            f"{CONVERSATIONS / seconds:,.0f} conversations/s",
            note=f"{megabytes(size)} with the search index",
        )
        settle(bench)
        measure(bench)
        measure_coaching(bench)
        publish(bench)
    bench.print()


if __name__ == "__main__":
    main()
