"""One server a session, and a tenant of its own for each test."""

import pytest

from sim import Server


@pytest.fixture(scope="session")
def server():
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def sim(server):
    tenant = server.tenant()
    yield tenant
    tenant.close()


@pytest.fixture(scope="session")
def guarded():
    """A server that accepts one key only."""
    server = Server("--key", "the-right-key")
    yield server
    server.stop()
