"""The fields that a column can fill, how each is read, and what registers call them."""

from dataclasses import dataclass
from enum import StrEnum

CONTRACTS = "contracts"
SPEND = "spend"


class Kind(StrEnum):
    """How the cells of a field are read."""

    TEXT = "text"
    CODE = "code"
    KVK = "kvk"
    VAT = "vat"
    CPV = "cpv"
    CURRENCY = "currency"
    DATE = "date"
    AMOUNT = "amount"
    COUNT = "count"
    MONTHS = "months"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its kind, its longest value in characters, and the headers that mean it.

    `names` are compared without spaces, accents and punctuation, best first; the last ones are
    vague and taken only when no other header fits.
    """

    kind: Kind
    names: tuple[str, ...]
    longest: int = 0


FIELDS: dict[str, Field] = {
    "number": Field(
        Kind.CODE,
        (
            *("contractnummer", "contract number", "contractnr", "contract nr", "contr nr"),
            *("contract no", "contractid", "contract id", "contractcode", "contract code"),
            *("contractreferentie", "contract reference", "referentienummer", "reference number"),
            *("overeenkomstnummer", "kenmerk", "contractnumber1", "ocid", "nummer", "number"),
            *("reference", "referentie", "nr", "no", "id"),
        ),
        60,
    ),
    "title": Field(
        Kind.TEXT,
        (
            *("contracttitel", "contract title", "contractnaam", "contract name", "contractname"),
            *("naam contract", "titel contract", "title of contract", "naam overeenkomst"),
            *("titel", "title", "onderwerp", "subject", "contractonderwerp", "contract"),
            *("overeenkomst", "agreement", "naam", "name"),
        ),
        200,
    ),
    "supplier": Field(
        Kind.TEXT,
        (
            *("leverancier", "supplier", "leveranciersnaam", "naam leverancier", "supplier name"),
            *("suppliername", "opdrachtnemer", "naam opdrachtnemer", "contractant"),
            *("contractpartij", "contractor", "vendor", "vendor name", "crediteur"),
            *("crediteurnaam", "naam crediteur", "beneficiary name", "beneficiaryname"),
            *("beneficiary", "creditor", "creditor name", "payee", "wederpartij", "relatie"),
            *("relatienaam", "supplierreference", "merchant name", "bedrijf", "company", "naam"),
            "name",
        ),
        200,
    ),
    "supplier_code": Field(
        Kind.CODE,
        (
            *("leverancierscode", "leveranciersnummer", "leveranciernummer", "leveranciersnr"),
            *("leverancier nr", "supplier code", "supplier number", "supplier id", "supplier no"),
            *("crediteurnummer", "crediteurcode", "crediteurnr", "vendor number", "vendor id"),
            *("vendor code", "beneficiaryotherid", "inkooprelatie", "crid", "creditor number"),
            *("relatienummer", "relatiecode", "relatie nr"),
        ),
        60,
    ),
    "kvk": Field(
        Kind.KVK,
        (
            *("kvk", "kvk nummer", "kvknummer", "kvk nr", "kvknr", "k v k nummer", "k v k"),
            *("handelsregisternummer", "chamber of commerce", "chamber of commerce number"),
            *("coc number", "coc", "kvk leverancier", "kvk nummer leverancier"),
        ),
        8,
    ),
    "vat": Field(
        Kind.VAT,
        (
            *("btw nummer", "btwnummer", "btw nr", "btw id", "btw identificatienummer"),
            *("vat number", "vat no", "vat id", "vat registration number", "vatregistrationnumber"),
            *("vat registration", "btw nummer leverancier", "vat reg no"),
        ),
        20,
    ),
    "category": Field(
        Kind.TEXT,
        (
            *("categorie", "category", "inkooppakket", "inkoopcategorie", "productgroep"),
            *("procurement category", "spend category", "proclasslabel", "categorienaam"),
            *("segment", "inkoopsegment", "product group", "soort", "rubriek"),
        ),
        200,
    ),
    "cpv": Field(
        Kind.CPV, ("cpv", "cpv code", "cpvcode", "hoofd cpv", "main cpv", "cpv codes"), 10
    ),
    "start": Field(
        Kind.DATE,
        (
            *("startdatum", "start date", "startdate", "begindatum", "ingangsdatum"),
            *("datum ingang", "contract start", "contract start date", "contractstartdate"),
            *("start contract", "begin", "effective date", "datum start", "startdatum contract"),
            *("datum vanaf", "geldig vanaf", "valid from", "ingang", "start", "from"),
        ),
    ),
    "end": Field(
        Kind.DATE,
        (
            *("einddatum", "end date", "enddate", "expiratiedatum", "expiry date"),
            *("contract end", "contract end date", "contractenddate", "einde contract"),
            *("eind contract", "datum einde", "afloopdatum", "vervaldatum", "expiration date"),
            *("einddatum contract", "geldig tot", "valid until", "valid to", "datum tot"),
            *("looptijd tot", "eind", "einde", "end", "until"),
        ),
    ),
    "value_per_year": Field(
        Kind.AMOUNT,
        (
            *("waarde per jaar", "jaarwaarde", "jaarbedrag", "bedrag per jaar", "annual value"),
            *("value per year", "annual amount", "jaarlijkse waarde", "contractwaarde per jaar"),
            *("jaaromzet", "jaarlijkse kosten", "omzet per jaar", "yearly value", "annual spend"),
            *("per jaar", "per year"),
        ),
    ),
    "value_total": Field(
        Kind.AMOUNT,
        (
            *("totale waarde", "contractwaarde", "totaalwaarde", "total value", "contract value"),
            *("totaalbedrag", "totale contractwaarde", "total contract value", "opdrachtwaarde"),
            *("total amount", "contractsom", "contract sum", "contractamount", "contract amount"),
            *("geraamde waarde", "estimated value", "waarde", "value"),
            *("bedrag", "amount"),
        ),
    ),
    "amount": Field(
        Kind.AMOUNT,
        (
            *("bedrag", "amount", "factuurbedrag", "invoice amount", "bedrag excl btw"),
            *("bedrag exclusief btw", "net amount", "amount excl vat", "betaald bedrag"),
            *("amount paid", "netto bedrag", "nettobedrag", "spend", "omzet", "uitgave"),
            *("uitgaven", "inkoopvolume", "inkoopomzet", "total", "totaal"),
        ),
    ),
    "date": Field(
        Kind.DATE,
        (
            *("factuurdatum", "invoice date", "betaaldatum", "payment date", "paymentdate"),
            *("boekdatum", "boekingsdatum", "posting date", "date paid", "transaction date"),
            *("date of payment", "betaaldatum factuur", "datum", "date"),
        ),
    ),
    "extension_count": Field(
        Kind.COUNT,
        (
            *("aantal verlengingen", "verlengingsopties", "extension options", "extensions"),
            *("aantal verlengingsopties", "number of extensions", "aantal opties", "opties"),
            *("verlengingsoptie", "verlengingen", "verlenging", "options", "extension option"),
        ),
    ),
    "extension_months": Field(
        Kind.MONTHS,
        (
            *("verlenging in maanden", "maanden per verlenging", "duur verlenging"),
            *("verlengingsduur", "verlengingstermijn", "extension months", "extension period"),
            *("months per extension", "extension length", "verlenging maanden"),
        ),
    ),
    "notice_months": Field(
        Kind.MONTHS,
        (
            *("opzegtermijn", "opzegtermijn in maanden", "opzegtermijn maanden"),
            *("notice period", "notice", "notice months", "notice period in months"),
            *("notice period months", "opzegging"),
        ),
    ),
    "owner_unit": Field(
        Kind.TEXT,
        (
            *("afdeling", "eenheid", "department", "unit", "dienst", "faculteit", "academie"),
            *("budgethouder", "organisatieonderdeel", "organisatie eenheid", "owner unit"),
            *("contracteigenaar", "contract owner", "eigenaar", "owner", "organisationalunit"),
        ),
        120,
    ),
    "procedure": Field(
        Kind.TEXT,
        (
            *("procedure", "aanbestedingsprocedure", "procurement procedure", "inkoopprocedure"),
            *("soort procedure", "type procedure", "aanbestedingsvorm", "procurement method"),
        ),
        60,
    ),
    "clause": Field(
        Kind.CLAUSE,
        (
            *("social return", "social return ja nee", "social return percentage", "sroi"),
            *("sroi percentage", "social return verplichting", "social value"),
            *("social value commitment", "social return clause", "sr percentage"),
            *("afspraak over social return", "social clause", "sociale voorwaarde"),
        ),
        2000,
    ),
    "currency": Field(
        Kind.CURRENCY, ("valuta", "currency", "contractcurrency", "valutacode", "munt"), 3
    ),
    "description": Field(
        Kind.TEXT,
        (
            *("omschrijving", "description", "beschrijving", "contractomschrijving"),
            *("contract description", "contractdescription", "toelichting", "purpose"),
            *("omschrijving contract", "doel"),
        ),
        2000,
    ),
}

REQUIRED: dict[str, tuple[str, ...]] = {
    CONTRACTS: ("number", "title", "supplier"),
    SPEND: ("supplier", "amount"),
}
"""Fields without which a row is rejected, whatever the mapping says."""

USED: dict[str, frozenset[str]] = {
    CONTRACTS: frozenset(FIELDS) - {"amount", "date"},
    SPEND: frozenset(
        {"supplier", "supplier_code", "kvk", "vat", "category", "cpv", "amount", "date"}
    ),
}
"""Fields that are read. A line of spend has a description too, but nothing keeps it."""
