"""A visitor without a browser: what Streamlit's page says over its websocket, and what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from socket import create_connection
from typing import Any
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

from factsheet.access import sessions
from tests.browser.conftest import PATIENCE

DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}


@contextmanager
def open_stream(
    base: str,
    *,
    token: str | None = None,
    origin: str | None = "own",
    source: str = "127.0.0.1",
    says: str = "",
    screen: str = "",
) -> Iterator[Stream]:
    """One websocket, of who sends this token as the cookie; by default from a page of the site itself.

    It comes from this address, and says that it passes on what came from another (`says`). `screen` is the name of one
    that was closed, which it asks back.
    Raises InvalidStatus when the server does not want it.
    """
    at = urlsplit(base)
    with connect(
        f"ws://{at.netloc}/_stcore/stream",
        sock=create_connection(("127.0.0.1", at.port or 80), PATIENCE, (source, 0)),
        origin=base if origin == "own" else origin,  # type: ignore[arg-type]
        additional_headers={
            **({"Cookie": f"{sessions.HOST}{sessions.COOKIE}={token}"} if token else {}),
            **({"X-Forwarded-For": says} if says else {}),
        },
        subprotocols=["streamlit", "x", screen] if screen else None,  # type: ignore[list-item]
        open_timeout=PATIENCE,
        max_size=None,
    ) as socket:
        yield Stream(socket)


class Stream:
    """What stands on the screen at the other end, and what can be done there."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._page, self._query = "", ""
        self._typed: dict[str, WidgetState] = {}
        self.elements: list[Any] = []
        self.received = 0  # bytes
        self.screen = ""  # Streamlit's name for it

    def visit(self, page: str = "", **query: str) -> None:
        """Open a page, and wait until all of it has come."""
        self._page, self._query = page, urlencode(query)
        self._run()

    def fill(self, label: str, value: str) -> None:
        self._keep(WidgetState(id=self._widget(label).id, string_value=value))

    def tick(self, label: str, *, last: bool = False) -> None:
        self._keep(WidgetState(id=self._widgets(label)[-1 if last else 0].id, bool_value=True))

    def press(self, label: str) -> None:
        """Click a button, as it stood on the screen, and wait for what comes of it."""
        self._run(WidgetState(id=self._widget(label).id, trigger_value=True))

    def press_and_go_on(self, label: str) -> None:
        """Click a button and let the next message follow before anything came of it, as a quick hand does."""
        self._send(WidgetState(id=self._widget(label).id, trigger_value=True))
        self._run()

    def forge(self, other: Stream, label: str) -> None:
        """Send what another screen has typed and ticked, and the click on its button: ids are no secret."""
        self._typed = dict(other._typed)
        self._run(WidgetState(id=other._widget(label).id, trigger_value=True))

    @property
    def titles(self) -> list[str]:
        return [element.heading.body for element in self.elements if element.HasField("heading")]

    @property
    def text(self) -> str:
        """Everything that came, to look something up in."""
        return "\n".join(str(element) for element in self.elements)

    def _widget(self, label: str) -> Any:
        return self._widgets(label)[0]

    def _widgets(self, label: str) -> list[Any]:
        widgets = [getattr(element, element.WhichOneof("type")) for element in self.elements]
        return [widget for widget in widgets if getattr(widget, "label", None) == label]

    def _keep(self, state: WidgetState) -> None:
        self._typed[state.id] = state

    def _run(self, *pressed: WidgetState) -> None:
        self._send(*pressed)
        self._receive()

    def _send(self, *pressed: WidgetState) -> None:
        message = BackMsg()
        run = message.rerun_script
        run.page_name, run.query_string = self._page, self._query
        run.context_info.url = f"https://app/{self._page}?{self._query}"
        run.widget_states.widgets.extend([*self._typed.values(), *pressed])
        self._socket.send(message.SerializeToString())

    def _receive(self) -> None:
        while True:
            body = self._socket.recv(PATIENCE)
            self.received += len(body)
            message = ForwardMsg.FromString(body)  # type: ignore[arg-type]
            match message.WhichOneof("type"):
                case "new_session":
                    self.elements = []
                    self.screen = message.new_session.initialize.session_id or self.screen
                case "delta" if message.delta.HasField("new_element"):
                    self.elements.append(message.delta.new_element)
                case "script_finished" if message.script_finished in DONE:
                    return
