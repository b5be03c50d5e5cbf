def collapse(ws, bs):
    w, b = ws[0], bs[0]
    for next_w, next_b in zip(ws[1:], bs[1:]):
        w, b = w @ next_w, b @ next_w + next_b
    return w, b
