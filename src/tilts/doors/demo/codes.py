"""Personal codes of nobody: right in form and checksum, with a birth date of the fiction."""

from datetime import date
from random import Random

LV_WEIGHTS = (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHANGED = date(2017, 7, 1)  # Latvia's codes hold no birth date since then


def personal_code(random: Random, country: str, sex: str, born: date) -> tuple[str, str]:
    """Type and value of a code, as the country pack names the type."""
    if country == "LT":
        return "lt_personal_code", lithuanian(random, sex, born)
    if random.random() < 0.2:
        digits = "".join(str(random.randint(0, 9)) for _ in range(9))
        return "lv_personal_code", f"3{random.randint(2, 9)}{digits}"
    return "lv_personal_code_old", latvian(random, born)


def latvian(random: Random, born: date) -> str:
    """DDMMYY, century, three digits and a check digit (domain.md, identity codes)."""
    head = f"{born:%d%m%y}{(born.year - 1800) // 100}{random.randint(0, 999):03}"
    total = sum(int(d) * w for d, w in zip(head, LV_WEIGHTS, strict=True))
    check = (1101 - total) % 11
    return f"{head}{check}" if check < 10 else latvian(random, born)


def lithuanian(random: Random, sex: str, born: date) -> str:
    """Century and sex, YYMMDD, three digits and a check digit (domain.md, identity codes)."""
    century = 2 * ((born.year - 1800) // 100) + (2 if sex == "female" else 1)
    head = f"{century}{born:%y%m%d}{random.randint(0, 999):03}"
    for weights in ("1234567891", "3456789123"):
        check = sum(int(d) * int(w) for d, w in zip(head, weights, strict=True)) % 11
        if check < 10:
            return f"{head}{check}"
    return f"{head}0"
