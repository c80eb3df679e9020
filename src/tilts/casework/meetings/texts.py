"""What stands in fictional meetings, by country."""

from .models import Sector

TOPICS = {
    "LV": (
        ("Dzīvesvieta un darbs", "Ko katra iestāde dara tagad. Kurš ko dara tālāk."),
        ("Droša atgriešanās ģimenē", "Kā sargāt bērnus. Kurš ģimeni apmeklē."),
    ),
    "LT": (
        ("Būstas ir darbas", "Ką kiekviena įstaiga daro dabar. Kas ką daro toliau."),
        ("Saugus grįžimas į šeimą", "Kaip apsaugoti vaikus. Kas lanko šeimą."),
    ),
}
GUESTS = {
    "LV": (
        (Sector.POLICE, "Valsts policija", "J. Vanags", "ko redzēja patruļa"),
        (Sector.MUNICIPALITY, "Sociālais dienests", "M. Liepa", "mājoklis un pabalsti"),
        (Sector.EMPLOYMENT, "Nodarbinātības valsts aģentūra", "A. Zariņa", "kursi"),
    ),
    "LT": (
        (Sector.POLICE, "Policija", "J. Vanagas", "ką matė patrulis"),
        (Sector.MUNICIPALITY, "Socialinių paslaugų centras", "M. Liepa", "būstas ir išmokos"),
        (Sector.EMPLOYMENT, "Užimtumo tarnyba", "A. Žarnauskienė", "kursai"),
    ),
}
WORDS = {
    "LV": {
        "place": "Struktūrvienības sanāksmju telpa",
        "basis": "Noteikumi par starpinstitūciju sadarbību",
        "shared": "Kas plānā ir norunāts; nekas par veselību un cietušajiem.",
        "minutes": "Iestādes pastāstīja, ko katra dara. Vienojās, kurš ko dara līdz kuram datumam.",
        "decided": "Atrast istabu kopā ar sociālo dienestu",
        "outcome": "Istaba atrasta.",
    },
    "LT": {
        "place": "Padalinio pasitarimų kambarys",
        "basis": "Tarpinstitucinio bendradarbiavimo tvarka",
        "shared": "Kas sutarta plane; nieko apie sveikatą ir nukentėjusiuosius.",
        "minutes": "Įstaigos papasakojo, ką daro. Sutarta, kas ką daro iki kurios dienos.",
        "decided": "Rasti kambarį kartu su socialinių paslaugų centru",
        "outcome": "Kambarys rastas.",
    },
}
