"""The failures a user can cause: a closed list, each one Dutch sentence with its remedy."""

from __future__ import annotations

from enum import Enum

from sto_xl.system import doors

#: How the sentence about a failure of the program itself ends: with its log, or why there is none.
LOGGED = "Stuur het logboek {file} mee als u het meldt."
NOT_LOGGED = (
    "Het logboek {file} kon niet worden geschreven: maak ruimte vrij op de schijf of zorg dat u in "
    "die map mag schrijven, en probeer het opnieuw voordat u het meldt."
)
NO_LOG = "Noem dat kenmerk als u het meldt."


class Cause(Enum):
    """What went wrong. The value is the sentence: what is the matter, and what to do."""

    NOT_FOUND = "Bestand ‘{file}’ is niet gevonden: controleer de naam en de map."
    FOLDER = "‘{file}’ is een map: kies een werkmap (.xlsx) in die map."
    NO_PERMISSION = (
        "‘{file}’ mag niet worden gelezen: sluit het bestand als het openstaat, of vraag "
        "de beheerder van de map om leesrechten."
    )
    UNREADABLE = (
        "‘{file}’ kan op dit moment niet worden gelezen: kopieer het bestand naar deze computer en "
        "probeer het opnieuw."
    )
    EMPTY = "Bestand ‘{file}’ is leeg: haal het opnieuw op of vraag de afzender om het bestand."
    LOCK_FILE = (
        "‘{file}’ is het hulpbestand dat Excel maakt zolang een werkmap openstaat: kies de "
        "werkmap zelf, zonder ‘~$’ in de naam."
    )
    OLD_EXCEL = (
        "‘{file}’ is een werkmap van een oude Excel-versie (.xls): open haar in Excel en bewaar "
        "haar als ‘Excel-werkmap (.xlsx)’."
    )
    ENCRYPTED = (
        "‘{file}’ is met een wachtwoord beveiligd: open het in Excel, verwijder het wachtwoord "
        "(Bestand > Info > Werkmap beveiligen) en bewaar het opnieuw."
    )
    LABELLED = (
        "‘{file}’ is beveiligd met een vertrouwelijkheidslabel, zodat alleen Excel zelf het kan "
        "lezen: open het in Excel, kies bij Start > Vertrouwelijkheid een label zonder "
        "versleuteling en bewaar het opnieuw."
    )
    WEB_PAGE = (
        "‘{file}’ is een webpagina en geen Excel-werkmap: haal "
        "het bestand opnieuw op (er is misschien een aanmeldpagina bewaard), of open het in Excel "
        "en bewaar het als ‘Excel-werkmap (.xlsx)’."
    )
    NOT_EXCEL = (
        "‘{file}’ is geen Excel-werkmap: open het in Excel en bewaar het als ‘Excel-werkmap "
        "(.xlsx)’."
    )
    BINARY_EXCEL = (
        "‘{file}’ is een binaire werkmap (.xlsb): open het bestand in Excel en bewaar het als "
        "‘Excel-werkmap (.xlsx)’."
    )
    DAMAGED = (
        "‘{file}’ is beschadigd of niet volledig overgekomen: haal het opnieuw op, of open het in "
        "Excel met ‘Openen en herstellen’ en bewaar het opnieuw."
    )
    STRICT = (
        "‘{file}’ is bewaard als ‘Strict Open XML’: open het in Excel en bewaar het als gewone "
        "‘Excel-werkmap (.xlsx)’."
    )
    TOO_LARGE = (
        "‘{file}’ is te groot om veilig te lezen ({detail}): verwijder in Excel de lege rijen en "
        "kolommen onder en naast de gegevens en bewaar het opnieuw."
    )
    TOO_MANY_FORMATS = (
        "‘{file}’ is niet veilig te lezen ({detail}): kopieer de gegevens in Excel naar een nieuwe "
        "werkmap met ‘Plakken speciaal > Waarden’ en bewaar die."
    )
    READER_DIED = (
        "‘{file}’ kan niet worden gelezen, want het lezen brak af: open het in Excel met ‘Openen "
        "en herstellen’, bewaar het als nieuwe werkmap en probeer het opnieuw."
    )
    READER_LATE = (
        "‘{file}’ kan niet worden gelezen, want na een minuut was het lezen nog niet klaar: neem "
        "de gegevens als waarden over in een leeg regiobestand en probeer het opnieuw."
    )
    READER_FAILED = (
        "‘{file}’ kan niet worden verwerkt (kenmerk {reference}): open het in Excel, bewaar het "
        "als nieuwe werkmap en probeer het opnieuw. {log}"
    )
    NOT_OURS = (
        "‘{file}’ is geen regiobestand: geen van de bladen Regio, Scholen en Aanbod is erin te "
        "vinden. Een leeg regiobestand maakt u met {new_roster}; een techniekplan "
        "controleert u met {check_plan}."
    )
    NOT_A_PLAN = (
        "‘{file}’ is geen techniekplan: geen van de bladen Plan, Activiteiten en Middelen is erin "
        "te vinden. Een leeg techniekplan maakt u met {new_plan}; een regiobestand "
        "controleert u met {check_roster}."
    )
    NEITHER = (
        "‘{file}’ is geen regiobestand en ook geen techniekplan: de bladen daarvan zijn er niet in "
        "te vinden. Een leeg regiobestand maakt u met {new_roster}, een leeg techniekplan met "
        "{new_plan}."
    )
    UNKNOWN_SCHOOL = (
        "Op blad Scholen van ‘{file}’ staat geen school met vestiging of naam ‘{school}’: kies een "
        "school die daar wel staat, of voeg haar eerst toe.{asked}"
    )
    SEVERAL_SCHOOLS = (
        "Met ‘{school}’ kan meer dan één school bedoeld zijn: {which}. Geef de vestigingscode op, "
        "of meer van de naam."
    )
    NO_LIST = (
        "In ‘{file}’ is geen lijst te herkennen: zet boven elke kolom een kop, zoals School, "
        "Plaats en Contactpersoon, bewaar het bestand en probeer het opnieuw."
    )
    LIST_TURNED = (
        "In ‘{file}’ staan op blad {sheet} de koppen onder elkaar en de scholen naast elkaar: "
        "kopieer de lijst, plak haar op een leeg blad met ‘Plakken speciaal > Transponeren’ en "
        "probeer het opnieuw."
    )
    LIST_OF_CARDS = (
        "In ‘{file}’ staat elke school op een kaart (blad {sheet}) en niet in een lijst: zet de "
        "scholen onder elkaar op één blad, met boven elke kolom een kop zoals School, Plaats en "
        "Contactpersoon, en probeer het opnieuw."
    )
    NO_LIST_BUT_PLAN = (
        "‘{file}’ is een techniekplan en geen lijst van scholen: controleer het met ‘sto-xl plans "
        "check’, of kies de lijst waarvan u een regiobestand wilt maken."
    )
    NO_ROSTERS = (
        "In ‘{file}’ staat geen regiobestand (.xlsx): kies de map waarin de regiobestanden staan."
    )
    OUT_OF_REACH = (
        "‘{file}’ is niet te bereiken: controleer of de naam klopt en niet te lang is, en of u bij "
        "de map mag."
    )
    NOTHING_COUNTS = (
        "Geen van de regiobestanden telt mee: {detail}. Bewaar van elke regio één regiobestand in "
        "de map en probeer het opnieuw."
    )
    NOTHING_READ = "Geen van de regiobestanden kon worden gelezen. {detail}"
    CHANGED_MEANWHILE = (
        "‘{file}’ is gewijzigd terwijl eraan werd gewerkt, dus er is geen kopie gemaakt: wacht tot "
        "niemand het bestand meer bewaart en probeer het opnieuw."
    )
    NOT_WRITABLE = (
        "In ‘{file}’ kan niets worden bewaard: sluit geopende bestanden in die map, of kies een "
        "andere map."
    )
    DISK_FULL = (
        "In ‘{file}’ kan niets worden bewaard, want de schijf is vol: maak ruimte vrij of kies een "
        "andere map."
    )
    OUTPUT_FULL = (
        "De uitvoer kan niet worden geschreven, want de schijf is vol: maak ruimte vrij of kies "
        "een andere plek."
    )
    NO_TEMPORARY = (
        "Er is geen map waarin tijdelijke bestanden kunnen worden bewaard: maak ruimte vrij op de "
        "schijf, of laat de instelling TMPDIR of TEMP naar een map wijzen die er is."
    )
    EXISTS = (
        "‘{file}’ bestaat al: kies een andere naam, of geef ‘--force’ op om het bestand te "
        "vervangen."
    )
    NO_PLAIN_FILE = (
        "‘{file}’ bestaat al en is geen gewoon bestand, dus het wordt niet vervangen: kies een "
        "andere naam."
    )
    IS_INPUT = (
        "‘{file}’ is het bestand dat wordt gelezen en blijft zoals het is: kies een andere naam "
        "voor de uitvoer."
    )
    NOT_EMPTY = (
        "Map ‘{file}’ is niet leeg: kies een nieuwe of lege map, zodat er niets verloren gaat."
    )
    NOT_A_RUN = (
        "Map ‘{file}’ is niet leeg, en er staat geen run.json van een eerdere run in: kies een "
        "nieuwe of lege map, zodat er niets verloren gaat."
    )
    RUN_GOING = (
        "In map ‘{file}’ wordt op dit moment al een kwartaal gemaakt: wacht tot dat klaar is, of "
        "kies een andere map."
    )
    LEADS_AWAY = (
        "‘{file}’ is een verwijzing naar een andere plek, en daar wordt niets gelezen, gewijzigd "
        "of verwijderd: haal die verwijzing weg, of kies een andere map."
    )
    NOT_OUR_FOLDER = (
        "Map ‘{file}’ is niet door STO gemaakt, en die naam is nodig: verplaats die map of geef "
        "haar een andere naam."
    )
    NO_RUN = (
        "In map ‘{file}’ is run.json niet te lezen, zodat niet te zien is wat een eerdere run "
        "heeft gemaakt: kies een nieuwe of lege map."
    )
    OTHER_QUARTER = (
        "In map ‘{file}’ staat al het kwartaalbeeld van {period}: kies voor elk kwartaal een eigen "
        "map."
    )
    NO_REGIONS = (
        "‘{file}’ is geen lijst van regio's (regel {line}): zet op elke regel een regionummer en "
        "een naam, bijvoorbeeld STO19072;Noordrand, en bewaar de lijst als CSV-bestand."
    )
    REGIONS_TOO_LONG = (
        "‘{file}’ is te lang voor een lijst van regio's (wat na regel {line} komt, is niet "
        "gelezen): bewaar alleen de regionummers en namen als CSV-bestand."
    )
    NO_STAND = (
        "‘{file}’ is geen samenvatting waarmee te vergelijken is: kies de samenvatting van een "
        "eerder kwartaal (Samenvatting ….xlsx), zoals STO haar heeft gemaakt."
    )
    OTHER_REGION = (
        "‘{file}’ is de samenvatting van {other} en niet van {region}: kies de eerdere "
        "samenvatting van dezelfde regio."
    )
    NO_EARLIER_RUN = (
        "In map ‘{file}’ staat geen kwartaalbeeld waarmee te vergelijken is: kies de map van een "
        "eerder kwartaal, met run.json erin."
    )
    CUT_OFF_RUN = (
        "Het kwartaalbeeld in map ‘{file}’ is niet afgemaakt: maak dat kwartaal eerst opnieuw in "
        "dezelfde map."
    )
    PREVIOUS_IS_OUTPUT = (
        "Map ‘{file}’ is de map waarin het nieuwe kwartaalbeeld komt: kies voor de vergelijking de "
        "map van een eerder kwartaal."
    )
    INVALID_TEXT = (
        "{place} bevat een onzichtbaar teken dat niet in een document kan staan: typ de tekst "
        "opnieuw in plaats van hem te plakken."
    )
    NOT_A_ROSTER = (
        "Werkmap ‘{file}’ is geen regiobestand: geen van de bladen Regio, Scholen en Aanbod is "
        "erin te vinden. Klik op Ja om een leeg regiobestand te openen en in te vullen."
    )
    IS_A_PLAN = (
        "Werkmap ‘{file}’ is een techniekplan, en deze knop werkt met een regiobestand: open uw "
        "regiobestand en klik daar opnieuw op de knop."
    )
    EXCEL_BUSY = (
        "Excel is bezig: er wordt een cel bewerkt of er staat een venster open. Druk op Enter of "
        "Esc, sluit het venster en klik opnieuw op de knop."
    )
    EXCEL_LINK_DAMAGED = (
        "Wat Python op deze computer over Excel bewaart, is beschadigd. Sluit Excel en verwijder "
        "de map ‘{folder}’ (die wordt vanzelf opnieuw gemaakt); open Excel dan weer en klik "
        "opnieuw op de knop."
    )
    ONLY_WINDOWS = (
        "Op deze computer kan STO nog niet vanuit Excel zelf werken, alleen in Excel voor Windows: "
        "gebruik hier de opdrachten van sto-xl."
    )
    ADDIN_OUTDATED = (
        "Het tabblad STO hoort bij een eerdere versie van het programma, dus er is niets gedaan. "
        "Vraag degene die STO voor u installeerde, dat opnieuw te doen met de opdracht "
        "‘sto-xl addin install’."
    )
    READ_ONLY = (
        "Werkmap ‘{file}’ is als alleen-lezen geopend, dus er is niets gewijzigd: bewaar haar "
        "onder een eigen naam (Bestand > Opslaan als) en klik opnieuw op de knop."
    )
    SHEET_PROTECTED = (
        "Blad {sheet} is beveiligd, dus er is niets gewijzigd: hef de beveiliging op (Controleren "
        "> Beveiliging blad opheffen) en probeer het opnieuw."
    )
    TOTALS_ROW = (
        "Een tabel op blad {sheet} heeft een totaalrij en kan daardoor niet groeien; er is niets "
        "gewijzigd. Zet de totaalrij uit (Tabelontwerp > Totaalrij) en probeer het opnieuw."
    )
    TABLE_GONE = (
        "Een tabel van blad {sheet} is er niet meer, dus er is niets gewijzigd: neem uw gegevens "
        "over in een nieuw, leeg sjabloon van STO, of zet het blad daaruit terug."
    )
    COLUMN_GONE = (
        "Op blad {sheet} ontbreekt de kolom {column}, dus er is niets gewijzigd: zet de kolom met "
        "die kop terug in de tabel en probeer het opnieuw."
    )
    OWN_COLUMN = (
        "De tabel op blad {sheet} heeft een eigen kolom ({column}); wat daar staat, zou bij "
        "andere regels komen. Er is niets gewijzigd: verplaats die kolom naar een ander blad "
        "en probeer het opnieuw."
    )
    NO_ROOM = (
        "Onder een tabel op blad {sheet} staat iets in cel {cell}, en daar moeten regels komen; "
        "er is niets gewijzigd. Verplaats wat daar staat en probeer het opnieuw."
    )
    NOT_FILLED = (
        "Cel {cell} op blad {sheet} {what}; er is niets gewijzigd. {remedy} en probeer het opnieuw."
    )
    NOT_SPLICED = (
        "‘{file}’ is zo bewaard dat er niets in kan worden gewijzigd zonder dat er iets verloren "
        "gaat, dus er is niets gewijzigd: open de werkmap in Excel, bewaar haar en probeer het "
        "opnieuw."
    )
    SIGNED = (
        "‘{file}’ is digitaal ondertekend, en die handtekening zou vervallen; er is niets "
        "gewijzigd. Moet de werkmap toch worden bijgewerkt, {unsigned}."
    )
    STAYS_SIGNED = (
        "‘{file}’ is digitaal ondertekend, en die handtekening zou vervallen als er iets in wordt "
        "ingevuld."
    )
    NOT_WRITTEN = (
        "Excel weigerde iets te wijzigen op blad {sheet}. Alles is teruggezet zoals het was: sluit "
        "andere vensters van Excel en klik opnieuw op de knop."
    )
    TEXT_FORMAT = (
        "Op blad {sheet} heeft cel {cell} de opmaak Tekst, en daar maakt Excel van een getal een "
        "tekst. Er is niets gewijzigd: geef de kolom de opmaak Standaard (Start > Getal) en klik "
        "opnieuw op de knop."
    )
    CHANGED_IN_EXCEL = (
        "Op blad {sheet} is iets gewijzigd terwijl STO bezig was, misschien door iemand anders die "
        "in de werkmap werkt. Er is niets geschreven: klik opnieuw op de knop."
    )
    NOT_TAKEN_BACK = (
        "Excel weigerde halverwege iets te wijzigen, en ook blad {sheet} kon niet worden "
        "teruggezet: sluit de werkmap zonder haar te bewaren en open haar opnieuw."
    )
    CHOSEN_ON_WEB = (
        "Wat u koos, staat op het web (‘{chosen}’), en daar kan STO niet bij. Kies een map of "
        "bestand op deze computer; van SharePoint of OneDrive is dat de map die in de Verkenner "
        "staat."
    )
    NOTHING_TO_UNDO = (
        "Er is niets ongedaan te maken: in deze werkmap heeft STO nog niets gewijzigd, of alles "
        "is al teruggezet."
    )
    NOTHING_SINCE_UPDATE = (
        "Er is niets ongedaan te maken: deze werkmap is buiten Excel bijgewerkt (op {day}), en "
        "sindsdien heeft STO er niets in gewijzigd. Het bestand waarvan ze is gemaakt, is gebleven "
        "zoals het was: wilt u terug, open dan dat."
    )
    JOURNAL_GONE = (
        "De laatste wijziging door STO is hier niet meer terug te zetten: ze is op een andere "
        "computer gedaan, of anders (met het tabblad STO, of in het venster van STO), langer dan "
        "90 dagen geleden, door tien andere gevolgd, of de bewaarde gegevens zijn gewist. Zet zo "
        "nodig een eerdere versie van de werkmap terug."
    )
    UNEXPECTED_IN_EXCEL = (
        "Er ging iets mis in het programma zelf (kenmerk {reference}). Kijk de werkmap na voordat "
        "u haar bewaart. {log}"
    )
    WORKER_NOT_STARTED = (
        "Een onderdeel van STO dat bestanden leest en brieven maakt, is op deze computer niet te "
        "starten; aan uw bestanden ligt het niet. Sluit andere programma's en probeer het opnieuw. "
        "Helpt dat niet, laat STO dan opnieuw installeren."
    )
    UNEXPECTED = (
        "Er ging iets mis in het programma zelf (kenmerk {reference}); uw bestanden zijn niet "
        "veranderd. {log}"
    )
    PYOPENVBA_MISSING = (
        "Om de invoegtoepassing te maken is pyOpenVBA nodig: installeer het met "
        "‘python -m pip install pyOpenVBA’."
    )
    ADDIN_IN_USE = (
        "Excel heeft ‘{file}’ geopend, of u mag het bestand niet wijzigen; er is niets gewijzigd. "
        "Sluit Excel helemaal en probeer het opnieuw."
    )
    ADDIN_NOT_OURS = (
        "‘{file}’ is niet door STO gemaakt, dus er is niets gewijzigd: verplaats dat bestand en "
        "probeer het opnieuw."
    )
    STORE_PYTHON = (
        "Deze Python komt uit de Microsoft Store, en wat die wegschrijft, ziet Excel niet: "
        "installeer Python van python.org en voer de opdracht daarmee uit."
    )
    XLWINGS_UNKNOWN = (
        "De geïnstalleerde versie van xlwings past niet bij STO: installeer een andere met "
        '‘python -m pip install "xlwings>=0.33,<1"’.'
    )
    TEMPLATE_GONE = (
        "Briefsjabloon ‘{file}’, dat op blad Regio staat, {lay_template}, of maak het veld "
        "Briefsjabloon leeg."
    )
    NO_FIELDS = (
        "Briefsjabloon ‘{file}’ heeft geen enkel veld, zodat elke brief precies hetzelfde wordt, "
        "zonder naam en adres van de school. Zet er velden in, zoals {{{{ school }}}}."
        "{plain_letters}"
    )
    OTHER_LANGUAGE = (
        "Briefsjabloon ‘{file}’ is er een voor brieven in een andere taal dan u vraagt: kies een "
        "sjabloon waarvan de naam op {suffix} eindigt, of geef een andere taal op."
    )
    NO_SENDER = (
        "Op blad Regio is nog niet ingevuld van wie de brieven komen, dus er zijn geen brieven "
        "gemaakt: vul daar ‘Naam van de regio’, ‘Programmamanager: naam’ en de regels die met "
        "‘Brieven:’ beginnen in en probeer het opnieuw."
    )
    NO_SCHOOL = (
        "In ‘{file}’ staat nog geen vmbo-school om een proefbrief aan te schrijven: vul blad "
        "Scholen in, of probeer het sjabloon met een ander regiobestand."
    )
    PLANS_ARE_THERE = (
        "In map ‘{file}’ staan de plannen zelf: kies voor de nagekeken plannen een andere map."
    )
    NO_PLAN_OPEN = (
        "Werkmap ‘{file}’ is geen techniekplan: open het techniekplan waarvan u een voorstel wilt "
        "maken en klik opnieuw op de knop."
    )
    PLAN_UNFINISHED = (
        "In techniekplan ‘{file}’ {found}, dus er is nog geen voorstel gemaakt. Dit moet eerst "
        "worden hersteld: {which}."
    )
    NO_PLANS = "In ‘{file}’ staat geen techniekplan (.xlsx): kies de map waarin de plannen staan."
    NO_SIGNER = (
        "Op blad Regio is nog niet ingevuld wie besluiten ondertekent, dus er zijn geen brieven "
        "gemaakt: vul daar {fields} in en probeer het opnieuw."
    )
    NO_DECISION = (
        "In ‘{file}’ staat nog geen plan om een proefbrief over te maken: vul blad Plannen in, of "
        "probeer het sjabloon met een ander regiobestand."
    )
    TEMPLATE = (
        "Briefsjabloon ‘{file}’ kan niet worden gebruikt: {detail}. Pas het sjabloon aan in Word."
    )
    MAIL_TEMPLATE = (
        "Mailsjabloon ‘{file}’ kan niet worden gebruikt: {detail}. Pas het aan in Kladblok of een "
        "ander programma voor gewone tekst."
    )
    REPORT_TEMPLATE = "Sjabloon ‘{file}’ kan niet worden gebruikt: {detail}. Pas het aan in Excel."
    TEMPLATE_TOO_MUCH = (
        "Briefsjabloon ‘{file}’ vraagt te veel, zodat er geen brief mee kan worden gemaakt: haal "
        "herhalingen en berekeningen eruit die niet nodig zijn, of begin opnieuw met het sjabloon "
        "van STO."
    )
    TEMPLATE_FAILED = (
        "Met briefsjabloon ‘{file}’ kan geen brief worden gemaakt (kenmerk {reference}): open het "
        "in Word, bewaar het als nieuw document en probeer het opnieuw. {log}"
    )
    NO_PDF_PROGRAM = (
        "Er zijn geen PDF's gemaakt, want op deze computer is geen programma gevonden dat ze kan "
        "maken; al het andere is wel gemaakt. Installeer LibreOffice, of laat de instelling "
        "{setting} naar het programma ‘soffice’ ervan wijzen, en probeer het opnieuw."
    )
    NO_SUCH_OFFICE = (
        "Er zijn geen PDF's gemaakt, want ‘{file}’ is niet te starten; al het andere is wel "
        "gemaakt. Laat de instelling {setting} naar het programma ‘soffice’ van LibreOffice "
        "wijzen, met de map ervoor, of haal haar weg, en probeer het opnieuw."
    )
    WORD_NOT_STARTED = (
        "Niet alle PDF's zijn gemaakt, want Word is niet te starten; al het andere is wel gemaakt. "
        "Open Word zelf, sluit wat het vraagt of meldt, sluit Word weer en probeer het opnieuw."
    )
    PDF_NOT_MADE = (
        "Van ‘{file}’ is geen PDF gemaakt: open het bestand en bewaar het zelf als PDF (Bestand > "
        "Exporteren)."
    )
    PDF_LATE = (
        "Van ‘{file}’ is geen PDF gemaakt, want dat duurde te lang: open het bestand en bewaar het "
        "zelf als PDF (Bestand > Exporteren)."
    )
    NOT_DUO = (
        "‘{file}’ is geen bestand van DUO dat in het register hoort ({detail}), dus er is niets "
        "gewijzigd: kies de vestigingen, de leerlingen per vestiging naar onderwijstype of de "
        "geslaagden, gezakten en cijfers, zoals DUO ze aanbiedt op {page}"
    )
    DUO_RESAVED = (
        "‘{file}’ is na het ophalen opnieuw bewaard, en daarbij {detail}; er is niets gewijzigd. "
        "Haal het bestand opnieuw op en geef het op zonder het eerst in Excel te openen: {page}"
    )
    DUO_DAMAGED = (
        "‘{file}’ is beschadigd of niet volledig overgekomen ({detail}), dus er is niets "
        "gewijzigd: haal het bestand opnieuw op van {page}"
    )
    DUO_PARTIAL = (
        "In ‘{file}’ ontbreken {missing} van de {known} vestigingen die het register kent, dus er "
        "is niets gewijzigd: het lijkt een deel van het bestand. Haal het hele bestand op van "
        "{page}"
    )
    DUO_UNDATED = (
        "Van ‘{file}’ is niet te zien van welk jaar het is, dus er is niets gewijzigd: geef het de "
        "naam terug die het bij DUO heeft, of geef de peildatum op met ‘--date’."
    )
    DUO_NOT_YET = (
        "De peildatum van ‘{file}’ zou {day} zijn, en die dag moet nog komen; er is niets "
        "gewijzigd. Controleer de naam van het bestand en de datum na ‘--date’."
    )
    DUO_SAME_DAY = (
        "‘{file}’ en ‘{other}’ zouden allebei van {day} zijn, en maar één kan gelden; van ‘{file}’ "
        "is niets overgenomen. Lees hen na elkaar in, elk met zijn eigen ‘--date’."
    )
    NO_REGISTER = (
        "Er is nog geen register van DUO (‘{file}’): haal de bestanden op van {page} en lees ze in "
        "met ‘sto-xl register import’."
    )
    UNKNOWN_AREA = (
        "‘{area}’ is bij DUO geen gemeente, RMC-regio (zoals rmc:11) of vestiging (zoals 00AH17) "
        "waar nu een school is.{asked}"
    )
    NO_SCHOOLS = (
        "In {area} ligt volgens DUO geen locatie met een vmbo-profiel. Kijk met ‘sto-xl register "
        "status’ of de leerlingen per vestiging zijn ingelezen."
    )
    NO_AREA = (
        "Op blad Gebied staat geen gebied: zet daar uw gemeenten, een RMC-regio (zoals rmc:11) of "
        "een vestiging, dan is te zien welke scholen ontbreken."
    )
    NOT_A_REGISTER = (
        "‘{file}’ is geen register dat deze versie van STO kan lezen: verplaats dat bestand, of "
        "laat STO_XL_REGISTER naar een ander wijzen, en lees de bestanden van DUO opnieuw in met "
        "‘sto-xl register import’."
    )
    REGISTER_GOING = (
        "Het register ‘{file}’ wordt op dit moment al bijgewerkt: wacht tot dat klaar is en "
        "probeer het opnieuw."
    )
    NO_CLUSTER_PROGRAM = (
        "Om op een cluster te werken is meer nodig dan hier is geïnstalleerd: installeer het met "
        '‘pip install "sto-xl[cluster]"’, of laat ‘--cluster’ weg.'
    )
    NO_SCHEDULER = (
        "‘{file}’ zegt niet waar een cluster te vinden is: geef het adres van de dask-scheduler op "
        "(zoals tls://naam:8786), of het bestand dat die met ‘--scheduler-file’ maakt."
    )
    CLUSTER_OPEN = (
        "Met ‘{address}’ zou onversleuteld worden gewerkt, en in regiobestanden staan gegevens van "
        "personen; er is niets verstuurd. Laat het cluster met certificaten werken en geef een "
        "adres op dat met tls:// begint."
    )
    NO_CERTIFICATES = (
        "Er zijn geen certificaten om het cluster mee te bereiken: zet in de instellingen van dask "
        "bij distributed.comm.tls waar ‘ca-file’ staat, en bij ‘client’ waar ‘cert’ en ‘key’ staan."
    )
    CLUSTER_OUT_OF_REACH = (
        "Het cluster op ‘{address}’ is niet te bereiken: controleer of de dask-scheduler daar "
        "draait, of het adres klopt en of de certificaten geldig zijn, of laat ‘--cluster’ weg."
    )
    CLUSTER_EMPTY = (
        "Het cluster op ‘{address}’ heeft geen computers om op te werken: start er een dask-worker "
        "of meer, of laat ‘--cluster’ weg."
    )
    CLUSTER_DIFFERS = (
        "Op computer ‘{address}’ van het cluster staat {theirs}, en hier {ours}; er is niets "
        "gemaakt. Installeer overal dezelfde versies, zodat alle documenten gelijk zijn."
    )
    CLUSTER_BOUND = (
        "De worker ‘{address}’ van het cluster mag zelf geen processen starten, en dat is nodig: "
        "start die opnieuw met ‘--no-nanny’."
    )


class Failure(Exception):  # noqa: N818  (it is what happened, in the user's words)
    """A failure a user can cause and mend; its text is one sentence with a remedy."""

    def __init__(self, cause: Cause, **values: str) -> None:
        """Fill the cause's sentence with the values it names."""
        super().__init__(cause, values)
        self.cause = cause
        self.values = values

    def __str__(self) -> str:
        """Give the sentence for the user."""
        return self.cause.value.format(**{**doors.words(), **self.values})

    def __reduce__(self) -> tuple[object, tuple[Cause, dict[str, str]]]:
        """Travel between processes as a whole."""
        return _rebuild, (self.cause, self.values)


def _rebuild(cause: Cause, values: dict[str, str]) -> Failure:
    return Failure(cause, **values)
