"""Knowledge read and checked once, kept as JSON: reading that is ten times as quick as reading the YAML.

The name of the file is a print of the YAML and of the code that reads it, so what is kept is never stale.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile

from pydantic import ValidationError

from schuifaan.core.method.knowledge.collection import Knowledge

_CODE = tuple(sorted(Path(__file__).parent.glob("*.py")))


def print_of(texts: Mapping[str, bytes], code: Iterable[Path] = _CODE) -> str:
    """Changes when a file, its name, or the code that makes knowledge of it does."""
    hashed = blake2b(digest_size=16)
    every = [*texts.items(), *((path.name, path.read_bytes()) for path in code)]
    for name, content in every:
        for part in (name.encode(), content):
            hashed.update(len(part).to_bytes(8))
            hashed.update(part)
    return hashed.hexdigest()


def kept(directory: Path, key: str) -> Knowledge | None:
    """What was kept under this print; None when there is nothing, or something half-written."""
    try:
        return Knowledge.model_validate_json(_file(directory, key).read_bytes())
    except (OSError, ValidationError):
        return None


def keep(directory: Path, key: str, knowledge: Knowledge) -> None:
    """Keep it for the next process. Where nothing can be written, the next one reads the YAML again."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=directory, suffix=".part", delete=False) as written:
            written.write(knowledge.model_dump_json(exclude_defaults=True).encode())
        # Whole or not at all: two processes that start together may both write it.
        Path(written.name).replace(_file(directory, key))
        for older in directory.glob("method-*.json"):
            if older != _file(directory, key):
                older.unlink(missing_ok=True)
    except OSError:
        return


def _file(directory: Path, key: str) -> Path:
    return directory / f"method-{key}.json"
