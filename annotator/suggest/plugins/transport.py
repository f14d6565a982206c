"""One request to an endpoint: no redirects, a limit on time and size, and errors that give nothing away."""

from __future__ import annotations

import http.client
import json
import time
from email.message import Message
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from annotator.errors import AnnotatorError

_MOST_BYTES = 1_000_000  # of an answer about one paragraph
_PIECE = 65_536
_LONGEST_WAIT = 60.0  # seconds for one paragraph
_LOCAL = {"localhost", "127.0.0.1", "::1"}


class EndpointError(AnnotatorError):
    """The endpoint did not answer as it should. Its message never holds the key or the answer."""


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(  # noqa: PLR0917 - urllib's signature
        self,
        req: Request,  # noqa: ARG002 - urllib's signature
        fp: IO[bytes],
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: Message,  # noqa: ARG002
        newurl: str,  # noqa: ARG002
    ) -> None:
        """Refuse: the text would go where the user did not agree to."""
        fp.close()
        raise EndpointError("it redirects to another address, which is refused")


def post(url: str, body: dict[str, Any], key: str, seconds: float) -> object:
    """Send JSON and return the JSON that comes back.

    Args:
        url: An http or https address.
        body: What is sent.
        key: Sent as a bearer token if not empty.
        seconds: How long it may take.

    Raises:
        EndpointError: When anything goes wrong; the sentence holds neither key nor answer.
    """
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    limit = min(seconds, _LONGEST_WAIT)
    until = time.monotonic() + limit
    try:
        data = json.dumps(body).encode()
        request = Request(url, data=data, headers=headers, method="POST")  # noqa: S310 - http and https only, see available()
        with _opener(url).open(request, timeout=max(limit, 0.1)) as response:
            read = bytearray()
            while piece := response.read1(_PIECE):
                read += piece
                if len(read) > _MOST_BYTES:
                    raise EndpointError("its answer is too long")
                if time.monotonic() > until:
                    raise EndpointError("it answers too slowly")
        value: object = json.loads(read)
    except HTTPError as error:
        error.close()
        raise EndpointError(f"it answers with status {error.code}") from None
    except (URLError, OSError, http.client.HTTPException) as error:
        raise EndpointError(f"it cannot be reached ({type(error).__name__})") from None
    except (ValueError, RecursionError):
        raise EndpointError("its answer is no JSON") from None
    return value


def _opener(url: str) -> OpenerDirector:
    # What runs on this machine is not asked through a proxy.
    local = urlsplit(url).hostname in _LOCAL
    return build_opener(_NoRedirects, ProxyHandler({})) if local else build_opener(_NoRedirects)
