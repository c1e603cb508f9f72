using System.Collections.Immutable;
using Tidemark.Engine.Portfolios;

namespace Tidemark.Strategies.Predictive;

/// <summary>What a row says of the account, for agents that learnt to trade.</summary>
public static class AccountFeatures
{
    /// <summary>The names: <c>position</c> as a target weight, negative when short; <c>open_return</c> of what is held at the last price, before fees, a fraction; <c>bars_held</c> as a share of 100 bars, at most 1.</summary>
    public static ImmutableArray<string> All { get; } = ["position", "open_return", "bars_held"];

    /// <exception cref="BadInputException">There is none of that name.</exception>
    internal static double Of(string name, double weight, Position position, double price, int barsHeld) => name switch
    {
        "position" => weight,
        "open_return" => position.IsFlat ? 0 : Math.Sign(position.Quantity.Value) * (price / position.AveragePrice.ToDouble() - 1),
        "bars_held" => position.IsFlat ? 0 : Math.Min(1, barsHeld / 100.0),
        _ => throw new BadInputException($"a model reads '{name}' of the account, which this build does not know{NearestNames.Hint(name, All)}"),
    };
}
