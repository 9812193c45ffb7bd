"""Rooms and who uses them: what a room is like, what holds it, on what terms, and what was agreed and paid."""

from schuifaan.apps.rooms.models.agreement import Agreement, AgreementVersion, Signatory
from schuifaan.apps.rooms.models.booking import (
    BookedEquipment,
    Booking,
    BookingTime,
    Overruling,
    Party,
    Waiting,
    new_token,
)
from schuifaan.apps.rooms.models.claim import LABEL_LENGTH, Claim, ClaimPart
from schuifaan.apps.rooms.models.diary import DiaryImport
from schuifaan.apps.rooms.models.facts import Access, Equipment, Facility, SetUp, Window
from schuifaan.apps.rooms.models.invoice import Invoice, InvoiceCounter, InvoiceLine
from schuifaan.apps.rooms.models.keys import DoorDuty, KeyLoan, KeySet
from schuifaan.apps.rooms.models.letters import Letter
from schuifaan.apps.rooms.models.letting import DayPart, LettingTerms, Rate, RateCard
from schuifaan.apps.rooms.models.payment import Payment, PaymentKey
from schuifaan.apps.rooms.models.room import Part, Room, RoomPart
from schuifaan.apps.rooms.models.season import Season, SeasonWish

__all__ = [
    "LABEL_LENGTH",
    "Access",
    "Agreement",
    "AgreementVersion",
    "BookedEquipment",
    "Booking",
    "BookingTime",
    "Claim",
    "ClaimPart",
    "DayPart",
    "DiaryImport",
    "DoorDuty",
    "Equipment",
    "Facility",
    "Invoice",
    "InvoiceCounter",
    "InvoiceLine",
    "KeyLoan",
    "KeySet",
    "Letter",
    "LettingTerms",
    "Overruling",
    "Part",
    "Party",
    "Payment",
    "PaymentKey",
    "Rate",
    "RateCard",
    "Room",
    "RoomPart",
    "Season",
    "SeasonWish",
    "SetUp",
    "Signatory",
    "Waiting",
    "Window",
    "new_token",
]
