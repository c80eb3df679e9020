"""What the worker does again and again."""

from django.db import models

from tilts.platform.parties.whose import technical


class PeriodicJob(models.Model):
    """A job and when it runs next. Who runs it holds a lease; a lease that ran out is free."""

    whose = technical(
        "run what is due, once, whatever happens to a worker",
        "name next_run leased_until lease_holder last_run last_error",
    )

    name = models.CharField(max_length=100, primary_key=True)
    next_run = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    lease_holder = models.UUIDField(null=True)
    last_run = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)  # the exception's class

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(leased_until=None, lease_holder=None)
                | models.Q(leased_until__isnull=False, lease_holder__isnull=False),
                name="lease_has_a_holder",
            )
        ]

    def __str__(self) -> str:
        return self.name
