namespace Tidemark.Cli.Commands.Bench;

/// <summary>Which way a figure improves.</summary>
internal enum BetterDirection
{
    Higher,
    Lower,
}
