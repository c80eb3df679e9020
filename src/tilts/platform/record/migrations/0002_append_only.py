from django.db import migrations

from tilts.platform.record.triggers import AppendOnly


class Migration(migrations.Migration):

    dependencies = [("record", "0001_initial")]

    operations = [
        AppendOnly("act"),
        AppendOnly("payload"),
        AppendOnly("consultation"),
        AppendOnly("shown"),
        AppendOnly("seal"),
        AppendOnly("sealedentry"),
    ]
