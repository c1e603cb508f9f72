using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Indicators.Levels;

/// <summary>
/// ZigZag without repainting: the last pivot that a reversal has confirmed. In a leg up the highest high so far is its end; the first
/// later bar whose low lies at or below that high less the reversal (a share of the high, or a multiple of Wilder's average true range at
/// that bar) makes the high a pivot and starts a leg down from its own low; and the other way round. A bar that makes a new extreme only
/// extends the leg. The first leg starts from the lowest (highest) price so far when a bar's high (low) comes the reversal away from it;
/// if both happen on one bar, a white bar counts as up, a black one as down.
/// </summary>
/// <remarks>
/// Undefined until the first pivot is confirmed; with the average true range nothing is looked for until that is defined, but the bars
/// before count for the first extreme. Source: A. A. Merrill, "Filtered Waves", 1977.
/// </remarks>
public sealed class ZigZag : Indicator, IIndicatorDefinition
{
    private readonly double reversal;
    private readonly AverageTrueRange? range;
    private int direction;
    private double high = double.NegativeInfinity;
    private double low = double.PositiveInfinity;
    private long highAt;
    private long lowAt;
    private long now;
    private int type;
    private long pivotAt;

    private ZigZag(double reversal, AverageTrueRange? range)
    {
        if (!(reversal > 0)) throw new ArgumentOutOfRangeException(nameof(reversal), reversal, "the reversal must be positive");
        this.reversal = reversal;
        this.range = range;
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("zigzag", "ZigZag", "The last turning point that a move of some percent against it has confirmed.",
            [ParameterSpec.Number("percent", 5, 0.001, 99, "percent of the price that reverses a leg")],
            values => OfPercent(values["percent"])),
        Describe("zigzagatr", "ZigZag of average true ranges", "The last turning point that a move of some average true ranges against it has confirmed.",
            [ParameterSpec.Number("multiple", 3, 0.001, 1000, "average true ranges that reverse a leg"), ParameterSpec.Period(14, 1, "atrPeriod", "bars of the average true range")],
            values => OfRanges(values["multiple"], values.Whole("atrPeriod")), "atr-zigzag"),
    ];

    /// <summary>The price of the last confirmed pivot.</summary>
    public double Pivot => Value;

    /// <summary>1 when it is a high, -1 when it is a low.</summary>
    public double Type => IsWarm ? type : double.NaN;

    /// <summary>Bars since it was made.</summary>
    public double BarsSince => IsWarm ? now - pivotAt : double.NaN;

    public override int WarmUp => range?.WarmUp ?? 2;

    public override int OutputCount => 3;

    /// <summary>Reversals by a share of the price.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is not between 0 and 100.</exception>
    public static ZigZag OfPercent(double percent)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(percent, 100);
        return new ZigZag(percent / 100, null);
    }

    /// <summary>Reversals by a multiple of the average true range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The multiple or the period is not positive.</exception>
    public static ZigZag OfRanges(double multiple, int atrPeriod) => new(multiple, new AverageTrueRange(atrPeriod));

    public override double Output(int index) => index switch
    {
        0 => Pivot,
        1 => Type,
        2 => BarsSince,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        now++;
        range?.Update(bar);
        if (now > 1 && range?.IsWarm != false) Turn(bar);
        if (direction >= 0 && bar.High > high) (high, highAt) = (bar.High, now);
        if (direction <= 0 && bar.Low < low) (low, lowAt) = (bar.Low, now);
    }

    protected override void KeepState(IndicatorState state)
    {
        if (range is not null) state.Keep(range);
        state.Keep(ref direction);
        state.Keep(ref high);
        state.Keep(ref low);
        state.Keep(ref highAt);
        state.Keep(ref lowAt);
        state.Keep(ref now);
        state.Keep(ref type);
        state.Keep(ref pivotAt);
    }

    private static IndicatorDescriptor Describe(string name, string title, string summary, ImmutableArray<ParameterSpec> parameters,
        Func<ParameterValues, ZigZag> make, params ImmutableArray<string> aliases) => new()
        {
            Name = name,
            Title = title,
            Aliases = aliases,
            Group = IndicatorGroup.Levels,
            Summary = summary,
            Source = "A. A. Merrill, Filtered Waves, 1977",
            Input = IndicatorInput.Bars,
            IsEventDriven = true,
            Parameters = parameters,
            Outputs =
            [
                new OutputSpec("pivot", OutputScale.Level, "the last confirmed pivot"),
                new OutputSpec("type", OutputScale.Signal, "1 a high, -1 a low"),
                new OutputSpec("barsSince", OutputScale.Number, "bars since it was made"),
            ],
            Make = (values, _) => make(values),
        };

    /// <summary>Confirms the end of the leg when the bar lies far enough from it.</summary>
    private void Turn(in Bar bar)
    {
        var falls = direction >= 0 && (direction == 0 || bar.High <= high) && bar.Low <= high - Distance(high);
        var rises = direction <= 0 && (direction == 0 || bar.Low >= low) && bar.High >= low + Distance(low);
        if (falls && rises) falls = bar.Close < bar.Open;
        if (falls)
        {
            Confirm(high, highAt, 1);
            (low, lowAt) = (bar.Low, now);
        }
        else if (rises)
        {
            Confirm(low, lowAt, -1);
            (high, highAt) = (bar.High, now);
        }
    }

    private double Distance(double extreme) => range is null ? extreme * reversal : range.Value * reversal;

    private void Confirm(double price, long at, int kind)
    {
        Value = price;
        pivotAt = at;
        type = kind;
        direction = -kind;
    }
}
