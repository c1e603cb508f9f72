using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Trend;

/// <summary>Wilder's parabolic stop and reverse: a stop that follows a trend ever faster until prices cross it. Warm after 2 bars.</summary>
/// <remarks>Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978; start as in TA-Lib.</remarks>
/// <param name="acceleration">The first acceleration and its step with each new extreme; at most the maximum counts.</param>
/// <param name="maximum">The largest acceleration.</param>
public sealed class ParabolicSar(double acceleration = 0.02, double maximum = 0.2) : Indicator, IIndicatorDefinition
{
    private ParabolicStop stop = new(new(acceleration, acceleration, maximum), new(acceleration, acceleration, maximum), 0, 0);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "sar",
            Title = "Parabolic stop and reverse",
            Group = IndicatorGroup.Trend,
            Aliases = ["parabolic-sar"],
            Summary = "A stop that follows a trend ever faster until prices cross it, and then follows the other direction.",
            Source = "J. W. Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib SAR",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Number("acceleration", 0.02, 0, double.PositiveInfinity, "the first acceleration and its step with each new extreme"),
                ParameterSpec.Number("maximum", 0.2, 0, double.PositiveInfinity, "the largest acceleration"),
            ],
            Outputs = [new OutputSpec("sar", OutputScale.Level)],
            Make = (values, _) => new ParabolicSar(values["acceleration"], values["maximum"]),
        },
    ];

    /// <summary>Whether the stop is that of a long position.</summary>
    public bool IsLong => stop.IsLong;

    public override int WarmUp => 2;

    public override void Update(in Bar bar) => Value = stop.Next(bar.High, bar.Low);

    protected override void KeepState(IndicatorState state) => stop.Keep(state);
}
