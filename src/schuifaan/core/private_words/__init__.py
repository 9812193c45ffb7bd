"""Personal data in what people write freely: where it stands, so that it can be masked before others read it."""

from schuifaan.core.private_words.finding import Finding, Kind, findings, masked

__all__ = ["Finding", "Kind", "findings", "masked"]
