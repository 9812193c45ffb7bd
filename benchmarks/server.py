"""Starting and stopping the servers that are measured, and what they weigh."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Server:
    url: str
    pid: int

    def memory_mb(self) -> float:
        """Proportional set size of the server and its workers, in MB."""
        listing = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.pid)], capture_output=True, text=True, check=False
        )
        pids = [self.pid, *map(int, listing.stdout.split())]
        total = 0
        for pid in pids:
            with contextlib.suppress(OSError):
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
                total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE).group(1))  # type: ignore[union-attr]
        return total / 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextlib.contextmanager
def granian(
    application: str, environment: dict[str, str], *, path: str, workers: int = 2
) -> Iterator[Server]:
    port = free_port()
    process = subprocess.Popen(
        [
            str(BIN / "granian"), "--interface", "wsgi", "--port", str(port), "--workers", str(workers),
            "--blocking-threads", "2", "--no-access-log", "--log-level", "warning",
            "--respawn-failed-workers", "--respawn-interval", "0.5", application,
        ],
        env={**os.environ, **environment, "PATH": f"{BIN}:{os.environ['PATH']}"},
    )  # fmt: skip
    server = Server(f"http://127.0.0.1:{port}", process.pid)
    try:
        for _ in range(300):
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(server.url + path, timeout=30) as answer,
            ):
                if answer.status == 200:
                    break
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextlib.contextmanager
def postgres() -> Iterator[str | None]:
    """A private PostgreSQL, or None where its programs are missing."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = str(found[-1]) if found else shutil.which("initdb")
    if not initdb:
        yield None
        return
    programs, port = Path(initdb).resolve().parent, free_port()
    folder = Path(tempfile.mkdtemp(prefix="schuifaan-bench-pg-"))
    as_root = os.getuid() == 0
    if as_root:
        shutil.chown(folder, "postgres")
    drop = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] if as_root else []

    def run(*arguments: str) -> None:
        subprocess.run([*drop, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/")

    data = str(folder / "data")
    run(
        str(programs / "initdb"),
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    )
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c shared_buffers=256MB"
    )
    run(str(programs / "pg_ctl"), "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
    try:
        run(str(programs / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "bench")
        yield f"postgres://postgres@127.0.0.1:{port}/bench"
    finally:
        run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
