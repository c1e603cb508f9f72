namespace Tidemark.Learning.Trees.Forests;

/// <summary>A way to split a node of a forest's tree.</summary>
/// <param name="Score">Of both sides together.</param>
/// <param name="LastLeftRank">The last rank that goes to the left; -1 where only missing values do.</param>
internal readonly record struct ForestSplit(double Score, int Feature, int LastLeftRank, float Threshold, bool MissingGoesLeft)
{
    public static ForestSplit None { get; } = new(double.NegativeInfinity, -1, 0, 0, false);

    public bool Exists => Feature >= 0;

    public bool GoesLeft(int rank, int missingRank) => rank == missingRank ? MissingGoesLeft : rank <= LastLeftRank;
}
