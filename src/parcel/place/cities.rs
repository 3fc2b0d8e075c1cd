//! The table of cities.
//!
//! Invariant: the cities of a country stand together, in the order of the countries.

use super::{CityFacts, Local};
use crate::parcel::country::Country;
use crate::parcel::zone::Zone;

/// Writes the rows: under a country and a zone the code of each city, its name, its weight and its postal pattern.
///
/// The facilities that every city has are named after it here, so that their names cost nothing at run time.
macro_rules! cities {
    ($($country:ident $zone:literal { $($code:ident $name:literal $weight:literal $postal:literal;)* })*) => {
        &[$($(CityFacts {
            country: Country::$country,
            code: concat!(stringify!($country), "-", stringify!($code)),
            name: $name,
            zone: Zone::named($zone),
            weight: $weight,
            postal: $postal,
            local: [
                Local { code: concat!(stringify!($country), "-", stringify!($code), "-SC"), name: concat!($name, " sorting center") },
                Local { code: concat!(stringify!($country), "-", stringify!($code), "-DD"), name: concat!($name, " delivery depot") },
                Local { code: concat!(stringify!($country), "-", stringify!($code), "-PO"), name: concat!($name, " post office") },
                Local { code: concat!(stringify!($country), "-", stringify!($code), "-PP"), name: concat!($name, " pickup point") },
                Local { code: concat!(stringify!($country), "-", stringify!($code), "-PL"), name: concat!($name, " parcel locker") },
            ],
        }),*),*]
    };
}

// Codes follow UN/LOCODE or IATA. Weights are rounded populations of the urban areas in units of 10 000.
// Postal patterns begin with digits that the city really has.
pub(super) const CITIES: &[CityFacts] = cities! {
    CN "Asia/Shanghai" {
        SZX "Shenzhen" 1750 "518###";
        CAN "Guangzhou" 1870 "510###";
        DGG "Dongguan" 1050 "523###";
        YIW "Yiwu" 190 "3220##";
        JHA "Jinhua" 150 "3210##";
        HGH "Hangzhou" 1190 "310###";
        NGB "Ningbo" 940 "315###";
        JJN "Quanzhou" 880 "3620##";
        XMN "Xiamen" 520 "361###";
        SHA "Shanghai" 2490 "20####";
        BJS "Beijing" 2190 "10####";
        CTU "Chengdu" 2090 "610###";
        WUH "Wuhan" 1240 "430###";
        CGO "Zhengzhou" 1260 "450###";
    }
    HK "Asia/Hong_Kong" {
        HKI "Hong Kong Island" 120 "";
        KLN "Kowloon" 220 "";
        TWN "Tsuen Wan" 85 "";
        SHT "Sha Tin" 69 "";
    }
    MY "Asia/Kuala_Lumpur" {
        KUL "Kuala Lumpur" 840 "50###";
        JHB "Johor Bahru" 180 "80###";
        PEN "George Town" 270 "10###";
        IPH "Ipoh" 80 "30###";
    }
    US "America/New_York" {
        NYC "New York" 1950 "100##";
        MIA "Miami" 610 "331##";
        ATL "Atlanta" 610 "303##";
        BOS "Boston" 490 "021##";
    }
    US "America/Chicago" {
        CHI "Chicago" 940 "606##";
        DAL "Dallas" 760 "752##";
        HOU "Houston" 710 "770##";
    }
    US "America/Phoenix" {
        PHX "Phoenix" 480 "850##";
    }
    US "America/Los_Angeles" {
        LAX "Los Angeles" 1320 "900##";
        SEA "Seattle" 400 "981##";
    }
    GB "Europe/London" {
        LON "London" 980 "E# #@@";
        BHM "Birmingham" 260 "B# #@@";
        MNC "Manchester" 280 "M# #@@";
        GLW "Glasgow" 120 "G# #@@";
        LDS "Leeds" 190 "LS# #@@";
        BRS "Bristol" 67 "BS# #@@";
        BFS "Belfast" 64 "BT# #@@";
    }
    DE "Europe/Berlin" {
        BER "Berlin" 377 "10###";
        HAM "Hamburg" 185 "20###";
        MUC "Munich" 149 "80###";
        CGN "Cologne" 108 "50###";
        FRA "Frankfurt am Main" 77 "60###";
        STR "Stuttgart" 63 "70###";
        LEJ "Leipzig" 61 "04###";
    }
    FR "Europe/Paris" {
        PAR "Paris" 1090 "750##";
        LYS "Lyon" 170 "6900#";
        MRS "Marseille" 160 "130##";
        TLS "Toulouse" 105 "31###";
        LIL "Lille" 104 "59###";
        BOD "Bordeaux" 98 "33###";
        NTE "Nantes" 67 "44###";
    }
    ES "Europe/Madrid" {
        MAD "Madrid" 620 "280##";
        BCN "Barcelona" 480 "080##";
        VLC "Valencia" 160 "460##";
        SVQ "Sevilla" 110 "410##";
        ZAZ "Zaragoza" 68 "500##";
        AGP "Málaga" 59 "290##";
    }
    ES "Atlantic/Canary" {
        LPA "Las Palmas de Gran Canaria" 38 "350##";
    }
    IT "Europe/Rome" {
        ROM "Roma" 280 "001##";
        MIL "Milano" 310 "201##";
        NAP "Napoli" 220 "801##";
        TRN "Torino" 85 "101##";
        PMO "Palermo" 63 "901##";
        BLQ "Bologna" 39 "401##";
    }
    NL "Europe/Amsterdam" {
        AMS "Amsterdam" 115 "10## @@";
        RTM "Rotterdam" 100 "30## @@";
        HAG "Den Haag" 71 "25## @@";
        UTC "Utrecht" 51 "35## @@";
        EIN "Eindhoven" 34 "56## @@";
        GRQ "Groningen" 23 "97## @@";
    }
    BE "Europe/Brussels" {
        BRU "Brussel" 210 "10##";
        ANR "Antwerpen" 53 "20##";
        GNE "Gent" 26 "90##";
        CRL "Charleroi" 20 "60##";
        LGG "Liège" 20 "40##";
    }
    PL "Europe/Warsaw" {
        WAW "Warszawa" 186 "0#-###";
        KRK "Kraków" 80 "3#-###";
        LCJ "Łódź" 66 "9#-###";
        WRO "Wrocław" 67 "5#-###";
        POZ "Poznań" 54 "6#-###";
        GDN "Gdańsk" 49 "80-###";
    }
    CZ "Europe/Prague" {
        PRG "Praha" 136 "1## 00";
        BRQ "Brno" 40 "6## 00";
        OSR "Ostrava" 28 "7## 00";
        PLZ "Plzeň" 19 "3## 00";
    }
    SE "Europe/Stockholm" {
        STO "Stockholm" 160 "11# ##";
        GOT "Göteborg" 61 "41# ##";
        MMA "Malmö" 33 "21# ##";
        UPP "Uppsala" 17 "75# ##";
    }
    FI "Europe/Helsinki" {
        HEL "Helsinki" 130 "00##0";
        TMP "Tampere" 34 "33##0";
        TKU "Turku" 28 "20##0";
        OUL "Oulu" 21 "90##0";
    }
    DK "Europe/Copenhagen" {
        CPH "København" 138 "2###";
        AAR "Aarhus" 29 "8###";
        ODE "Odense" 18 "5###";
        AAL "Aalborg" 12 "9###";
    }
    NO "Europe/Oslo" {
        OSL "Oslo" 107 "0###";
        BGO "Bergen" 27 "50##";
        TRD "Trondheim" 19 "70##";
        SVG "Stavanger" 23 "40##";
        TOS "Tromsø" 4 "90##";
    }
    PT "Europe/Lisbon" {
        LIS "Lisboa" 290 "1###-###";
        OPO "Porto" 170 "4###-###";
        BGZ "Braga" 19 "47##-###";
        CBR "Coimbra" 14 "30##-###";
        FAO "Faro" 7 "80##-###";
    }
    IE "Europe/Dublin" {
        DUB "Dublin" 127 "D0# @#@#";
        ORK "Cork" 22 "T12 @#@#";
        LMK "Limerick" 10 "V94 @#@#";
        GWY "Galway" 9 "H91 @#@#";
    }
    AT "Europe/Vienna" {
        VIE "Wien" 200 "1##0";
        GRZ "Graz" 30 "80##";
        LNZ "Linz" 21 "40##";
        SZG "Salzburg" 16 "50##";
    }
    CH "Europe/Zurich" {
        ZRH "Zürich" 140 "80##";
        GVA "Genève" 60 "12##";
        BSL "Basel" 55 "40##";
        BRN "Bern" 42 "30##";
    }
    GR "Europe/Athens" {
        ATH "Athina" 304 "10# ##";
        SKG "Thessaloniki" 80 "54# ##";
        PTR "Patra" 21 "26# ##";
        HER "Irakleio" 18 "71# ##";
    }
    HU "Europe/Budapest" {
        BUD "Budapest" 170 "1###";
        DEB "Debrecen" 20 "40##";
        SZE "Szeged" 16 "67##";
        PEC "Pécs" 14 "76##";
    }
    RO "Europe/Bucharest" {
        BUH "București" 172 "01####";
        CLJ "Cluj-Napoca" 29 "400###";
        TSR "Timișoara" 25 "300###";
        IAS "Iași" 27 "700###";
    }
    UA "Europe/Kyiv" {
        IEV "Kyiv" 295 "01###";
        LWO "Lviv" 72 "79###";
        ODS "Odesa" 101 "65###";
        DNK "Dnipro" 97 "49###";
        HRK "Kharkiv" 142 "61###";
    }
    IL "Asia/Jerusalem" {
        TLV "Tel Aviv" 440 "6######";
        JRS "Jerusalem" 110 "9######";
        HFA "Haifa" 70 "3######";
        BEV "Beersheba" 21 "84#####";
    }
    TR "Europe/Istanbul" {
        IST "İstanbul" 1570 "34###";
        ANK "Ankara" 530 "06###";
        IZM "İzmir" 300 "35###";
        BTZ "Bursa" 210 "16###";
        AYT "Antalya" 140 "07###";
    }
    SA "Asia/Riyadh" {
        RUH "Riyadh" 760 "1####";
        JED "Jeddah" 470 "2####";
        DMM "Dammam" 150 "3####";
        MED "Madinah" 150 "4####";
    }
    AE "Asia/Dubai" {
        DXB "Dubai" 360 "";
        AUH "Abu Dhabi" 150 "";
        SHJ "Sharjah" 180 "";
        AJM "Ajman" 50 "";
    }
    KZ "Asia/Almaty" {
        ALA "Almaty" 220 "050###";
        NQZ "Astana" 140 "010###";
        CIT "Shymkent" 120 "160###";
        KGF "Karaganda" 50 "100###";
    }
    BR "America/Sao_Paulo" {
        SAO "São Paulo" 2200 "01###-###";
        RIO "Rio de Janeiro" 1200 "20###-###";
        BHZ "Belo Horizonte" 530 "30###-###";
        CWB "Curitiba" 350 "80###-###";
        POA "Porto Alegre" 410 "90###-###";
        BSB "Brasília" 400 "70###-###";
    }
    BR "America/Fortaleza" {
        FOR "Fortaleza" 390 "60###-###";
    }
    CL "America/Santiago" {
        SCL "Santiago" 690 "83#####";
        VAP "Valparaíso" 95 "23#####";
        CCP "Concepción" 90 "40#####";
        ANF "Antofagasta" 39 "12#####";
    }
    MX "America/Mexico_City" {
        MEX "Ciudad de México" 2180 "06###";
        GDL "Guadalajara" 530 "44###";
        PBC "Puebla" 320 "72###";
    }
    MX "America/Monterrey" {
        MTY "Monterrey" 530 "64###";
    }
    MX "America/Tijuana" {
        TIJ "Tijuana" 220 "22###";
    }
    AR "America/Argentina/Buenos_Aires" {
        BUE "Buenos Aires" 1530 "C1###@@@";
        LPG "La Plata" 90 "B19##@@@";
    }
    AR "America/Argentina/Cordoba" {
        COR "Córdoba" 160 "X50##@@@";
        ROS "Rosario" 140 "S20##@@@";
    }
    CO "America/Bogota" {
        BOG "Bogotá" 1100 "11####";
        MDE "Medellín" 400 "05####";
        CLO "Cali" 280 "76####";
        BAQ "Barranquilla" 230 "08####";
    }
    CA "America/Toronto" {
        YTO "Toronto" 620 "M#@ #@#";
        YMQ "Montréal" 430 "H#@ #@#";
        YOW "Ottawa" 149 "K1@ #@#";
    }
    CA "America/Vancouver" {
        YVR "Vancouver" 264 "V#@ #@#";
    }
    CA "America/Edmonton" {
        YYC "Calgary" 148 "T#@ #@#";
    }
    CA "America/St_Johns" {
        YYT "St. John's" 21 "A1@ #@#";
    }
    AU "Australia/Sydney" {
        SYD "Sydney" 530 "2###";
    }
    AU "Australia/Melbourne" {
        MEL "Melbourne" 510 "3###";
    }
    AU "Australia/Brisbane" {
        BNE "Brisbane" 260 "4###";
    }
    AU "Australia/Perth" {
        PER "Perth" 220 "6###";
    }
    AU "Australia/Adelaide" {
        ADL "Adelaide" 140 "5###";
    }
    NZ "Pacific/Auckland" {
        AKL "Auckland" 148 "10##";
        WLG "Wellington" 42 "60##";
        CHC "Christchurch" 39 "80##";
        HLZ "Hamilton" 18 "32##";
    }
    NZ "Pacific/Chatham" {
        CHT "Waitangi" 1 "8942";
    }
    JP "Asia/Tokyo" {
        TYO "Tokyo" 3700 "1##-####";
        OSA "Osaka" 1900 "5##-####";
        NGO "Nagoya" 950 "4##-####";
        SPK "Sapporo" 260 "06#-####";
        FUK "Fukuoka" 260 "81#-####";
    }
    KR "Asia/Seoul" {
        SEL "Seoul" 990 "0####";
        INC "Incheon" 290 "21###";
        PUS "Busan" 340 "48###";
        TAE "Daegu" 240 "41###";
        DJN "Daejeon" 150 "34###";
    }
    IN "Asia/Kolkata" {
        DEL "New Delhi" 3200 "1100##";
        BOM "Mumbai" 2070 "4000##";
        BLR "Bengaluru" 1320 "5600##";
        MAA "Chennai" 1150 "6000##";
        CCU "Kolkata" 1510 "7000##";
        HYD "Hyderabad" 1050 "5000##";
    }
    ZA "Africa/Johannesburg" {
        JNB "Johannesburg" 600 "20##";
        CPT "Cape Town" 480 "80##";
        DUR "Durban" 320 "40##";
        PRY "Pretoria" 280 "00##";
    }
    NG "Africa/Lagos" {
        LOS "Lagos" 1540 "10####";
        ABV "Abuja" 360 "90####";
        KAN "Kano" 410 "70####";
        IBA "Ibadan" 360 "20####";
    }
    PE "America/Lima" {
        LIM "Lima" 1070 "15###";
        AQP "Arequipa" 110 "04###";
        TRU "Trujillo" 100 "13###";
        CIX "Chiclayo" 60 "14###";
    }
};
