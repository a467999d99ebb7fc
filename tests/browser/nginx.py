"""nginx as deploy/nginx has it, with other ports, a certificate of its own, and other replicas."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from tests.browser.conftest import PATIENCE, ROOT

DEPLOY = ROOT / "deploy" / "nginx"
WHOLE = """
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {replicas}
    {site}
}}
"""
CERTIFICATE = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:  # type: ignore[override]
        """Show a redirect instead of following it."""


class Nginx:
    """A running nginx: what it is asked, and what it logged."""

    def __init__(self, folder: Path, replicas: Sequence[int]) -> None:
        self.folder, self.port = folder, free_port()
        key = [*CERTIFICATE.split(), "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
        subprocess.run(key, check=True, capture_output=True)
        (folder / "nginx.conf").write_text(configuration(folder, self.port, replicas), encoding="utf-8")
        self.tls = ssl.create_default_context(cafile=str(folder / "cert.pem"))
        self.tls.check_hostname = False
        handlers = NoRedirect(), urllib.request.HTTPSHandler(context=self.tls), urllib.request.ProxyHandler({})
        self._opener = urllib.request.build_opener(*handlers)

    @property
    def netloc(self) -> str:
        return f"localhost:{self.port}"

    def ask(self, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """What comes back of an address; header names with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"https://{self.netloc}{path}", body, named, method=method)
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    def replica_of(self, path: str, **headers: str) -> str:
        """Which replica answered, by nginx's own log; it writes its line after the answer has gone out."""
        access = self.folder / "access.log"
        before = access.read_text().count("\n")
        self.ask(path, **headers)
        until = time.monotonic() + PATIENCE
        while len(lines := access.read_text().split("\n")[:-1]) == before:
            assert time.monotonic() < until, self.log
            time.sleep(0.01)
        return lines[-1].split()[-2]

    @property
    def log(self) -> str:
        return "".join(file.read_text() for file in sorted(self.folder.glob("*.log")))


@contextmanager
def nginx(folder: Path, replicas: Sequence[int]) -> Iterator[Nginx]:
    """nginx in front of these ports, until it is no longer needed."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "These tests need nginx: `make nginx` installs it on Debian."
    made = Nginx(folder, replicas)
    process = subprocess.Popen([program, "-p", str(folder), "-e", str(folder / "error.log"), "-c", "nginx.conf"])
    try:
        while not answers(made.port):
            assert process.poll() is None, made.log
            time.sleep(0.02)
        yield made
    finally:
        process.terminate()
        process.wait(PATIENCE)


def configuration(folder: Path, port: int, replicas: Sequence[int]) -> str:
    """The files of deploy/nginx, in which only ports and places are others."""
    site = (DEPLOY / "factsheet.conf").read_text(encoding="utf-8")
    for there, here in {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "/etc/nginx/tls/factsheet.pem": f"{folder}/cert.pem",
        "/etc/nginx/tls/factsheet.key": f"{folder}/key.pem",
        "/var/log/nginx/": f"{folder}/",
    }.items():
        assert site.count(there) == 1, there
        site = site.replace(there, here)
    given = (DEPLOY / "replicas.conf").read_text(encoding="utf-8").replace("# server", "server")
    servers = re.findall(r"^ *server .*;\n", given, re.MULTILINE)
    for server, replica in zip(servers, [*replicas, *[None] * len(servers)], strict=False):
        own = re.sub(r":\d+", f":{replica}", server) if replica else ""
        given = given.replace(server, own)
    user = "user root;" if os.getuid() == 0 else ""
    return WHOLE.format(user=user, folder=folder, replicas=given, site=site)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0
