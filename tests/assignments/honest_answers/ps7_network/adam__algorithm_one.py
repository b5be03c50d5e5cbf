def adam(theta, gradient, mean, square, t, rate):
    beta1, beta2, epsilon = 0.9, 0.999, 1e-8
    m = mean + (1 - beta1) * (gradient - mean)
    v = square + (1 - beta2) * (gradient * gradient - square)
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return {"theta": theta - rate * m_hat / (v_hat**0.5 + epsilon), "m": m, "v": v}.values()
