import unittest

import pytest


def top(stack):
    return stack[-1]


def test_keeps_the_last_value_on_top():
    assert top([1, 2]) == 2


def test_counts_values():
    stack = [1, 2, 3]
    assert len(stack) == 4, "after three pushes"


def test_refuses_the_top_of_nothing():
    top([])


@pytest.mark.skip(reason="no disk here")
def test_is_skipped():
    assert False


@pytest.mark.xfail(reason="known bug")
def test_known_bug():
    assert 1 == 2


@pytest.mark.xfail(strict=True, reason="should not pass")
def test_strict_xfail_that_passes():
    assert True


@pytest.fixture
def broken():
    raise OSError("disk gone")


def test_setup_fails(broken):
    assert True


@pytest.fixture
def dirty():
    yield 1
    raise RuntimeError("clean-up failed")


def test_teardown_fails(dirty):
    assert dirty == 1


def test_fails_twice(dirty):
    assert dirty == 2


@pytest.mark.parametrize("size", [2, 3])
def test_even(size):
    assert size % 2 == 0


def test_prints_control_characters():
    print("\x1b[31mred\x1b[0m \x01")
    assert "a\x1bb" == "c"


class TestClass:
    def test_method(self):
        assert top([1]) == 2


class Legacy(unittest.TestCase):
    def test_sub(self):
        self.assertEqual({"a": 1}, {"a": 2})

    @unittest.expectedFailure
    def test_unexpected_success(self):
        pass
