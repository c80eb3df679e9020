from typing import Any

from django.db import migrations, models


def begin_after_the_last(apps: Any, schema_editor: Any) -> None:
    """Numbers that were given before there was a counter are not given again."""
    last: dict[int, int] = {}
    for number in apps.get_model("documents", "Document").objects.values_list("number", flat=True):
        _letter, year, place = number.split("-")
        last[int(year)] = max(last.get(int(year), 0), int(place))
    numbers = apps.get_model("documents", "DocumentNumbers")
    numbers.objects.bulk_create(numbers(year=year, last=place) for year, place in last.items())


class Migration(migrations.Migration):

    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="DocumentNumbers",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.RunPython(begin_after_the_last, migrations.RunPython.noop),
    ]
