"""A scope as SQL with bound parameters: the rows a question is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from boussole.adapters.engines.ibis_compiler import SCOPED, instants
from boussole.core.metrics import Scope
from boussole.core.metrics.conditions import AS_OF
from boussole.core.metrics.declarations import Table


def scoped_sql(
    body: str, table: Table, clock: tuple[str, ...], scope: Scope, as_of: datetime
) -> tuple[str, dict[str, Any]]:
    """``body`` reading ``SCOPED``, which is ``table`` restricted to ``scope``, and its parameters.

    ``table`` and ``clock`` come from declarations; every value of the scope is a parameter.
    """
    parameters: dict[str, Any] = {"as_of": as_of}
    columns = [f'"{column}"' for column in clock]
    placed = f"coalesce({', '.join(columns)})"
    kept = []
    for name, sign, bound in (("since", ">=", scope.since), ("until", "<", scope.until)):
        if bound is not None:
            kept.append(f"{placed} {sign} ${name}")
            parameters[name] = bound
    for column, values in scope.choices().items():
        kept.append(f"list_contains($only_{column}, {column})")
        parameters[f"only_{column}"] = list(values)
    where = f" WHERE {' AND '.join(kept)}" if kept else ""
    whole = ", ".join(f'epoch_us("{column}") AS "{column}"' for column in instants(table))
    rows = (
        f"SELECT * REPLACE ({whole}), epoch_us(CAST($as_of AS TIMESTAMPTZ)) AS {AS_OF}"  # noqa: S608 - names come from declarations
        f" FROM {table}{where}"
    )
    return f"WITH {SCOPED} AS NOT MATERIALIZED ({rows}) SELECT * FROM ({body})", parameters  # noqa: S608
