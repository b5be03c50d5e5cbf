"""What a student's code may try on the hub: each piece returns something true if it works.

A refusal is one of `REFUSALS`; any other error is a mistake in the attack itself.
"""

TOOLS = '''
import ctypes, http.client, json, os, pathlib, socket, subprocess, sys

REFUSALS = (OSError, MemoryError, http.client.HTTPException)
libc = ctypes.CDLL(None, use_errno=True)
TOKEN = os.environ["JUPYTERHUB_API_TOKEN"]

class Unix(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(60)
        self.sock.connect(self.host)

def ask(method, path, token=TOKEN, door="hub", body=None, **headers):
    connection = Unix(f"/srv/course/{door}.sock")
    headers = {"Authorization": f"token {token}", **headers}
    connection.request(method, path, body and json.dumps(body), headers)
    answer = connection.getresponse()
    return answer.status, answer.read()

def works(method, path, *more, **named):
    return ask(method, path, *more, **named)[0] < 400

def must(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return True

FOLDERS = ["/", "/home", "/home/student", "/srv", "/srv/course", "/room", "/room/hub", "/etc",
           "/room/hub/submissions", "/room/hub/submissions/inside", "/etc/jupyter", "/usr", "/dev"]

READY = "\\nprint('ready', flush=True)\\ninput()"

def any_works(what, things):
    for thing in things:
        try:
            what(thing)
            return thing
        except REFUSALS:
            pass

def children(count, code):
    """Start so many processes that do something and wait; those that live."""
    started = []
    for _ in range(count):
        try:
            started.append(subprocess.Popen([sys.executable, "-S", "-c", code + READY],
                                            stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        except REFUSALS:
            break
    for each in started:
        each.stdout.readline()  # or its end
    living = [each for each in started if each.poll() is None]
    for each in started:
        each.kill()
    return len(living)

def attempt(name, attack):
    try:
        return f"{name}: {found}" if (found := attack()) else ""
    except REFUSALS:
        return ""
    except Exception as error:
        return f"{name} is a mistake: {error!r}"
    finally:
        for path in ("/home/student/large", "/tmp/f", "/dev/shm/f"):
            pathlib.Path(path).unlink(missing_ok=True)
'''

ATTACKS = {
    "rename a folder above a mount": "any_works(lambda f: os.rename(f, f + '.old'), FOLDERS)",
    "unlink what is mounted": "any_works(lambda f: os.unlink(f), ['/srv/course/hub.sock', "
    "'/srv/course/submissions.sock', '/etc/passwd', '/room/hub/servers/inside/launch.py'])",
    "remove a folder": "any_works(os.rmdir, FOLDERS)",
    "make a folder elsewhere": "any_works(lambda f: os.mkdir(f + '/mine'), "
    "[f for f in FOLDERS if f != '/home/student'])",
    "a link in the place of a socket": "any_works(lambda f: os.symlink('/home/student', f), "
    "['/srv/course/x.sock', '/srv/x', '/x'])",
    "mount the root anew": "must(libc.mount(None, b'/', None, 32, None))",
    "a user namespace of its own": "must(libc.unshare(0x10000000))",
    "another's namespaces": "must(libc.setns(os.open('/proc/1/ns/mnt', 0), 0))",
    "trace another process": "must(libc.ptrace(16, 1, 0, 0))",
    "the kernel's keys": "must(libc.syscall(250, 0, -4, 1))",
    "a port of this machine": "any_works(lambda p: "
    "socket.create_connection(('127.0.0.1', p), 5), PORTS)",
    "another host": "any_works(lambda a: socket.create_connection(a, 5), "
    "[('1.1.1.1', 53), ('10.0.0.1', 80), ('169.254.169.254', 80), ('192.168.0.1', 22)])",
    "a datagram to another host": "socket.socket(type=socket.SOCK_DGRAM)"
    ".sendto(b'x', ('8.8.8.8', 53))",
    "a name of another host": "socket.getaddrinfo('pypi.org', 443)",
    "listen to the wire": "socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 768)",
    "sockets without a file": "[line for line in open('/proc/net/unix') "
    "if '@' in line and 'kernel' not in line]",
    "sockets of other servers": "[str(p) for p in pathlib.Path('/').glob('srv/**/*') "
    "if p.is_socket() and p.name not in ('hub.sock', 'submissions.sock') "
    "and 'kernel' not in str(p)]",
    "a door for all paths": "any_works(lambda p: open('/srv/course/' + p), "
    "['../servers', '../../run', '../proxy/api.sock'])",
    "the proxy's routes": "works('GET', '/hub/api/proxy') "
    "or works('PATCH', '/hub/api/proxy', body={})",
    "other users": "[p for p in ('users', 'users/grace', 'groups', 'services', 'shares/grace') "
    "if works('GET', f'/hub/api/{p}')]",
    "another's server": "[m for m in ('POST', 'DELETE') "
    "if works(m, '/hub/api/users/grace/server') or works(m, '/hub/api/users/instructor/server')]",
    "a token for another": "works('POST', '/hub/api/users/grace/tokens', body={}) "
    "or works('POST', '/hub/api/users', body={'usernames': ['eve'], 'admin': True})",
    "become an admin": "works('PATCH', '/hub/api/users/ada', body={'admin': True})",
    "shut the hub down": "works('POST', '/hub/api/shutdown', body={})",
    "no token, or headers of a proxy": "works('GET', '/submissions', token='', door='submissions', "
    "**{'X-Forwarded-User': 'grace', 'Remote-User': 'grace', 'X-Real-IP': '127.0.0.1'})",
    "signals to others": "any_works(lambda p: os.kill(p, 0), [p for p in range(100, 40000) "
    "if not os.path.exists(f'/proc/{p}')])",
    "the kernel's switches": "any_works(lambda p: open(p, 'w'), ['/proc/sysrq-trigger', "
    "'/proc/sys/kernel/core_pattern', '/proc/sys/vm/drop_caches', '/sys/power/state'])",
    "devices": "any_works(lambda p: open(p), ['/dev/sda', '/dev/vda', '/dev/mem', '/dev/kmsg', "
    "'/dev/fuse', '/dev/net/tun'])",
}

# These may end the process that they run in.
EXHAUSTING = {
    "more processes than are allowed": "(n := children(200, '')) > 120 and n",
    "more memory than is allowed": "(n := "
    "children(5, 'x = bytearray(b\"x\") * 200_000_000')) > 3 and n",
    "more memory in one process": "bytearray(b'x') * 5_000_000_000 and 'it was given'",
    "more in memory's files": "any_works(lambda p: "
    "open(p + '/f', 'wb').write(bytes(50_000_000)), "
    "['/tmp', '/dev/shm'])",
    "one file too large": "open('/home/student/large', 'wb').write(bytes(50_000_000))",
}
