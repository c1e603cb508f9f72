using System.Collections.Immutable;
using System.Numerics;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Tuning;

/// <summary>Everything that a study varies.</summary>
public sealed record SearchSpace
{
    /// <param name="dimensions">The settings; at least one, no name twice.</param>
    /// <exception cref="ArgumentException">There are none, or a name comes twice.</exception>
    public SearchSpace(params IEnumerable<SearchDimension> dimensions)
    {
        Dimensions = [.. dimensions];
        if (Dimensions.IsEmpty) throw new ArgumentException("there is nothing to search: no setting has a range");
        foreach (var name in Dimensions.GroupBy(dimension => dimension.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            throw new ArgumentException($"'{name.Key}' is to be searched twice");
    }

    /// <summary>The settings in order.</summary>
    public ImmutableArray<SearchDimension> Dimensions { get; }

    /// <summary>Number of combinations of the grid; it may be beyond any loop, and is never listed.</summary>
    public BigInteger GridSize => Dimensions.Aggregate(BigInteger.One, (product, dimension) => product * dimension.GridSize);

    /// <summary>The usual ranges of a model's settings.</summary>
    /// <param name="parameters">Its settings.</param>
    /// <param name="given">Names of settings that have a value and are left alone.</param>
    public static SearchSpace Of(IEnumerable<HyperParameter> parameters, params IEnumerable<string> given) =>
        new(parameters.Where(parameter => !given.Contains(parameter.Name)).Select(SearchDimension.Of).OfType<SearchDimension>());

    /// <summary>Names and values as settings take them.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Text(ReadOnlySpan<double> point)
    {
        var texts = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(Dimensions.Length);
        for (var i = 0; i < Dimensions.Length; i++) texts.Add(new(Dimensions[i].Name, Dimensions[i].Text(point[i])));
        return texts.MoveToImmutable();
    }
}
