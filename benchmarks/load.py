"""A load client: wrk with a list of addresses, and what it saw."""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

SCRIPT = """
local paths = {%s}
local n = 0
request = function()
  n = n + 1
  local path = paths[(n - 1) %% #paths + 1]
  %s
  return wrk.format("GET", path, {["Accept-Encoding"] = "gzip, deflate, br", ["Cookie"] = "%s", ["If-None-Match"] = "%s"})
end
done = function(summary, latency, requests)
  io.write(string.format("RESULT %%f %%f %%d %%d\\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(95) / 1000, summary.errors.status, summary.requests))
end
"""


@dataclass(frozen=True)
class Seen:
    per_second: float
    p95_ms: float
    errors: int
    requests: int


def load(
    url: str,
    paths: list[str],
    *,
    seconds: int,
    connections: int = 8,
    always_new: bool = False,
    cookie: str = "",
    tag: str = "",
) -> Seen:
    """Ask `paths` in turn, signed in when there is a `cookie`.

    `tag` is that of what the client has already, which then gets no bytes. `always_new` makes every address unlike any before, so that no kept page answers.
    """
    new = 'path = path .. (string.find(path, "?") and "&" or "?") .. "x=" .. n' if always_new else ""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "paths.lua"
        script.write_text(
            SCRIPT % (", ".join(f'"{path}"' for path in paths), new, cookie, tag.replace('"', '\\"'))
        )
        out = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s", str(script), url],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    found = re.search(r"RESULT ([\d.]+) ([\d.]+) (\d+) (\d+)", out)
    if not found:
        raise RuntimeError(out)
    return Seen(float(found[1]), float(found[2]), int(found[3]), int(found[4]))
