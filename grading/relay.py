"""Carries bytes between the grader and a kernel, so that strangers' messages stay within a limit.

ZeroMQ takes messages until 1,000 wait, of any number of parts, and when a connection ends connects
to whatever has the name now, also by a link. Here all that a kernel sends is counted before it gets
there, and links are not followed.
"""

import asyncio
import contextlib
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

RETRY = 0.005  # seconds until a kernel's socket is looked for again
# Of ZeroMQ's protocol: what comes before the first frame, its place for the version, and the bit of
# a frame's flags that tells of a size of eight bytes.
GREETING, VERSION, LONG = 64, 10, 2
PART = 128  # bytes that a part of a message takes in memory beside what it holds
VALUES = 1 << 22  # of a message, each of which takes some 64 bytes


class Refused(ValueError):
    """What a kernel sent is not taken."""


def unpack(text: bytes) -> Any:
    """Read JSON, unless it would take far more memory than the text.

    Raises
    ------
    Refused
        If it has more than `VALUES` values.
    ValueError
        If it is no JSON.
    """
    if sum(map(text.count, (b",", b"[", b"{"))) > VALUES:
        raise Refused(f"more than {VALUES:,} values in a message")
    return json.loads(text.decode(errors="replace"))


class Meter:
    """Counts what comes through a socket: bytes, and what ZeroMQ needs to hold each part."""

    def __init__(self) -> None:
        self.greeting = b""
        self.head = b""  # of a frame that has begun
        self.left = GREETING  # bytes up to the next frame

    def count(self, data: bytes) -> int:
        """How much memory the next bytes take.

        Raises
        ------
        ValueError
            If they are not version 3 of ZeroMQ's protocol.
        """
        if len(self.greeting) <= VERSION:
            self.greeting += data[: VERSION + 1 - len(self.greeting)]
            if self.greeting[0] != 0xFF or self.greeting[VERSION:] not in (b"", b"\x03"):
                raise ValueError("another protocol")
        size, place = len(data), 0
        while place < len(data):
            if self.left:
                step = min(self.left, len(data) - place)
                self.left, place = self.left - step, place + step
                continue
            self.head += data[place : place + 1]
            place += 1
            if len(self.head) == (9 if self.head[0] & LONG else 2):
                self.left, self.head = int.from_bytes(self.head[1:]), b""
                size += PART
        return size


class End(asyncio.Protocol):
    """One end of a connection; what comes goes to the other end.

    Parameters
    ----------
    made : function
        Called with this end once it is connected.
    take : function
        Called with what comes; raises a ValueError if it is not to go on.
    other : End or None
        The other end, or None until there is one.
    """

    transport: asyncio.Transport

    def __init__(
        self,
        made: "Callable[[End], None]",
        take: Callable[[bytes], object] = len,
        other: "End | None" = None,
    ) -> None:
        self.made, self.take, self.other = made, take, other

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See the base class."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.made(self)

    def data_received(self, data: bytes) -> None:
        """Pass it on, unless it is too much."""
        try:
            self.take(data)
        except ValueError:
            self.transport.abort()
        else:
            assert self.other is not None
            self.other.transport.write(data)

    def pause_writing(self) -> None:
        """Let the other end wait."""
        if self.other is not None:
            self.other.transport.pause_reading()

    def resume_writing(self) -> None:
        """Let the other end go on."""
        if self.other is not None:
            self.other.transport.resume_reading()

    def connection_lost(self, error: Exception | None) -> None:
        """Close the other end."""
        if self.other is not None:
            self.other.transport.close()


class Relay:
    """Stands between a client and the sockets of one kernel.

    Parameters
    ----------
    limit : int
        Bytes that the kernel may send.
    exceeded : function
        Called when it has sent more, or what is no message.

    Attributes
    ----------
    received : int
        Bytes that have come from the kernel.
    """

    def __init__(self, limit: int, exceeded: Callable[[], None]) -> None:
        self.limit, self.exceeded = limit, exceeded
        self.received = 0
        self.servers: list[asyncio.Server] = []
        self.ends: list[End] = []
        self.tasks: list[asyncio.Task] = []

    async def open(self, here: Path, kernel: Path) -> None:
        """Listen at one path for clients of the socket at another."""
        loop = asyncio.get_running_loop()

        def connect(client: End) -> None:
            self.ends.append(client)
            client.transport.pause_reading()
            self.tasks.append(loop.create_task(self.connect(client, kernel)))

        self.servers.append(await loop.create_unix_server(lambda: End(connect), here))

    async def connect(self, client: End, kernel: Path) -> None:
        """Connect a client with the kernel's socket, once that listens."""
        meter = Meter()

        def join(end: End) -> None:
            self.ends.append(end)
            client.other = end
            client.transport.resume_reading()

        def take(data: bytes) -> None:
            try:
                self.received += meter.count(data)
                if self.received > self.limit:
                    raise ValueError("too much")
            except ValueError:
                self.exceeded()
                raise

        while True:
            with contextlib.suppress(FileNotFoundError, ConnectionRefusedError):
                await connect_to(kernel, lambda: End(join, take, client))
                return
            await asyncio.sleep(RETRY)

    def close(self) -> None:
        """Close all connections."""
        for server in self.servers:
            server.close()
        for task in self.tasks:
            task.cancel()
        for end in self.ends:
            end.transport.abort()


async def connect_to(path: Path, protocol: Callable[[], End]) -> None:
    """Connect to a socket, but to none that a link leads to.

    Raises
    ------
    FileNotFoundError
        If there is none.
    ConnectionRefusedError
        If it does not listen.
    """
    place = os.open(path, os.O_PATH | os.O_NOFOLLOW)
    try:
        if not stat.S_ISSOCK(os.fstat(place).st_mode):
            raise FileNotFoundError(path)
        loop = asyncio.get_running_loop()
        await loop.create_unix_connection(protocol, f"/proc/self/fd/{place}")
    finally:
        os.close(place)
