"""The fixed words of an agreement in Dutch, by the name of the clause."""

from typing import Final

TITLES: Final = {
    "use": "Gebruikersovereenkomst",
    "loan": "Bruikleenovereenkomst",
    "parties": "Wie spreken dit af?",
    "premises": "Waar gaan we van uit?",
    "room": "De ruimte",
    "state": "Hoe de ruimte is",
    "purpose": "Waarvoor de ruimte is",
    "care": "Goed gebruik",
    "others": "Anderen in de ruimte",
    "term_use": "Hoe lang dit duurt",
    "term_loan": "Hoe lang dit duurt",
    "ending": "Eerder stoppen",
    "money": "Geld",
    "keys": "Sleutels",
    "insurance": "Verzekering",
    "access": "Toegang en werkzaamheden",
    "damage": "Schade",
    "handing_back": "De ruimte teruggeven",
    "board": "Een nieuw bestuur",
    "privacy": "Persoonsgegevens",
    "own": "Wat we verder afspreken",
    "law": "Tot slot",
    "signing": "Ondertekening",
}
CLAUSES: Final = {
    "parties.provider": "{provider_full}. Deze partij heet hierna: de Aanbieder.",
    "parties.user": "{user_full}. Deze partij heet hierna: de Gebruiker.",
    "premises.free": (
        "De Aanbieder wil de ruimte tijdelijk en gratis laten gebruiken. De Gebruiker hoeft er niets voor terug te doen."
    ),
    "premises.no_tenancy": (
        "Dit is bruikleen. Het is de bedoeling van beide kanten dat er geen huurovereenkomst ontstaat."
    ),
    "premises.private_goods": "De Gebruiker zet geen privé-eigendommen in de ruimte die daar niet nodig zijn.",
    "room.object": (
        "De Aanbieder geeft aan de Gebruiker in gebruik: {room}, in {place}, {address}. Wat bij de ruimte hoort en vastzit,"
        " hoort bij deze afspraak. Samen heet dit hierna: de ruimte."
    ),
    "room.shared": (
        "De Gebruiker mag samen met anderen ook gebruiken: {shared_rooms}. Ook daar gelden de afspraken uit deze overeenkomst."
    ),
    "room.inventory": "Bij het begin staan in de ruimte: {inventory}. Deze spullen blijven van de Aanbieder.",
    "state.report": (
        "Op {condition_report_on} hebben we samen opgeschreven hoe de ruimte is. Dat verslag hoort bij deze overeenkomst."
        " De Gebruiker neemt de ruimte zo aan."
    ),
    "state.seen": (
        "De Gebruiker heeft de ruimte gezien en neemt de ruimte aan zoals die op de eerste dag is."
        " Verborgen gebreken vallen daar niet onder."
    ),
    "state.changes": (
        "De Gebruiker verandert of bouwt alleen iets in de ruimte als de Aanbieder dat vooraf schriftelijk goedvindt."
        " De Aanbieder mag daarbij voorwaarden stellen, ook over hoe het aan het eind moet zijn."
    ),
    "state.upkeep_loan": "De Aanbieder hoeft de ruimte tijdens deze bruikleen niet te onderhouden of te herstellen.",
    "purpose.what": "De Gebruiker gebruikt de ruimte alleen hiervoor: {purpose}",
    "purpose.for_whom": "De ruimte is bedoeld voor: {for_whom}.",
    "care.good": (
        "De Gebruiker gaat zorgvuldig met de ruimte om, en volgt de aanwijzingen voor de verwarming, het licht,"
        " het alarm en andere installaties."
    ),
    "care.rules": (
        "De Gebruiker houdt zich aan de huisregels, aan de wet en aan de regels van de gemeente,"
        " en houdt rekening met de rechten van anderen in het gebouw."
    ),
    "care.cleaning_user": (
        "De Gebruiker houdt de ruimte schoon. Gebeurt dat niet, ook niet na een herinnering met een redelijke termijn,"
        " dan mag de Aanbieder laten schoonmaken en betaalt de Gebruiker de redelijke kosten daarvan."
    ),
    "care.cleaning_provider": (
        "De Aanbieder laat de ruimte schoonmaken. De Gebruiker laat de ruimte na elk gebruik netjes achter."
    ),
    "care.smoking": "In de ruimte en in de rest van het gebouw wordt niet gerookt. Dat geldt ook voor e-sigaretten.",
    "care.nuisance": (
        "De Gebruiker zorgt dat omwonenden en andere gebruikers geen overlast hebben. Dat geldt ook voor overlast door"
        " bezoekers van de Gebruiker en door dieren die zij meenemen."
    ),
    "others.ban": (
        "De Gebruiker mag de ruimte niet aan anderen verhuren of in gebruik geven, ook niet voor een deel."
    ),
    "others.allowed": (
        "De Gebruiker mag de ruimte voor losse bijeenkomsten aan anderen verhuren of in gebruik geven, als dat past bij"
        " waarvoor de ruimte is. De Gebruiker blijft dan verantwoordelijk voor alles wat in deze overeenkomst staat."
        " Wie de ruimte zo gebruikt, krijgt niet meer rechten dan de Gebruiker zelf heeft."
    ),
    "term_use.open": "Deze overeenkomst begint op {starts_on} en loopt tot een van beide kanten opzegt.",
    "term_use.fixed": "Deze overeenkomst begint op {starts_on} en loopt tot en met {ends_on}.",
    "term_use.evaluation": "Uiterlijk op {evaluate_on} kijken we samen terug: hoe gaat het, en wat moet anders?",
    "term_use.extension": (
        "Zegt daarna niemand op, dan gaat de overeenkomst vanzelf door met dezelfde afspraken. Opzeggen kan dan steeds"
        " met de termijn die hieronder staat."
    ),
    "term_use.no_extension": "De overeenkomst wordt niet vanzelf verlengd. Verlengen spreken we schriftelijk af.",
    "term_use.notice": (
        "Beide kanten mogen opzeggen. Dat gaat schriftelijk, met een termijn van ten minste {notice_months}."
    ),
    "term_loan.fixed": (
        "De bruikleen begint op {starts_on} en duurt tot en met {ends_on}. Daarna stopt de bruikleen vanzelf;"
        " opzeggen is dan niet nodig."
    ),
    "term_loan.open": "De bruikleen begint op {starts_on}. Een laatste dag is nog niet afgesproken.",
    "term_loan.evaluation": "Uiterlijk op {evaluate_on} kijken we samen terug: hoe gaat het, en wat moet anders?",
    "term_loan.notice": (
        "Beide kanten mogen ook eerder opzeggen, met een termijn van ten minste {notice_months}. Opzeggen gaat met een"
        " aangetekende brief of via een deurwaarder."
    ),
    "ending.grounds": (
        "De Aanbieder mag deze overeenkomst schriftelijk met onmiddellijke ingang beëindigen als de Gebruiker de ruimte"
        " ernstig verwaarloost of misbruikt, de ruimte voor iets anders gebruikt dan is afgesproken, of een belangrijke"
        " afspraak niet nakomt."
    ),
    "ending.warning": (
        "Kan de Gebruiker het nog herstellen? Dan waarschuwt de Aanbieder eerst schriftelijk en geeft een redelijke"
        " termijn om het in orde te maken."
    ),
    "ending.repair": (
        "De Aanbieder mag ook beëindigen als herstel van de ruimte geld kost dat de Gebruiker, een verzekering of een ander"
        " niet betaalt. De opzegtermijn geldt dan niet, een redelijke tijd om te vertrekken wel."
    ),
    "ending.own_use": (
        "Heeft de Aanbieder de ruimte dringend en onverwacht zelf nodig? Dan praten we daar eerst samen over."
        " Wat de wet daarover zegt, blijft gelden."
    ),
    "ending.successor": (
        "Overlijdt de Gebruiker, dan stopt de bruikleen {successor_days} later, behalve als we voor die dag schriftelijk"
        " met een opvolger afspreken dat die verdergaat."
    ),
    "money.free": "De Gebruiker betaalt geen vergoeding voor het gebruik van de ruimte.",
    "money.rent": "De Gebruiker betaalt voor het gebruik {rent} per maand, steeds vóór de eerste dag van de maand.",
    "money.indexation": (
        "De Aanbieder mag dit bedrag één keer per jaar aanpassen, hoogstens met de stijging van de consumentenprijzen"
        " volgens het CBS. De Aanbieder laat dat een maand van tevoren weten."
    ),
    "money.advance": (
        "De Gebruiker betaalt {advance} per maand als voorschot op de werkelijke kosten van energie, water en andere"
        " diensten. Na elk jaar rekent de Aanbieder uit wat er echt nodig was. Te veel betaald geld komt terug."
    ),
    "money.no_advance": "De Gebruiker betaalt geen voorschot voor energie, water of andere diensten.",
    "money.own_costs": "De Gebruiker betaalt zelf: {own_costs}.",
    "keys.given": "De Gebruiker krijgt deze sleutels: {keys}. Wie een sleutel heeft, wordt bij de Aanbieder opgeschreven.",
    "keys.care": (
        "De Gebruiker past goed op de sleutels, laat ze niet namaken en geeft ze niet door zonder dat de Aanbieder dat weet."
        " Is een sleutel kwijt, dan hoort de Aanbieder dat dezelfde dag."
    ),
    "insurance.both": (
        "De Gebruiker is zo lang de overeenkomst loopt verzekerd voor de eigen inboedel en voor aansprakelijkheid."
    ),
    "insurance.contents": "De Gebruiker is zo lang de overeenkomst loopt verzekerd voor de eigen inboedel.",
    "insurance.liability": "De Gebruiker is zo lang de overeenkomst loopt verzekerd voor aansprakelijkheid.",
    "insurance.proof": "De Gebruiker laat een bewijs van de verzekering zien als de Aanbieder daarom vraagt.",
    "access.enter": (
        "De Gebruiker laat mensen binnen die voor de Aanbieder iets moeten nakijken of herstellen. De Aanbieder zegt dat"
        " op tijd van tevoren. Bij gevaar of grote schade hoeft dat niet."
    ),
    "access.works": (
        "Zijn er dringende werkzaamheden nodig, dan werkt de Gebruiker daaraan mee. De Aanbieder zorgt dat de Gebruiker er"
        " zo weinig mogelijk last van heeft. Een vergoeding krijgt de Gebruiker daarvoor niet."
    ),
    "damage.report": (
        "De Gebruiker meldt schade meteen en schriftelijk aan de Aanbieder, en doet wat redelijk is om erger te voorkomen."
    ),
    "damage.provider": (
        "De Aanbieder vergoedt schade van de Gebruiker en diens bezoekers alleen als de schade komt door opzet of grove"
        " schuld van de Aanbieder, of als de wet niet toestaat dat we dit uitsluiten."
    ),
    "damage.user": (
        "De Gebruiker vergoedt schade aan de ruimte die aan de Gebruiker te wijten is. Dat geldt ook voor schade door mensen"
        " die met toestemming van de Gebruiker in de ruimte zijn."
    ),
    "damage.presumed": (
        "Bij schade gaan we ervan uit dat die aan de Gebruiker te wijten is, behalve bij brand. De Gebruiker mag aantonen"
        " dat het anders is."
    ),
    "handing_back.state": (
        "Op de laatste dag geeft de Gebruiker de ruimte leeg en schoon terug, in dezelfde staat als aan het begin."
        " Gewone slijtage mag."
    ),
    "handing_back.keys": "De Gebruiker levert dan alle sleutels in.",
    "handing_back.together": "We kijken de ruimte samen na en schrijven op wat we zien. Daarvoor maken we op tijd een afspraak.",
    "handing_back.penalty": (
        "Is de ruimte te laat leeg, dan betaalt de Gebruiker {penalty} voor elke dag dat het later is. De Aanbieder mag"
        " daarnaast vragen dat de Gebruiker alsnog vertrekt en de schade vergoedt die hoger is dan dit bedrag."
    ),
    "handing_back.no_keys": (
        "Komen de sleutels niet terug, ook niet na een schriftelijke herinnering, dan mag de Aanbieder na de laatste dag zelf"
        " naar binnen gaan. De redelijke kosten daarvan zijn voor de Gebruiker."
    ),
    "handing_back.works": (
        "Wat dan nog hersteld, opgeruimd of weggehaald moet worden, mag de Aanbieder na een schriftelijke herinnering laten"
        " doen. De redelijke kosten daarvan zijn voor de Gebruiker."
    ),
    "handing_back.goods": (
        "Voor spullen die achterblijven, krijgt de Gebruiker eerst een schriftelijke herinnering met een termijn van veertien"
        " dagen. Haalt de Gebruiker ze dan niet op, dan doet die er afstand van en mag de Aanbieder ze wegdoen zonder iets"
        " te vergoeden."
    ),
    "board.report": (
        "Verandert bij de Gebruiker wie er namens haar mag tekenen, bijvoorbeeld het bestuur? Dan meldt de Gebruiker dat"
        " schriftelijk, binnen {successor_days}, met de naam van de opvolger."
    ),
    "board.stands": "De overeenkomst blijft dan gewoon gelden. Wie eerder tekende, deed dat namens de Gebruiker en niet voor zichzelf.",
    "privacy.names": (
        "We gebruiken elkaars namen en adressen alleen voor deze overeenkomst, en bewaren ze niet langer dan nodig is"
        " of dan de wet vraagt."
    ),
    "privacy.visitors": "De Gebruiker hoeft nooit door te geven wie de ruimte bezoeken.",
    "law.whole": (
        "Alles wat we over de ruimte afspreken, staat in deze overeenkomst. Een verandering geldt pas als beide kanten"
        " die schriftelijk hebben goedgevonden."
    ),
    "law.talk": (
        "Zijn we het niet eens, dan praten we eerst samen. Komen we er niet uit, dan kan elk van ons naar de rechter."
        " Het Nederlandse recht geldt."
    ),
}
WORDS: Final = {
    "address_of": "{name}, {address}",
    "number": "nummer bij de Kamer van Koophandel {number}",
    "represented": "vertegenwoordigd door {name}",
    "role": "{name} ({role})",
    "months": "{count} maanden",
    "month": "één maand",
    "days": "{count} dagen",
    "day": "één dag",
    "and": "en",
    "blank": "…………",
    "article": "Artikel {number}. {title}",
    "side": "Voor wie",
    "provider": "De Aanbieder",
    "user": "De Gebruiker",
    "name_and_role": "Naam en functie",
    "place_and_day": "Plaats en datum",
    "signature": "Handtekening",
    "two_copies": "Elke kant houdt een getekend exemplaar.",
    "draft": "Dit is een concept. Er is pas iets afgesproken als beide kanten hebben getekend.",
    "signed": "Versie {number} is getekend op {day}.",
    "foot": "{title}, versie {number} van {day}",
    "page": "bladzijde {page} van {pages}",
    "between": "{provider} en {user}",
    "about": "Een overeenkomst over het gebruik van een ruimte.",
}
