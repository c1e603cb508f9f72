"""Measures with PyTorch what ./tidemark bench learning measures, and prints both beside each other.

    ./tidemark bench learning --json learning.json && python3 bench/peers/pytorch_learning.py learning.json

needs torch (the usual figures are of 1.13 on one thread). Run both in one sitting: times are processor time of one thread, but caches and clocks
are shared with whatever else the machine does. Without a file it prints PyTorch's figures alone.
"""
import json
import os
import statistics
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before torch loads its libraries, whose waiting threads would count

import torch
from torch import nn

TIME, FEATURES, HIDDEN, CHANNELS = 60, 8, 50, 32


class Recurrent(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.layer = kind(FEATURES, HIDDEN, 4, dropout=0.2, batch_first=True)
        self.head = nn.Linear(HIDDEN, 1)

    def forward(self, x):
        return self.head(self.layer(x)[0][:, -1])


class Block(nn.Module):
    def __init__(self, inputs, dilation):
        super().__init__()
        self.pad = 2 * dilation
        self.conv1 = nn.Conv1d(inputs, CHANNELS, 3, dilation=dilation)
        self.conv2 = nn.Conv1d(CHANNELS, CHANNELS, 3, dilation=dilation)
        self.down = nn.Conv1d(inputs, CHANNELS, 1) if inputs != CHANNELS else None

    def forward(self, x):
        y = torch.relu(self.conv1(nn.functional.pad(x, (self.pad, 0))))
        y = torch.relu(self.conv2(nn.functional.pad(y, (self.pad, 0))))
        return torch.relu(y + (x if self.down is None else self.down(x)))


class Convolutions(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.Sequential(*[Block(FEATURES if i == 0 else CHANNELS, 2**i) for i in range(4)])
        self.head = nn.Linear(CHANNELS, 1)

    def forward(self, x):
        return self.head(self.blocks(x.transpose(1, 2))[:, :, -1])


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.entry = nn.Linear(FEATURES, CHANNELS)
        layer = nn.TransformerEncoderLayer(CHANNELS, 4, 4 * CHANNELS, dropout=0.1, batch_first=True)
        self.layers = nn.TransformerEncoder(layer, 2)
        self.head = nn.Linear(CHANNELS, 1)
        self.register_buffer("mask", torch.triu(torch.full((TIME, TIME), float("-inf")), diagonal=1))

    def forward(self, x):
        return self.head(self.layers(self.entry(x), self.mask)[:, -1])


def median_milliseconds(work, steps, times=1):
    for _ in range(5):
        work()
    values = []
    for _ in range(steps):
        before = time.process_time()
        for _ in range(times):
            work()
        values.append((time.process_time() - before) * 1e3 / times)
    return statistics.median(values)


def step_of(model, batch):
    x, y = torch.randn(batch, TIME, FEATURES), torch.randn(batch, 1)
    optimiser, loss = torch.optim.Adam(model.parameters()), nn.MSELoss()
    model.train()

    def step():
        optimiser.zero_grad()
        loss(model(x), y).backward()
        optimiser.step()

    return step


def prediction_of(model):
    x = torch.randn(1, TIME, FEATURES)
    model.eval()

    def predict():
        with torch.no_grad():
            model(x)

    return predict


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    kinds = {"lstm": lambda: Recurrent(nn.LSTM), "gru": lambda: Recurrent(nn.GRU), "tcn": Convolutions, "transformer": Transformer}
    figures = {}
    for name, batch in [("lstm", 64), ("lstm", 32), ("gru", 64), ("gru", 32), ("tcn", 64), ("transformer", 64)]:
        figures[f"{name}Step{batch}Milliseconds"] = median_milliseconds(step_of(kinds[name](), batch), 20)
    for name, make in kinds.items():
        figures[f"{name}PredictionMilliseconds"] = median_milliseconds(prediction_of(make()), 15, 10)
    ours = {}
    if len(sys.argv) > 1:
        with open(sys.argv[1]) as file:
            ours = {metric["name"]: metric["value"] for metric in json.load(file)["metrics"]}
    print(f"{'':36}{'tidemark':>10}{'torch ' + torch.__version__.split('+')[0]:>16}{'share':>8}")
    for name, value in figures.items():
        own = ours.get(name)
        print(f"{name:36}{'' if own is None else format(own, '.3f'):>10}{value:16.3f}{'' if own is None else format(own / value, '.3f'):>8}")


if __name__ == "__main__":
    main()
