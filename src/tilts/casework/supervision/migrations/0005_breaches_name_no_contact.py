from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('supervision', '0004_appointments'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='breach',
            name='contact',
        ),
    ]
