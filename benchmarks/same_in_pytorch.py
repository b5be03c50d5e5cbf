"""The same network in PyTorch: the same start, the same steps, and in the end the same numbers."""

import numpy as np
import torch

from course_lib import MLP, Adam, datasets, fit

STEPS = 200
x, y = datasets.spiral(200, seed=0)
net = MLP([2, 20, 20, 2], "tanh", seed=0)

model = torch.nn.Sequential(
    torch.nn.Linear(2, 20),
    torch.nn.Tanh(),
    torch.nn.Linear(20, 20),
    torch.nn.Tanh(),
    torch.nn.Linear(20, 2),
).double()  # numpy computes in float64

with torch.no_grad():  # begin alike: PyTorch's matrices have a row for each unit above
    for layer, w, b in zip(model[::2], net.weights, net.biases, strict=True):
        layer.weight.copy_(torch.from_numpy(w.T.copy()))
        layer.bias.copy_(torch.from_numpy(b))

inputs, labels = torch.from_numpy(x), torch.from_numpy(y)
optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
for _ in range(STEPS):
    optimizer.zero_grad()  # else the gradients of all steps add up
    loss = torch.nn.functional.cross_entropy(model(inputs), labels)
    loss.backward()  # every gradient, by backpropagation
    optimizer.step()

fit(net, x, y, Adam(0.02), epochs=STEPS)

theirs = torch.cat([p.detach().t().reshape(-1) for p in model.parameters()]).numpy()
difference = np.abs(net.theta - theirs).max()
assert difference < 1e-6, f"after {STEPS} steps a parameter differs by {difference:.1e}"
