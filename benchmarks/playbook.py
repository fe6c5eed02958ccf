"""What the playbook costs: reading a million turns with it, previewing a rule as it is changed, publishing it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from benchmarks.measure import Bench, median_seconds, megabytes, watched
from boussole.adapters.demo.scale import write
from boussole.adapters.facts import Archive, FactStore, build
from boussole.adapters.sources import open_source
from boussole.core.conversations import Conversation
from boussole.core.facts import Frame, judge
from boussole.core.playbook import Rule, default_playbook, evaluate
from boussole.core.playbook.conditions import All, FollowedBy, Not, SignalIs, Span
from boussole.core.playbook.editing import add, beginning
from boussole.core.playbook.preview import Sample, difference
from boussole.core.reasons import default_tree

CONVERSATIONS = 100_000
SEED, UNTIL = 1, date(2026, 11, 15)
RULE = "late_escalation"
LOOSER = 0.4
# Partitions of a build hold a batch of conversations each: so many are judged together.
TOGETHER = 4


def facts(folder: Path) -> tuple[FactStore, float]:
    """Build the facts of a hundred thousand conversations; return them with the seconds that reading took."""
    path = folder / "conversations.jsonl"
    write(path, CONVERSATIONS, SEED, UNTIL)
    store = FactStore(folder / "facts")
    start = time.perf_counter()
    build(_read(path), store, Frame(default_playbook(), default_tree()))
    return store, time.perf_counter() - start


def _read(path: Path) -> Iterator[Conversation]:
    for item in open_source(path):
        if isinstance(item, Conversation):
            yield item


def edits(rule: Rule) -> list[Rule]:
    """A rule as someone changes it, one piece after the other."""
    changed = [rule]
    for kind in ("act", "tension", "wait_for", "conversation", "rises"):
        last = changed[-1]
        changed.append(last.model_copy(update={"when": add(last.when, (), beginning(kind))}))
    return changed[1:]


def simple(rule: Rule) -> Rule:
    """Clear dissatisfaction that no answer acknowledges: what a plain loop can also look for."""
    angry = SignalIs(signal="dissatisfaction", at_least=2)
    near = FollowedBy(followed_by=beginning("act"), within=Span(turns=2, of="agent"))
    return rule.model_copy(update={"when": All(all=(angry, Not(**{"not": near})))})


def plain(turns: pl.DataFrame) -> int:
    """The plain alternative: one conversation after another, one message after another."""
    found = 0
    for _, talk in turns.group_by("conversation_id", maintain_order=True):
        rows = talk.select("role", "dissatisfaction", "acknowledgement").rows()
        found += any(
            role == "customer" and strength >= 2 and not _acknowledged(rows[at + 1 :])
            for at, (role, strength, _) in enumerate(rows)
        )
    return found


def _acknowledged(rows: list[tuple[str, float, float]]) -> bool:
    answers, last = 0, ""
    for role, _, acknowledgement in rows:
        answers += role == "agent" and last != "agent"
        if answers > 2:
            return False
        if acknowledgement >= 0.5:
            return True
        last = role
    return False


def main() -> None:
    """Build, evaluate, preview, compare."""
    bench = Bench("The playbook over a million turns", "python -m benchmarks playbook")
    with tempfile.TemporaryDirectory() as scratch:
        store, reading = facts(Path(scratch))
        archive = Archive(store.tables())
        span = archive.span()
        if span is None:
            raise SystemExit("the bench wrote no conversation")
        since, until = span.first, span.last + timedelta(seconds=1)
        contacts = archive.contacts(since, until)
        start = time.perf_counter()
        turns = archive.turns_between(since, until)
        loading = time.perf_counter() - start
        _evaluate(bench, archive, contacts)
        _preview(bench, turns, contacts, loading)
        _publish(bench, store, reading)
    bench.print()


def _evaluate(bench: Bench, archive: Archive, contacts: pl.DataFrame) -> None:
    whole = archive.turns(contacts["conversation_id"].to_list())
    playbook = default_playbook()
    with watched() as memory:
        seconds = median_seconds(lambda: evaluate(playbook, whole, contacts), times=3)
    bench.add(
        "every rule of the playbook, over all turns at once",
        f"{len(whole) / seconds:,.0f} turns/s",
        "target 200,000",
        f"{len(whole):,} turns of {len(contacts):,} conversations, peak {megabytes(memory.peak)}",
    )


def _publish(bench: Bench, store: FactStore, reading: float) -> None:
    """Judge stored turns again with a version that loosens every rule, as the days of a company are."""
    before = default_playbook()
    rules = tuple(rule.model_copy(update={"threshold": LOOSER}) for rule in before.rules)
    playbook = before.model_copy(update={"rules": rules})
    keys, turns = store.keys(), 0
    start = time.perf_counter()
    with watched() as memory:
        for first in range(0, len(keys), TOGETHER):
            some = keys[first : first + TOGETHER]
            known = store.read(some)
            turns += known.turns.num_rows
            store.replace_moments(some, judge(known.turns, known.conversations, playbook))
        store.consolidate()
    seconds = time.perf_counter() - start
    bench.add(
        "publishing a version: stored turns judged again, facts written and consolidated",
        f"{turns / seconds:,.0f} turns/s",
        f"target 200,000; {reading / seconds:.0f} × reading them again ({turns / reading:,.0f} turns/s)",
        f"{turns:,} turns, every rule at another threshold, peak {megabytes(memory.peak)}",
    )


def _preview(bench: Bench, turns: pl.DataFrame, contacts: pl.DataFrame, loading: float) -> None:
    rule = default_playbook()[RULE]
    start = time.perf_counter()
    sample = Sample(turns, contacts)
    ready = time.perf_counter() - start
    start = time.perf_counter()
    before = sample.places(rule)
    first = time.perf_counter() - start
    seconds = []
    for changed in edits(rule):
        start = time.perf_counter()
        difference(before, sample.places(changed))
        seconds.append(time.perf_counter() - start)
    bench.add(
        f"previewing {RULE}, one piece changed",
        f"{1000 * sorted(seconds)[len(seconds) // 2]:,.0f} ms",
        "target 1,000 ms",
        f"{len(contacts):,} conversations kept ready",
    )
    bench.add("previewing it for the first time", f"{1000 * first:,.0f} ms", "target 1,000 ms")
    bench.add(
        "making the conversations ready, once after facts change",
        f"{loading + ready:.1f} s",
        note=f"of which {loading:.1f} s to read them from disk",
    )
    some = turns.head(100_000)
    known = contacts.join(some.select("conversation_id").unique(), on="conversation_id", how="semi")
    ours = median_seconds(lambda: Sample(some, known).places(simple(rule)), times=3)
    other = median_seconds(lambda: plain(some), times=1)
    bench.add(
        "one simple rule over 100,000 turns, all included",
        f"{1000 * ours:,.0f} ms",
        f"{other / ours:.0f} × faster than a loop over conversations ({other:.1f} s)",
    )


if __name__ == "__main__":
    main()
