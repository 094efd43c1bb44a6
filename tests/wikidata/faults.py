"""Every known way in which Wikidata fails, as a replay's `fault`."""

import json
import socket
import struct
import time
from collections.abc import Callable

from replay import RECORDED, Handler, load

Fault = Callable[[Handler, int], bool]


def too_many(handler: Handler, number: int) -> bool:
    body = (RECORDED / "wdqs_429_2020.html").read_bytes()
    handler.say(body, 429, Retry_After="0", Content_Type="text/html")
    return True


def unavailable(handler: Handler, number: int) -> bool:
    handler.say("upstream connect error", 503, Content_Type="text/plain")
    return True


def maxlag(handler: Handler, number: int) -> bool:
    handler.say(json.dumps(load("error_maxlag_wikibase-queryservice_2019.json")), Retry_After="0")
    return True


def timeout(handler: Handler, number: int) -> bool:
    time.sleep(0.6)
    handler.close_connection = True
    return True


def reset(handler: Handler, number: int) -> bool:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True
    return True


def truncated(handler: Handler, number: int) -> bool:
    handler.say('{"searchinfo":{"search":"Roman')
    return True


def cut_off(handler: Handler, number: int) -> bool:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"search":[')
    handler.close_connection = True
    return True


def html(handler: Handler, number: int) -> bool:
    handler.say("<!DOCTYPE html><title>Wikimedia Error</title>", Content_Type="text/html")
    return True


def no_object(handler: Handler, number: int) -> bool:
    handler.say("[]")
    return True


def wrong_shape(handler: Handler, number: int) -> bool:
    handler.say('{"success":1}')
    return True


def endless(handler: Handler, number: int) -> bool:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    try:
        while True:
            handler.wfile.write(b" " * 1_000_000)
    except OSError:
        return True


def trickle(handler: Handler, number: int) -> bool:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    try:
        for _ in range(100):
            handler.wfile.write(b" ")
            time.sleep(0.1)
    except OSError:
        pass
    return True


def redirect_loop(handler: Handler, number: int) -> bool:
    handler.say("", 302, Location=handler.path)
    return True


FAULTS: list[Fault] = [
    too_many,
    unavailable,
    maxlag,
    timeout,
    reset,
    truncated,
    cut_off,
    html,
    no_object,
    wrong_shape,
    endless,
    trickle,
    redirect_loop,
]
