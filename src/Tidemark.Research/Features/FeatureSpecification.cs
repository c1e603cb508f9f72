using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Indicators.Features;
using Tidemark.Storage.Import.Observations;

namespace Tidemark.Research.Features;

/// <summary>Which features there are, and the files of the observations that they read.</summary>
public sealed record FeatureSpecification
{
    /// <summary>For people and the registry: <c>standard</c>, or the name of the file.</summary>
    public required string Name { get; init; }

    /// <summary>The features.</summary>
    public required FeatureList List { get; init; }

    /// <summary>Where observations come from; others that formulas name are missing values.</summary>
    public ImmutableArray<ObservationFile> Observations { get; init; } = [];

    /// <summary>Text of the C# files with indicators that formulas use.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>SHA-256 of everything that the values depend on but the market: formulas, rules of observations, indicators.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        Sources.Prepend(List.ToString()).Concat(Observations.Select(file => $"{file.Name} {file.ValueColumn} {file.TimeColumn} {file.KnownColumn} {file.Delay} {file.ByDate}"))))));

    /// <summary>The features that come with the program.</summary>
    public static FeatureSpecification Standard(Interval interval) => new() { Name = "standard", List = StandardFeatures.For(interval) };

    /// <summary>The features of a file, or those that come with the program where none is named.</summary>
    /// <exception cref="BadInputException">The file cannot be used.</exception>
    public static FeatureSpecification Of(string? path, Interval interval) => path is null or "standard" ? Standard(interval) : FeatureFile.Load(path, interval);
}
