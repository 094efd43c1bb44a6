"""Whoever wants to know is told what failed in a run: an address or a command of the user's gets it as JSON."""

import json
import logging
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

import requests

from flows.model import Failure

LOG = logging.getLogger(__name__)

PATIENCE = 30.0  # seconds that telling may take


def told(state: str, message: str, failures: Sequence[Failure], about: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a run that did not go well: how it ended, in words, and each failure; `about` tells which run."""
    listed = [{"source": failure.source, "reason": failure.reason} for failure in failures]
    return {**about, "state": state, "message": message, "failures": listed}


def tell(whom: str, what: Mapping[str, Any]) -> None:
    """Posts to an address, or gives to a command on its standard input; what goes wrong there is logged in one line."""
    body = json.dumps(what, ensure_ascii=False).encode()
    try:
        if whom.startswith(("http://", "https://")):
            headers = {"Content-Type": "application/json"}
            requests.post(whom, body, headers=headers, timeout=PATIENCE, allow_redirects=False).raise_for_status()
        else:
            subprocess.run(
                shlex.split(whom), input=body, timeout=PATIENCE, check=True, stdout=subprocess.DEVNULL, stderr=None
            )
    except (requests.RequestException, OSError, ValueError, subprocess.SubprocessError) as error:
        LOG.warning("on_failure: %s could not be told: %s", whom.split()[0], " ".join(str(error).split())[:300])
