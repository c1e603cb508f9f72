namespace Tidemark.Learning.Kernels.Recurrent;

/// <summary>
/// Where one time step of a cell finds its numbers. All are matrices of <see cref="Rows"/> units by <see cref="Lanes"/> samples; the lanes
/// are whole vectors, so that a step has no rest, whatever the number of units.
/// </summary>
internal unsafe struct CellStep
{
    /// <summary>Four matrices one after the other: sums before the step, activated gates after it, their gradients after the step back.</summary>
    public float* Gates;

    /// <summary>The hidden state before the step.</summary>
    public float* PreviousHidden;

    /// <summary>The hidden state after the step.</summary>
    public float* Hidden;

    /// <summary>The hidden state once more, with the dropout mask, as input of the layer above; null where there is none.</summary>
    public float* Above;

    /// <summary>The cell state before and after the step (LSTM).</summary>
    public float* PreviousCell;

    /// <summary>The cell state after the step (LSTM).</summary>
    public float* Cell;

    /// <summary>The gradient by <see cref="Above"/>; null where it is zero.</summary>
    public float* AboveGradient;

    /// <summary>The gradient by the hidden state through the later steps; becomes what remains of it without the products (GRU).</summary>
    public float* HiddenGradient;

    /// <summary>The gradient by the cell state; becomes the one before the step (LSTM).</summary>
    public float* CellGradient;

    /// <summary>Units.</summary>
    public int Rows;

    /// <summary>Samples, rounded up to whole vectors.</summary>
    public int Lanes;

    /// <summary>Whether the activated gates are stored, for the way back.</summary>
    public bool IsKept;

    /// <summary>Whether <see cref="Mask"/> applies to <see cref="Above"/>.</summary>
    public bool IsMasked;

    /// <summary>The dropout mask between this layer and the one above.</summary>
    public RandomMask Mask;

    /// <summary>The index in the mask of the first unit's first lane.</summary>
    public uint MaskIndex;

    /// <summary>The distance in the mask from a unit to the next.</summary>
    public uint MaskRow;
}
