"""What a hogeschool buys, as Dutch registers write it: one trade for each spend category."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trade:
    """How contracts of one category look.

    `weight` is how often they occur; `low` and `high` bound the usual value per year in whole
    euros; `share` is the chance that the contract says something about social return.
    """

    code: str
    name: str
    cpv: str
    weight: int
    low: int
    high: int
    share: float
    titles: tuple[str, ...]
    firms: tuple[str, ...]


TRADES: tuple[Trade, ...] = (
    Trade(
        *("cleaning", "Schoonmaak", "90919000-2", 4, 60_000, 1_400_000, 0.8),
        ("Schoonmaakonderhoud", "Schoonmaak sportvoorzieningen", "Periodieke vloerreiniging"),
        ("Schoonmaak", "Schoonmaakdiensten", "Cleaning"),
    ),
    Trade(
        *("windows", "Glasbewassing", "90911300-9", 2, 12_000, 160_000, 0.6),
        ("Glasbewassing", "Gevelreiniging en glasbewassing"),
        ("Glas en Gevel", "Glasbewassing"),
    ),
    Trade(
        *("catering", "Catering", "55500000-5", 3, 90_000, 1_100_000, 0.6),
        ("Bedrijfscatering", "Banqueting", "Catering studentenrestaurant"),
        ("Catering", "Tafelgenot", "Gastvrij"),
    ),
    Trade(
        *("green", "Groenvoorziening", "77310000-6", 3, 15_000, 240_000, 0.7),
        ("Groenonderhoud buitenterrein", "Onderhoud daktuinen", "Binnenbeplanting"),
        ("Groen", "Hoveniers", "Tuin en Terrein"),
    ),
    Trade(
        *("mail", "Post en drukwerk", "64110000-0", 3, 8_000, 150_000, 0.3),
        ("Postverzorging", "Drukwerk en repro", "Koeriersdiensten"),
        ("Post en Print", "Documentdiensten"),
    ),
    Trade(
        *("waste", "Afval", "90511000-2", 2, 20_000, 190_000, 0.5),
        ("Afvalinzameling", "Afvoer papier en vertrouwelijk afval"),
        ("Reststof", "Milieudiensten"),
    ),
    Trade(
        *("laundry", "Bedrijfskleding en wasserij", "98310000-9", 2, 6_000, 60_000, 0.4),
        ("Bedrijfskleding facilitaire dienst", "Wasserijdiensten", "Labjassen: huur en wasserij"),
        ("Wasserij", "Werkkleding"),
    ),
    Trade(
        *("moving", "Verhuisdiensten", "98392000-7", 2, 15_000, 130_000, 0.5),
        ("Interne verhuizingen", "Verhuisdiensten locaties"),
        ("Verhuizers", "Verhuisservice"),
    ),
    Trade(
        *("archive", "Archief en scannen", "79995100-6", 1, 10_000, 90_000, 0.5),
        ("Archiefbeheer en scannen", "Digitaliseren personeelsarchief"),
        ("Archief", "Scanservice"),
    ),
    Trade(
        *("facility", "Facilitaire dienstverlening", "79993000-1", 1, 150_000, 1_900_000, 0.7),
        ("Facilitaire dienstverlening", "Facilitaire ondersteuning locaties"),
        ("Facilitair", "Huis en Dienst"),
    ),
    Trade(
        *("security", "Beveiliging en receptie", "79710000-4", 3, 60_000, 850_000, 0.6),
        ("Beveiliging gebouwen", "Receptiediensten", "Mobiele surveillance"),
        ("Beveiliging", "Toezicht en Onthaal"),
    ),
    Trade(
        *("furniture", "Meubilair", "39130000-2", 3, 25_000, 420_000, 0.4),
        ("Kantoormeubilair", "Onderwijsmeubilair", "Herstel en hergebruik meubilair"),
        ("Meubel", "Projectinrichting"),
    ),
    Trade(
        *("drinks", "Warme dranken", "42933000-5", 2, 40_000, 310_000, 0.4),
        ("Warme dranken en vending", "Koffieautomaten"),
        ("Koffie", "Dranken"),
    ),
    Trade(
        *("parking", "Fietsen en parkeren", "98351000-8", 2, 12_000, 140_000, 0.4),
        ("Beheer fietsenstalling", "Parkeerbeheer", "Leasefietsen medewerkers"),
        ("Fietsbeheer", "Parkeerservice"),
    ),
    Trade(
        *("building", "Gebouwonderhoud", "50700000-2", 6, 10_000, 520_000, 0.4),
        ("Onderhoud installaties", "Schilderwerk", "Onderhoud liften", "Onderhoud daken"),
        ("Techniek", "Gebouwbeheer", "Vastgoedonderhoud"),
    ),
    Trade(
        *("construction", "Bouw en renovatie", "45210000-2", 3, 120_000, 2_600_000, 0.5),
        ("Renovatie practicumlokalen", "Verbouwing onderwijsgebouw", "Renovatie sanitair"),
        ("Bouw", "Aannemers"),
    ),
    Trade(
        *("hiring", "Inhuur personeel", "79620000-6", 4, 80_000, 1_500_000, 0.4),
        ("Inhuur ondersteunend personeel", "Uitzendkrachten", "Inhuur surveillanten tentamens"),
        ("Flexwerk", "Detachering"),
    ),
    Trade(
        *("ict_services", "ICT-diensten", "72253000-3", 5, 30_000, 640_000, 0.2),
        ("Servicedesk werkplekken", "Beheer netwerk", "Inrichting leeromgeving"),
        ("ICT", "Systeembeheer"),
    ),
    Trade(
        *("events", "Evenementen en attenties", "79952000-2", 4, 3_000, 75_000, 0.2),
        ("Open dagen", "Relatiegeschenken", "Diploma-uitreikingen"),
        ("Evenementen", "Congresservice"),
    ),
    Trade(
        *("ict_hardware", "ICT-hardware", "30213100-6", 4, 40_000, 900_000, 0.1),
        ("Laptops medewerkers", "Beeldschermen en randapparatuur", "Audiovisuele middelen"),
        ("Hardware", "Werkplek"),
    ),
    Trade(
        *("advice", "Advies", "79410000-1", 6, 8_000, 260_000, 0.1),
        ("Advies huisvesting", "Juridische dienstverlening", "Accountantscontrole"),
        ("Advies", "Adviesgroep"),
    ),
    Trade(
        *("training", "Opleiding", "80500000-9", 5, 5_000, 180_000, 0.1),
        ("Training docenten", "Opleiding leidinggevenden", "E-learning veilig werken"),
        ("Opleidingen", "Trainingen"),
    ),
    Trade(
        *("supplies", "Kantoor- en sanitaire artikelen", "22800000-8", 4, 6_000, 140_000, 0.2),
        ("Kantoorartikelen", "Sanitaire artikelen", "Papier"),
        ("Kantoor", "Groothandel"),
    ),
    Trade(
        *("transport", "Vervoer", "60120000-5", 2, 8_000, 90_000, 0.2),
        ("Taxivervoer", "Busvervoer excursies"),
        ("Vervoer", "Reizen"),
    ),
    Trade(
        *("software", "Software en licenties", "48000000-8", 14, 2_000, 480_000, 0.0),
        (
            *("Licenties kantoorsoftware", "Studentinformatiesysteem", "Roostersoftware"),
            *("Toetssoftware", "Bibliotheeksysteem", "Licenties statistiekpakket"),
        ),
        ("Software", "Systemen", "Digitaal"),
    ),
    Trade(
        *("energy", "Energie en verzekeringen", "09310000-5", 2, 60_000, 2_300_000, 0.0),
        ("Levering elektriciteit", "Levering warmte en koude", "Levering gas"),
        ("Energie", "Warmte en Stroom"),
    ),
)
