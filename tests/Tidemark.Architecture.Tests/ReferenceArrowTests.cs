namespace Tidemark.Architecture.Tests;

/// <summary>Reference prices are to look at: nothing that trades, stores or computes may know them.</summary>
public class ReferenceArrowTests
{
    private static readonly string[] Allowed = ["src/Tidemark.Venues/Reference/", "src/Tidemark.Cli/Commands/Reference/", "tests/"];

    [Fact]
    public void ReferencePrices_AreUsedByTheirOwnCommandsOnly() =>
        Repository.AssertNone(
            from file in Repository.Sources
            where !Allowed.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))
            where Repository.Read(file).Contains("Venues.Reference", StringComparison.Ordinal) || Repository.Read(file).Contains("CoinGecko", StringComparison.Ordinal)
            select $"{file} uses reference prices, which are for people to look at");
}
