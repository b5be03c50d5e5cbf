import math


def softmax(logits):
    rows = []
    for z in logits.tolist():
        e = [math.exp(number - max(z)) for number in z]
        rows.append([number / sum(e) for number in e])
    return rows
