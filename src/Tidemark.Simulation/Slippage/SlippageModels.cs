using System.Globalization;

namespace Tidemark.Simulation.Slippage;

/// <summary>Slippage models by their name on the command line.</summary>
public static class SlippageModels
{
    private static readonly string[] Names = ["none", "bps:N", "spread:N", "volume-share:K"];

    /// <summary>2 basis points: about what a small market order pays on a liquid pair besides the fee.</summary>
    public static readonly ISlippageModel Default = new BasisPointSlippage(2);

    /// <exception cref="BadInputException">The text names no model, or its number is missing, negative or not below the whole price.</exception>
    public static ISlippageModel Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        if (name == "none" && colon < 0) return new NoSlippage();
        if (name is not ("bps" or "spread" or "volume-share"))
            throw new BadInputException($"--slippage: '{text}' is not one of {string.Join(", ", Names)}");
        if (colon < 0 || !double.TryParse(text.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(value >= 0))
            throw new BadInputException($"--slippage: '{text}' needs a number that is not negative, such as {name}:{(name == "volume-share" ? "0.1" : "2")}");
        var largest = name == "volume-share" ? 1 : 10_000;
        if (value >= largest) throw new BadInputException($"--slippage: '{text}' would take the whole price; the number must be below {largest}");
        return name switch
        {
            "bps" => new BasisPointSlippage(value),
            "spread" => new SpreadSlippage(value),
            _ => new VolumeShareSlippage(value),
        };
    }
}
