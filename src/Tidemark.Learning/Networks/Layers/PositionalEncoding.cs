using Tidemark.Learning.Tensors;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>Adds to each step what says where it is: sines and cosines of falling frequency (Vaswani et al. 2017), or learnt numbers.</summary>
public sealed class PositionalEncoding : Layer
{
    private const double LongestWave = 10000;
    private readonly Tensor table;
    private readonly bool isLearnt;
    private readonly float dropout;

    /// <param name="time">The greatest number of steps.</param>
    /// <param name="size">Size of a step.</param>
    /// <param name="isLearnt">Whether the numbers are learnt (a parameter called weight) instead of sines and cosines, which are not saved.</param>
    /// <param name="dropout">Of the sum in training, from 0 to below 1.</param>
    public PositionalEncoding(int time, int size, bool isLearnt = false, float dropout = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        (this.isLearnt, this.dropout) = (isLearnt, dropout);
        table = isLearnt ? AddParameter("weight", time, size) : new Tensor(time, size);
        if (isLearnt) return;
        for (var t = 0; t < time; t++)
            for (var i = 0; i < size; i++)
            {
                var angle = t / Math.Pow(LongestWave, (i / 2 * 2.0) / size);
                table.Data[t * size + i] = (float)(i % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
            }
    }

    /// <inheritdoc/>
    public override void Initialise(SeededRandom random)
    {
        if (!isLearnt) return;
        foreach (ref var value in table.Data) value = (float)(0.02 * random.NextNormal());
    }

    /// <inheritdoc/>
    /// <remarks><c>[batch, time, size]</c> gives the same shape; fewer steps take the first places.</remarks>
    public override Tensor Forward(Tape tape, Tensor input)
    {
        if (input.Rank != 3 || input.Size(1) > table.Size(0) || input.Size(2) != table.Size(1))
            throw new ArgumentException($"an input of {input} does not go with places of {table}");
        var places = input.Size(1) == table.Size(0) ? table : tape.Slice(table, 0, 0, input.Size(1));
        return tape.Dropout(tape.Add(input, places), dropout);
    }
}
