using Tidemark.Learning.Tests.Networks.Plain;

namespace Tidemark.Learning.Tests.Networks.Recurrent;

/// <summary>Recurrent networks of several layers and directions with dropout between layers, made of plain single layers.</summary>
internal static class PlainStack
{
    /// <param name="isLstm">LSTM or GRU.</param>
    /// <param name="input">[batch, time, features].</param>
    /// <param name="parameter">By PyTorch's name.</param>
    /// <param name="sizes">Units, layers, directions.</param>
    /// <param name="mask">The dropout factor of layer, time, row, sample.</param>
    /// <param name="states">First states: hidden, cell.</param>
    /// <returns>Output, then the last states of each layer and direction.</returns>
    public static (PlainTensor Output, PlainTensor Hidden, PlainTensor Cell) Run(
        bool isLstm, PlainTensor input, Func<string, PlainTensor?> parameter, (int Hidden, int Layers, int Directions) sizes,
        Func<int, int, int, int, double> mask, (PlainTensor Hidden, PlainTensor Cell) states)
    {
        var (hidden, layers, directions) = sizes;
        var (batch, time) = (input.Shape[0], input.Shape[1]);
        var (lastHidden, lastCell) = (PlainTensor.Zeros(layers * directions, batch, hidden), PlainTensor.Zeros(layers * directions, batch, hidden));
        for (var layer = 0; layer < layers; layer++)
        {
            var output = PlainTensor.Zeros(batch, time, directions * hidden);
            for (var direction = 0; direction < directions; direction++)
            {
                var (own, end, source) = (layer * directions + direction, $"_l{layer}" + (direction == 1 ? "_reverse" : ""), direction == 1 ? Reversed(input) : input);
                PlainTensor? Named(string name) => parameter(name.Replace("_l0", end, StringComparison.Ordinal));
                var (h0, c0) = (Part(states.Hidden, own), Part(states.Cell, own));
                var lstm = isLstm ? PlainRecurrent.Lstm(source, Named, hidden, 1, h0, c0) : default;
                var result = isLstm ? lstm.Output : Gru(source, Named, hidden, h0);
                for (var b = 0; b < batch; b++)
                    for (var j = 0; j < hidden; j++)
                    {
                        lastHidden[own, b, j] = result[b, time - 1, j];
                        if (isLstm) lastCell[own, b, j] = lstm.Cell![0][b, j];
                        for (var t = 0; t < time; t++)
                        {
                            var value = result[b, direction == 1 ? time - 1 - t : t, j];
                            output[b, t, direction * hidden + j] = layer == layers - 1 ? value : value * mask(layer, t, direction * hidden + j, b);
                        }
                    }
            }
            input = output;
        }
        return (input, lastHidden, lastCell);
    }

    /// <summary>One GRU layer from a first state, by the formulas of the shared plain one.</summary>
    private static PlainTensor Gru(PlainTensor input, Func<string, PlainTensor?> parameter, int hidden, PlainTensor h0)
    {
        var (batch, time, features) = (input.Shape[0], input.Shape[1], input.Shape[2]);
        var output = PlainTensor.Zeros(batch, time, hidden);
        PlainTensor wi = parameter("weight_ih_l0")!, wh = parameter("weight_hh_l0")!, bi = parameter("bias_ih_l0")!, bh = parameter("bias_hh_l0")!;
        for (var b = 0; b < batch; b++)
        {
            Scalar[] h = [.. Enumerable.Range(0, hidden).Select(j => h0[0, b, j])];
            for (var t = 0; t < time; t++)
            {
                Scalar Input(int row) => bi[row] + Scalar.Sum(Enumerable.Range(0, features).Select(i => wi[row, i] * input[b, t, i]));
                Scalar Recurrent(int row) => bh[row] + Scalar.Sum(Enumerable.Range(0, hidden).Select(i => wh[row, i] * h[i]));
                h = [.. Enumerable.Range(0, hidden).Select(j =>
                {
                    var reset = Scalar.Sigmoid(Input(j) + Recurrent(j));
                    var update = Scalar.Sigmoid(Input(hidden + j) + Recurrent(hidden + j));
                    return (1 - update) * Scalar.Tanh(Input(2 * hidden + j) + reset * Recurrent(2 * hidden + j)) + update * h[j];
                })];
                for (var j = 0; j < hidden; j++) output[b, t, j] = h[j];
            }
        }
        return output;
    }

    private static PlainTensor Reversed(PlainTensor input)
    {
        var (time, width) = (input.Shape[1], input.Shape[2]);
        return new PlainTensor(input.Shape, i => input[i / (time * width), time - 1 - i / width % time, i % width]);
    }

    private static PlainTensor Part(PlainTensor states, int own)
    {
        var size = states.Shape[1] * states.Shape[2];
        return new PlainTensor([1, states.Shape[1], states.Shape[2]], i => states[own * size + i]);
    }
}
