"""What can go wrong with conversations.

ConversationsError
├── ImportNotPossibleError     the import is not in a state where this can be done
├── FileGoneError              the file of an import is no longer there
├── UnknownReasonError         the tree does not offer this reason
├── UnknownOriginError         no department or nature of demand is called so
├── CorrectionNotPossibleError the correction no longer counts
├── JudgementNotPossibleError  there is no such message, signal or rule to judge
└── OtherAccountError          the conversations of this name are synced from another address
"""

from __future__ import annotations

from boussole.core.text import Language, Text


class ConversationsError(Exception):
    """The message is a sentence for the person who asked, in their language."""


class ImportNotPossibleError(ConversationsError):
    """The import is not in a state where this can be done."""


class FileGoneError(ConversationsError):
    """The file of an import is no longer there."""


class UnknownReasonError(ConversationsError):
    """The tree does not offer this reason."""


class UnknownOriginError(ConversationsError):
    """No department or nature of demand is called so, or neither was chosen."""


class CorrectionNotPossibleError(ConversationsError):
    """The correction no longer counts."""


class JudgementNotPossibleError(ConversationsError):
    """There is no such message, signal or rule to judge."""


class OtherAccountError(ConversationsError):
    """The conversations of ``account`` are synced from ``url``, which is not the address asked for."""

    def __init__(self, account: str, url: str) -> None:
        self.account = account
        self.url = url
        super().__init__(self.explain("en"))

    def explain(self, language: Language) -> str:
        """Say what, where and how to mend it, in ``language``."""
        named = Text(
            fr="Le compte «\u202f{account}\u202f» est déjà synchronisé avec {url}.",
            en="The account “{account}” is already synced with {url}.",
        )
        unnamed = Text(
            fr="Les conversations sans nom de compte sont déjà synchronisées avec {url}.",
            en="Conversations without an account name are already synced with {url}.",
        )
        mend = Text(
            fr="Donnez un nom à part à cet autre compte, avec --account.",
            en="Give this other account a name of its own, with --account.",
        )
        what = named if self.account else unnamed
        told = what.format(account=self.account, url=self.url)
        return f"{told.in_(language)} {mend.in_(language)}"
