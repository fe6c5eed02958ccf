"""The tree of contact reasons, as data: families, their reasons, and what each says of its cause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

import polars as pl
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from boussole.core.cues import CueError
from boussole.core.folding import fold
from boussole.core.reasons.finding import Finder
from boussole.core.text import Language, Text

Step = Literal["discover", "subscribe", "receive", "use", "pay", "get_help", "change", "leave"]
Origin = Literal[
    "billing", "logistics", "product", "it", "marketing", "sales", "service", "network", "partner"
]
Demand = Literal["failure", "value"]

STEPS: dict[Step, Text] = {
    "discover": Text(fr="découvrir", en="discover"),
    "subscribe": Text(fr="souscrire", en="subscribe"),
    "receive": Text(fr="recevoir", en="receive"),
    "use": Text(fr="utiliser", en="use"),
    "pay": Text(fr="payer", en="pay"),
    "get_help": Text(fr="se faire aider", en="get help"),
    "change": Text(fr="faire évoluer", en="change"),
    "leave": Text(fr="partir", en="leave"),
}
ORIGINS: dict[Origin, Text] = {
    "billing": Text(fr="facturation", en="billing"),
    "logistics": Text(fr="logistique", en="logistics"),
    "product": Text(fr="produit", en="product"),
    "it": Text(fr="informatique", en="IT"),
    "marketing": Text(fr="marketing", en="marketing"),
    "sales": Text(fr="ventes", en="sales"),
    "service": Text(fr="service client", en="customer service"),
    "network": Text(fr="réseau", en="network"),
    "partner": Text(fr="partenaires", en="partners"),
}
DEMANDS: dict[Demand, Text] = {
    "failure": Text(fr="demande causée par un échec", en="failure demand"),
    "value": Text(fr="demande de valeur", en="value demand"),
}


class ReasonTreeError(ValueError):
    """A tree that cannot be used: says which reason and field, and how to mend it."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cues(_Data):
    """What customers type, in the language of cues. One ``sure`` cue is enough, ``hint`` ones add up."""

    sure: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()


class Reason(_Data):
    """Why a customer came. ``step``, ``origin`` and ``demand`` are null when nobody said."""

    key: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)?$")
    label: Text
    step: Step | None = None
    origin: Origin | None = None
    demand: Demand | None = None
    aliases: tuple[str, ...] = ()
    cues: dict[Language, Cues] = Field(default_factory=dict)

    @property
    def family(self) -> str:
        """The key of the family, the part before the dot."""
        return self.key.partition(".")[0]

    @property
    def names(self) -> Iterator[str]:
        """Everything a source may call this reason."""
        yield from (self.key, self.label.fr, self.label.en, *self.aliases)


class ReasonFamily(_Data):
    """Reasons that belong together."""

    key: str = Field(pattern=r"^[a-z0-9_]+$")
    label: Text
    reasons: tuple[Reason, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _own_keys(self) -> ReasonFamily:
        for reason in self.reasons:
            if reason.family != self.key:
                raise ValueError(
                    f"reason {reason.key!r}: its key must begin with {self.key!r} and a dot"
                )
        return self


class ReasonTree(BaseModel):
    """A company's tree. ``tree[key]`` answers for any key ``find`` or ``resolve`` returns."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    families: tuple[ReasonFamily, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _unique_keys(self) -> ReasonTree:
        keys = [reason.key for reason in self.reasons]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"reason keys must be unique; found twice: {', '.join(twice)}")
        return self

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason, in the order of the tree."""
        return tuple(reason for family in self.families for reason in family.reasons)

    @cached_property
    def _by_key(self) -> dict[str, Reason]:
        return {reason.key: reason for reason in self.reasons}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        pairs = ((_plain(name), reason.key) for reason in self.reasons for name in reason.names)
        return dict(reversed(list(pairs)))

    @cached_property
    def _finder(self) -> Finder:
        return Finder({reason.key: dict(_cues(reason)) for reason in self.reasons})

    def __getitem__(self, key: str) -> Reason:
        """Return the reason; one the tree does not hold has its key as label and no known cause."""
        known = self._by_key.get(key)
        if known is not None:
            return known
        label = key.replace("_", " ")
        return Reason.model_construct(key=key, label=Text(fr=label, en=label), aliases=(), cues={})

    def __iter__(self) -> Iterator[Reason]:  # type: ignore[override]  # a tree is its reasons, not its fields
        """Go through every reason, in the order of the tree."""
        return iter(self.reasons)

    def __len__(self) -> int:
        """Count the reasons."""
        return len(self.reasons)

    def __contains__(self, key: object) -> bool:
        """Say whether the tree holds the reason."""
        return key in self._by_key

    def find(self, texts: pl.Series) -> pl.Series:
        """Return the key of the reason each text speaks of, null when unsure.

        ``texts`` are what the customer said first (masked), one per conversation.
        """
        return self._finder.find(texts)

    def resolve(self, given: pl.Series) -> pl.Series:
        """Return the key for what a source said (key, label or alias, any case); null stays null.

        A reason the tree does not hold is kept as its own slug, so that it can still be counted.
        """
        said = given.cast(pl.String).drop_nulls().unique().to_list()
        keys = {name: self._by_name.get(_plain(name)) or _slug(name) for name in said}
        resolved = [
            keys.get(name) or None if name is not None else None for name in given.cast(pl.String)
        ]
        return pl.Series(given.name, resolved, dtype=pl.String)


def _cues(reason: Reason) -> Iterator[tuple[Language, tuple[tuple[str, ...], tuple[str, ...]]]]:
    for language, cues in reason.cues.items():
        yield language, (cues.sure, cues.hint)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(name)).strip()


def _slug(name: str) -> str:
    return re.sub(r"[^\w]+", "_", fold(name)).strip("_")[:80]


def load_tree(text: str) -> ReasonTree:
    """Read a tree written in YAML. Raises ReasonTreeError, which says what to mend and where."""
    try:
        tree = ReasonTree.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise ReasonTreeError(f"the tree is not valid YAML: {error}") from error
    except ValidationError as error:
        raise ReasonTreeError(_explained(error)) from error
    try:
        tree.find(pl.Series(["?"]))
    except CueError as error:
        raise ReasonTreeError(str(error)) from error
    return tree


def _explained(error: ValidationError) -> str:
    lines = (
        f"{'.'.join(map(str, each['loc'])) or 'tree'}: {each['msg']}" for each in error.errors()
    )
    return "the tree of reasons cannot be used:\n" + "\n".join(lines)


@cache
def default_tree() -> ReasonTree:
    """Return the starter tree for service companies, in both languages."""
    file = files("boussole.core.reasons").joinpath("trees", "service_company.yaml")
    return load_tree(file.read_text(encoding="utf-8"))
