"""Connections to real servers: with credentials, through TLS, and behind Sentinels."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from redis import AuthenticationError, BlockingConnectionPool, Redis, RedisError, ResponseError

from audio_cache import redis_connection
from audio_cache.redis_connection import connect, is_replicated
from audio_cache.state import States
from tests.conftest import wait_until
from tests.redis_servers import redis_server, replicated_redis

CERTIFICATE = Path(__file__).parents[1] / "worker" / "engines" / "self-signed.pem"
"""That of 127.0.0.1."""

ACL = ("--user", "listen", "on", ">of-listen", "~listen:*", "+@all")


@pytest.mark.parametrize("scheme", ["redis", "valkey"])
def test_a_url_has_the_user_the_password_and_the_database(tmp_path: Path, scheme: str) -> None:
    with redis_server(tmp_path, *ACL) as server:
        address = f"127.0.0.1:{server.port}"
        with connect(f"{scheme}://listen:of-listen@{address}/3") as client:
            client.set("listen:a", 1)
            assert client.get("listen:a") == b"1"
            with pytest.raises(ResponseError):
                client.set("other:a", 1)
        with server.client() as other:
            assert other.info("keyspace")["db3"]["keys"] == 1
        with (
            connect(f"{scheme}://listen:wrong-one@{address}/3") as client,
            pytest.raises(AuthenticationError) as caught,
        ):
            client.ping()
        assert "wrong-one" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["rediss", "valkeys"])
def test_tls_verifies_the_certificate(tmp_path: Path, scheme: str) -> None:
    with redis_server(tmp_path / "data") as server, _tls(server.port) as port:
        url = f"{scheme}://127.0.0.1:{port}/0"
        with connect(f"{url}?ssl_ca_certs={CERTIFICATE}") as client:
            assert client.ping()
        with connect(url) as client, pytest.raises(RedisError, match="certificate"):
            client.ping()


@pytest.mark.parametrize("pool", [{}, {"pool_class": BlockingConnectionPool}])
def test_a_client_follows_the_master_after_a_failover(
    tmp_path: Path,
    pool: dict[str, type[BlockingConnectionPool]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A replica on a busy machine may take longer than a request waits for it.
    monkeypatch.setattr(redis_connection, "_REPLICATION_TIMEOUT", 20_000)
    with replicated_redis(tmp_path) as replicated:
        master, replica = replicated.servers
        with connect(replicated.url, **pool, socket_timeout=30) as client:
            assert is_replicated(client)
            for number in range(20):
                assert States(client).request(f"{number}", "{}", "click:tone")[0]
                with replica.client() as copy:
                    assert copy.hget(f"listen:audio:{number}", "state") == b"queued"
            monkeypatch.undo()
            master.kill()
            with pytest.raises(RedisError):
                client.set("listen:probe", 1)
            wait_until(lambda: _is_writable(client), 60)
            assert replicated.master() is replica
            assert States(client).get("19")
            assert States(client).request("not replicated", "{}", "click:tone")[0]


def test_no_sentinel_answers(tmp_path: Path) -> None:
    with replicated_redis(tmp_path) as replicated:
        url = replicated.url.replace("://", "://user:of-redis@") + "?sentinel_password=of-sentinel"
        for sentinel in replicated.sentinels:
            sentinel.kill()
        with connect(url) as client, pytest.raises(RedisError) as caught:
            client.ping()
    assert "of-redis" not in str(caught.value)
    assert "of-sentinel" not in str(caught.value)


def _is_writable(client: Redis) -> bool:
    with suppress(RedisError):
        return bool(client.set("listen:probe", 1))
    return False


@contextmanager
def _tls(port: int) -> Iterator[int]:
    """Terminate TLS before a server. The Redis of the tests is built without it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    client, _ = listening.accept()
                    with suppress(ssl.SSLError):
                        _join(context.wrap_socket(client, server_side=True), port)

        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


def _join(client: ssl.SSLSocket, port: int) -> None:
    server = socket.create_connection(("127.0.0.1", port))

    def copy(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError), source, target:
            while data := source.recv(4096):
                target.sendall(data)

    for pair in ((client, server), (server, client)):
        threading.Thread(target=copy, args=pair, daemon=True).start()
