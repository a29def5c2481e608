"""A guest of services on the web: how it asks, and what becomes of bad answers."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from email.utils import formatdate

import pytest

from tigraph.errors import DataError, UsageError
from tigraph.http import Guest, Pace, Patience
from tigraph.http.asking import agent, pace_of
from web_server import Reply, Site, serving

GOOD = Reply(b'{"answer": 42}')
HTML = {"Content-Type": "text/html"}


class Clock:
    """A clock that goes on only when somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, [0.0]

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.delenv("TIGRAPH_CONTACT", raising=False)
    with serving() as started:
        yield started


@pytest.fixture
def guest(site: Site, clock: Clock) -> Guest:
    pace = Pace(0.1, clock, clock.sleep)
    return Guest(site.address, pace, Patience(connect=2, read=1, attempts=3, backoff=1))


def test_it_says_who_asks_and_whom_to_reach(site: Site, guest: Guest) -> None:
    address = site.gives("/a?q=une+ville", GOOD)
    assert guest.get(site.address + "/a", {"q": "une ville"}).content == {"answer": 42}
    told = site.asked("/a?q=une+ville")[0]
    assert told["user-agent"].startswith("tigraph/")
    assert told["accept"] == "application/json"
    assert agent("mailto:lab@example.org").endswith(" (mailto:lab@example.org)")
    for bad in ("é", "a\nb: c", "a)b"):
        with pytest.raises(UsageError, match="contact"):
            agent(bad)
    assert address


def test_no_key_or_password_of_the_environment_is_sent(
    site: Site, guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIGRAPH_ENDPOINT_USER", "dba")
    monkeypatch.setenv("TIGRAPH_ENDPOINT_PASSWORD", "secret")
    monkeypatch.setenv("TIGRAPH_ENDPOINT_TOKEN", "secret")
    guest.get(site.gives("/a", GOOD))
    assert "authorization" not in site.asked("/a")[0]


def test_a_pace_is_kept_by_all_threads() -> None:
    """Seven a second: no second has more, whoever asks."""
    turns = [0.0]  # who comes first does not wait
    pace = Pace(0.15, lambda: 0.0, turns.append)

    def ask() -> None:
        for _ in range(25):
            pace.wait()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(turns) == 100
    for first in turns:
        assert sum(first <= turn < first + 1 for turn in turns) <= 7


def test_one_server_has_one_pace_the_slowest_asked_for() -> None:
    assert pace_of("https://one.example/a", 0.1) is pace_of("https://one.example/b", 0.5)
    assert pace_of("https://one.example/c", 0.2).interval == 0.5


def test_a_server_that_is_busy_is_asked_after_the_pause_that_it_names(
    site: Site, guest: Guest, clock: Clock
) -> None:
    busy = Reply(b"slow down", 429, {"Retry-After": "7"})
    assert guest.get(site.gives("/a", busy, busy, GOOD)).content == {"answer": 42}
    assert Counter(clock.slept)[7.0] == 2


def test_a_pause_that_is_too_long_is_told(site: Site, guest: Guest) -> None:
    later = formatdate(4102444800, usegmt=True)  # in the year 2100
    for pause in ("3600", later):
        address = site.gives("/a", Reply(b"", 429, {"Retry-After": pause}))
        with pytest.raises(DataError, match="busy and asks to come back later"):
            guest.get(address)
    nonsense = site.gives("/b", Reply(b"", 429, {"Retry-After": "soon"}), GOOD)
    assert guest.get(nonsense).status == 200


@pytest.mark.parametrize(
    "fault", [Reply(b"oops", 500), Reply(b"", 503), Reply(GOOD.body, sends=4)], ids=str
)
def test_what_breaks_for_a_moment_is_asked_again_with_growing_pauses(
    site: Site, guest: Guest, clock: Clock, fault: Reply
) -> None:
    assert guest.get(site.gives("/a", fault, fault, GOOD)).content == {"answer": 42}
    first, second = [slept for slept in clock.slept if slept >= 1]
    assert 1 <= first <= 2 <= second <= 3


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (Reply(b'{"erreur": "panne"}', 500), "answers 500, asked 3 times: panne Try again later"),
        (Reply(GOOD.body, sends=4), "cut short 3 times"),
        (Reply(b"<html>Welcome</html>", 200, HTML), r"not JSON \(text/html\)"),
        (Reply(b"", 200), "not JSON"),
        (Reply(b'{"half": ', 200), "not JSON"),
        (Reply(b"[" * 100_000, 200), "not JSON"),
        (Reply(b"<h1>No</h1>", 403, HTML), "answers 403: No"),
        (Reply(b'{"erreur": "rien"}', 404), "no such service at"),
        (Reply(b"", hangs=True, headers={"Content-Length": "9"}), "sent nothing for 1 seconds"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_bad_answer_is_told_in_one_line(site: Site, guest: Guest, bad: Reply, words: str) -> None:
    with pytest.raises(DataError, match=words) as told:
        guest.get(site.gives("/a", bad))
    assert "\n" not in str(told.value)


def test_an_answer_is_bounded_in_size_and_time(site: Site, clock: Clock) -> None:
    pace = Pace(0, clock, clock.sleep)
    small = Guest(site.address, pace, Patience(largest=5, read=2))
    with pytest.raises(DataError, match="more than 5 bytes"):
        small.get(site.gives("/a", GOOD))
    hurried = Guest(site.address, pace, Patience(read=2), whole=-1)
    with pytest.raises(DataError, match="did not finish its answer"):
        hurried.get(site.gives("/b", GOOD))


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_question_that_is_not_taken_is_a_reply(site: Site, guest: Guest, status: int) -> None:
    told = guest.get(site.gives("/a", Reply(b'{"erreur": "trop court"}', status)))
    assert (told.status, told.content, told.reason) == (status, None, "trop court")
    assert len(site.requests) == 1


def test_a_server_may_send_on_to_itself_only(site: Site, guest: Guest) -> None:
    site.gives("/new", GOOD)
    moved = site.gives("/old", Reply(b"", 301, {"Location": "/new"}))
    assert guest.get(moved).content == {"answer": 42}
    for place in ("http://localhost:1/new", "http://169.254.169.254/", "file:///etc/passwd", ""):
        away = site.gives("/away", Reply(b"", 302, {"Location": place}))
        with pytest.raises(DataError, match=r"not followed|redirected more than"):
            guest.get(away)
    assert all(path in ("/old", "/new", "/away") for path, _ in site.requests)


def test_what_is_sent_is_sent_on_only_where_it_is_to_be_sent_again(
    site: Site, guest: Guest
) -> None:
    site.gives("/new", GOOD)
    kept = site.gives("/kept", Reply(b"", 307, {"Location": "/new"}))
    assert guest.post_fields(kept, {"q": "é"}).content == {"answer": 42}
    assert site.sent[-1] == ("POST", "/new", b"q=%C3%A9")
    lost = site.gives("/lost", Reply(b"", 301, {"Location": "/new"}))
    with pytest.raises(DataError, match=r"has moved to .*/new: give that address"):
        guest.post_json(lost, {})


def test_json_goes_out_as_json_in_a_language(site: Site, guest: Guest) -> None:
    guest.post_json(site.gives("/a", GOOD), {"name": "Maîche"}, "fr")
    asked = site.asked("/a")[0]
    assert asked["content-type"] == "application/json"
    assert asked["accept-language"] == "fr"
    assert json.loads(site.sent[-1][2]) == {"name": "Maîche"}


def test_a_server_that_is_not_there_is_soon_told(clock: Clock) -> None:
    guest = Guest("http://127.0.0.1:1", Pace(0, clock, clock.sleep), Patience(connect=1, read=1))
    with pytest.raises(DataError, match=r"Cannot reach 127\.0\.0\.1:1"):
        guest.get("http://127.0.0.1:1/")
    with pytest.raises(UsageError, match="no address"):
        Guest("ftp://example.org", Pace(0))
