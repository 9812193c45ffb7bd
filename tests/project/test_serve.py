"""The server as it runs: a worker that is killed comes back, and the other goes on meanwhile."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

PROGRAM = str(Path(sys.executable).with_name("schuifaan"))
# In seconds; the first page of a worker that just started takes long on a busy machine.
PATIENCE = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def workers_of(server):
    listing = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(server.pid)], capture_output=True, text=True, check=False
    )
    return {int(pid) for pid in listing.stdout.split()}


def until(what):
    """The first answer that is not empty, within a minute, as starting takes long on a busy machine."""
    for _ in range(300):
        try:
            if found := what():
                return found
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    return what()


@pytest.fixture
def server(tmp_path):
    port = free_port()
    environment = {**os.environ, "SCHUIFAAN_PLAIN_HTTP": "1", "SCHUIFAAN_VAR": str(tmp_path)}
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    environment["DJANGO_SETTINGS_MODULE"] = "schuifaan.project.settings"
    running = subprocess.Popen(
        [PROGRAM, "serve", "--port", str(port), "--workers", "2"], env=environment, start_new_session=True
    )
    running.url = f"http://127.0.0.1:{port}/healthz"
    yield running
    # Without asking nicely: a worker that has only just started would be waited for.
    os.killpg(running.pid, signal.SIGKILL)
    running.wait(timeout=20)


@pytest.mark.once
def test_a_worker_that_is_killed_comes_back(server):
    until(lambda: httpx.get(server.url, timeout=PATIENCE).is_success)
    before = until(lambda: len(found := workers_of(server)) == 2 and found)
    dead = min(before)

    os.kill(dead, signal.SIGKILL)

    after = until(lambda: len(found := workers_of(server) - {dead}) == 2 and found)
    assert (len(after), server.poll()) == (2, None)
    assert {httpx.get(server.url, timeout=PATIENCE).status_code for _ in range(20)} == {200}
