using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Levels;

/// <summary>
/// The nearest support below and resistance above the close, out of clusters of confirmed swing points, highs and lows alike. Whenever a
/// swing point is confirmed (see <see cref="SwingPoints"/>), the last m of them are sorted by price; from the lowest on, points within the
/// tolerance above the lowest of their cluster belong together, and their mean is the level. Support is the highest level at or below the
/// close, resistance the lowest above it, among those with enough touches.
/// </summary>
/// <remarks>
/// A side without such a level is undefined with 0 touches. Source: R. D. Edwards and J. Magee, "Technical Analysis of Stock Trends",
/// 1948, for levels from repeated turning points; the clustering is the simple one stated here.
/// </remarks>
public sealed class SupportResistance : Indicator, IIndicatorDefinition
{
    private readonly double tolerance;
    private readonly int minimumTouches;
    private readonly double[] points;
    private readonly double[] sorted;
    private readonly double[] levels;
    private readonly int[] touches;
    private SwingDetector swings;
    private int next;
    private int known;
    private int clusters;
    private long seen;
    private int support = -1;
    private int resistance = -1;

    /// <param name="strength">Bars on either side of a swing point.</param>
    /// <param name="tolerancePercent">How far above the lowest point of a cluster others belong to it.</param>
    /// <param name="memory">How many swing points are remembered.</param>
    /// <param name="minimumTouches">Swing points that make a level.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive.</exception>
    public SupportResistance(int strength = 5, double tolerancePercent = 0.5, int memory = 40, int minimumTouches = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerancePercent);
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumTouches, 1);
        swings = new SwingDetector(strength);
        tolerance = tolerancePercent / 100;
        this.minimumTouches = minimumTouches;
        points = new double[memory];
        sorted = new double[memory];
        levels = new double[memory];
        touches = new int[memory];
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "supportresistance",
            Title = "Support and resistance",
            Aliases = ["support-resistance", "sr"],
            Group = IndicatorGroup.Levels,
            Summary = "The nearest levels below and above the close at which several confirmed swing points lie.",
            Source = "R. D. Edwards and J. Magee, Technical Analysis of Stock Trends, 1948",
            Input = IndicatorInput.Bars,
            IsEventDriven = true,
            Parameters =
            [
                SwingPoints.Strength(),
                ParameterSpec.Number("tolerance", 0.5, 0, 100, "percent of the price within which swing points make one level"),
                new ParameterSpec { Name = "memory", Default = 40, Minimum = 1, Maximum = 1000, IsWhole = true, Description = "swing points that are remembered" },
                new ParameterSpec { Name = "touches", Default = 2, Minimum = 1, Maximum = 1000, IsWhole = true, Description = "swing points that make a level" },
            ],
            Outputs =
            [
                new OutputSpec("support", OutputScale.Level, "nearest level at or below the close"),
                new OutputSpec("resistance", OutputScale.Level, "nearest level above the close"),
                new OutputSpec("supportTouches", OutputScale.Number, "swing points of the support"),
                new OutputSpec("resistanceTouches", OutputScale.Number, "swing points of the resistance"),
            ],
            Make = (values, _) => new SupportResistance(values.Whole("strength"), values["tolerance"], values.Whole("memory"), values.Whole("touches")),
        },
    ];

    public double Support => Value;

    public double Resistance => LevelOf(resistance);

    public double SupportTouches => TouchesOf(support);

    public double ResistanceTouches => TouchesOf(resistance);

    public override int WarmUp => swings.WarmUp;

    public override int OutputCount => 4;

    public override double Output(int index) => index switch
    {
        0 => Support,
        1 => Resistance,
        2 => SupportTouches,
        3 => ResistanceTouches,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        seen++;
        swings.Add(bar.High, bar.Low);
        if (swings.IsHigh) Remember(swings.High);
        if (swings.IsLow) Remember(swings.Low);
        if (swings.IsHigh || swings.IsLow) Cluster();
        support = resistance = -1;
        for (var cluster = 0; cluster < clusters && resistance < 0; cluster++)
        {
            if (touches[cluster] < minimumTouches) continue;
            if (levels[cluster] <= bar.Close) support = cluster;
            else resistance = cluster;
        }
        Value = LevelOf(support);
    }

    protected override void KeepState(IndicatorState state)
    {
        swings.Keep(state);
        state.Keep(points);
        state.Keep(levels);
        state.Keep(touches);
        state.Keep(ref next);
        state.Keep(ref known);
        state.Keep(ref clusters);
        state.Keep(ref seen);
        state.Keep(ref support);
        state.Keep(ref resistance);
    }

    private double LevelOf(int cluster) => cluster < 0 ? double.NaN : levels[cluster];

    private double TouchesOf(int cluster) => seen < WarmUp ? double.NaN : cluster < 0 ? 0 : touches[cluster];

    private void Remember(double price)
    {
        points[next] = price;
        next = (next + 1) % points.Length;
        if (known < points.Length) known++;
    }

    private void Cluster()
    {
        points.AsSpan(0, known).CopyTo(sorted);
        Array.Sort(sorted, 0, known);
        clusters = 0;
        for (var start = 0; start < known;)
        {
            var limit = sorted[start] * (1 + tolerance);
            var sum = 0.0;
            var end = start;
            for (; end < known && sorted[end] <= limit; end++) sum += sorted[end];
            levels[clusters] = sum / (end - start);
            touches[clusters++] = end - start;
            start = end;
        }
    }
}
