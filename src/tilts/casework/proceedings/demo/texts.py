"""Courts, and what fictional files say of offences. Nobody in it is real."""

COURTS = {
    "LV": (
        "Rīgas pilsētas tiesa",
        "Kurzemes rajona tiesa",
        "Latgales rajona tiesa",
        "Vidzemes rajona tiesa",
        "Zemgales rajona tiesa",
    ),
    "LT": (
        "Vilniaus miesto apylinkės teismas",
        "Kauno apylinkės teismas",
        "Klaipėdos apylinkės teismas",
        "Panevėžio apylinkės teismas",
        "Šiaulių apylinkės teismas",
    ),
}
CIRCUMSTANCES = {
    "LV": (
        "Vakarā pie veikala, alkohola reibumā. Vainu atzina.",
        "Kopā ar paziņu, pēc iepriekšējas vienošanās.",
        "Zaudējumi cietušajam daļēji atlīdzināti.",
        "Pirmo reizi saukts pie kriminālatbildības.",
        "Noticis dzīvesvietā, klāt bija ģimenes locekļi.",
    ),
    "LT": (
        "Vakare prie parduotuvės, apsvaigus nuo alkoholio. Kaltę pripažino.",
        "Kartu su pažįstamu, iš anksto susitarus.",
        "Žala nukentėjusiajam iš dalies atlyginta.",
        "Baudžiamojon atsakomybėn traukiamas pirmą kartą.",
        "Įvyko gyvenamojoje vietoje, dalyvavo šeimos nariai.",
    ),
}
IN_THE_JUDGMENT = {
    "LV": "Apstākļi izklāstīti spriedumā; cietusī persona nevēlas saskarsmi.",
    "LT": "Aplinkybės išdėstytos nuosprendyje; nukentėjęs asmuo bendrauti nenori.",
}
