"""A native client that writes frames to one recipient as fast as it can, once a line is typed: frame I is
"I LETTER…", of a length from a fixed pseudo-random sequence. It takes what the hub says only at the end.

usage: racing_writer.py DIR NAME RECIPIENT FRAMES SEED
"""
import os
import random
import select
import sys

directory, name, recipient, frames, seed = sys.argv[1:]
own = os.path.join(directory, name)
os.mkfifo(own, 0o600)
receiving = os.open(own, os.O_RDONLY | os.O_NONBLOCK)
sending = os.open(os.path.join(directory, "hub"), os.O_WRONLY)
os.write(sending, f"\n¶{name}\n".encode())
select.select([receiving], [], [])
os.set_blocking(receiving, True)
from_hub = open(receiving, "rb")
token = from_hub.readline().split()[1].decode()
print("ready", flush=True)
os.read(0, 1)

lengths = random.Random(int(seed))
for i in range(int(frames)):
    payload = f"{i} " + name[0] * lengths.choice((1, 10, 100, 1000, 3000, 3830))
    os.write(sending, f"{token}@{recipient}¶{payload}\n".encode())
os.write(sending, f"{token}¶\n".encode())
print(from_hub.readlines()[-1].decode().strip(), flush=True)
