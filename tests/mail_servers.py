"""Real mail servers on this machine, for tests: Exim takes letters, Dovecot shows them. Both are Debian's packages.

They run as an ordinary account on ports that nobody uses, from files in a folder that is thrown away; nothing leaves the
machine. A box exists when it is named; a letter to any other comes back with a delivery report, as it does in life.
"""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from grp import getgrgid
from pathlib import Path
from typing import Any

PASSWORD = "lettre-de-papier"
SECONDS = 20
_PATH = "/usr/sbin:/usr/bin:/bin"
# Servers refuse to be root.
_ORDINARY = "nobody"

EXIM = """\
primary_hostname = mail.example.com
exim_path = {folder}/exim
exim_user = {user}
exim_group = {group}
admin_groups = {group}
spool_directory = {folder}/spool
log_file_path = {folder}/exim-%s.log
pid_file_path = {folder}/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = {smtp}
tls_advertise_hosts =
host_lookup =
never_users =
keep_environment =
deliver_drop_privilege = true
acl_smtp_rcpt = accept
acl_smtp_data = accept
begin routers
known:
  driver = accept
  address_data = ${{lookup{{$local_part@$domain}}dsearch{{{folder}/boxes}}{{$value}}fail}}
  transport = box
begin transports
box:
  driver = appendfile
  directory = {folder}/boxes/$address_data
  maildir_format
  user = {user}
  group = {group}
"""

DOVECOT = """\
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{folder}/boxes/%u
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/boxes/%u
}}
"""


@dataclass(frozen=True)
class MailServers:
    """Where the servers listen, and the certificate by which the one of mail is known."""

    folder: Path
    smtp: int
    imap: int
    imaps: int

    @property
    def certificate(self) -> Path:
        """What a reader has to trust to believe the server."""
        return self.folder / "certificate.pem"

    @contextmanager
    def opened(self, address: str) -> Iterator[imaplib.IMAP4]:
        """The box of an address, as its owner's mail reader sees it."""
        with imaplib.IMAP4("127.0.0.1", self.imap, timeout=SECONDS) as reader:
            reader.login(address, PASSWORD)
            reader.select()
            yield reader

    def letters(self, address: str) -> list[EmailMessage]:
        """What arrived at an address, oldest first."""
        with self.opened(address) as reader:
            numbers = reader.search(None, "ALL")[1][0].split()
            read = [reader.fetch(number.decode(), "(RFC822)")[1][0] for number in numbers]
        raw = [one[1] for one in read if isinstance(one, tuple)]
        return [message_from_bytes(one, policy=policy.default) for one in raw]

    def wait_for(self, address: str, count: int) -> list[EmailMessage]:
        """What arrived at an address, once that many letters did."""
        found: list[EmailMessage] = []

        def arrived() -> bool:
            found[:] = self.letters(address)
            return len(found) >= count

        _wait(arrived, f"{count} letters to {address}; the log says: {self._log()}")
        return found

    def _log(self) -> str:
        log = self.folder / "exim-main.log"
        return log.read_text(encoding="utf-8") if log.exists() else "nothing"


def missing() -> str:
    """Which server is not installed, or nothing."""
    return " ".join(name for name in ("exim4", "dovecot") if _program(name) is None)


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path=_PATH)


@contextmanager
def mail_servers(addresses: Sequence[str]) -> Iterator[MailServers]:
    """Both servers, with a box for each address, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="letters-") as made:
        yield from _served(Path(made), addresses)


def _served(folder: Path, addresses: Sequence[str]) -> Iterator[MailServers]:
    servers = MailServers(folder, *_free_ports(3))
    account = _account()
    _write(servers, addresses, account)
    commands = (
        [str(folder / "exim"), "-C", str(folder / "exim.conf"), "-bdf", "-q1m"],
        [str(_program("dovecot")), "-F", "-c", str(folder / "dovecot.conf")],
    )
    running: list[subprocess.Popen[bytes]] = []
    try:
        running += [_start(command, account, folder) for command in commands]
        for port in (servers.smtp, servers.imap, servers.imaps):
            _wait(lambda port=port: _listens(port), f"a server on port {port}")  # type: ignore[misc]  # bound now
        yield servers
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=SECONDS)


def _account() -> pwd.struct_passwd:
    return pwd.getpwnam(_ORDINARY) if os.getuid() == 0 else pwd.getpwuid(os.getuid())


def _write(servers: MailServers, addresses: Sequence[str], account: pwd.struct_passwd) -> None:
    """Everything the servers need, in their folder and theirs."""
    folder = servers.folder
    for name in ("spool", "run", "state", *(f"boxes/{address}" for address in addresses)):
        (folder / name).mkdir(parents=True)
    # The package's own program becomes root when started; a plain copy of it cannot.
    shutil.copyfile(str(_program("exim4")), folder / "exim")
    (folder / "exim").chmod(0o755)
    _certify(folder)
    known = {
        "folder": folder, "user": account.pw_name, "group": getgrgid(account.pw_gid).gr_name,
        "smtp": servers.smtp, "imap": servers.imap, "imaps": servers.imaps, "password": PASSWORD,
    }  # fmt: skip
    (folder / "exim.conf").write_text(EXIM.format(**known), encoding="utf-8")
    (folder / "dovecot.conf").write_text(DOVECOT.format(**known), encoding="utf-8")
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid)


def _certify(folder: Path) -> None:
    """A certificate for this machine, good for a day."""
    made = ("-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem"))
    named = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]  # fmt: skip
    subprocess.run([*command, "-days", "1", *made, *named], check=True, capture_output=True)


def _start(command: list[str], account: pwd.struct_passwd, folder: Path) -> subprocess.Popen[bytes]:
    other: dict[str, Any] = {}
    if os.getuid() == 0:
        other = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    # Nothing of what this process was given, its secrets among it, goes with them.
    with (folder / "said.log").open("ab") as said:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            command, env={"PATH": _PATH}, cwd=folder, stdout=said, stderr=said, **other
        )
    return process


def _free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    try:
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _wait(until: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + SECONDS
    while not until():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.1)
