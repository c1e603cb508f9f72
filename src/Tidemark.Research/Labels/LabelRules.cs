using Tidemark.Storage.Import.Signals;

namespace Tidemark.Research.Labels;

/// <summary>Label rules by name, as command lines and files write them.</summary>
public static class LabelRules
{
    /// <summary>Each rule with what it is, for people.</summary>
    public static IReadOnlyList<(string Name, string Example, string Summary)> All { get; } =
    [
        ("next-return", "next-return:horizon=1", "the logarithmic return over the next bars"),
        ("direction", "direction:horizon=4,deadzone=0.001", "up or not; with a dead zone (also deadzone-vol=0.5,span=100) down, flat, up, or without the flat ones (flat=drop)"),
        ("vol-rise", "vol-rise:horizon=12,span=168", "whether the next returns vary more than the last"),
        ("triple-barrier", "triple-barrier:horizon=24,profit=2,loss=1,span=100", "which of three barriers is touched first; side=long or side=short, fixed=true, touch=close"),
        ("trend", "trend:shortest=5,longest=20,min-t=2", "the direction of the steepest line through the next closes; value=t for its t-value"),
        ("meta", "meta:signals=signals.csv,horizon=24,profit=2,loss=1", "whether following a signal of another source ends in profit"),
    ];

    /// <summary>Reads a rule: its name, and behind a colon names and values.</summary>
    /// <exception cref="BadInputException">The text is none; the message has the nearest name.</exception>
    public static LabelRule Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? text : text[..colon]).Trim().ToLowerInvariant();
        var values = new LabelArguments(name, colon < 0 ? "" : text[(colon + 1)..]);
        LabelRule rule = name switch
        {
            "next-return" => new NextReturnLabel(values.Count("horizon", 1, 1)),
            "direction" => new DirectionLabel(values.Count("horizon", 1, 1), values.Number("deadzone", 0), values.Number("deadzone-vol", 0), values.Count("span", 100, 2), values.Choice("flat", "class", ("class", false), ("drop", true))),
            "vol-rise" => new VolatilityRiseLabel(values.Count("horizon", 12, 2), values.Count("span", 168, 2)),
            "triple-barrier" => Barriers(values) with { Side = values.Choice("side", "none", ("none", PositionSide.Flat), ("long", PositionSide.Long), ("short", PositionSide.Short)) },
            "trend" => new TrendScanLabel(values.Count("shortest", 5, 3), values.Count("longest", 20, 3), values.Count("step", 1, 1), values.Number("min-t", 0), values.Choice("value", "class", ("class", false), ("t", true))),
            "meta" => Meta(values),
            _ => throw new BadInputException($"there is no label '{name}'{NearestNames.Hint(name, All.Select(each => each.Name), 2) switch { "" => $"; there are {string.Join(", ", All.Select(each => each.Name))}", var hint => hint }}"),
        };
        values.RequireAllUsed();
        if (rule is TrendScanLabel { Longest: var longest, Shortest: var shortest } && longest < shortest) throw new BadInputException($"label trend: longest {longest} is less than shortest {shortest}");
        return rule;
    }

    private static TripleBarrierLabel Barriers(LabelArguments values)
    {
        var barriers = new TripleBarrierLabel
        {
            Bars = values.Count("horizon", 24, 1),
            Profit = values.Number("profit", 1),
            Loss = values.Number("loss", 1),
            Span = values.Count("span", 100, 2),
            IsFixed = values.Choice("fixed", "false", ("false", false), ("true", true)),
            ByClose = values.Choice("touch", "range", ("range", false), ("close", true)),
        };
        return barriers is { Profit: 0, Loss: 0 } ? throw new BadInputException("label triple-barrier: profit and loss are both 0, so that only time would count; use direction") : barriers;
    }

    private static MetaLabel Meta(LabelArguments values)
    {
        var file = values.Text("signals", "");
        if (file.Length == 0) throw new BadInputException("label meta needs the file of the signals, such as meta:signals=signals.csv");
        var barriers = Barriers(values);
        return new MetaLabel(barriers, [.. SignalFileReader.Read(file).Select(row => (row.Signal.KnownAt, row.Signal.Direction))], file);
    }
}
