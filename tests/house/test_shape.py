"""The code keeps its shape: short files, short functions, more tests than code."""

from tests.house.shape import Shape, longest, p90
from tests.house.source import Source, python_files

SIX_LINES = "def f():\n    a = 1\n\n    b = 2\n    return a + b\n\n\nx = f()\n"


def test_the_house_keeps_its_shape() -> None:
    shape = Shape.of(python_files())
    assert shape.exceeded() == [], f"\n{shape}"


def test_what_is_measured() -> None:
    shape = Shape.of([Source("src/tilts/a.py", SIX_LINES), Source("tests/test_a.py", "x = 1\n")])
    assert shape == Shape([(5, "src/tilts/a.py")], [(5, "src/tilts/a.py:1 f")], 1)
    assert shape.exceeded() == ["lines of code to a line of tests"]


def test_what_is_too_long() -> None:
    body = "def f():\n" + "    a = 1\n" * 260
    shape = Shape.of([Source("src/tilts/a.py", body), Source("tests/test_a.py", body * 2)])
    assert shape.exceeded() == [name for name in shape.numbers() if "line" in name][:4]
    assert "    261 src/tilts/a.py:1 f" in str(shape)


def test_p90() -> None:
    assert (p90([]), p90(range(10)), p90(range(100))) == (0, 9, 90)


def test_longest() -> None:
    things = [(size, f"{size}") for size in range(20)]
    assert longest(things, 17) == ["     19 19", "     18 18"]
    assert len(longest(things, 0)) == 10
