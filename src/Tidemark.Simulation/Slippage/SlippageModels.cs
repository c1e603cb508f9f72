using System.Collections.Immutable;
using System.Globalization;

namespace Tidemark.Simulation.Slippage;

/// <summary>Slippage models by their name on the command line.</summary>
public static class SlippageModels
{
    private static readonly string[] Names = ["none", "bps:N", "spread:N", "volume-share:K", "sqrt:Y", "linear:K"];

    /// <summary>No order sells for less than a twentieth of the market's price, whatever a model says.</summary>
    internal const double LargestFraction = 0.95;

    /// <summary>2 basis points: about what a small market order pays on a liquid pair besides the fee.</summary>
    public static readonly ISlippageModel Default = new BasisPointSlippage(2);

    /// <param name="text">A model, or several joined by <c>+</c>.</param>
    /// <exception cref="BadInputException">The text names no model, or its number is missing, negative or not below the whole price.</exception>
    public static ISlippageModel Parse(string text)
    {
        if (!text.Contains('+', StringComparison.Ordinal)) return ParseOne(text);
        ImmutableArray<ISlippageModel> parts = [.. text.Split('+').Select(ParseOne)];
        return new SummedSlippage(parts);
    }

    private static ISlippageModel ParseOne(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        if (name == "none" && colon < 0) return new NoSlippage();
        if (name is not ("bps" or "spread" or "volume-share" or "sqrt" or "linear"))
            throw new BadInputException($"--slippage: '{text}' is not one of {string.Join(", ", Names)}, or several joined by +");
        if (colon < 0 || !double.TryParse(text.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(value >= 0))
            throw new BadInputException($"--slippage: '{text}' needs a number that is not negative, such as {name}:{Example(name)}");
        var largest = LargestOf(name);
        if (value >= largest) throw new BadInputException($"--slippage: '{text}' would take the whole price; the number must be below {largest}");
        return name switch
        {
            "bps" => new BasisPointSlippage(value),
            "spread" => new SpreadSlippage(value),
            "sqrt" => new SquareRootImpact(value),
            "linear" => new LinearImpact(value),
            _ => new VolumeShareSlippage(value),
        };
    }

    private static string Example(string name) => name switch
    {
        "volume-share" or "linear" => "0.1",
        "sqrt" => "1",
        _ => "2",
    };

    private static int LargestOf(string name) => name switch
    {
        "volume-share" or "linear" => 1,
        "sqrt" => 10,
        _ => 10_000,
    };
}
