"""What is noted at fictional occurrences, by country."""

SAID = {
    "LV": ("Telefons neatbildēja.", "Mediķis bija izsaukumā.", "Durvis bija aizslēgtas."),
    "LT": ("Telefonas neatsiliepė.", "Medikas buvo iškvietime.", "Durys buvo užrakintos."),
}
ENDED = {
    "LV": (
        "Situācija mierīga, vienojāmies par rītdienas sarunu.",
        "Nodots kolēģiem, visi drošībā.",
    ),
    "LT": ("Situacija rami, sutarta dėl rytojaus pokalbio.", "Perduota kolegoms, visi saugūs."),
}
