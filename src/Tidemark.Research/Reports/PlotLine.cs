namespace Tidemark.Research.Reports;

/// <summary>A line of a plot.</summary>
/// <param name="Name">For the legend; lines of one name share their place there.</param>
/// <param name="Color">A colour of the styles: <c>var(--own)</c>.</param>
/// <param name="Points">In the order in which they are joined.</param>
internal sealed record PlotLine(string Name, string Color, IReadOnlyList<(double X, double Y)> Points)
{
    public bool IsDashed { get; init; }

    public bool IsThin { get; init; }

    public bool HasDots { get; init; }
}
