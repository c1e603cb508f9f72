using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Trend;

/// <summary>
/// The parabolic stop and reverse with its own settings for each direction, a chosen start, and an offset when it reverses; negative while
/// short, as in TA-Lib. Warm after 2 bars.
/// </summary>
/// <remarks>Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978; TA-Lib SAREXT.</remarks>
/// <param name="longSide">How it follows rising prices.</param>
/// <param name="shortSide">How it follows falling prices.</param>
/// <param name="startValue">The first stop: of a long position if positive, of a short one if negative; 0 finds it as <see cref="ParabolicSar"/> does.</param>
/// <param name="offsetOnReverse">By what fraction the stop is moved away when it reverses.</param>
public sealed class ParabolicSarExtended(SarAcceleration longSide, SarAcceleration shortSide, double startValue = 0, double offsetOnReverse = 0)
    : Indicator, IIndicatorDefinition
{
    private ParabolicStop stop = new(longSide, shortSide, startValue, offsetOnReverse);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "sarext",
            Title = "Parabolic stop and reverse, extended",
            Group = IndicatorGroup.Trend,
            Summary = "The parabolic stop with its own acceleration for each direction; negative while short.",
            Source = "TA-Lib SAREXT",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Number("startValue", 0, double.NegativeInfinity, double.PositiveInfinity, "the first stop: long if positive, short if negative, found if 0"),
                ParameterSpec.Number("offsetOnReverse", 0, 0, double.PositiveInfinity, "by what fraction the stop is moved away when it reverses"),
                Acceleration("accelerationInitLong", 0.02, "the first acceleration while long"),
                Acceleration("accelerationLong", 0.02, "its step with each new high"),
                Acceleration("accelerationMaxLong", 0.2, "its limit while long"),
                Acceleration("accelerationInitShort", 0.02, "the first acceleration while short"),
                Acceleration("accelerationShort", 0.02, "its step with each new low"),
                Acceleration("accelerationMaxShort", 0.2, "its limit while short"),
            ],
            Outputs = [new OutputSpec("sarExt", OutputScale.Level, "negative while short")],
            Make = (values, _) => new ParabolicSarExtended(
                new(values["accelerationInitLong"], values["accelerationLong"], values["accelerationMaxLong"]),
                new(values["accelerationInitShort"], values["accelerationShort"], values["accelerationMaxShort"]),
                values["startValue"], values["offsetOnReverse"]),
        },
    ];

    public override int WarmUp => 2;

    public override void Update(in Bar bar)
    {
        var next = stop.Next(bar.High, bar.Low);
        Value = stop.IsLong ? next : -next;
    }

    protected override void KeepState(IndicatorState state) => stop.Keep(state);

    private static ParameterSpec Acceleration(string name, double standard, string description) =>
        ParameterSpec.Number(name, standard, 0, double.PositiveInfinity, description);
}
