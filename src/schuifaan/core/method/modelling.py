"""Which management model is proposed, why, and what must be known before it can be chosen."""

from collections.abc import Iterator
from dataclasses import dataclass

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.item import PlaceTypeCode
from schuifaan.core.method.knowledge.planning import ManagementModel
from schuifaan.core.method.reasons import Reason, Ref, phrase, resting_on

MODEL = "management.model"
TYPE = "type.choice"
SENIOR: PlaceTypeCode = "senior_complex_room"
# In these an entrepreneur serves the whole neighbourhood.
WITH_ENTREPRENEUR: tuple[PlaceTypeCode, ...] = ("multifunctional_place", "community_house")


@dataclass(frozen=True)
class ModelProposal:
    model: ManagementModel | None
    reasons: tuple[Reason, ...]
    asks: tuple[Reason, ...]
    chosen: ManagementModel | None


def proposal(answers: Answers, knowledge: Knowledge, code: PlaceTypeCode | None) -> ModelProposal:
    """The model that goes with the type; people choose themselves."""
    models = {model.id: model for model in knowledge.management_models}
    model_id, because, refs = _proposed(answers, code)
    model = models.get(model_id)
    return ModelProposal(
        model=model,
        reasons=(resting_on(model, because, *refs),) if model is not None else (),
        asks=tuple(
            Reason(text=text, refs=(ref,))
            if model is None
            else Reason(text=text, refs=(ref,), about=model.id, source=model.source, status=model.status)
            for text, ref in _asks(answers, code)
        ),
        chosen=models.get(answers.text(MODEL, "model")),
    )


def _proposed(answers: Answers, code: PlaceTypeCode | None) -> tuple[str, Text, tuple[Ref, ...]]:
    if code == SENIOR and answers.text(MODEL, "care_indication") == "yes":
        text = phrase(
            "Wie hier komt wonen, heeft zorg nodig. De vaste zorgpartij kan de plek dan goed beheren.",
            "People who come to live here need care. The regular care provider is then well placed to run it.",
        )
        return "model.care_provider", text, (Ref(TYPE), Ref(MODEL))
    if code in WITH_ENTREPRENEUR:
        text = phrase(
            "De plek is er ook voor de buurt. Een sociaal ondernemer kan er vaste gastheer of gastvrouw zijn.",
            "The place is there for the neighbourhood too. A social entrepreneur can be its regular host.",
        )
        return "model.entrepreneur", text, (Ref(TYPE),)
    if code is None:
        text = phrase(
            "Dit is het voorstel als er niets anders bekend is: bewoners beheren de plek zelf.",
            "This is the proposal when nothing else is known: residents run the place themselves.",
        )
        return "model.self_government", text, ()
    text = phrase(
        "Bij deze soort plek kunnen bewoners de plek het best zelf beheren, met een eigen stichting.",
        "In this kind of place residents can best run the place themselves, with a foundation of their own.",
    )
    return "model.self_government", text, (Ref(TYPE), *((Ref(MODEL),) if code == SENIOR else ()))


def _asks(answers: Answers, code: PlaceTypeCode | None) -> Iterator[tuple[Text, Ref]]:
    if code is None:
        text = phrase(
            "Kies eerst welke soort plek het wordt. Het voorstel kan dan anders worden.",
            "First choose what kind of place it will be. The proposal may then change.",
        )
        yield text, Ref(TYPE)
    if code == SENIOR and answers.text(MODEL, "care_indication") not in {"yes", "no"}:
        text = phrase(
            "Krijgen mensen hier een woning omdat zij zorg nodig hebben? Dan past een zorgpartij als beheerder.",
            "Are homes here given to people because they need care? Then a care provider fits as manager.",
        )
        yield text, Ref(MODEL)
    if code in WITH_ENTREPRENEUR and answers.text(MODEL, "has_licence") != "yes":
        if answers.text(MODEL, "has_licence") == "no":
            text = phrase(
                "De ondernemer heeft nog geen horecavergunning. Zonder vergunning kan dit model niet.",
                "The entrepreneur has no catering licence yet. Without a licence this model is not possible.",
            )
        else:
            text = phrase(
                "Heeft de ondernemer een horecavergunning? Die is nodig voor dit model.",
                "Does the entrepreneur have a catering licence? This model needs one.",
            )
        yield text, Ref(MODEL)
