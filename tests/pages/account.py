"""Signing in, and the second factor (allauth): who may open which."""

from __future__ import annotations

from tests.pages.row import Page
from tests.pages.who import EVERYONE

ROWS: dict[str, Page] = {
    # signing in (allauth); for those signed in already these lead home
    "account_login": Page(EVERYONE, status=302, stranger=200, drawn=False),
    "account_confirm_login_code": Page(EVERYONE, status=302, drawn=False),
    "account_signup": Page(EVERYONE, status=302, stranger=200, drawn=False),
    "account_logout": Page(EVERYONE, stranger=302),
    "account_inactive": Page(EVERYONE, stranger=200),
    "account_reauthenticate": Page(EVERYONE),
    "account_change_password": Page(EVERYONE),
    "account_set_password": Page(EVERYONE, status=302, drawn=False),
    "account_email": Page(EVERYONE, status=302, drawn=False),
    "account_email_verification_sent": Page(EVERYONE, stranger=200),
    "account_confirm_email": Page(
        EVERYONE, stranger=200, arguments=lambda _cast: {"key": "inconnue"}
    ),
    "account_reset_password": Page(EVERYONE, stranger=200),
    "account_reset_password_done": Page(EVERYONE, stranger=200),
    "account_reset_password_from_key": Page(
        EVERYONE, stranger=200, arguments=lambda _cast: {"uidb36": "1", "key": "inconnue-cle"}
    ),
    "account_reset_password_from_key_done": Page(EVERYONE, stranger=200),
    # second factor (allauth); the pages that change it ask for the password again
    "mfa_index": Page(EVERYONE),
    "mfa_authenticate": Page(EVERYONE, status=302, drawn=False),
    "mfa_reauthenticate": Page(EVERYONE, status=302, drawn=False),
    "mfa_activate_totp": Page(EVERYONE, status=302, drawn=False),
    "mfa_deactivate_totp": Page(EVERYONE, status=404, drawn=False),
    "mfa_view_recovery_codes": Page(EVERYONE, status=404, drawn=False),
    "mfa_generate_recovery_codes": Page(EVERYONE, status=302, drawn=False),
    "mfa_download_recovery_codes": Page(EVERYONE, status=404, drawn=False),
}
