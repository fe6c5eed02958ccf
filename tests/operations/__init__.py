"""Who gets an answer of the API: one row per operation, in a file per feature.

``tests/architecture/test_api.py`` fails when an operation has no row, then asks for each as every member of the cast.
"""

from __future__ import annotations

from tests.operations import (
    alignment,
    care,
    coaching,
    commitments,
    initiatives,
    irritants,
    mirror,
    playbook,
    recognition,
    roleplay,
    sessions,
    surveys,
    wellbeing,
)
from tests.operations.row import Operation as Operation

OPERATIONS: dict[str, Operation] = {
    f"{method} /api/{feature}{path}": operation
    for feature, rows in (
        ("playbook", playbook.ROWS),
        ("alignment", alignment.ROWS),
        ("coaching", coaching.ROWS),
        ("sessions", sessions.ROWS),
        ("roleplay", roleplay.ROWS),
        ("recognitions", recognition.ROWS),
        ("irritants", irritants.ROWS),
        ("surveys", surveys.ROWS),
        ("initiatives", initiatives.ROWS),
        ("commitments", commitments.ROWS),
        ("care", care.ROWS),
        ("pulse", wellbeing.ROWS),
        ("mirror", mirror.ROWS),
    )
    for (method, _, path), operation in (
        (name.partition(" "), operation) for name, operation in rows.items()
    )
}
