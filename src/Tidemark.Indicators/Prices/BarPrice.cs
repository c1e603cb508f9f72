using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Prices;

/// <summary>One price made of a bar's open, high, low and close. Warm with the first bar.</summary>
public sealed class BarPrice(BarPriceKind kind) : Indicator, IIndicatorDefinition
{
    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("avgprice", BarPriceKind.Average, "Average price", "The mean of a bar's open, high, low and close."),
        Describe("medprice", BarPriceKind.Median, "Median price", "The middle between a bar's high and low."),
        Describe("typprice", BarPriceKind.Typical, "Typical price", "The mean of a bar's high, low and close."),
        Describe("wclprice", BarPriceKind.WeightedClose, "Weighted close price", "The mean of a bar's high, its low and twice its close."),
    ];

    public override int WarmUp => 1;

    /// <summary>The mean of high, low and close.</summary>
    public static double Typical(in Bar bar) => (bar.High + bar.Low + bar.Close) / 3;

    public override void Update(in Bar bar) => Value = kind switch
    {
        BarPriceKind.Average => (bar.High + bar.Low + bar.Close + bar.Open) / 4,
        BarPriceKind.Median => (bar.High + bar.Low) / 2,
        BarPriceKind.Typical => Typical(bar),
        _ => (bar.High + bar.Low + bar.Close * 2) / 4,
    };

    protected override void KeepState(IndicatorState state) { }

    private static IndicatorDescriptor Describe(string name, BarPriceKind kind, string title, string summary) => new()
    {
        Name = name,
        Title = title,
        Group = IndicatorGroup.Prices,
        Summary = summary,
        Source = "TA-Lib " + name.ToUpperInvariant(),
        Input = IndicatorInput.Bars,
        Outputs = [new OutputSpec("price", OutputScale.Level)],
        Make = (_, _) => new BarPrice(kind),
    };
}
