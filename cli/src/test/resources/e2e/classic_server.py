"""Behaves as the lab sheet's server of exercise 2, faults included: each read is taken for one whole frame,
opening a client's FIFO waits for the client, and the server ends with its last writer.

usage: classic_server.py FIFO
"""
import atexit
import os
import sys

CHUNK = 1000
SEPARATOR = "¶"
clients = {}


def register(path):
    print("registered:", path, flush=True)
    clients[path] = os.open(path, os.O_WRONLY)


def unregister(path):
    print("left:", path, flush=True)
    os.close(clients.pop(path))


def serve(from_clients):
    while True:
        octets = os.read(from_clients, CHUNK)
        if not octets:
            return
        frame = octets.decode()
        if frame.startswith(SEPARATOR):
            register(frame[len(SEPARATOR):])
            continue
        path, text = frame.split(SEPARATOR)
        if text:
            os.write(clients[path], text.encode())
        else:
            unregister(path)


def leave():
    if os.path.exists(own):
        os.unlink(own)


own = sys.argv[1]
os.mkfifo(own)
print("made", own, flush=True)
from_clients = os.open(own, os.O_RDONLY)
atexit.register(leave)
serve(from_clients)
