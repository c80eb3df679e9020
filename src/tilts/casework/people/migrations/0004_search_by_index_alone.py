from django.db import migrations, models

SPELT = """
UPDATE people_namevariant SET spelt =
    (SELECT t.text FROM people_nametoken t WHERE t.id = people_namevariant.token_id)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_given_name_first'),
    ]

    operations = [
        migrations.AddField(
            model_name='namevariant',
            name='spelt',
            field=models.CharField(default='', max_length=80),
            preserve_default=False,
        ),
        migrations.RunSQL(SPELT, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name='namevariant',
            name='variant_of_token_once',
        ),
        migrations.AddConstraint(
            model_name='namevariant',
            constraint=models.UniqueConstraint(fields=('text', 'token', 'spelt'), name='variant_of_token_once'),
        ),
        migrations.RemoveIndex(
            model_name='persontoken',
            name='people_of_token',
        ),
        migrations.AddIndex(
            model_name='persontoken',
            index=models.Index(fields=['key', 'sort_key', 'person', 'kind', 'under'], name='people_of_token'),
        ),
    ]
