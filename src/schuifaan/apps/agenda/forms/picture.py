"""A picture of an activity and what someone who cannot see it should know."""

from typing import Any

from schuifaan.apps.places.forms.photos import PhotoForm


class PictureForm(PhotoForm):
    """Its ids differ from those of the form about the activity, on the same page."""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="id_picture_%s")
