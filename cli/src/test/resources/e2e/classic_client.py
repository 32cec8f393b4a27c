"""Behaves as the lab sheet's client of exercise 2: registers without LF, then opens its FIFO and waits for it
to be opened; each line goes up behind its path, and one read follows each write; ^D and ^C say goodbye.

usage: classic_client.py HUB_FIFO OWN_FIFO
"""
import atexit
import os
import signal
import sys

CHUNK = 1000
SEPARATOR = "¶".encode()


def converse(from_hub, to_hub, address):
    while True:
        typed = os.read(0, CHUNK)
        os.write(to_hub, address + typed)  # at the end of input this is the goodbye
        if not typed:
            return
        answer = os.read(from_hub, CHUNK)
        if not answer:
            return
        os.write(1, answer)


def on_interrupt(signal_number, frame):
    os.write(to_hub, address)
    sys.exit(130)


def leave():
    os.close(to_hub)
    if os.path.exists(own):
        os.unlink(own)


signal.signal(signal.SIGINT, on_interrupt)
hub, own = sys.argv[1:]
address = own.encode() + SEPARATOR
os.mkfifo(own)
to_hub = os.open(hub, os.O_WRONLY)
atexit.register(leave)
os.write(to_hub, SEPARATOR + own.encode())
converse(os.open(own, os.O_RDONLY), to_hub, address)
