"""Personal codes of nobody: right in form and checksum, with a birth date of the fiction."""

from datetime import date
from random import Random

LV_WEIGHTS = (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def personal_code(random: Random, country: str, sex: str, born: date) -> tuple[str, str]:
    """Type and value of a code, as the country pack names the type."""
    if country == "LT":
        return "lt_personal_code", lithuanian(random, sex, born)
    if random.random() < 0.2:
        return "lv_personal_code", latvian(random, None)
    return "lv_personal_code_old", latvian(random, born)


def latvian(random: Random, born: date | None) -> str:
    """DDMMYY, century, three digits and a check digit (domain.md, identity codes).

    Without a birth date, as given since 2017: 32 to 39, eight digits and a check digit.
    """
    head = f"3{random.randint(2, 9)}{random.randint(0, 99_999_999):08}"
    if born:
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
