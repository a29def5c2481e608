"""Brokerage against R's sna, whose figures and whose lines stand here."""

from __future__ import annotations

import random
import subprocess

import pytest

from checkout import lacking, needs
from tigraph.measuring.brokerage import ROLES, brokerage, role_of

# R 4.2.2, sna 2.7-1 (Debian: r-cran-sna). The lines that gave the figures below:
R_LINES = """
suppressMessages(library(sna))
cl <- c("national", "national", "national", "regional", "regional",
        "local", "local", "local", "local")
ties <- c(1,2, 2,3, 1,4, 2,4, 3,5, 4,5, 4,6, 4,7, 5,8, 5,9, 6,4, 7,6, 8,9, 9,5, 6,1, 3,1)
g <- matrix(0, 9, 9)
g[matrix(ties, ncol = 2, byrow = TRUE)] <- 1
b <- brokerage(g, cl)
print(b$raw.nli); print(b$exp.nli); print(b$sd.nli); print(b$z.nli)
print(rbind(b$raw.gli, b$exp.gli, b$sd.gli, b$z.gli))
"""
RAW = """
 [1,]   1   0    1    1   0 3
 [2,]   1   0    0    0   0 1
 [3,]   1   0    1    0   0 2
 [4,]   0   1    0    3   4 8
 [5,]   0   1    2    0   2 5
 [6,]   0   0    2    0   1 3
 [7,]   0   0    0    0   0 0
 [8,]   0   0    0    0   0 0
 [9,]   0   0    1    0   0 1
"""
EXPECTED = """
 [1,] 0.07681756 0.5377229 0.4609053 0.4609053 0.6145405 2.150892
 [2,] 0.07681756 0.5377229 0.4609053 0.4609053 0.6145405 2.150892
 [3,] 0.07681756 0.5377229 0.4609053 0.4609053 0.6145405 2.150892
 [4,] 0.00000000 0.6913580 0.2688615 0.2688615 0.9218107 2.150892
 [5,] 0.00000000 0.6913580 0.2688615 0.2688615 0.9218107 2.150892
 [6,] 0.23045267 0.3072702 0.5761317 0.5761317 0.4609053 2.150892
 [7,] 0.23045267 0.3072702 0.5761317 0.5761317 0.4609053 2.150892
 [8,] 0.23045267 0.3072702 0.5761317 0.5761317 0.4609053 2.150892
 [9,] 0.23045267 0.3072702 0.5761317 0.5761317 0.4609053 2.150892
"""
SD = """
 [1,] 0.2717850 0.8745908 0.9027522 0.9027522 0.9598902 2.353302
 [2,] 0.2717850 0.8745908 0.9027522 0.9027522 0.9598902 2.353302
 [3,] 0.2717850 0.8745908 0.9027522 0.9027522 0.9598902 2.353302
 [4,] 0.0000000 0.9872198 0.6894884 0.6894884 1.2271933 2.353302
 [5,] 0.0000000 0.9872198 0.6894884 0.6894884 1.2271933 2.353302
 [6,] 0.5325046 0.5978530 1.0093077 1.0093077 0.7931469 2.353302
 [7,] 0.5325046 0.5978530 1.0093077 1.0093077 0.7931469 2.353302
 [8,] 0.5325046 0.5978530 1.0093077 1.0093077 0.7931469 2.353302
 [9,] 0.5325046 0.5978530 1.0093077 1.0093077 0.7931469 2.353302
"""
Z = """
 [1,]  3.3967379 -0.6148280  0.5971679  0.5971679 -0.6402195  0.36081575
 [2,]  3.3967379 -0.6148280 -0.5105558 -0.5105558 -0.6402195 -0.48905398
 [3,]  3.3967379 -0.6148280  0.5971679 -0.5105558 -0.6402195 -0.06411912
 [4,]        NaN  0.3126375 -0.3899434  3.9611087  2.5083165  2.48549006
 [5,]        NaN  0.3126375  2.5107580 -0.3899434  0.8785814  1.21068547
 [6,] -0.4327713 -0.5139562  1.4107376 -0.5708187  0.6796908  0.36081575
 [7,] -0.4327713 -0.5139562 -0.5708187 -0.5708187 -0.5811097 -0.91398884
 [8,] -0.4327713 -0.5139562 -0.5708187 -0.5708187 -0.5811097 -0.91398884
 [9,] -0.4327713 -0.5139562  0.4199595 -0.5708187 -0.5811097 -0.48905398
"""
WHOLE = """
[1,] 3.000000  2.0000000 7.000000  4.00000000 7.0000000 23.000000
[2,] 1.152263  4.2249657 4.224966  4.22496571 5.5308642 19.358025
[3,] 1.334907  2.8489707 2.745220  2.74522030 3.2788206  8.348941
[4,] 1.384168 -0.7809718 1.010860 -0.08194814 0.4480684  0.436220
"""
#: The columns of sna, in its order: w_I, w_O, b_IO, b_OI, b_O, t.
SNA = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison", "total")

GROUPS = dict(enumerate(["national"] * 3 + ["regional"] * 2 + ["local"] * 4, 1))
TIES = [
    (1, 2), (2, 3), (1, 4), (2, 4), (3, 5), (4, 5), (4, 6), (4, 7),
    (5, 8), (5, 9), (6, 4), (7, 6), (8, 9), (9, 5), (6, 1), (3, 1),
]  # fmt: skip


def cells(printed):
    """Return the cells of a matrix as R prints it, as text."""
    return [line.split()[1:] for line in printed.strip().splitlines()]


def like(value, printed):
    """Return a number written with as many decimals as R printed."""
    if value is None:
        return "NaN"
    return f"{value:.{len(printed.partition('.')[2])}f}"


def parts(score):
    return {RAW: score.observed, EXPECTED: score.expected, SD: score.sd, Z: score.z}


@pytest.mark.parametrize("printed", [RAW, EXPECTED, SD, Z], ids=["raw", "exp", "sd", "z"])
def test_each_actor_agrees_with_sna_to_the_last_digit_printed(printed):
    found = brokerage(GROUPS, TIES)
    for actor, row in enumerate(cells(printed), 1):
        for role, cell in zip(SNA, row, strict=True):
            assert like(parts(found.actors[actor][role])[printed], cell) == cell, (actor, role)


def test_the_whole_agrees_with_sna_to_the_last_digit_printed():
    found = brokerage(GROUPS, TIES)
    for row, part in zip(cells(WHOLE), ("observed", "expected", "sd", "z"), strict=True):
        for role, cell in zip(SNA, row, strict=True):
            assert like(getattr(found.whole[role], part), cell) == cell, (part, role)


@pytest.fixture(scope="session")
def sna():
    """Run R lines; skip where R or sna is missing."""
    rscript = needs("Rscript")
    if subprocess.run([rscript, "-e", "library(sna)"], capture_output=True).returncode:
        lacking("R's package sna (Debian: r-cran-sna)")

    def run(lines):
        done = subprocess.run([rscript, "-e", lines], capture_output=True, text=True, check=True)
        return done.stdout

    return run


def test_the_figures_above_are_what_r_prints(sna):
    printed = sna(R_LINES)
    for figures in (RAW, EXPECTED, SD, Z, WHOLE):
        for line in figures.strip().splitlines():
            assert line.strip() in printed


@pytest.mark.parametrize("seed", range(6))
def test_random_networks_agree_with_sna(sna, seed):
    chance = random.Random(seed)
    n, density, kinds = chance.choice([6, 15, 30]), chance.choice([0.05, 0.2, 0.6]), seed % 4 + 1
    groups = {i: f"g{chance.randrange(kinds)}" for i in range(n)}
    ties = [(a, b) for a in range(n) for b in range(n) if a != b and chance.random() < density]
    flat = ", ".join(str(end + 1) for tie in ties for end in tie)
    printed = sna(f"""
        suppressMessages(library(sna)); options(digits = 17, width = 10000)
        g <- matrix(0, {n}, {n}); g[matrix(c({flat}), ncol = 2, byrow = TRUE)] <- 1
        b <- brokerage(g, c({", ".join(repr(group) for group in groups.values())}))
        for (m in b[c("raw.nli", "exp.nli", "sd.nli", "z.nli")])
          write.table(m, row.names = FALSE, col.names = FALSE)
        write.table(rbind(b$raw.gli, b$exp.gli, b$sd.gli, b$z.gli), row.names = FALSE,
                    col.names = FALSE)""")
    lines = [line.split() for line in printed.splitlines()]
    found = brokerage(groups, ties)
    for k, part in enumerate(("observed", "expected", "sd", "z")):
        own = [found.actors[i] for i in range(n)]
        for scores, row in zip([*own, found.whole], [*lines[k * n : k * n + n], lines[4 * n + k]],
                               strict=True):  # fmt: skip
            for role, cell in zip(SNA, row, strict=True):
                value = getattr(scores[role], part)
                if value is None:
                    assert cell in ("NA", "NaN", "Inf", "-Inf")
                else:
                    assert value == pytest.approx(float(cell), rel=1e-10, abs=1e-10)


def test_roles_by_the_groups_of_the_three():
    roles = {"AAA": "coordinator", "ABA": "itinerant", "AAB": "representative",
             "ABB": "gatekeeper", "ABC": "liaison"}  # fmt: skip
    for groups, role in roles.items():
        assert role_of(*groups) == role
        found = brokerage(dict(zip("xyz", groups, strict=True)), [("x", "y"), ("y", "z")])
        played = [r for r in ROLES if found.actors["y"][r].observed]
        assert played == [role, "total"]


def test_a_tie_between_the_two_leaves_nothing_to_broker():
    found = brokerage(dict.fromkeys("xyz", "A"), [("x", "y"), ("y", "z"), ("x", "z")])
    assert not found.whole["total"].observed


def test_loops_doubles_and_actors_without_group_do_not_count():
    groups = {"x": "A", "y": "A", "z": "A"}
    ties = [("x", "y"), ("y", "z")]
    more = [*ties, ("x", "y"), ("y", "y"), ("y", "stranger")]
    assert brokerage(groups, more) == brokerage(groups, ties)


@pytest.mark.parametrize("groups", [{}, {"x": "A"}, {"x": "A", "y": "B"}])
def test_too_few_actors_broker_nothing(groups):
    found = brokerage(groups, [(a, b) for a in groups for b in groups])
    assert all(score.observed == 0 for scores in found.actors.values() for score in scores.values())
    assert all(score.z is None for score in found.whole.values())


def test_without_direction_gatekeeper_and_representative_are_equal_for_everybody():
    both_ways = [*TIES, *((b, a) for a, b in TIES)]
    for scores in brokerage(GROUPS, both_ways).actors.values():
        assert scores["gatekeeper"] == scores["representative"]
