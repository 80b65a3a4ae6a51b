"""Writes network.json: gradients of PyTorch in float64. Run: python3 test/reference/network.py > test/reference/network.json

A small convolutional network with every kind of layer: a picture of 10 x 10 takes the long way to the squared norms, one
of 5 x 5 the short one; one and eight input channels take the two ways to the weights' gradient. `delta` is the
gradient of the loss summed over all instances; per instance there are the inner product with it, the squared norm and
both scores of the IGradV paper, once of the loss alone and once with the penalty of every instance inside.
"""

import json

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

INSTANCES = 7
CLASSES = 3
PENALTY = 5e-2


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer1 = nn.Conv2d(1, 8, 3, padding=1)
        self.layer4 = nn.Conv2d(8, 8, 3, padding=1)
        self.layer8 = nn.Linear(8 * 2 * 2, 12)
        self.layer10 = nn.Linear(12, CLASSES)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.layer1(x)), 2)
        x = F.max_pool2d(F.relu(self.layer4(x)), 2)
        x = F.relu(self.layer8(x.flatten(1)))
        return self.layer10(x)


def flat(tensors):
    return np.concatenate([tensor.detach().numpy().ravel() for tensor in tensors])


def as_float32(values):
    """Short decimals that read back as the same float32 numbers."""
    return [float(str(np.float32(value))) for value in np.asarray(values).ravel()]


def scores(delta, own):
    along = own @ delta
    rest = delta - own
    norm = np.linalg.norm
    return {
        "total": float(delta @ delta),
        "along": along.tolist(),
        "own": (own * own).sum(1).tolist(),
        "directSimilarity": (along / (norm(delta) * norm(own, axis=1))).tolist(),
        "leaveOneOutDistance": (1 - rest @ delta / (norm(delta) * norm(rest, axis=1))).tolist(),
    }


def trajectory(net, pictures, labels):
    """Losses before each of ten steps of Adam on all instances."""
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-2, weight_decay=PENALTY)
    losses = []
    for _ in range(10):
        optimizer.zero_grad()
        loss = F.cross_entropy(net(pictures), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def main():
    torch.manual_seed(3)
    net = Net().double()
    pictures = torch.randn(INSTANCES, 1, 10, 10).float().double()
    labels = torch.arange(INSTANCES) % CLASSES
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_((2 * parameter).float().double())
    parameters = list(net.parameters())
    gradient = lambda places: flat(
        torch.autograd.grad(F.cross_entropy(net(pictures[places]), labels[places], reduction="sum"), parameters)
    )
    theta = flat(parameters)
    everything = list(range(INSTANCES))
    delta = gradient(everything)
    own = np.stack([gradient([place]) for place in everything])
    print(
        json.dumps(
            {
                "torch": torch.__version__,
                "labels": labels.tolist(),
                "pictures": as_float32(pictures),
                "parameters": {name: as_float32(value.detach()) for name, value in net.named_parameters()},
                "probabilities": F.softmax(net(pictures), 1).detach().numpy().ravel().tolist(),
                "loss": F.cross_entropy(net(pictures), labels, reduction="sum").item(),
                "delta": as_float32(delta),
                "plain": scores(delta, own),
                "penalty": PENALTY,
                "penalized": scores(delta + INSTANCES * PENALTY * theta, own + PENALTY * theta),
                "losses": trajectory(net, pictures, labels),
            },
            separators=(",", ":"),
        )
    )


main()
