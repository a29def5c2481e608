"""What is told of a work that lasts."""

import time

import pytest

from tigraph.cli.telling import Patience


def test_a_stage_is_told_if_it_lasts_and_none_once_the_command_is_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    patience = Patience(quiet=False, lasting=0.05)
    patience("Asking for long")
    time.sleep(0.2)
    patience("Drawing")
    patience("Writing")
    patience.end()
    patience("Asking, by an engine that was left behind")
    time.sleep(0.2)
    assert capsys.readouterr().err == "Asking for long …\n"
