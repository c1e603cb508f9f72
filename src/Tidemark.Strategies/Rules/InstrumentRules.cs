using Tidemark.Indicators;
using Tidemark.Indicators.Expressions;

namespace Tidemark.Strategies.Rules;

/// <summary>The rules of a document over the indicators of one instrument.</summary>
internal sealed class InstrumentRules
{
    private readonly IReadOnlyDictionary<string, double> values;
    private readonly Func<IndicatorExpression, Interval?, Indicator> track;
    private readonly RuleTest? enterLong;
    private readonly RuleTest? exitLong;
    private readonly RuleTest? enterShort;
    private readonly RuleTest? exitShort;
    private readonly RuleValue? maximumBars;
    private readonly RuleValue? size;

    /// <param name="document">The rules.</param>
    /// <param name="values">The parameters.</param>
    /// <param name="track">Makes the engine feed an indicator of this instrument.</param>
    /// <exception cref="BadInputException">A text cannot be read; the message names file, line and column.</exception>
    public InstrumentRules(RuleDocument document, IReadOnlyDictionary<string, double> values, Func<IndicatorExpression, Interval?, Indicator> track)
    {
        (this.values, this.track) = (values, track);
        enterLong = Test(document.EnterLong);
        exitLong = Test(document.ExitLong);
        enterShort = Test(document.EnterShort);
        exitShort = Test(document.ExitShort);
        StopDistance = Value(document.StopDistance);
        TargetDistance = Value(document.TargetDistance);
        TrailingDistance = Value(document.TrailingDistance);
        maximumBars = Value(document.MaximumBars);
        size = Value(document.Size);
    }

    public RuleValue? StopDistance { get; }

    public RuleValue? TargetDistance { get; }

    public RuleValue? TrailingDistance { get; }

    public bool EntersLong { get; private set; }

    public bool ExitsLong { get; private set; }

    public bool EntersShort { get; private set; }

    public bool ExitsShort { get; private set; }

    /// <summary>Bars in the position at present.</summary>
    public int BarsHeld { get; set; }

    public bool IsHeldTooLong => maximumBars is { Now: var most } && BarsHeld >= most;

    /// <summary>The part of a unit to trade, 0 to 1; 0 while it is not defined.</summary>
    public double Size => size is null ? 1 : double.IsNaN(size.Now) ? 0 : Math.Clamp(size.Now, 0, 1);

    /// <summary>Looks at every condition once, at the close of a bar.</summary>
    public void Look()
    {
        EntersLong = enterLong?.Look() == true;
        ExitsLong = exitLong?.Look() == true;
        EntersShort = enterShort?.Look() == true;
        ExitsShort = exitShort?.Look() == true;
    }

    private RuleTest? Test(RuleCondition? condition) => condition switch
    {
        null => null,
        AllOf all => new AllTest([.. all.Parts.Select(part => Test(part)!)]),
        AnyOf any => new AnyTest([.. any.Parts.Select(part => Test(part)!)]),
        NotOf not => new NotTest(Test(not.Part)!),
        ComparisonOf comparison => Reader(comparison.Text).ReadComparison(),
        _ => throw new ArgumentException($"no test for {condition}", nameof(condition)),
    };

    private RuleValue? Value(RuleText? text) => text is null ? null : Reader(text).ReadValue();

    private RuleReader Reader(RuleText text) => new(text.With(values), text, track);
}
