"""A server with the manners of the lab sheet's exercise 1, for tests.

usage: one_client.py FIFO

It makes FIFO, says "ready", opens it blocking; the first read is the client's path, which it opens
blocking; all that it reads after that it writes back; it ends with the client.
"""
import os
import sys

LIMIT = 1000

path = sys.argv[1]
os.mkfifo(path)
print("ready", flush=True)
inbox = os.open(path, os.O_RDONLY)
outbox = os.open(os.read(inbox, LIMIT).decode("utf-8"), os.O_WRONLY)
total = 0
while True:
    octets = os.read(inbox, LIMIT)
    if not octets:
        break
    os.write(outbox, octets)
    total += len(octets)
os.close(outbox)
os.unlink(path)
print("ended", total, flush=True)
