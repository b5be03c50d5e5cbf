import socket
import threading
from collections import namedtuple

import numpy as np
import pytest

from course_lib import MLP, count_parameters
from course_lib.checks import changes
from course_lib.checks.values import REFUSED, laid_out, layout_of
from grading.rooms.inside.errors import Gone, RemoteError
from grading.rooms.inside.messages import Channel
from grading.rooms.inside.wall import Peer, Remote
from tests.tools.patience import PATIENCE


@pytest.fixture
def rooms():
    """`connect(names)` gives the tests' room's end of a wall with these names behind it."""
    sockets = []

    def connect(names, seconds=PATIENCE):
        ours, theirs = socket.socketpair()
        sockets.extend((ours, theirs))
        threading.Thread(
            target=lambda: Peer(theirs, names, trusted=True).serve(), daemon=True
        ).start()
        return Peer(ours, seconds=seconds)

    yield connect
    for sock in sockets:
        sock.close()


VALUES = [
    None, True, 3, -(2**70), 0.1, float("inf"), 2 + 1j, "ø", [], [1, [2.0, "x"]], (1, (2,)),
    {1, 2}, frozenset({"a"}), {"a": 1, (1, 2): [3]}, np.float32(0.1),
    np.arange(6).reshape(2, 3), np.zeros((0, 3)), np.array(2.5), np.array(["a", "bc"]),
    np.arange(4.0)[::-1], np.array([1 + 2j]), np.arange(3, dtype=">i2"),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_back_as_it_went(rooms, value):
    back = rooms({"f": lambda x: x}).get("f")(value)
    assert type(back) is type(value)
    if isinstance(value, np.ndarray | np.generic):
        assert (back.dtype, back.shape) == (value.dtype, value.shape)
        assert back.tobytes() == value.tobytes()
    else:
        assert back == value


def test_nan_comes_back_as_nan(rooms):
    assert np.isnan(rooms({"f": lambda: float("nan")}).get("f")())


CANNOT = {
    "generator": lambda: (n for n in range(3)),
    "iterator": lambda: map(abs, [1]),
    "random": lambda: np.random.default_rng(),
    "masked": lambda: np.ma.masked_array([1, 2], [0, 1]),
    "objects": lambda: np.array([object()]),
    "object": lambda: object(),
    "large": lambda: np.zeros(9_000_000),
}


@pytest.mark.parametrize("kind", CANNOT)
def test_what_cannot_cross_is_named_in_plain_words(rooms, kind):
    with pytest.raises(RemoteError) as caught:
        rooms({"f": CANNOT[kind]}).get("f")()
    assert str(caught.value) == f"f gave back {REFUSED[kind]}"


def test_a_list_within_itself_cannot_cross(rooms):
    endless = []
    endless.append(endless)
    with pytest.raises(RemoteError, match="lists nested too deep"):
        rooms({"f": lambda: endless}).get("f")()


def test_the_name_of_a_class_of_the_students_does_not_cross(rooms):
    kind = type("secret_inputs_1_2_3", (), {})
    error = type("secret_inputs_4_5_6", (Exception,), {})

    def raises():
        raise error("7 8 9")

    for function in (kind, raises):
        with pytest.raises(RemoteError) as caught:
            rooms({"f": function}).get("f")()
        assert "secret" not in str(caught.value)
        assert caught.value.detail == ""


def test_arguments_stay_as_they_are_and_what_was_changed_is_noted(rooms):
    def double(x, rows, options):
        x *= 2
        rows[0][0] = 7
        options["eaten"] = True

    changes.forget()
    x, row, other = np.arange(3.0), np.zeros(2), np.ones(2)
    rows, options = [row, other], {}
    rooms({"double": double}).get("double")(x, rows=rows, options=options)
    assert x.tolist() == [0, 1, 2] and row.tolist() == [0, 0] and options == {}
    assert [changes.was_changed(part) for part in (x, row, rows, options)] == [True] * 4
    assert not changes.was_changed(other)


def test_a_change_is_noted_although_the_call_raises(rooms):
    def spoil(x):
        x[0] = 9
        raise ValueError

    changes.forget()
    x = np.zeros(2)
    with pytest.raises(ValueError):
        rooms({"spoil": spoil}).get("spoil")(x)
    assert changes.was_changed(x)


@pytest.mark.parametrize("told", [[99], ["x"], [True, -1], "0", {"0": 1}, [[0]]])
def test_a_room_that_tells_nonsense_of_changes_is_not_believed(rooms, told):
    changes.forget()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        Channel(theirs).send({"op": "answer", "value": 1, "changed": told})
        assert Peer(ours, seconds=5).call("f", [np.zeros(1)], {}, "f") == 1
    assert changes._changed == []


@pytest.mark.parametrize("layout", ["C", "F", "gaps"])
@pytest.mark.parametrize("writeable", [True, False])
def test_an_array_lies_in_memory_as_it_did(rooms, layout, writeable):
    x = laid_out(np.arange(12.0).reshape(3, 4), layout, writeable)
    told = rooms({"f": lambda x: [layout_of(x), x.flags.writeable]}).get("f")(x)
    assert told == [layout, writeable]


def test_numbers_of_numpys_and_subclasses_arrive_as_plain_ones(rooms):
    class Matrix(np.ndarray):
        pass

    values = {
        "scalars": lambda: [np.int8(-3), np.bool_(True), np.float64(0.5)],
        "subclass": lambda: np.zeros(2).view(Matrix),
        "named": lambda: namedtuple("Pair", "a b")(1, 2),
    }
    peer = rooms(values)
    assert [type(v) for v in peer.get("scalars")()] == [int, bool, float]
    assert type(peer.get("subclass")()) is np.ndarray
    assert type(peer.get("named")()) is tuple


def test_a_call_that_changes_nothing_leaves_the_objects_themselves(rooms):
    inner = np.zeros(2)
    sizes = [1, inner, (inner, [3])]
    rooms({"f": lambda sizes: None}).get("f")(sizes)
    assert sizes[1] is inner and sizes[2][1] == [3]


def test_an_exception_can_be_caught_as_what_it_was(rooms):
    def f():
        raise ValueError("z must have two axes")

    with pytest.raises(ValueError, match="f raised ValueError") as caught:
        rooms({"f": f}).get("f")()
    assert isinstance(caught.value, RemoteError)
    assert caught.value.detail == "z must have two axes"


def test_a_function_crosses_by_call_back(rooms):
    def slope(f, x):
        return (f(x + 1) - f(x - 1)) / 2

    assert rooms({"slope": slope}).get("slope")(lambda x: x**2, 3.0) == 6


def test_an_error_in_a_call_back_reaches_the_caller_as_an_error(rooms):
    def caller(f):
        try:
            f()
        except ValueError:
            return "caught"

    def fails():
        raise ValueError

    assert rooms({"caller": caller}).get("caller")(fails) == "caught"


def test_a_function_of_the_library_crosses_by_name(rooms):
    name = rooms({"name": lambda f: f.__module__ + "." + f.__name__}).get("name")
    assert name(count_parameters) == "course_lib.parameters.count_parameters"
    assert rooms({"same": lambda f: f is np.tanh}).get("same")(np.tanh) is True


def test_a_function_that_comes_back_is_a_proxy_and_goes_home_as_itself(rooms):
    def make():
        return twice

    def twice(x):
        return 2 * x

    names = {"make": make, "same": lambda f: f is twice}
    peer = rooms(names)
    proxy = peer.get("make")()
    assert type(proxy) is Remote
    assert proxy(4) == 8
    assert peer.get("same")(proxy) is True


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("sizes", [[2, 3], [2, 4, 3, 2]])
def test_a_network_crosses_as_its_sizes_and_theta(rooms, sizes, bias):
    net = MLP(sizes, activation="relu", seed=3, output_bias=bias, dtype=np.float32)
    back = rooms({"f": lambda net: net}).get("f")(net)
    assert back is not net
    assert (back.sizes, back.activations, back.dtype) == (net.sizes, net.activations, net.dtype)
    np.testing.assert_array_equal(back.theta, net.theta)
    np.testing.assert_array_equal(back.forward(np.ones((1, 2))), net.forward(np.ones((1, 2))))


def test_a_name_that_is_not_there_is_said(rooms):
    with pytest.raises(RemoteError, match="softmax is not defined: did its cell end with an error"):
        rooms({}).get("softmax")


def test_a_function_that_is_not_written_yet_is_said(rooms):
    def softmax():
        raise NotImplementedError

    with pytest.raises(RemoteError, match=r"^softmax is not written yet$"):
        rooms({"softmax": softmax}).get("softmax")()


def test_a_room_that_hangs_costs_only_the_time_it_has(rooms):
    hang = threading.Event()
    with pytest.raises(Gone, match=r"f did not come back within 0\.2 s"):
        rooms({"f": hang.wait}, seconds=0.2).get("f")()
    hang.set()


@pytest.mark.parametrize(
    "nonsense",
    [
        b"",
        b"\x00",
        b"\xff\xff\xff\xff",
        b"\x00\x00\x00\x02{}",
        b"\x00\x00\x00\x05hello",
        b'\x00\x00\x00\x2b{"op":"answer","value":{"t":"x"},"blobs":[]}',
        b'\x00\x00\x00\x2c{"op":"answer","value":null,"blobs":[-1,9]}\n',
        b'\x00\x00\x00\x30{"op":"answer","value":null,"blobs":[99999999999]}',
        b"\x00\x00\x9c\x40" + b"[" * 40_000,
    ],
)
def test_nonsense_from_the_other_room_is_one_clear_error(nonsense):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(nonsense)
        theirs.shutdown(socket.SHUT_WR)
        with pytest.raises(Gone):
            Peer(ours, seconds=2).get("f")


@pytest.mark.parametrize(
    "value",
    [
        '{"t":"library","v":["os","system"]}',
        '{"t":"array","dtype":"|O","shape":[1],"v":0}',
        '{"t":"array","dtype":"<f8","shape":[-1],"v":0}',
        '{"t":"array","dtype":"<f8","shape":[1000000,1000000],"v":0}',
        '{"t":"MLP","v":{"t":"dict","v":[["sizes",[100000,100000]],["theta",null]]}}',
        '{"t":"callable","v":"__import__"}',
    ],
)
def test_the_other_room_cannot_smuggle_in_what_is_not_data(value):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        head = f'{{"op":"answer","value":{value},"blobs":[8]}}'.encode()
        theirs.sendall(len(head).to_bytes(4, "big") + head + bytes(8))
        with pytest.raises(Gone, match="sent an answer that is not one"):
            Peer(ours, seconds=2).get("f")
