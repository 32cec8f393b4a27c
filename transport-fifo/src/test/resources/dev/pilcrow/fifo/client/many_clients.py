"""A server with the manners of the lab sheet's exercises 2 and 3, for tests.

usage: many_clients.py FIFO echo|everyone

It makes FIFO, says "ready", opens it blocking, and ends when its last writer has gone. Like the
sheet's own it takes one read of at most 1,000 octets for one frame, decodes it as it stands, splits
it at the pilcrow, and fails over whatever does not fit. It reports on stdout, a line each, flushed.
"""
import os
import sys

LIMIT = 1000
MARK = "\u00b6"


def report(*words):
    print(*words, flush=True)


def main(path, mode):
    os.mkfifo(path)
    report("ready")
    inbox = os.open(path, os.O_RDONLY)
    outboxes = {}
    while True:
        octets = os.read(inbox, LIMIT)
        if not octets:
            break
        frame = octets.decode("utf-8")
        if frame[0] == MARK:
            newcomer = frame[1:]
            outboxes[newcomer] = os.open(newcomer, os.O_WRONLY)
            report("joined", os.path.basename(newcomer))
            continue
        sender, words = frame.split(MARK)
        if not words:
            os.close(outboxes.pop(sender))
            report("left", os.path.basename(sender))
        elif mode == "echo":
            os.write(outboxes[sender], words.encode("utf-8"))
        else:
            for outbox in outboxes.values():
                os.write(outbox, words.encode("utf-8"))
    os.unlink(path)
    report("ended", len(outboxes))


main(*sys.argv[1:])
