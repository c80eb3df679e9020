"""Samples: drawn again they are the same, and each piece is as likely."""

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.sampling import rank, sample

PIECES = st.lists(st.text("abcdef0123456789", min_size=1, max_size=6), max_size=30)
WANTED = st.integers(0, 40)
SEEDS = st.text(min_size=1, max_size=12)


def test_a_rank_is_what_any_tool_computes():
    assert rank("s1", "equip@riga", "7") == sha256(b"s1|equip@riga|7").hexdigest()


def test_a_draw_worked_out_by_hand():
    """With any tool: the three pieces in the order of their SHA-256."""
    ranks = {piece: sha256(f"s1|x|{piece}".encode()).hexdigest() for piece in "abc"}
    by_hand = sorted("abc", key=ranks.__getitem__)
    assert [sample("s1", "x", "abc", n) for n in range(5)] == [
        [],
        by_hand[:1],
        by_hand[:2],
        by_hand,
        by_hand,
    ]


@given(SEEDS, PIECES, WANTED)
def test_as_many_as_wanted_or_all_there_are_and_none_twice(seed, frame, wanted):
    drawn = sample(seed, "x", frame, wanted)
    assert len(drawn) == min(wanted, len(set(frame)))
    assert len(set(drawn)) == len(drawn)
    assert set(drawn) <= set(frame)


@given(SEEDS, PIECES, WANTED, st.randoms(use_true_random=False))
def test_the_same_seed_draws_the_same_in_whatever_order_the_frame_comes(
    seed, frame, wanted, chance
):
    shuffled = [*frame, *frame[:3]]
    chance.shuffle(shuffled)
    assert sample(seed, "x", shuffled, wanted) == sample(seed, "x", frame, wanted)


@given(SEEDS, PIECES, st.integers(0, 20), st.integers(0, 20))
def test_whoever_wants_more_gets_the_same_and_more(seed, frame, few, more):
    drawn = sample(seed, "x", frame, few + more)
    assert drawn[:few] == sample(seed, "x", frame, few)


@given(SEEDS, PIECES.filter(bool), WANTED)
def test_what_leaves_the_frame_moves_nobody_else_out(seed, frame, wanted):
    """A piece taken back later leaves the others of the draw where they were."""
    gone = frame[0]
    before = [one for one in sample(seed, "x", frame, wanted) if one != gone]
    after = sample(seed, "x", [one for one in frame if one != gone], wanted)
    assert after[: len(before)] == before


@pytest.mark.parametrize("wanted", [1, 3])
def test_each_piece_is_as_likely(wanted):
    """Over 4,000 seeds each of ten pieces is drawn near its share (five standard deviations)."""
    seeds, frame = 4000, [str(number) for number in range(10)]
    drawn = Counter(one for seed in range(seeds) for one in sample(str(seed), "x", frame, wanted))
    share = wanted / 10
    spread = 5 * (seeds * share * (1 - share)) ** 0.5
    assert all(abs(drawn[one] - seeds * share) <= spread for one in frame)


def test_strata_of_one_draw_do_not_follow_each_other():
    frame = [str(number) for number in range(50)]
    assert sample("s", "equip@riga", frame, 10) != sample("s", "equip@jelgava", frame, 10)
