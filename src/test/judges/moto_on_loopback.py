"""Starts moto on the loopback address; ends when its standard input is closed.

usage: moto_on_loopback.py PORT
"""

import os
import sys
import threading


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()

from moto.server import main  # noqa: E402  (slow to import: the watch comes first)

main(["-H", "127.0.0.1", "-p", sys.argv[1]])
