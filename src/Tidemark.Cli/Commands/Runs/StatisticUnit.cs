namespace Tidemark.Cli.Commands.Runs;

/// <summary>How a figure is printed.</summary>
internal enum StatisticUnit
{
    /// <summary>In percent.</summary>
    Fraction,

    /// <summary>With two digits after the point.</summary>
    Number,

    /// <summary>Whole.</summary>
    Count,
}
