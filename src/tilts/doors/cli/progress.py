"""Progress bars for long work; silent where nobody watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


def bars() -> Progress:
    """Bars on the error stream, so that the answer can be piped."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )


@contextmanager
def counted(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """One bar; call with how many more are done."""
    with bars() as progress:
        task = progress.add_task(title, total=total)
        yield lambda more: progress.advance(task, more)


@contextmanager
def by_table(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """One bar that goes through the tables; call with table, rows done and rows in all."""
    with bars() as progress:
        task = progress.add_task(title)
        yield lambda table, done, total: progress.update(
            task, description=f"{title} {table}", completed=done, total=total
        )
