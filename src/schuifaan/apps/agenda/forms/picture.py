"""A picture of an activity and what someone who cannot see it should know."""

from schuifaan.apps.places.forms.photos import PhotoForm


class PictureForm(PhotoForm):
    """Its ids differ from those of the form about the activity, on the same page."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, auto_id="id_picture_%s", **kwargs)  # type: ignore[arg-type]
