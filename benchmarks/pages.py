"""Server time of the list of conversations at 100,000 conversations, near and deep."""

from __future__ import annotations

import os
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.measure import Bench, median_seconds, megabytes

CONVERSATIONS = int(os.environ.get("BENCH_CONVERSATIONS", "100000"))
SEED, UNTIL = 1, date(2026, 11, 15)
TARGET = "target 100 ms"
DEEP = 1_000


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


def measure(bench: Bench) -> None:
    """Ask for the first page, a deep one, a filtered one and a search."""
    from django.test import Client

    from boussole.features.conversations.models import Reading
    from boussole.features.conversations.queries import PAGE
    from boussole.features.organisation import services
    from boussole.features.organisation.models import Role

    leader = services.create_person(
        by=None, email="bench@example.org", name="Bench", role=Role.LEADER, password=None
    )
    client = Client()
    client.force_login(leader, backend="allauth.account.auth_backends.AuthenticationBackend")
    offset = min(DEEP * PAGE, Reading.objects.count() - PAGE)
    deep = Reading.objects.order_by("-newest_key").values_list("newest_key", flat=True)[offset]
    pages = {
        "first page": "",
        f"page {offset // PAGE:,}": f"?after={deep}",
        "filtered by what is expressed": "?expressing=dissatisfaction",
        "search “facture remboursement”": "?search=facture+remboursement",
    }
    for name, query in pages.items():

        def ask(query: str = query) -> None:
            answer = client.get(f"/conversations/{query}")
            if answer.status_code != 200:
                raise SystemExit(f"{query}: {answer.status_code}")

        bench.add(name, f"{1000 * median_seconds(ask):,.0f} ms", TARGET)


def main() -> None:
    """Fill a Boussole and time its pages."""
    bench = Bench(f"Pages at {CONVERSATIONS:,} conversations", "python -m benchmarks pages")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        start(folder / "data")
        from boussole.adapters.demo.scale import write

        write(folder / "conversations.jsonl", CONVERSATIONS, SEED, UNTIL)
        seconds = fill(folder / "conversations.jsonl")
        size = sum(one.stat().st_size for one in (folder / "data").rglob("*") if one.is_file())
        bench.add(
            "import into records, read and indexed",
            f"{CONVERSATIONS / seconds:,.0f} conversations/s",
            note=f"{megabytes(size)} with the search index",
        )
        measure(bench)
    bench.print()


if __name__ == "__main__":
    main()
