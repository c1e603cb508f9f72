namespace Tidemark.Learning.Networks.Forms;

/// <summary>What a network is given and what it gives.</summary>
/// <param name="Window">Rows of a window.</param>
/// <param name="Columns">Features of a row.</param>
/// <param name="Outputs">Numbers of the head.</param>
/// <param name="IsBounded">Whether they are bounded to -1 to 1.</param>
public readonly record struct NetworkShape(int Window, int Columns, int Outputs, bool IsBounded);
