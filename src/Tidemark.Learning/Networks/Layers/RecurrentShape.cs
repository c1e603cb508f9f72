namespace Tidemark.Learning.Networks.Layers;

/// <summary>Sizes of a recurrent network.</summary>
/// <param name="Inputs">Features of a step.</param>
/// <param name="Hidden">Units of a layer.</param>
/// <param name="Layers">Layers one above the other.</param>
public sealed record RecurrentShape(int Inputs, int Hidden, int Layers = 1)
{
    /// <summary>The probability that, in training, an output of a layer but the top one is dropped on its way up.</summary>
    public float Dropout { get; init; }

    /// <summary>Whether every layer also reads the sequence backwards.</summary>
    public bool IsBidirectional { get; init; }

    /// <summary>Whether there are the two bias vectors.</summary>
    public bool HasBias { get; init; } = true;

    internal RecurrentShape Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Hidden, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Layers, 1);
        return Dropout >= 0 && Dropout < 1 ? this : throw new ArgumentException($"the dropout rate lies from 0 to below 1; it is {Dropout}");
    }
}
