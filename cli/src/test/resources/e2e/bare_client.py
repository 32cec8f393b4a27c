"""Behaves as the lab sheet's client of exercise 1: one path, then raw octets, one read after each write.

usage: bare_client.py HUB_FIFO OWN_FIFO
"""
import atexit
import os
import sys

CHUNK = 1000


def converse(from_hub, to_hub):
    while True:
        typed = os.read(0, CHUNK)
        if not typed:
            return
        os.write(to_hub, typed)
        answer = os.read(from_hub, CHUNK)
        if not answer:
            return
        os.write(1, answer)


def leave(own, to_hub):
    os.close(to_hub)
    if os.path.exists(own):
        os.unlink(own)


hub, own = sys.argv[1:]
os.mkfifo(own)
to_hub = os.open(hub, os.O_WRONLY)
atexit.register(leave, own, to_hub)
os.write(to_hub, own.encode())
converse(os.open(own, os.O_RDONLY), to_hub)
