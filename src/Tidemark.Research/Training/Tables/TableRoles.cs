using System.Collections.Immutable;

namespace Tidemark.Research.Training.Tables;

/// <summary>What each column of a file is.</summary>
/// <param name="Names">All columns in the order of the file.</param>
/// <param name="Slots">For each the number of its feature, or what else it is.</param>
/// <param name="Features">Names of the features.</param>
/// <param name="HasLabel">Whether the label is there.</param>
/// <param name="HasWeight">Whether weights are there.</param>
internal sealed record TableRoles(string[] Names, int[] Slots, ImmutableArray<string> Features, bool HasLabel, bool HasWeight)
{
    /// <summary>A column that is not read.</summary>
    public const int Unused = -1;

    /// <summary>The column to predict.</summary>
    public const int Label = -2;

    /// <summary>The weights of rows.</summary>
    public const int Weight = -3;
}
