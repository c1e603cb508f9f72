namespace Tidemark.Learning.Tests.Networks.Plain;

/// <summary>LSTM and GRU of several layers, one direction, one number at a time; names of parameters as PyTorch's.</summary>
internal static class PlainRecurrent
{
    /// <summary>Gate rows i, f, g, o.</summary>
    public static (PlainTensor Output, Scalar[][,] Hidden, Scalar[][,] Cell) Lstm(PlainTensor input, Func<string, PlainTensor?> parameter, int hidden, int layers, PlainTensor? h0 = null, PlainTensor? c0 = null)
    {
        var (batch, time) = (input.Shape[0], input.Shape[1]);
        var (allHidden, allCells) = (new Scalar[layers][,], new Scalar[layers][,]);
        for (var layer = 0; layer < layers; layer++)
        {
            var output = PlainTensor.Zeros(batch, time, hidden);
            var (h, c) = (State(h0, layer, batch, hidden), State(c0, layer, batch, hidden));
            for (var b = 0; b < batch; b++)
                for (var t = 0; t < time; t++)
                {
                    var byInput = Gates(input, b, t, parameter, "ih", layer);
                    var byHidden = Recur(h, b, parameter, layer);
                    for (var j = 0; j < hidden; j++)
                    {
                        Scalar Gate(int gate) => byInput[gate * hidden + j] + byHidden[gate * hidden + j];
                        c[b, j] = Scalar.Sigmoid(Gate(1)) * c[b, j] + Scalar.Sigmoid(Gate(0)) * Scalar.Tanh(Gate(2));
                        h[b, j] = Scalar.Sigmoid(Gate(3)) * Scalar.Tanh(c[b, j]);
                        output[b, t, j] = h[b, j];
                    }
                }
            (allHidden[layer], allCells[layer]) = (h, c);
            input = output;
        }
        return (input, allHidden, allCells);
    }

    /// <summary>Gate rows r, z, n; the reset gate multiplies the hidden part with its bias.</summary>
    public static (PlainTensor Output, Scalar[][,] Hidden) Gru(PlainTensor input, Func<string, PlainTensor?> parameter, int hidden, int layers)
    {
        var (batch, time) = (input.Shape[0], input.Shape[1]);
        var allHidden = new Scalar[layers][,];
        for (var layer = 0; layer < layers; layer++)
        {
            var output = PlainTensor.Zeros(batch, time, hidden);
            var h = State(null, layer, batch, hidden);
            for (var b = 0; b < batch; b++)
                for (var t = 0; t < time; t++)
                {
                    var byInput = Gates(input, b, t, parameter, "ih", layer);
                    var byHidden = Recur(h, b, parameter, layer);
                    for (var j = 0; j < hidden; j++)
                    {
                        var reset = Scalar.Sigmoid(byInput[j] + byHidden[j]);
                        var update = Scalar.Sigmoid(byInput[hidden + j] + byHidden[hidden + j]);
                        var candidate = Scalar.Tanh(byInput[2 * hidden + j] + reset * byHidden[2 * hidden + j]);
                        h[b, j] = (1 - update) * candidate + update * h[b, j];
                        output[b, t, j] = h[b, j];
                    }
                }
            allHidden[layer] = h;
            input = output;
        }
        return (input, allHidden);
    }

    private static Scalar[,] State(PlainTensor? given, int layer, int batch, int hidden)
    {
        var state = new Scalar[batch, hidden];
        for (var b = 0; b < batch; b++)
            for (var j = 0; j < hidden; j++) state[b, j] = given is null ? 0 : given[layer, b, j];
        return state;
    }

    private static Scalar[] Gates(PlainTensor input, int b, int t, Func<string, PlainTensor?> parameter, string kind, int layer)
    {
        var (weight, bias) = (parameter($"weight_{kind}_l{layer}")!, parameter($"bias_{kind}_l{layer}")!);
        return [.. Enumerable.Range(0, weight.Shape[0]).Select(row => bias[row] + Scalar.Sum(Enumerable.Range(0, weight.Shape[1]).Select(i => weight[row, i] * input[b, t, i])))];
    }

    private static Scalar[] Recur(Scalar[,] h, int b, Func<string, PlainTensor?> parameter, int layer)
    {
        var (weight, bias) = (parameter($"weight_hh_l{layer}")!, parameter($"bias_hh_l{layer}")!);
        return [.. Enumerable.Range(0, weight.Shape[0]).Select(row => bias[row] + Scalar.Sum(Enumerable.Range(0, weight.Shape[1]).Select(i => weight[row, i] * h[b, i])))];
    }
}
