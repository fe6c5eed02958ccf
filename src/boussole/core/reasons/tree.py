"""The tree of contact reasons, as data: families, their reasons, and what each says of its cause."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal, Self

import polars as pl
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from boussole.core.cues import CueError
from boussole.core.folding import fold
from boussole.core.reasons.finding import Finder
from boussole.core.reasons.phrases import as_cue
from boussole.core.text import LANGUAGES, Language, Text

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
    """Why a customer came. ``step``, ``origin`` and ``demand`` are null when nobody said.

    ``examples`` are phrases as customers type them, in any language: no cues. The key is for life, also
    when the reason moves to another family. An archived one names what it named, and is found no more.
    """

    key: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)?$")
    label: Text
    step: Step | None = None
    origin: Origin | None = None
    demand: Demand | None = None
    aliases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    archived: bool = False
    cues: dict[Language, Cues] = Field(default_factory=dict)

    @property
    def names(self) -> Iterator[str]:
        """Everything a source may call this reason."""
        yield from (self.key, self.label.fr, self.label.en, *self.aliases)


class ReasonFamily(_Data):
    """Reasons that belong together; those of an archived family are archived with it."""

    key: str = Field(pattern=r"^[a-z0-9_]+$")
    label: Text
    archived: bool = False
    reasons: tuple[Reason, ...] = ()


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
        families = [family.key for family in self.families]
        if len(families) > len(set(families)):
            raise ValueError("family keys must be unique")
        return self

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy the tree; the copy works out anew what it derives from its families."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied

    @cached_property
    def fingerprint(self) -> str:
        """Twelve characters that change when anything in the tree changes."""
        return hashlib.blake2b(self.model_dump_json().encode(), digest_size=6).hexdigest()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason, in the order of the tree."""
        return tuple(reason for family in self.families for reason in family.reasons)

    @cached_property
    def offered(self) -> tuple[ReasonFamily, ...]:
        """The families without anything archived: what may be found and chosen."""
        return tuple(
            family.model_copy(
                update={"reasons": tuple(one for one in family.reasons if not one.archived)}
            )
            for family in self.families
            if not family.archived
        )

    @cached_property
    def active(self) -> tuple[Reason, ...]:
        """Every reason that is not archived, in the order of the tree."""
        return tuple(reason for family in self.offered for reason in family.reasons)

    def family_of(self, key: str) -> ReasonFamily | None:
        """Return the family that holds a reason, wherever its key comes from."""
        return next((one for one in self.families if any(r.key == key for r in one.reasons)), None)

    def keys_of(self, family: str) -> tuple[str, ...]:
        """Return the keys of a family's reasons, archived ones included; none for an unknown family."""
        return tuple(r.key for one in self.families if one.key == family for r in one.reasons)

    @cached_property
    def _by_key(self) -> dict[str, Reason]:
        return {reason.key: reason for reason in self.reasons}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """What is archived gives way to what is not; of equals, the first of the tree."""
        known = (*self.active, *self.reasons)
        pairs = ((plain(name), reason.key) for reason in known for name in reason.names)
        return dict(reversed(list(pairs)))

    @cached_property
    def _finder(self) -> Finder:
        return Finder({reason.key: dict(_cues(reason)) for reason in self.active})

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

    @property
    def cues(self) -> Finder:
        """What customers type for each active reason."""
        return self._finder

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
        keys = {name: self._by_name.get(plain(name)) or _slug(name) for name in said}
        resolved = [
            keys.get(name) or None if name is not None else None for name in given.cast(pl.String)
        ]
        return pl.Series(given.name, resolved, dtype=pl.String)


def _cues(reason: Reason) -> Iterator[tuple[Language, tuple[tuple[str, ...], tuple[str, ...]]]]:
    """The cues of each language; short examples are cues of both, since nobody said theirs."""
    examples = tuple(cue for phrase in reason.examples if (cue := as_cue(phrase)))
    for language in LANGUAGES if examples else tuple(reason.cues):
        cues = reason.cues.get(language, Cues())
        yield language, ((*cues.sure, *examples), cues.hint)


def plain(name: str) -> str:
    """Bring a name to what tells it from another: case, accents and marks do not, unless there is nothing else."""
    folded = fold(name).strip()
    return re.sub(r"[^a-z0-9]+", " ", folded).strip() or folded


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
    _check_keys(tree)
    try:
        tree.find(pl.Series(["?"]))
    except CueError as error:
        raise ReasonTreeError(str(error)) from error
    return tree


def _check_keys(tree: ReasonTree) -> None:
    """A tree written by hand shows its families in its keys; one that was edited keeps its keys."""
    for family in tree.families:
        for reason in family.reasons:
            if reason.key.partition(".")[0] != family.key:
                raise ReasonTreeError(
                    f"reason {reason.key!r}: its key must begin with {family.key!r} and a dot"
                )


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
