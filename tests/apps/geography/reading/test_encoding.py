import pytest

from schuifaan.apps.geography.reading.encoding import decoded
from schuifaan.apps.geography.reading.problems import FileUnreadable

NAMES = "code;naam\nBU00000000;’s-Gravenzande, Curaçao en België; knooppunt é\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_known_encodings_give_the_same_text(encoding):
    assert decoded(NAMES.encode(encoding)) == NAMES


@pytest.mark.parametrize("encoding", ["cp850", "cp437", "mac_roman"])
def test_old_encodings_are_refused_with_what_they_look_like(encoding):
    with pytest.raises(FileUnreadable, match="Bewaar het bestand als UTF-8"):
        decoded("code;naam\nBU00000000;Oost-Indië één café\n".encode(encoding))


def test_utf8_broken_halfway_is_not_taken_for_windows_text():
    with pytest.raises(FileUnreadable, match="UTF-8"):
        decoded("België en één".encode() + b"\xff caf\xe9")


def test_empty_file_is_refused():
    with pytest.raises(FileUnreadable, match="leeg"):
        decoded(b"  \n")


def test_binary_file_is_refused():
    with pytest.raises(FileUnreadable, match="geen tekstbestand"):
        decoded(b"PK\x03\x04\x00\x00")
