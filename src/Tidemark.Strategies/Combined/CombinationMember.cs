namespace Tidemark.Strategies.Combined;

/// <summary>One voice of a combined strategy.</summary>
/// <param name="Name">How it is told apart, in kebab case; for signals from outside their source.</param>
/// <param name="Create">Makes a fresh strategy with its parameters set; null where the signals come from outside.</param>
public sealed record CombinationMember(string Name, Func<Strategy>? Create)
{
    /// <summary>How much it counts where opinions are weighed; negative counts against it.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The regimes in which it decides, where one is chosen by regime: <c>low</c>, <c>middle</c>, <c>high</c>.</summary>
    public IReadOnlyList<string> Regimes { get; init; } = [];
}
