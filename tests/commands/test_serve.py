"""``boussole serve`` in its own processes, as an administrator starts and ends it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil
import pytest

PATIENCE = 60.0


def _environment(data: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BOUSSOLE_", "DJANGO_"))
    }
    return kept | {
        "BOUSSOLE_SECRET_KEY": "for-this-test-only",
        "BOUSSOLE_DATA_DIR": str(data),
        "BOUSSOLE_HTTPS": "0",
        "BOUSSOLE_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "boussole.web.settings",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }


def _boussole(*arguments: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "boussole", *arguments],
        env=_environment(data) | more,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> httpx.Response:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return httpx.get(url, follow_redirects=True, timeout=PATIENCE)
        except httpx.ConnectError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory whose database is up to date."""
    done = _boussole("migrate", data=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_it_serves_pages_and_ends_with_its_children(data: Path) -> None:
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "boussole", "serve", "--port", str(port)],
        env=_environment(data),
        stdout=subprocess.DEVNULL,
    )
    try:
        page = _wait_for(f"http://127.0.0.1:{port}/")
        assert page.status_code == 200
        assert page.url.path == "/account/login/"
        assert "script-src 'self'" in page.headers["Content-Security-Policy"]
        assert page.text.count('<link rel="stylesheet"') == 1
        style = page.text.split('<link rel="stylesheet" href="')[1].split('"')[0]
        answer = httpx.get(f"http://127.0.0.1:{port}{style}")
        assert "immutable" in answer.headers["Cache-Control"]
        assert "--brand:" in answer.text
        assert ".button-primary" in answer.text
        children = psutil.Process(server.pid).children(recursive=True)
        assert len(children) >= 2
    finally:
        server.send_signal(signal.SIGTERM)
        ended = server.wait(PATIENCE)
    assert ended == 0
    gone, alive = psutil.wait_procs(children, timeout=PATIENCE)
    assert len(gone) == len(children), alive


def test_it_refuses_a_database_that_is_not_up_to_date(tmp_path: Path) -> None:
    refused = _boussole("serve", data=tmp_path)
    assert refused.returncode == 2
    assert "boussole migrate" in refused.stderr


def test_a_missing_variable_is_named(tmp_path: Path) -> None:
    environment = _environment(tmp_path)
    del environment["BOUSSOLE_SECRET_KEY"]
    refused = subprocess.run(
        [sys.executable, "-m", "boussole", "migrate"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert refused.returncode == 2
    assert "BOUSSOLE_SECRET_KEY is not set" in refused.stderr


def test_the_first_administrator(data: Path) -> None:
    secret = data / "password"
    options = ("--email", "zoe@example.com", "--name", "Zoé Marchand")
    secret.write_text("court", encoding="utf-8")
    refused = _boussole("create-admin", *options, "--password-file", str(secret), data=data)
    assert refused.returncode == 2
    secret.write_text("une-phrase-de-passe-assez-longue", encoding="utf-8")
    made = _boussole("create-admin", *options, "--password-file", str(secret), data=data)
    assert made.returncode == 0, made.stderr
    again = _boussole("create-admin", *options, "--password-file", str(secret), data=data)
    assert again.returncode == 2
    assert "zoe@example.com" in again.stderr


def test_a_real_deployment_has_nothing_to_mend(tmp_path: Path) -> None:
    given = {"BOUSSOLE_HTTPS": "1", "BOUSSOLE_SECRET_KEY": "b8Zk2-" * 10}
    checked = _boussole(
        "manage", "check", "--deploy", "--fail-level", "WARNING", data=tmp_path, **given
    )
    assert checked.returncode == 0, checked.stderr
