def setting(name):
    number, activation = name.split(",")[0].split()
    if number in ("1", "4"):
        hidden = [6, 2]
    elif number == "2":
        hidden = [20, 20]
    elif number in ("3", "5"):
        hidden = [6, 6, 6, 2]
    else:
        hidden = [20, 20, 2]
    return hidden, activation
