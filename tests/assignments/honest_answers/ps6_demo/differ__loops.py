def differ(table):
    pairs = []
    for better, (worst, _, _) in table.items():
        for worse, (_, _, best) in table.items():
            if best < worst:
                pairs.append([better, worse])
    return pairs
