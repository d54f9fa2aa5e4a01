"""What registers and lists of payments call their columns, in Dutch and English.

Compared without capitals, spaces, accents and punctuation, best first: where two columns could fill
a field the earlier name wins. The last names of a field are vague and taken when nothing else fits.
"""

NAMES: dict[str, tuple[str, ...]] = {
    "number": (
        *("contractnummer", "contract number", "contractnr", "contract nr", "contr nr"),
        *("contract no", "contractid", "contract id", "contractcode", "contract code"),
        *("contractreferentie", "contract reference", "contract ref", "referentienummer"),
        *("reference number", "overeenkomstnummer", "overeenkomst nr", "agreement number"),
        *("agreement no", "contractregistratienummer", "registratienummer", "dossiernummer"),
        *("zaaknummer", "opdrachtnummer", "documentnummer", "corsanummer", "kenmerk"),
        *("contractnumber1", "ocid", "nummer", "number", "reference", "referentie", "ref"),
        *("volgnummer", "volgnr", "nr", "no", "id"),
    ),
    "title": (
        *("contracttitel", "contract title", "contractnaam", "contract name", "contractname"),
        *("naam contract", "titel contract", "title of contract", "naam overeenkomst"),
        *("naam van het contract", "contractbenaming", "agreement title", "agreement name"),
        *("titel", "title", "onderwerp", "subject", "contractonderwerp", "dossiernaam"),
        *("korte omschrijving", "short description", "benaming", "contract", "overeenkomst"),
        *("agreement", "contracts0title", "awards0title", "naam", "name"),
    ),
    "supplier": (
        *("leveranciersnaam", "naam leverancier", "leverancier naam", "supplier name"),
        *("naam van de leverancier", "naam opdrachtnemer", "opdrachtnemer naam"),
        *("crediteurnaam", "naam crediteur", "relatienaam", "naam relatie", "vendor name"),
        *("naam inkooprelatie", "inkooprelatie naam", "beneficiary name", "creditor name"),
        *("merchant name", "contractor name", "company name", "bedrijfsnaam", "handelsnaam"),
        *("leverancier", "supplier", "opdrachtnemer", "leverancier opdrachtnemer"),
        *("contractant", "contractpartij", "contractpartner", "contractor", "dienstverlener"),
        *("vendor", "crediteur", "beneficiary", "creditor", "payee", "wederpartij"),
        *("counterparty", "provider", "relatie", "supplierreference", "firma", "bedrijf"),
        *("company", "partij", "awards0suppliers0name", "naam", "name"),
    ),
    "supplier_code": (
        *("leverancierscode", "leveranciersnummer", "leveranciernummer", "leveranciersnr"),
        *("leverancier nr", "leverancierid", "nummer leverancier", "supplier code"),
        *("supplier number", "supplier id", "supplier no", "supplier nr", "crediteurnummer"),
        *("crediteurcode", "crediteurnr", "crediteur nr", "nummer crediteur"),
        *("vendor number", "vendor no", "vendor id", "vendor code", "beneficiaryotherid"),
        *("inkooprelatie", "nummer inkooprelatie", "inkooprelatie nummer", "crid"),
        *("creditor number", "relatienummer", "relatiecode", "relatie nr", "debcode"),
    ),
    "kvk": (
        *("kvk", "kvk nummer", "kvknummer", "kvk nr", "kvknr", "k v k nummer", "k v k"),
        *("handelsregisternummer", "chamber of commerce", "chamber of commerce number"),
        *("coc number", "coc no", "coc nr", "coc", "kvk leverancier"),
        *("kvk nummer leverancier", "kvk nr leverancier", "leverancier kvk"),
        *("nummer kvk", "inschrijfnummer kvk"),
    ),
    "vat": (
        *("btw nummer", "btwnummer", "btw nr", "btw id", "btw identificatienummer"),
        *("vat number", "vat no", "vat id", "vat registration number", "vatregistrationnumber"),
        *("vat registration", "btw nummer leverancier", "vat reg no"),
    ),
    "category": (
        *("categorie", "category", "inkooppakket", "inkoopcategorie", "productgroep"),
        *("procurement category", "spend category", "proclasslabel", "categorienaam"),
        *("contractcategorie", "category name", "productcategorie", "hoofdcategorie"),
        *("inkooppakket pianoo", "pianoo inkooppakket", "segment", "inkoopsegment"),
        *("product group", "commodity", "commodity group", "soort", "rubriek"),
    ),
    "cpv": (
        *("cpv", "cpv code", "cpvcode", "hoofd cpv", "main cpv", "cpv codes", "cpv nummer"),
        *("hoofd cpv code", "cpv code hoofdopdracht"),
    ),
    "start": (
        *("startdatum", "start date", "startdate", "begindatum", "ingangsdatum"),
        *("datum ingang", "contract start", "contract start date", "contractstartdate"),
        *("start contract", "begin", "effective date", "datum start", "startdatum contract"),
        *("ingangsdatum contract", "begindatum contract", "contract begindatum"),
        *("aanvangsdatum", "datum aanvang", "aanvang", "commencement date", "looptijd van"),
        *("start looptijd", "looptijd start", "effective from", "datum vanaf", "geldig vanaf"),
        *("valid from", "ingang", "start", "contracts0periodstartdate", "vanaf", "van"),
        *("awards0contractperiodstartdate", "from"),
    ),
    "end": (
        *("einddatum", "end date", "enddate", "expiratiedatum", "expiry date"),
        *("contract end", "contract end date", "contractenddate", "einde contract"),
        *("eind contract", "datum einde", "afloopdatum", "vervaldatum", "expiration date"),
        *("einddatum contract", "contract einddatum", "huidige einddatum", "eind datum"),
        *("actuele einddatum", "einde looptijd", "looptijd t/m", "looptijd tot en met"),
        *("looptijd einde", "looptijd tot", "contract expiry", "contract expiry date"),
        *("end of contract", "termination date", "geldig tot", "geldig tot en met"),
        *("valid until", "valid to", "datum tot", "expiratie", "eind", "einde", "end"),
        *("contracts0periodenddate", "awards0contractperiodenddate", "until", "tot en met"),
        *("t/m", "tot", "to"),
    ),
    "value_per_year": (
        *("waarde per jaar", "jaarwaarde", "jaarbedrag", "bedrag per jaar", "annual value"),
        *("value per year", "annual amount", "jaarlijkse waarde", "contractwaarde per jaar"),
        *("contractwaarde jaar", "waarde jaar", "jaarlijkse contractwaarde", "jaarkosten"),
        *("annual contract value", "acv", "kosten per jaar", "jaarlijks bedrag"),
        *("geschatte jaarwaarde", "geraamde jaarwaarde", "estimated annual value"),
        *("geschatte waarde per jaar", "bedrag p/j", "bedrag pj", "waarde p/j"),
        *("jaaromzet", "jaarlijkse kosten", "omzet per jaar", "yearly value", "annual spend"),
        *("annual cost", "per jaar", "per year", "p/j"),
    ),
    "value_total": (
        *("totale waarde", "contractwaarde", "totaalwaarde", "total value", "contract value"),
        *("totaalbedrag", "totale contractwaarde", "total contract value", "opdrachtwaarde"),
        *("total contract value tcv", "tcv", "contractwaarde totaal", "waarde totaal"),
        *("waarde contract", "totale opdrachtwaarde", "contractbedrag", "gunningsbedrag"),
        *("total amount", "contractsom", "contract sum", "contractamount", "contract amount"),
        *("geraamde waarde", "geschatte waarde", "geschatte contractwaarde"),
        *("geraamde contractwaarde", "estimated value", "contracts0valueamount"),
        *("awards0valueamount", "waarde", "value", "bedrag", "amount"),
    ),
    "amount": (
        *("bedrag", "amount", "factuurbedrag", "invoice amount", "bedrag excl btw"),
        *("bedrag exclusief btw", "net amount", "amount excl vat", "betaald bedrag"),
        *("amount paid", "netto bedrag", "nettobedrag", "spend", "omzet", "uitgave"),
        *("uitgaven", "inkoopvolume", "inkoopomzet", "total", "totaal"),
    ),
    "date": (
        *("factuurdatum", "invoice date", "betaaldatum", "payment date", "paymentdate"),
        *("boekdatum", "boekingsdatum", "posting date", "date paid", "transaction date"),
        *("date of payment", "betaaldatum factuur", "datum", "date"),
    ),
    "extension_count": (
        *("aantal verlengingen", "verlengingsopties", "extension options", "extensions"),
        *("aantal verlengingsopties", "number of extensions", "aantal opties", "opties"),
        *("verlengopties", "verlengingsmogelijkheden", "verlengingsmogelijkheid"),
        *("optie tot verlenging", "renewal options", "number of renewals", "renewals"),
        *("optiejaren", "aantal optiejaren", "verlengingsoptie", "verlengoptie"),
        *("verlengingen", "verlenging", "options", "extension option", "option to extend"),
    ),
    "extension_months": (
        *("verlenging in maanden", "maanden per verlenging", "duur verlenging"),
        *("verlengingsduur", "verlengingstermijn", "extension months", "extension period"),
        *("months per extension", "extension length", "verlenging maanden", "optieduur"),
        *("verlengingsperiode", "duur optie", "renewal period", "renewal term"),
        *("duur per verlenging", "renewal months"),
    ),
    "notice_months": (
        *("opzegtermijn", "opzegtermijn in maanden", "opzegtermijn maanden"),
        *("opzegtermijn mnd", "opzegtermijn in mnd", "notice period", "notice"),
        *("notice months", "notice period in months", "notice period months"),
        *("termination notice", "termination notice period", "opzegperiode", "opzegging"),
    ),
    "notice_date": (
        *("uiterste opzegdatum", "opzegdatum", "uiterlijke opzegdatum", "opzeggen voor"),
        *("opzeggen uiterlijk", "opzegging uiterlijk", "opzeggen uiterlijk voor"),
        *("last notice date", "notice date", "notice deadline", "notice by"),
        *("termination notice date", "latest notice date"),
    ),
    "owner_unit": (
        *("afdeling", "eenheid", "department", "unit", "dienst", "faculteit", "academie"),
        *("organisatieonderdeel", "organisatie eenheid", "owner unit", "organisationalunit"),
        *("organisatie onderdeel", "business unit", "directie", "dienst afdeling"),
        *("kostenplaats", "cost centre", "cost center"),
    ),
    "procedure": (
        *("procedure", "aanbestedingsprocedure", "procurement procedure", "inkoopprocedure"),
        *("soort procedure", "type procedure", "aanbestedingsvorm", "procurement method"),
        *("type aanbesteding", "wijze van aanbesteden", "tender procedure", "inkoopvorm"),
        *("soort aanbesteding", "route to market"),
    ),
    "status": ("status", "contractstatus", "contract status", "status contract"),
    "clause": (
        *("social return", "social return ja nee", "social return percentage", "sroi"),
        *("social return j n", "social return van toepassing", "sroi van toepassing"),
        *("sroi percentage", "sroi verplichting", "sroi clausule", "sroi ja nee"),
        *("social return verplichting", "social value", "social return eis"),
        *("social value commitment", "social return clause", "sr percentage"),
        *("afspraak over social return", "social clause", "sociale voorwaarde"),
    ),
    "currency": (
        *("valuta", "currency", "contractcurrency", "valutacode", "currency code", "munt"),
        *("muntsoort", "contracts0valuecurrency", "awards0valuecurrency"),
    ),
    "description": (
        *("omschrijving", "description", "beschrijving", "contractomschrijving"),
        *("contract description", "contractdescription", "toelichting", "purpose"),
        *("omschrijving contract", "long description", "lange omschrijving", "doel"),
    ),
}

LEFT_OVER: dict[str, tuple[str, ...]] = {
    "supplier_code": (
        *("supplierreference", "leverancier", "crediteur", "relatie", "supplier", "vendor"),
    ),
}
"""What a column means that no other field needed: beside a name, *Leverancier* is a number."""

PARTS: dict[str, tuple[str, ...]] = {
    "number": ("contractnummer", "contractnr", "contractid", "contractnumber", "contractref"),
    "title": ("contractnaam", "contracttitel", "contracttitle", "contractname", "onderwerp"),
    "supplier": ("leverancier", "opdrachtnemer", "supplier", "contractant", "vendor"),
    "kvk": ("kvknummer", "kvknr"),
    "start": ("startdatum", "ingangsdatum", "begindatum", "startdate"),
    "end": ("einddatum", "expiratiedatum", "enddate", "expirydate"),
    "value_per_year": (
        *("jaarwaarde", "jaarbedrag", "waardeperjaar", "bedragperjaar", "kostenperjaar"),
        *("waardepj", "bedragpj", "kostenpj", "annualvalue", "valueperyear", "amountperyear"),
        *("valueperannum", "amountperannum"),
    ),
    "value_total": ("contractwaarde", "totalewaarde", "contractvalue", "totalvalue"),
    "notice_months": ("opzegtermijn", "noticeperiod"),
}
"""Words inside a longer header (*Naam leverancier / partner*), where no header is a name above."""

NOT_ABOUT_IT = (
    "contact",
    "mail",
    "telefoon",
    "phone",
    "adres",
    "address",
    "plaats",
    "url",
    "aantal",
)
"""Words that make a header something else than the field whose word it also holds."""
