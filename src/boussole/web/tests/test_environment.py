"""Variables are read, or fail with their name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from boussole.web.environment import VARIABLES, Environment, EnvironmentVariableError

ROOT = Path(__file__).parents[4]


def test_a_missing_variable_is_named() -> None:
    with pytest.raises(EnvironmentVariableError, match="BOUSSOLE_SECRET_KEY is not set"):
        Environment({}).text("SECRET_KEY")


def test_a_secret_is_read_from_its_file(tmp_path: Path) -> None:
    secret = tmp_path / "key"
    secret.write_text("abc\n", encoding="utf-8")
    read = Environment({"BOUSSOLE_SECRET_KEY_FILE": str(secret)})
    assert read.text("SECRET_KEY") == "abc"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    read = Environment({"BOUSSOLE_SECRET_KEY_FILE": str(tmp_path / "none")})
    with pytest.raises(EnvironmentVariableError, match="BOUSSOLE_SECRET_KEY_FILE is"):
        read.text("SECRET_KEY")


def test_a_variable_and_its_file_are_not_both_given() -> None:
    read = Environment({"BOUSSOLE_SECRET_KEY": "a", "BOUSSOLE_SECRET_KEY_FILE": "b"})
    with pytest.raises(EnvironmentVariableError, match="both set"):
        read.text("SECRET_KEY")


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("Yes", True), ("off", False)])
def test_a_flag(value: str, expected: bool) -> None:
    assert Environment({"BOUSSOLE_DEBUG": value}).flag("DEBUG") is expected


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("DEBUG", "peut-être", Environment.flag),
        ("TRUSTED_PROXIES", "-1", Environment.number),
        ("SECOND_READER_PRICE_IN", "-0.1", Environment.amount),
        ("SECOND_READER_BODY", "[1]", Environment.options),
        ("SECOND_READER_BODY", "{broken", Environment.options),
    ],
)
def test_a_value_that_is_not_understood_is_named(name: str, value: str, read: object) -> None:
    environment = Environment({f"BOUSSOLE_{name}": value})
    with pytest.raises(EnvironmentVariableError, match=f"BOUSSOLE_{name}"):
        read(environment, name)  # type: ignore[operator]  # one of the class's own readers


def test_an_amount_or_options_may_be_left_out() -> None:
    given = Environment({"BOUSSOLE_SECOND_READER_PRICE_IN": "0.25"})
    assert given.amount("SECOND_READER_PRICE_IN") == 0.25
    assert given.amount("SECOND_READER_PRICE_OUT") is None
    assert given.options("SECOND_READER_BODY") == {}


def test_a_language_is_one_of_two() -> None:
    with pytest.raises(EnvironmentVariableError, match="fr or en"):
        Environment({"BOUSSOLE_LANGUAGE": "de"}).choice("LANGUAGE", "fr", "en")


def test_the_database_is_a_file_by_default(tmp_path: Path) -> None:
    database = Environment({}).database("DATABASE_URL", tmp_path)
    assert database["NAME"] == str(tmp_path / "boussole.sqlite3")
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


def test_the_database_may_be_postgresql(tmp_path: Path) -> None:
    url = "postgres://alba:p%40ss@db.example.com:5433/boussole?sslmode=require"
    database = Environment({"BOUSSOLE_DATABASE_URL": url}).database("DATABASE_URL", tmp_path)
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"]) == ("alba", "p@ss")
    assert (database["HOST"], database["PORT"], database["NAME"]) == (
        "db.example.com",
        "5433",
        "boussole",
    )
    assert database["OPTIONS"] == {"sslmode": "require"}


def test_another_database_is_refused(tmp_path: Path) -> None:
    read = Environment({"BOUSSOLE_DATABASE_URL": "mysql://x/y"})
    with pytest.raises(EnvironmentVariableError, match="BOUSSOLE_DATABASE_URL"):
        read.database("DATABASE_URL", tmp_path)


def test_mail_goes_to_files_until_a_server_is_given(tmp_path: Path) -> None:
    assert Environment({}).mail("EMAIL_URL", tmp_path)["EMAIL_FILE_PATH"] == tmp_path / "mail"
    given = {"BOUSSOLE_EMAIL_URL": "smtp://me:secret@mail.example.com:2525"}
    mail = Environment(given).mail("EMAIL_URL", tmp_path)
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"]) == ("mail.example.com", 2525)
    assert mail["EMAIL_USE_TLS"] is True


def test_mail_that_comes_back_waits_in_a_box_or_is_refused_without_its_password() -> None:
    place = "imaps://me%40example.com:secret@mail.example.com/Retours"
    assert Environment({}).returned_mail("RETURNED_MAIL") == ""
    assert Environment({"BOUSSOLE_RETURNED_MAIL": place}).returned_mail("RETURNED_MAIL") == place
    read = Environment({"BOUSSOLE_RETURNED_MAIL": "pop3://me:secret@mail.example.com"})
    with pytest.raises(EnvironmentVariableError, match="BOUSSOLE_RETURNED_MAIL") as problem:
        read.returned_mail("RETURNED_MAIL")
    assert "secret" not in str(problem.value)


def test_every_variable_is_documented_and_every_documented_variable_exists() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(BOUSSOLE_\w+)`", page, re.MULTILINE))
    assert documented == {variable.full_name for variable in VARIABLES}


def test_documented_defaults_are_the_defaults() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for variable in VARIABLES:
        said = f"`{variable.default}`" if variable.default else "required|empty"
        row = rf"^\| `{variable.full_name}` \| ({said}) \|"
        assert re.search(row, page, re.MULTILINE), f"{variable.full_name}: {said}"
