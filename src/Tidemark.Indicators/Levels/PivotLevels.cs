using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Levels;

/// <summary>
/// Pivot levels of the last completed session, a UTC day or a week from Monday, gathered from the bars themselves: a pivot and the
/// resistances above and supports below it. They change on the first bar of a session and hold to its end; formulas as in
/// <see cref="PivotMethod"/>.
/// </summary>
/// <remarks>
/// Undefined until a whole session has passed: the first counts only when the bars begin with it. Source: the pivot formulas of floor
/// traders; Fibonacci ratios instead of whole ranges; N. Stott's Camarilla equation, 1989.
/// </remarks>
public sealed class PivotLevels : Indicator, IIndicatorDefinition
{
    private const double CamarillaFactor = 1.1;
    private readonly PivotMethod method;
    private readonly double[] levels;
    private PivotSession session;

    /// <param name="method">The formulas.</param>
    /// <param name="isWeekly">Weeks instead of days.</param>
    public PivotLevels(PivotMethod method, bool isWeekly = false)
    {
        this.method = method;
        session = new PivotSession(isWeekly);
        levels = new double[method == PivotMethod.Camarilla ? 9 : 7];
        levels.AsSpan().Fill(double.NaN);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe(PivotMethod.Classic, "pivots", "Pivot points", "floor traders' formulas", "pivot-points", "classic-pivots"),
        Describe(PivotMethod.Fibonacci, "fibonaccipivots", "Fibonacci pivot points", "floor traders' pivot with Fibonacci ratios of the range", "fibonacci-pivots"),
        Describe(PivotMethod.Camarilla, "camarilla", "Camarilla pivot points", "N. Stott, Camarilla equation, 1989", "camarilla-pivots"),
    ];

    public double Pivot => levels[0];

    public override int WarmUp => 2;

    public override int OutputCount => levels.Length;

    /// <summary>A resistance, counted from 1 upwards.</summary>
    public double Resistance(int number) => levels[2 * number - 1];

    /// <summary>A support, counted from 1 downwards.</summary>
    public double Support(int number) => levels[2 * number];

    public override double Output(int index) => index >= 0 && index < levels.Length ? levels[index] : throw NoOutput(index);

    public override void Update(in Bar bar)
    {
        if (!session.Add(bar, out var high, out var low, out var close)) return;
        var range = high - low;
        var pivot = (high + low + close) / 3;
        levels[0] = pivot;
        switch (method)
        {
            case PivotMethod.Classic:
                Set(1, 2 * pivot - low, 2 * pivot - high);
                Set(2, pivot + range, pivot - range);
                Set(3, high + 2 * (pivot - low), low - 2 * (high - pivot));
                break;
            case PivotMethod.Fibonacci:
                Set(1, pivot + 0.382 * range, pivot - 0.382 * range);
                Set(2, pivot + 0.618 * range, pivot - 0.618 * range);
                Set(3, pivot + range, pivot - range);
                break;
            default:
                Set(1, close + CamarillaFactor * range / 12, close - CamarillaFactor * range / 12);
                Set(2, close + CamarillaFactor * range / 6, close - CamarillaFactor * range / 6);
                Set(3, close + CamarillaFactor * range / 4, close - CamarillaFactor * range / 4);
                Set(4, close + CamarillaFactor * range / 2, close - CamarillaFactor * range / 2);
                break;
        }
        Value = pivot;
    }

    protected override void KeepState(IndicatorState state)
    {
        session.Keep(state);
        state.Keep(levels);
    }

    private static IndicatorDescriptor Describe(PivotMethod method, string name, string title, string source, params ImmutableArray<string> aliases) => new()
    {
        Name = name,
        Title = title,
        Aliases = aliases,
        Group = IndicatorGroup.Levels,
        Summary = "Pivot, resistances and supports from high, low and close of the last completed UTC day or week.",
        Source = source,
        Input = IndicatorInput.Bars,
        IsEventDriven = true,
        Parameters = [ParameterSpec.Choice("session", ["day", "week"], 0, "the session that is looked back on, in UTC; weeks begin on Monday")],
        Outputs =
        [
            new OutputSpec("pivot", OutputScale.Level),
            .. Enumerable.Range(1, method == PivotMethod.Camarilla ? 4 : 3).SelectMany(number => new[]
            {
                new OutputSpec($"r{number}", OutputScale.Level, $"resistance {number}"),
                new OutputSpec($"s{number}", OutputScale.Level, $"support {number}"),
            }),
        ],
        Make = (values, _) => new PivotLevels(method, values.Whole("session") == 1),
    };

    private void Set(int number, double resistance, double support)
    {
        levels[2 * number - 1] = resistance;
        levels[2 * number] = support;
    }
}
