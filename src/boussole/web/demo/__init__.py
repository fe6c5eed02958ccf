"""The demo company in an empty Boussole: its people and conversations, then what they lived there."""

from boussole.web.demo.loading import (
    PASSWORD,
    SEED,
    DemoRefusedError,
    add_people,
    is_loadable,
    last_sunday,
    load_demo,
    load_voices,
)

__all__ = [
    "PASSWORD",
    "SEED",
    "DemoRefusedError",
    "add_people",
    "is_loadable",
    "last_sunday",
    "load_demo",
    "load_voices",
]
