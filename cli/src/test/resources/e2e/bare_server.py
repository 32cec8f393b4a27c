"""Behaves as the lab sheet's server of exercise 1: the first read is a path, all after it goes back raw.

usage: bare_server.py FIFO
"""
import atexit
import os
import sys

CHUNK = 1000


def serve(from_client, to_client):
    while True:
        octets = os.read(from_client, CHUNK)
        if not octets:
            return
        os.write(to_client, octets)


def leave(own, to_client):
    os.close(to_client)
    if os.path.exists(own):
        os.unlink(own)


own = sys.argv[1]
os.mkfifo(own)
print("made", own, flush=True)
from_client = os.open(own, os.O_RDONLY)
to_client = os.open(os.read(from_client, CHUNK).decode(), os.O_WRONLY)
atexit.register(leave, own, to_client)
serve(from_client, to_client)
