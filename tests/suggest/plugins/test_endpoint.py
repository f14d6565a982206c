"""An endpoint on this machine that answers as it should, and every other way."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from annotator.codebook import shipped
from annotator.suggest.plugins.endpoint import EndpointSuggester, Settings, content_of, settings_from
from annotator.suggest.plugins.host import Answer, ask
from annotator.suggest.plugins.protocol import TextView

KEY = "sk-not-to-be-seen"
CONTENT = "Intro.\n“No bridge,” said Mira Halden, and again: no.\nShares fell 7 percent."
PLACES = ((0, 6), (7, 52), (53, 75))
QUOTE = {"content": ["“No bridge,”"], "cue": "said", "sources": ["Mira Halden"], "attributes": {"form": "direct"}}


class Stub:
    """A server on a free port of this machine; `reply` makes the answer to each request."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.reply: Callable[[BaseHTTPRequestHandler, str], None] = lambda handler, _: send(handler, {})
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                stub.requests.append(body)
                stub.headers.append(dict(self.headers))
                stub.reply(self, body["messages"][-1]["content"])

            def do_GET(self) -> None:
                stub.requests.append({"method": "GET"})
                send(self, {})

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"


def send(handler: BaseHTTPRequestHandler, answer: object, status: int = 200) -> None:
    raw(handler, json.dumps({"choices": [{"message": {"content": json.dumps(answer)}}]}).encode(), status)


def raw(handler: BaseHTTPRequestHandler, data: bytes, status: int = 200) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


@pytest.fixture
def stub() -> Iterator[Stub]:
    stub = Stub()
    thread = threading.Thread(target=stub.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield stub
    stub.server.shutdown()
    stub.server.server_close()
    thread.join()


def asked(stub: Stub, timeout: float = 10, layers: Any = ("quotes", "claims", "frames")) -> Answer:
    view = TextView("story", CONTENT, PLACES, "en", shipped("source-framing"), layers)
    return ask(EndpointSuggester(Settings(stub.url, "small", KEY)), view, timeout)


def words(answer: Answer) -> list[list[str]]:
    return [[CONTENT[start:end] for start, end in item.every_range()] for item in answer.suggestions]


def test_each_paragraph_is_asked_about_with_the_codebooks_definitions_and_questions(stub: Stub) -> None:
    asked(stub)
    assert [request["messages"][-1]["content"].rsplit("\n\n", 1)[1] for request in stub.requests] == CONTENT.split("\n")
    codebook = shipped("source-framing")
    guidelines = stub.requests[0]["messages"][0]["content"]
    for layer in ("quotes", "claims", "frames"):
        assert codebook.layers[layer].definition in guidelines
        assert codebook.layers[layer].question in guidelines
    assert codebook.layers["claims"].attributes["type"].by_value["prediction"].definition in guidelines
    assert stub.requests[0]["model"] == "small"
    assert stub.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_spans_are_found_by_their_exact_words_in_the_paragraph_asked_about(stub: Stub) -> None:
    frame = {"spans": ["Shares fell 7 percent."], "voice": [], "attributes": {"frame": "economic", "bogus": "x"}}

    def reply(handler: BaseHTTPRequestHandler, prompt: str) -> None:
        send(handler, {"quotes": [QUOTE]} if "Halden" in prompt else {"frames": [frame]} if "Shares" in prompt else {})

    stub.reply = reply
    answer = asked(stub)
    assert words(answer) == [["“No bridge,”", "said", "Mira Halden"], ["Shares fell 7 percent."]]
    assert [dict(item.attributes) for item in answer.suggestions] == [{"form": "direct"}, {"frame": "economic"}]
    assert {item.origin for item in answer.suggestions} == {"endpoint/1"}
    assert answer.problems == ()


@pytest.mark.parametrize(
    "answer",
    [
        {"quotes": [QUOTE | {"content": ["“No tunnel,”"]}]},
        {"quotes": [QUOTE | {"content": []}]},
        {"quotes": [QUOTE | {"content": ["e"]}]},
        {"quotes": [QUOTE | {"content": ["said", "“No bridge,”"]}]},
        {"quotes": [QUOTE | {"content": [["“No bridge,”"]]}]},
        {"quotes": [[], None, 7, "“No bridge,”"]},
        {"quotes": {"content": ["“No bridge,”"]}},
        {"quotes": "“No bridge,”"},
        {"zones": [{"spans": ["said"]}]},
        [QUOTE],
        "“No bridge,”",
        None,
    ],
    ids=lambda answer: json.dumps(answer)[:50],
)
def test_what_does_not_stand_there_exactly_once_is_dropped(stub: Stub, answer: object) -> None:
    stub.reply = lambda handler, _: send(handler, answer)
    found = words(asked(stub))
    assert found == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no JSON",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": "I would rather not."}}]}',
        b'{"choices": [{"message": {"content": "{]"}}]}',
        b'{"choices": "' + b"x" * 10_000 + b'"}',
        b"[" * 100_000,
    ],
    ids=lambda data: repr(data[:40]),
)
def test_rubbish_is_no_suggestion_and_no_error_gets_out(stub: Stub, data: bytes) -> None:
    stub.reply = lambda handler, _: raw(handler, data)
    assert asked(stub).suggestions == ()


def test_an_answer_that_is_too_long_is_not_read_to_its_end(stub: Stub) -> None:
    stub.reply = lambda handler, _: raw(handler, b" " * 1_000_100)
    answer = asked(stub)
    assert answer.suggestions == ()
    assert answer.problems == ("endpoint: it failed (its answer is too long).",)


def test_a_redirect_is_refused_and_nothing_is_sent_there(stub: Stub) -> None:
    def redirect(handler: BaseHTTPRequestHandler, _: str) -> None:
        handler.send_response(307)
        handler.send_header("Location", f"{stub.url}/elsewhere")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    stub.reply = redirect
    answer = asked(stub)
    assert answer.problems == ("endpoint: it failed (it redirects to another address, which is refused).",)
    assert len(stub.requests) == len(PLACES)


def test_a_server_that_does_not_answer_costs_no_more_than_the_time_it_has(stub: Stub) -> None:
    release = threading.Event()
    stub.reply = lambda _, __: (release.wait(5), None)[1]
    answer = asked(stub, timeout=0.2)
    release.set()
    assert answer.suggestions == ()
    assert len(stub.requests) == 1


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_after_several_failures_it_is_not_asked_again_and_the_key_is_not_shown(stub: Stub, status: int) -> None:
    stub.reply = lambda handler, _: raw(handler, KEY.encode(), status)
    answer = asked(stub)
    assert answer.problems == (f"endpoint: it failed (it answers with status {status}).",)
    assert KEY not in repr(answer)


def test_an_instruction_in_an_answer_is_only_words(stub: Stub) -> None:
    evil = {
        "quotes": [QUOTE | {"sources": ["\x1b]0;owned\x07"], "attributes": {"form": "../../etc", "__class__": "x"}}]
    }
    stub.reply = lambda handler, prompt: send(handler, evil if "Halden" in prompt else {})
    (item,) = asked(stub).suggestions
    assert (item.sources, dict(item.attributes)) == ((), {})


def test_nothing_is_sent_unless_address_and_model_are_given() -> None:
    assert settings_from({}) is None
    assert settings_from({"ANNOTATOR_ENDPOINT_URL": "http://x", "ANNOTATOR_ENDPOINT_MODEL": " "}) is None
    suggester = EndpointSuggester(None)
    suggester.settings = None
    assert "the text is then sent to that address" in str(suggester.available())
    assert list(suggester.suggest(TextView("x", "x", ((0, 1),), None, shipped("source-framing"), ("quotes",)), 0)) == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://host/x", "nonsense", "http://"])
def test_only_web_addresses_are_asked(url: str) -> None:
    assert "is no http:// or https:// address" in str(EndpointSuggester(Settings(url, "m")).available())


def test_where_the_text_goes_is_said_without_user_password_or_key() -> None:
    suggester = EndpointSuggester(Settings("https://me:pass@models.example:8443/v1?key=abc", "m", KEY))
    assert suggester.notice() == (
        "The text leaves this program: every paragraph is sent to https://models.example:8443."
    )
    assert KEY not in repr(suggester.settings)


def test_words_around_the_json_of_an_answer_do_no_harm() -> None:
    wrapped = {"choices": [{"message": {"content": 'Here you are:\n```json\n{"quotes": []}\n```'}}]}
    assert content_of(wrapped) == {"quotes": []}
