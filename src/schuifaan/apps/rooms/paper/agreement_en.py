"""The fixed words of an agreement in English, by the name of the clause."""

from typing import Final

TITLES: Final = {
    "use": "Use agreement",
    "loan": "Loan-for-use agreement",
    "parties": "Who agrees on this?",
    "premises": "What do we start from?",
    "room": "The room",
    "state": "The state of the room",
    "purpose": "What the room is for",
    "care": "Good use",
    "others": "Others in the room",
    "term_use": "How long this lasts",
    "term_loan": "How long this lasts",
    "ending": "Ending earlier",
    "money": "Money",
    "keys": "Keys",
    "insurance": "Insurance",
    "access": "Access and works",
    "damage": "Damage",
    "handing_back": "Handing back the room",
    "board": "A new board",
    "privacy": "Personal data",
    "own": "What else we agree",
    "law": "Finally",
    "signing": "Signatures",
}
CLAUSES: Final = {
    "parties.provider": "{provider_full}. From here on this party is called the Provider.",
    "parties.user": "{user_full}. From here on this party is called the User.",
    "premises.free": (
        "The Provider wants to let the room be used for a time, free of charge. The User need do nothing in return."
    ),
    "premises.no_tenancy": (
        "This is a loan for use (bruikleen). Both sides intend that no tenancy (huurovereenkomst) comes of it."
    ),
    "premises.private_goods": "The User puts no private belongings in the room that are not needed there.",
    "room.object": (
        "The Provider gives the User the use of: {room}, in {place}, {address}. What belongs to the room and is fixed to it"
        " is part of this agreement. Together this is called the room from here on."
    ),
    "room.shared": (
        "Together with others the User may also use: {shared_rooms}. The terms of this agreement hold there as well."
    ),
    "room.inventory": "At the start these things are in the room: {inventory}. They remain the Provider's.",
    "state.report": (
        "On {condition_report_on} we wrote down together what state the room is in. That report is part of this agreement."
        " The User accepts the room in that state."
    ),
    "state.seen": (
        "The User has seen the room and accepts it in the state it is in on the first day."
        " Hidden defects are not included in that."
    ),
    "state.changes": (
        "The User changes or builds something in the room only if the Provider has agreed in writing beforehand."
        " The Provider may set conditions, also on how it must be at the end."
    ),
    "state.upkeep_loan": "During this loan the Provider has no duty to maintain or repair the room.",
    "purpose.what": "The User uses the room for this only: {purpose}",
    "purpose.for_whom": "The room is meant for: {for_whom}.",
    "care.good": (
        "The User treats the room with care and follows the instructions for the heating, the lights, the alarm and"
        " other installations."
    ),
    "care.rules": (
        "The User keeps to the house rules, the law and the rules of the municipality,"
        " and respects the rights of others in the building."
    ),
    "care.cleaning_user": (
        "The User keeps the room clean. If that does not happen, even after a reminder with a reasonable period,"
        " the Provider may have it cleaned and the User pays the reasonable costs."
    ),
    "care.cleaning_provider": (
        "The Provider has the room cleaned. The User leaves the room tidy each time after using it."
    ),
    "care.smoking": "There is no smoking in the room or in the rest of the building. That goes for e-cigarettes as well.",
    "care.nuisance": (
        "The User sees to it that neighbours and other users are not bothered. That goes for nuisance by the User's"
        " visitors and by animals they bring as well."
    ),
    "others.ban": "The User may not let the room to others or give them the use of it, not in part either.",
    "others.allowed": (
        "The User may let the room to others, or give them the use of it, for single meetings that suit what the room"
        " is for. The User then remains responsible for everything in this agreement. Whoever uses the room in that"
        " way has no more rights than the User has."
    ),
    "term_use.open": "This agreement starts on {starts_on} and lasts until one of the two sides gives notice.",
    "term_use.fixed": "This agreement starts on {starts_on} and lasts up to and including {ends_on}.",
    "term_use.evaluation": "On {evaluate_on} at the latest we look back together: how is it going, and what must change?",
    "term_use.extension": (
        "If nobody gives notice after that, the agreement goes on by itself on the same terms. Notice can then be given"
        " at any time, with the period stated below."
    ),
    "term_use.no_extension": "The agreement is not extended by itself. We agree on any extension in writing.",
    "term_use.notice": "Both sides may give notice. That is done in writing, with a period of at least {notice_months}.",
    "term_loan.fixed": (
        "The loan starts on {starts_on} and lasts up to and including {ends_on}. After that it ends by itself;"
        " no notice is needed."
    ),
    "term_loan.open": "The loan starts on {starts_on}. No last day has been agreed yet.",
    "term_loan.evaluation": "On {evaluate_on} at the latest we look back together: how is it going, and what must change?",
    "term_loan.notice": (
        "Both sides may also give notice earlier, with a period of at least {notice_months}. Notice is given by registered"
        " letter or through a bailiff."
    ),
    "ending.grounds": (
        "The Provider may end this agreement in writing and at once if the User seriously neglects or misuses the room,"
        " uses it for something other than agreed, or does not keep an important term."
    ),
    "ending.warning": (
        "Can the User still put it right? Then the Provider first warns in writing and gives a reasonable period to do so."
    ),
    "ending.repair": (
        "The Provider may also end it if repairing the room costs money that neither the User, nor an insurance, nor"
        " anybody else pays. The period of notice does not hold then; a reasonable time to leave does."
    ),
    "ending.own_use": (
        "Does the Provider urgently and unexpectedly need the room itself? Then we first talk about it together."
        " What the law says about that continues to hold."
    ),
    "ending.successor": (
        "If the User dies, the loan ends {successor_days} later, unless before that day we agree in writing with a"
        " successor who carries on."
    ),
    "money.free": "The User pays nothing for the use of the room.",
    "money.rent": "For the use the User pays {rent} a month, each time before the first day of the month.",
    "money.indexation": (
        "The Provider may adjust this amount once a year, by no more than the rise in consumer prices according to"
        " Statistics Netherlands (CBS). The Provider says so a month beforehand."
    ),
    "money.advance": (
        "The User pays {advance} a month in advance towards the real costs of energy, water and other services. After"
        " each year the Provider works out what was really needed. What was paid too much comes back."
    ),
    "money.no_advance": "The User pays no advance for energy, water or other services.",
    "money.own_costs": "The User itself pays for: {own_costs}.",
    "keys.given": "The User gets these keys: {keys}. The Provider keeps a note of who has a key.",
    "keys.care": (
        "The User takes good care of the keys, has no copies made and does not pass them on without the Provider knowing."
        " If a key is lost, the Provider hears of it the same day."
    ),
    "insurance.both": "For as long as the agreement lasts the User is insured for its own contents and for liability.",
    "insurance.contents": "For as long as the agreement lasts the User is insured for its own contents.",
    "insurance.liability": "For as long as the agreement lasts the User is insured for liability.",
    "insurance.proof": "The User shows proof of the insurance if the Provider asks for it.",
    "access.enter": (
        "The User lets in people who must check or repair something for the Provider. The Provider says so in good time."
        " In case of danger or serious damage that is not needed."
    ),
    "access.works": (
        "If urgent works are needed, the User cooperates. The Provider sees to it that they trouble the User as little"
        " as possible. The User gets no compensation for them."
    ),
    "damage.report": (
        "The User reports damage to the Provider at once and in writing, and does what is reasonable to prevent worse."
    ),
    "damage.provider": (
        "The Provider makes good damage to the User and its visitors only if it is caused by intent or gross negligence"
        " of the Provider, or if the law does not allow us to exclude this."
    ),
    "damage.user": (
        "The User makes good damage to the room that is attributable to the User. That includes damage by people who are"
        " in the room with the User's permission."
    ),
    "damage.presumed": (
        "Damage is presumed to be attributable to the User, except damage by fire. The User may show that it is otherwise."
    ),
    "handing_back.state": (
        "On the last day the User gives the room back empty and clean, in the same state as at the start."
        " Ordinary wear is allowed."
    ),
    "handing_back.keys": "The User then hands in all keys.",
    "handing_back.together": "We look over the room together and write down what we see. We make an appointment for that in time.",
    "handing_back.penalty": (
        "If the room is empty too late, the User pays {penalty} for every day that it is later. Besides that, the Provider"
        " may ask that the User still leaves and makes good any damage above this amount."
    ),
    "handing_back.no_keys": (
        "If the keys do not come back, even after a reminder in writing, the Provider may enter by itself after the last"
        " day. The reasonable costs of that are for the User."
    ),
    "handing_back.works": (
        "What must then still be repaired, cleared or taken away, the Provider may have done after a reminder in writing."
        " The reasonable costs of that are for the User."
    ),
    "handing_back.goods": (
        "For goods that stay behind the User first gets a reminder in writing with a period of fourteen days. If the User"
        " does not fetch them by then, the User gives them up and the Provider may dispose of them without paying for them."
    ),
    "board.report": (
        "Does it change who may sign for the User, such as the board? Then the User reports that in writing within"
        " {successor_days}, with the name of the successor."
    ),
    "board.stands": (
        "The agreement then simply continues. Whoever signed before did so on behalf of the User and not for themselves."
    ),
    "privacy.names": (
        "We use each other's names and addresses for this agreement only, and keep them no longer than is needed"
        " or than the law asks."
    ),
    "privacy.visitors": "The User never has to say who visits the room.",
    "law.whole": (
        "Everything we agree about the room stands in this agreement. A change holds only once both sides have agreed"
        " to it in writing."
    ),
    "law.talk": (
        "If we do not agree, we first talk together. If we do not work it out, each of us can go to court."
        " Dutch law applies."
    ),
}
WORDS: Final = {
    "address_of": "{name}, {address}",
    "number": "Chamber of Commerce number {number}",
    "represented": "represented by {name}",
    "role": "{name} ({role})",
    "months": "{count} months",
    "month": "one month",
    "days": "{count} days",
    "day": "one day",
    "and": "and",
    "blank": "…………",
    "article": "Article {number}. {title}",
    "side": "On behalf of",
    "provider": "The Provider",
    "user": "The User",
    "name_and_role": "Name and role",
    "place_and_day": "Place and date",
    "signature": "Signature",
    "two_copies": "Each side keeps a signed copy.",
    "draft": "This is a draft. Nothing has been agreed until both sides have signed.",
    "signed": "Version {number} was signed on {day}.",
    "foot": "{title}, version {number} of {day}",
    "page": "page {page} of {pages}",
    "between": "{provider} and {user}",
    "about": "An agreement about the use of a room.",
}
