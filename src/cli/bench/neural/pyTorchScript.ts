/** PyTorch's side of the benchmarks of networks: the IGradV paper's network without batch normalization. */
export const pyTorchScript = `
import json, sys, time
import torch
import torch.nn.functional as F
from torch import nn

CHANNELS = [3, 32, 64, 128, 128, 256, 256]

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.ModuleList(nn.Conv2d(CHANNELS[i], CHANNELS[i + 1], 3, padding=1) for i in range(6))
        self.fc = nn.ModuleList([nn.Linear(4096, 1024), nn.Linear(1024, 512), nn.Linear(512, 10)])
        self.drop = nn.Dropout(0.1)

    def forward(self, x, outputs=None):
        def layer(module, x):
            z = module(x)
            if outputs is not None:
                outputs.append((x, z))
            return z
        for i, conv in enumerate(self.conv):
            x = layer(conv, x)
            x = F.relu(F.max_pool2d(x, 2) if i % 2 else x)
        x = x.flatten(1)
        for fc in self.fc[:2]:
            x = self.drop(F.relu(layer(fc, x)))
        return layer(self.fc[2], x)

net = Net()
optimizer = torch.optim.Adam(net.parameters(), lr=1e-4, weight_decay=5e-4)

def epoch(count, batch, threads):
    torch.set_num_threads(threads)
    net.train()
    x, y = torch.randn(count, 3, 32, 32), torch.randint(0, 10, (count,))
    started = time.perf_counter()
    for first in range(0, count, batch):
        optimizer.zero_grad()
        F.cross_entropy(net(x[first:first + batch]), y[first:first + batch]).backward()
        optimizer.step()
    return time.perf_counter() - started

def delta_of(x, y):
    return torch.autograd.grad(F.cross_entropy(net(x), y, reduction="sum"), list(net.parameters()))

def pictures_and_delta(count, threads):
    torch.set_num_threads(threads)
    net.eval()
    x, y = torch.randn(count, 3, 32, 32), torch.randint(0, 10, (count,))
    return x, y, delta_of(x[:25], y[:25])

def loop(count, threads):
    x, y, delta = pictures_and_delta(count, threads)
    started = time.perf_counter()
    for i in range(count):
        own = delta_of(x[i:i + 1], y[i:i + 1])
        sum((a * b).sum() for a, b in zip(delta, own)), sum((a * a).sum() for a in own)
    return time.perf_counter() - started

def batched(count, threads):
    x, y, delta = pictures_and_delta(count, threads)
    started = time.perf_counter()
    for first in range(0, count, 25):
        scalars(x[first:first + 25], y[first:first + 25], delta)
    return time.perf_counter() - started

def scalars(x, y, delta):
    pairs = []
    loss = F.cross_entropy(net(x, pairs), y, reduction="sum")
    gradients = torch.autograd.grad(loss, [z for _, z in pairs])
    along, own = torch.zeros(len(x)), torch.zeros(len(x))
    with torch.no_grad():
        for i, ((a, _), g) in enumerate(zip(pairs, gradients)):
            w, b = delta[2 * i], delta[2 * i + 1]
            if i >= 6:
                along += (F.linear(a, w, b) * g).sum(1)
                own += ((a * a).sum(1) + 1) * (g * g).sum(1)
                continue
            along += (F.conv2d(a, w, b, padding=1) * g).flatten(1).sum(1)
            p, g = F.unfold(a, 3, padding=1), g.flatten(2)
            if p.shape[2] <= 64:
                own += (torch.bmm(p.transpose(1, 2), p) * torch.bmm(g.transpose(1, 2), g)).flatten(1).sum(1)
            else:
                own += (torch.bmm(g, p.transpose(1, 2)) ** 2).flatten(1).sum(1)
            own += (g.sum(2) ** 2).sum(1)
    return along, own

operations = {"epoch": epoch, "loop": loop, "batched": batched}
print(json.dumps({"version": torch.__version__}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    answer = operations[request.pop("operation")](**request)
    print(json.dumps({"seconds": answer}), flush=True)
`;
