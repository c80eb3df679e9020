"""What stands in fictional home visits, by country."""

PLACES = {
    "LV": ("Ozolu iela 4", "Skolas iela 12-7", "Dārza iela 9", "Upes iela 3-15"),
    "LT": ("Ąžuolų g. 4", "Mokyklos g. 12-7", "Sodų g. 9", "Upės g. 3-15"),
}
AIMS = {
    "LV": ("Vai dzīvo norādītajā adresē?", "Saruna ar ģimeni", "Dzīves apstākļi pēc atbrīvošanas"),
    "LT": (
        "Ar gyvena nurodytu adresu?",
        "Pokalbis su šeima",
        "Gyvenimo sąlygos paleidus",
    ),
}
WHY = {
    "LV": ("Pazīstu ģimeni jau gadu.", "Kolēģis gaida mašīnā."),
    "LT": ("Šeimą pažįstu jau metus.", "Kolega laukia automobilyje."),
}
SAID = {
    "LV": {
        "person": ("Mājās kārtībā, strādā no pirmdienas.", "Nākamreiz atnesīs darba līgumu."),
        "others": ("Bija tikai māsa; viņš esot darbā.", ""),
        "nobody": ("Neviens neatvēra, kaimiņiene viņu redzējusi vakar.", ""),
    },
    "LT": {
        "person": (
            "Namuose tvarkinga, dirba nuo pirmadienio.",
            "Kitą kartą atsineš darbo sutartį.",
        ),
        "others": ("Buvo tik sesuo; jis esąs darbe.", ""),
        "nobody": ("Niekas neatidarė, kaimynė jį matė vakar.", ""),
    },
}
ANSWERED = "Piezvanīju: telefons bija izlādējies, kolēģe ir ceļā."
