"""The publicly funded hogescholen by their code (BRIN).

Source: DUO, open data "Adressen hogescholen en universiteiten" (01.-instellingen-hbo-en-wo.csv),
state of 2026-09-01. The list changes rarely; a hogeschool that is missing fills in its name.
"""

from collections.abc import Mapping

HOGESCHOLEN: Mapping[str, str] = {
    "30TX": "Aeres Hogeschool",
    "21QA": "Amsterdamse Hogeschool voor de Kunsten",
    "27NF": "ArtEZ",
    "07GR": "Avans Hogeschool",
    "21UI": "Breda University of Applied Sciences",
    "25BA": "Christelijke Hogeschool Ede",
    "01VU": "Christelijke Hogeschool Windesheim",
    "14NI": "Codarts, Hogeschool voor de Kunsten",
    "27UM": "De Haagse Hogeschool",
    "02NT": "Design Academy Eindhoven",
    "15BK": "Driestar educatief",
    "30GB": "Fontys Hogeschool",
    "02BY": "Gerrit Rietveld Academie",
    "25BE": "Hanzehogeschool Groningen",
    "21CW": "HAS green academy",
    "23KJ": "Hogeschool der Kunsten Den Haag",
    "27PZ": "Hogeschool Inholland",
    "21RI": "Hogeschool Leiden",
    "30HD": "Hogeschool Van Hall Larenstein",
    "22HH": "Hogeschool Viaa",
    "00MF": "Hogeschool voor de Kunsten Utrecht",
    "25DW": "Hogeschool Utrecht",
    "02NR": "Hotelschool The Hague",
    "21MI": "HZ University of Applied Sciences",
    "09OT": "Iselinge Hogeschool",
    "00IC": "Hogeschool KPZ",
    "10IZ": "Marnix Academie",
    "31FR": "NHL Stenden Hogeschool",
    "08OK": "Pedagogische Hogeschool De Kempel",
    "23AH": "Saxion Hogeschool",
    "30VP": "Hogeschool Thomas More",
    "25JX": "Zuyd Hogeschool",
    "25KB": "Hogeschool van Arnhem en Nijmegen",
    "28DN": "Hogeschool van Amsterdam",
    "21UG": "Hogeschool IPABO Amsterdam Alkmaar",
    "22OJ": "Hogeschool Rotterdam",
}
