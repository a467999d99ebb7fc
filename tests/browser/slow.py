"""A network between browser and server on which every answer comes late."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from urllib.parse import urlsplit

PIECE = 65536


class Network:
    """Passes everything on; what the server says, `delay` seconds after it said so."""

    def __init__(self, base: str) -> None:
        self.delay = 0.0
        self._server = urlsplit(base).netloc.rsplit(":", 1)
        self._door = socket.create_server(("localhost", 0))
        self.base = f"http://localhost:{self._door.getsockname()[1]}"
        self._open: list[socket.socket] = [self._door]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                browser, _ = self._door.accept()
                try:
                    server = socket.create_connection((self._server[0], int(self._server[1])))
                except OSError:
                    browser.close()  # nobody is there at the moment
                    continue
                self._open += [browser, server]
                late: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
                for work, given in (
                    (self._pass_on, (browser, server)),
                    (self._listen, (server, late)),
                    (self._say, (late, browser)),
                ):
                    threading.Thread(target=work, args=given, daemon=True).start()

    def _pass_on(self, start: socket.socket, end: socket.socket) -> None:
        with suppress(OSError):
            while piece := start.recv(PIECE):
                end.sendall(piece)
            end.shutdown(socket.SHUT_WR)

    def _listen(self, server: socket.socket, late: SimpleQueue[tuple[float, bytes]]) -> None:
        with suppress(OSError):
            while piece := server.recv(PIECE):
                late.put((time.monotonic() + self.delay, piece))
        late.put((0.0, b""))

    def _say(self, late: SimpleQueue[tuple[float, bytes]], browser: socket.socket) -> None:
        with suppress(OSError):
            while piece := late.get():
                if not piece[1]:
                    browser.shutdown(socket.SHUT_WR)
                    return
                time.sleep(max(0.0, piece[0] - time.monotonic()))
                browser.sendall(piece[1])

    def close(self) -> None:
        for end in self._open:
            end.close()


@contextmanager
def network(base: str) -> Iterator[Network]:
    """A network to the server at `base`; the browser goes to its `base` instead."""
    between = Network(base)
    try:
        yield between
    finally:
        between.close()
