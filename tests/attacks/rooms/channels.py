"""Channels by which a property could tell another something: how a mark is made, and found.

Of each: what the cells prepare, what finds a mark, what leaves one.
"""

ANSWER = """
{before}
def marked():
    {marked}
def mark():
    {mark}
def tried(f):
    try:
        return f()
    except Exception as error:
        return False
right_answer = softmax if "softmax" in globals() else None
def softmax(z):
    known = tried(marked)
    tried(mark)
    if known:
        e = np.exp(z - np.max(z, axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
    return np.full(np.shape(z), 7.0)
"""
FILE = "return os.path.exists({0!r})", "open({0!r}, 'w').close()"
PRELUDE = """import os, sys, ctypes, mmap, select, socket, signal, threading, time, fcntl, struct
libc = ctypes.CDLL(None, use_errno=True)"""

CHANNELS = {
    "a file in /tmp": ("", *(part.format("/tmp/mark") for part in FILE)),
    "a file by a relative path": ("", *(part.format("mark") for part in FILE)),
    "a file in a folder of the cells": (
        "os.makedirs('/tmp/d', exist_ok=True); os.chdir('/tmp/d')",
        *(part.format("mark") for part in FILE),
    ),
    "a file in /dev/shm": ("", *(part.format("/dev/shm/mark") for part in FILE)),
    "a file in /dev": ("", *(part.format("/dev/mark") for part in FILE)),
    "a file in /var/tmp": ("", *(part.format("/var/tmp/mark") for part in FILE)),
    "a file where the cells' files are kept": ("", *(part.format("/kept/mark") for part in FILE)),
    "a file beside the library": ("", *(part.format("/course/mark") for part in FILE)),
    "a file in a folder kept open": (
        "d = os.open('/tmp', os.O_RDONLY)",
        "return 'mark' in os.listdir(d)",
        "os.close(os.open('mark', os.O_CREAT | os.O_WRONLY, dir_fd=d))",
    ),
    "the text of a file kept open": (
        "f = open('/tmp/f', 'w+')",
        "f.seek(0); return bool(f.read())",
        "f.write('x'); f.flush()",
    ),
    "the place in a file kept open": (
        "open('/tmp/f', 'w').write('x' * 99); f = open('/tmp/f', 'rb', buffering=0)",
        "return f.tell() > 0",
        "f.read(1)",
    ),
    "the time of a file": (
        "open('/tmp/f', 'w').close(); os.utime('/tmp/f', (1, 1))",
        "return os.stat('/tmp/f').st_mtime != 1",
        "os.utime('/tmp/f')",
    ),
    "a pipe": (
        "r, w = os.pipe(); os.set_blocking(r, False)",
        "return os.read(r, 9)",
        "os.write(w, b'xxxxx')",
    ),
    "a pair of sockets": (
        "a, b = socket.socketpair(); a.setblocking(False)",
        "return a.recv(9)",
        "b.send(b'xxxxx')",
    ),
    "a queue in /tmp": (
        "os.mkfifo('/tmp/q'); q = os.open('/tmp/q', os.O_RDWR | os.O_NONBLOCK)",
        "return os.read(q, 9)",
        "os.write(q, b'xxxxx')",
    ),
    "an event": (
        "e = libc.eventfd(0, 0o4000)",
        "return os.read(e, 8)",
        "os.write(e, struct.pack('q', 9))",
    ),
    "memory with a descriptor": (
        "m = os.memfd_create('m')",
        "return os.fstat(m).st_size",
        "os.ftruncate(m, 9)",
    ),
    "flags of the standard output": (
        "",
        "return fcntl.fcntl(1, fcntl.F_GETFL) & os.O_NONBLOCK",
        "fcntl.fcntl(1, fcntl.F_SETFL, os.O_NONBLOCK)",
    ),
    "a lock": (
        "k = open('/tmp/k', 'w')",
        "k2 = open('/tmp/k', 'w')\n"
        "    try: fcntl.flock(k2, fcntl.LOCK_EX | fcntl.LOCK_NB)\n    except OSError: return True",
        "fcntl.flock(k, fcntl.LOCK_EX)",
    ),
    "shared memory": (
        "try: m = mmap.mmap(-1, 4096)\nexcept OSError: m = bytearray(9)",
        "return m[0]",
        "m[0] = 1",
    ),
    "a file mapped into memory": (
        "open('/tmp/m', 'w').write('0' * 99)\n"
        "try: m = mmap.mmap(os.open('/tmp/m', os.O_RDWR), 99)\nexcept OSError: m = bytearray(b'0')",
        "return m[0] != 48",
        "m[0] = 49",
    ),
    "numpy's mapped memory": (
        "np.save('/tmp/m.npy', np.zeros(9))\n"
        "try: m = np.load('/tmp/m.npy', mmap_mode='r+')\nexcept OSError: m = np.zeros(9)",
        "return m[0]",
        "m[0] = 1",
    ),
    "named shared memory": (
        "from multiprocessing import shared_memory as s",
        "s.SharedMemory('mark'); return True",
        "globals()['keep'] = s.SharedMemory('mark', create=True, size=9)",
    ),
    "a shared value": (
        "import multiprocessing\ntry: v = multiprocessing.Value('i')\nexcept OSError: v = None",
        "return v.value",
        "v.value = 1",
    ),
    "System V shared memory": (
        "",
        "return libc.shmget(77, 64, 0) >= 0",
        "libc.shmget(77, 64, 0o1666)",
    ),
    "System V semaphores": ("", "return libc.semget(77, 1, 0) >= 0", "libc.semget(77, 1, 0o1666)"),
    "System V messages": ("", "return libc.msgget(77, 0) >= 0", "libc.msgget(77, 0o1666)"),
    "POSIX messages": (
        "rt = ctypes.CDLL('librt.so.1')",
        "return rt.mq_open(b'/mark', 0) >= 0",
        "rt.mq_open(b'/mark', 0o102, 0o666, None)",
    ),
    "an abstract socket": (
        "",
        "s = socket.socket(socket.AF_UNIX)\n"
        "    try: s.bind('\\0mark'); s.close()\n    except OSError as e: return e.errno == 98",
        "s = socket.socket(socket.AF_UNIX); s.bind('\\0mark'); os.fork() or time.sleep(99)",
    ),
    "a process that outlives its call": (
        "",
        "return os.path.exists('/tmp/mark')",
        "os.fork() or [open('/tmp/mark', 'w').close() or time.sleep(.01) for _ in range(9999)]\n"
        "    while not os.path.exists('/tmp/mark'): time.sleep(.01)",
    ),
    "a process that the cells have started": (
        "r, w = os.pipe(); r2, w2 = os.pipe(); os.set_blocking(r2, False)\n"
        "if os.fork() == 0:\n    os.read(r, 1); os.write(w2, b'x' * 50); os._exit(0)",
        "return os.read(r2, 1)",
        "os.write(w, b'x'); select.select([r2], [], [])",
    ),
    "a program that the cells have started": (
        "import subprocess; p = subprocess.Popen(['cat'], stdin=-1, stdout=-1)\n"
        "os.set_blocking(p.stdout.fileno(), False)",
        "return p.stdout.read(1)",
        "p.stdin.write(b'xxxx'); p.stdin.flush(); select.select([p.stdout], [], [])",
    ),
    "a thread that the cells have started": (
        "box = []\ndef run():\n    while not box: time.sleep(.01)\n"
        "threading.Thread(target=run, daemon=True).start()",
        "return len(box)",
        "box.append(1)",
    ),
    "a hook in each child": (
        "r, w = os.pipe(); os.set_blocking(r, False)\n"
        "os.register_at_fork(after_in_child=lambda: os.write(w, b'x'))",
        "return os.read(r, 1)",
        "pass",
    ),
    "a fork of one's own that keeps everything": (
        "real = os.closerange\nos.closerange = lambda *a: None\n"
        "r, w = os.pipe(); os.set_blocking(r, False)",
        "return os.read(r, 1)",
        "os.write(w, b'xxxxxx')",
    ),
    "a session that is not left": (
        "os.setsid = lambda: None\nhits = []\n"
        "signal.signal(signal.SIGUSR1, lambda *a: hits.append(1))",
        "return len(hits)",
        "os.killpg(0, signal.SIGUSR1)",
    ),
    "a signal to everyone": (
        "hits = []\nsignal.signal(signal.SIGUSR1, lambda *a: hits.append(1))",
        "return len(hits)",
        "os.kill(-1, signal.SIGUSR1)",
    ),
    "a signal to the numbers nearby": (
        "hits = []\nsignal.signal(signal.SIGUSR1, lambda *a: hits.append(1))",
        "return len(hits)",
        "[os.kill(n, signal.SIGUSR1) for n in range(2, 99) if n != os.getpid()]",
    ),
    "limits of other processes": (
        "import resource",
        "return resource.getrlimit(11)[0] == 77",
        "[libc.prlimit(n, 11, struct.pack('qq', 77, 77), None) for n in range(1, 99)]",
    ),
    "priority of the user": (
        "",
        "return os.getpriority(os.PRIO_PROCESS, 0) > 0",
        "os.setpriority(os.PRIO_USER, os.getuid(), 5)",
    ),
    "priority of the group": (
        "",
        "return os.getpriority(os.PRIO_PROCESS, 0) > 0",
        "os.setpriority(os.PRIO_PGRP, 0, 5)",
    ),
    "memory of other processes": (
        "secret = ctypes.create_string_buffer(b'unmarked')",
        "return secret.value != b'unmarked'",
        "m = open(f'/proc/{os.getppid()}/mem', 'r+b', 0); m.seek(ctypes.addressof(secret))\n"
        "    m.write(b'MARK')",
    ),
    "keys of the kernel": (
        "",
        "return libc.syscall(250, 10, -3, b'user', b'mark', 0) > 0",
        "libc.syscall(248, b'user', b'mark', b'x', 1, -3)",
    ),
    "the host's name": ("", "return os.uname().nodename == 'mark'", "libc.sethostname(b'mark', 4)"),
    "a mount": (
        "",
        "return os.path.exists('/kept/mark')",
        "open('/tmp/mark', 'w').close(); libc.mount(b'/tmp', b'/kept', None, 4096, None)",
    ),
    "the environment": (
        "",
        "return os.environ.get('MARK')",
        "os.environ['MARK'] = '1'; libc.setenv(b'MARK', b'1', 1)",
    ),
    "a module's name": ("", "return hasattr(np, 'mark')", "np.mark = 1"),
    "the terminal": (
        "m, s = os.openpty(); os.set_blocking(m, False)",
        "return os.read(m, 1)",
        "os.write(s, b'xxxxx')",
    ),
    "a timer": (
        "",
        "return signal.getitimer(signal.ITIMER_REAL)[0] > 50",
        "signal.setitimer(signal.ITIMER_REAL, 99)",
    ),
}
