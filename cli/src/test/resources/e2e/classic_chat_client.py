"""Behaves as the lab sheet's client of exercise 3: that of exercise 2, but with a select on its input and its
FIFO, and each is passed on as it comes.

usage: classic_chat_client.py HUB_FIFO OWN_FIFO
"""
import atexit
import os
import select
import signal
import sys

CHUNK = 1000
SEPARATOR = "¶".encode()


def converse(from_hub, to_hub, address):
    while True:
        ready, _, _ = select.select([0, from_hub], [], [])
        for descriptor in ready:
            octets = os.read(descriptor, CHUNK)
            if descriptor == 0:
                os.write(to_hub, address + octets)  # at the end of input this is the goodbye
            else:
                os.write(1, octets)
            if not octets:
                return


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
