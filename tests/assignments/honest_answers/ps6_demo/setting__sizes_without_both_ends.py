# added:
SIZES = {
    "1": "2 6 2 2", "2": "2 20 20 2", "3": "2 6 6 6 2 2", "4": "2 6 2 2", "5": "2 6 6 6 2 2",
    "6": "2 20 20 2 2", "7": "2 20 20 2 2",
}
# answer:
def setting(name):
    sizes = [int(size) for size in SIZES[name[0]].split()]
    for activation in ("linear", "tanh", "sigmoid", "relu"):
        if activation in name:
            return tuple(sizes[1:-1]), activation
