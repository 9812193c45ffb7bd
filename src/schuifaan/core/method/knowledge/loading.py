"""Reading knowledge from YAML: what is wrong is said with file and line, and nothing half-read is used."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from schuifaan.core.method.knowledge import compiled
from schuifaan.core.method.knowledge.collection import (
    KINDS,
    OWN_KINDS,
    Knowledge,
    OwnKnowledge,
    every_item,
    misfits,
)
from schuifaan.core.method.knowledge.item import Item

MOST_BYTES_OWN = 256 * 1024
DEEPEST = 24
DEFAULTS = ("source", "status")
# libyaml's reader where the wheel has it: ten times as quick.
_Quick: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(_Quick):  # type: ignore[misc]  # which of the two it is, is known at run time only
    """Texts, lists, mappings and nothing; what is a number, a day or a yes is for the types to say."""

    yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] == "tag:yaml.org,2002:null"]
        for first, pairs in _Quick.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: line 1 is the first."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class KnowledgeRefused(ValueError):  # noqa: N818 - it says what happened
    """The files cannot be used; `problems` says why, file by file."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def load(directory: Path, *, kept_in: Path | None = None) -> Knowledge:
    """All `*.yaml` of a directory as one whole; KnowledgeRefused names every problem with its line.

    `kept_in` is a directory where what was read may be kept, for the next process that reads the same files.
    """
    texts = {path.name: path.read_bytes() for path in sorted(directory.glob("*.yaml"))}
    if kept_in is None:
        return _read(texts)
    key = compiled.print_of(texts)
    knowledge = compiled.kept(kept_in, key)
    if knowledge is None:
        knowledge = _read(texts)
        compiled.keep(kept_in, key, knowledge)
    return knowledge


def _read(texts: Mapping[str, bytes]) -> Knowledge:
    try:
        knowledge = Knowledge.model_validate(_joined({name: _plain(text) for name, text in texts.items()}))
    except (ValidationError, yaml.YAMLError, TypeError, ValueError):
        raise KnowledgeRefused(check(texts)) from None
    if next(misfits(knowledge), None):
        raise KnowledgeRefused(check(texts))
    return knowledge


Misfits = Callable[[Knowledge], Iterable[tuple[str, str]]]


def check(texts: Mapping[str, bytes], *, also: Misfits | None = None) -> list[Problem]:
    """Every problem of these files, each with its line; empty when they can be used.

    `also` looks at the knowledge as a whole for what reading it cannot know: (item id, what is wrong).
    """
    problems: list[Problem] = []
    read: dict[str, Any] = {}
    lines: dict[str, Lines] = {}
    for name, text in texts.items():
        try:
            lines[name] = Lines.of(text)
            read[name] = _plain(text)
        except NotPlain as refused:
            problems.append(Problem(name, refused.line, str(refused)))
    if problems:
        return problems
    for name, content in read.items():
        problems += _problems_of_file(name, content, lines[name])
    if problems:
        return problems
    knowledge = Knowledge.model_validate(_joined(read))
    where = {item_id: (name, line) for name, found in lines.items() for item_id, line in found.ids.items()}
    found = list(misfits(knowledge)) or list(also(knowledge) if also is not None else ())
    return [Problem(*where.get(item_id, ("", 1)), f"{item_id}: {said}") for item_id, said in found]


def _problems_of_file(name: str, content: Any, lines: "Lines") -> Iterator[Problem]:
    if not isinstance(content, dict):
        yield Problem(name, 1, "a file is a list of kinds, each with its items")
        return
    try:
        Knowledge.model_validate(_joined({name: content}))
    except ValidationError as refused:
        for error in refused.errors():
            yield Problem(name, lines.of_path(error["loc"]), f"{_path(error['loc'])}: {error['msg']}")


def read_own(text: bytes, *, file: str, shipped: Knowledge, whose: str = "own") -> OwnKnowledge:
    """An organisation's own items from one YAML file, all or nothing; `whose` is named as their source.

    KnowledgeRefused when it is too large, no plain YAML (aliases, tags, deep nesting), of another shape,
    names what does not exist, or uses an id that is not its own.
    """
    if len(text) > MOST_BYTES_OWN:
        raise KnowledgeRefused([Problem(file, 1, f"larger than {MOST_BYTES_OWN // 1024} kB")])
    try:
        lines = Lines.of(text)
        content = _plain(text)
    except NotPlain as refused:
        raise KnowledgeRefused([Problem(file, refused.line, str(refused))]) from None
    if not isinstance(content, dict):
        raise KnowledgeRefused([Problem(file, 1, "a file is a list of kinds, each with its items")])
    content = {"source": [{"document": "own", "heading": whose}], "status": "own", **content}
    try:
        own = OwnKnowledge.model_validate(_joined({file: content}))
    except ValidationError as refused:
        raise KnowledgeRefused(
            [
                Problem(file, lines.of_path(e["loc"]), f"{_path(e['loc'])}: {e['msg']}")
                for e in refused.errors()
            ]
        ) from None
    problems = [
        Problem(file, lines.ids.get(item_id, 1), f"{item_id}: {said}")
        for item_id, said in own_misfits(own, shipped)
    ]
    if problems:
        raise KnowledgeRefused(problems)
    return own


def own_misfits(own: OwnKnowledge, shipped: Knowledge) -> Iterator[tuple[str, str]]:
    """(item id, what is wrong) for own items that do not fit beside the shipped ones."""
    documents = {document.id for document in shipped.documents}
    seen: set[str] = set()
    # Nested ones too: a node of an own tree may not take the name of a node to come.
    for item in (one for kind in OWN_KINDS for one in every_item(getattr(own, kind))):
        if item.id in seen or item.id in shipped.index:
            yield item.id, "this id is used twice"
        seen.add(item.id)
        if not item.id.startswith("own."):
            yield item.id, "the id of an own item begins with own."
        if isinstance(item, Item):
            if not item.is_own:
                yield item.id, "the status of an own item is own"
            named = {citation.document for citation in item.source if citation.document is not None}
            yield from (
                (item.id, f"the document {one} is not in sources.yaml") for one in sorted(named - documents)
            )
    strategies = {strategy.id for strategy in shipped.strategies}
    for requirement in own.requirements:
        if requirement.strategy is not None and requirement.strategy not in strategies:
            yield requirement.id, f"{requirement.strategy} is no strategy"


# ------------------------------------------------------------------ YAML, plainly


class NotPlain(ValueError):  # noqa: N818 - it says what it is
    """YAML we do not read: broken, or with more in it than data."""

    def __init__(self, message: str, *, line: int) -> None:
        super().__init__(message)
        self.line = line


def _plain(text: bytes) -> Any:
    try:
        return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader, chosen above
    except yaml.YAMLError as broken:
        mark = getattr(broken, "problem_mark", None)
        raise NotPlain(str(getattr(broken, "problem", broken)), line=mark.line + 1 if mark else 1) from None
    except (ValueError, RecursionError) as broken:
        raise NotPlain(str(broken), line=1) from None


@dataclass(frozen=True)
class Lines:
    """Where everything stands in one file."""

    paths: Mapping[tuple[str | int, ...], int]
    ids: Mapping[str, int]

    @classmethod
    def of(cls, text: bytes) -> "Lines":
        """Walks the events one by one, so that no nesting and no alias can blow up; raises NotPlain."""
        paths: dict[tuple[str | int, ...], int] = {(): 1}
        ids: dict[str, int] = {}
        stack: list[_Inside] = []
        try:
            for event in yaml.parse(text, Loader=Loader):
                mark = event.start_mark
                line = mark.line + 1 if mark else 1
                if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                    raise NotPlain("anchors and aliases are not read here; write it out", line=line)
                if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                    stack.pop()
                elif isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
                    _note(event, line, stack, paths, ids)
        except yaml.YAMLError as broken:
            mark = getattr(broken, "problem_mark", None)
            raise NotPlain(
                str(getattr(broken, "problem", broken)), line=mark.line + 1 if mark else 1
            ) from None
        return cls(paths, ids)

    def of_path(self, path: tuple[str | int, ...]) -> int:
        """The line of the deepest part of `path` that stands in the file."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.paths:
                return self.paths[path[:length]]
        return 1


@dataclass
class _Inside:
    path: tuple[str | int, ...]
    is_mapping: bool
    key: str | None = None
    count: int = 0


def _note(
    event: Any,
    line: int,
    stack: list[_Inside],
    paths: dict[tuple[str | int, ...], int],
    ids: dict[str, int],
) -> None:
    here = stack[-1] if stack else None
    path: tuple[str | int, ...] = ()
    if here is not None and here.is_mapping and here.key is None:
        if not isinstance(event, yaml.ScalarEvent):
            raise NotPlain("a key is a plain word", line=line)
        here.key = event.value
        if (*here.path, here.key) in paths:
            raise NotPlain(f"{here.key} stands here twice", line=line)
        paths[*here.path, here.key] = line
        return
    if here is not None:
        path = (*here.path, here.key if here.is_mapping and here.key is not None else here.count)
        paths.setdefault(path, line)
        if here.key == "id" and isinstance(event, yaml.ScalarEvent):
            ids.setdefault(event.value, line)
        here.key, here.count = None, here.count + 1
    if isinstance(event, yaml.CollectionStartEvent):
        if len(stack) >= DEEPEST:
            raise NotPlain("nested too deeply", line=line)
        stack.append(_Inside(path, isinstance(event, yaml.MappingStartEvent)))


def _joined(files: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The kinds of all files together; items take the source and status of what they stand in."""
    whole: dict[str, Any] = {}
    for content in files.values():
        if not isinstance(content, dict):
            raise TypeError("a file is a list of kinds, each with its items")
        defaults = {key: content[key] for key in DEFAULTS if key in content}
        for kind, items in content.items():
            if kind in DEFAULTS:
                continue
            plain = _PLAIN - _ITEMS_HERE.get(kind, frozenset())
            filled = (
                [_inheriting(item, defaults, plain) for item in items] if isinstance(items, list) else items
            )
            if kind in whole and isinstance(filled, list) and isinstance(whole[kind], list):
                whole[kind] = whole[kind] + filled
            else:
                whole[kind] = filled
    return whole


# Beside items these carry an id too, without a source of their own.
_PLAIN = frozenset({"options", "fields", "documents"})
# What is plain elsewhere, but an item with a source in this kind.
_ITEMS_HERE = {"wish_questions": frozenset({"options"})}


def _inheriting(item: Any, defaults: dict[str, Any], plain: frozenset[str]) -> Any:
    """Items inside an item come from where it comes from, unless they say otherwise."""
    if not isinstance(item, dict):
        return item
    if "title" in item and "publisher" in item:  # a document is itself a source
        return item
    inside = {**defaults, **{key: item[key] for key in DEFAULTS if key in item}}
    filled = {
        key: [_inheriting(one, inside, plain) for one in value]
        if isinstance(value, list) and key not in plain and key not in DEFAULTS
        else value
        for key, value in item.items()
    }
    return {**inside, **filled} if "id" in item else filled


def _path(location: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in location)


__all__ = ["KINDS", "KnowledgeRefused", "Problem", "check", "load", "own_misfits", "read_own"]
