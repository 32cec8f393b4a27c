"""Opens a FIFO for writing and closes it, again and again, until its name is gone.

usage: opener.py FIFO
"""
import os
import sys

print("opening", flush=True)
while True:
    try:
        os.close(os.open(sys.argv[1], os.O_WRONLY))
    except FileNotFoundError:
        print("no such file", flush=True)
        break
