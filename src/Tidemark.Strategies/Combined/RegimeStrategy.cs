using Tidemark.Indicators;

namespace Tidemark.Strategies.Combined;

/// <summary>
/// Follows one member in calm and another in wild markets; each instrument has a regime of its own. Where no member is named for a
/// regime, or while the regime is not known, there is no position.
/// </summary>
public sealed class RegimeStrategy : CombinedStrategy
{
    private static readonly string[] TwoNames = ["low", "high"];
    private static readonly string[] ThreeNames = ["low", "middle", "high"];

    private PerInstrument<Indicator> regimes;
    private int[] memberOf = [];
    private string[] reasons = [];

    /// <param name="document">Its members, each with its regimes.</param>
    public RegimeStrategy(CombinationDocument document) : base(document) { }

    [Parameter(Description = "what tells regimes apart")]
    public RegimeMeasure By { get; init; }

    [Parameter(Min = 2, Max = 3, Description = "how many regimes (hidden-markov)")]
    public int States { get; init; } = 2;

    [Parameter(Min = 20, Max = 20_000, Description = "bars whose volatility is compared, or on which the model is fitted")]
    public int Window { get; init; } = 500;

    [Parameter(Min = 2, Max = 10_000, Description = "bars of one value of volatility (volatility)")]
    public int VolatilityBars { get; init; } = 24;

    [Parameter(Min = 0, Max = 1, Description = "share of past values exceeded from which volatility is high (volatility)")]
    public double Upper { get; init; } = 0.7;

    [Parameter(Min = 0, Max = 1, Description = "share below which it is low again (volatility)")]
    public double Lower { get; init; } = 0.5;

    [Parameter(Min = 1, Max = 20_000, Description = "bars between two fits (hidden-markov)")]
    public int Refit { get; init; } = 100;

    [Parameter(Min = 0.5, Max = 0.999, Description = "probability from which another regime is believed (hidden-markov)")]
    public double Certainty { get; init; } = 0.7;

    /// <summary>The names of the regimes, calm first.</summary>
    private string[] Names => By == RegimeMeasure.HiddenMarkov && States == 3 ? ThreeNames : TwoNames;

    protected override void ValidateParameters()
    {
        base.ValidateParameters();
        if (Lower > Upper) throw new BadInputException($"parameter lower ({Lower}) must not be larger than upper ({Upper})");
        if (By == RegimeMeasure.HiddenMarkov && Window < 10 * States) throw new BadInputException($"parameter window ({Window}) must be at least {10 * States} for {States} states");
        if (By == RegimeMeasure.Volatility && States != 2) throw new BadInputException("parameter states: volatility has two regimes; take by=hidden-markov for three");
        foreach (var part in Parts)
        {
            if (part.Regimes.Count == 0) throw new BadInputException($"member {part.Name} has no regime: one of {string.Join(", ", Names)}");
            foreach (var regime in part.Regimes)
            {
                if (!Names.Contains(regime)) throw new BadInputException($"member {part.Name}: there is no regime '{regime}' here, but {string.Join(", ", Names)}");
                if (Parts.First(other => other.Regimes.Contains(regime)) is var first && first != part) throw new BadInputException($"regime '{regime}' has two members, {first.Name} and {part.Name}");
            }
        }
    }

    protected override void OnMembersStarted()
    {
        memberOf = [.. Names.Select(name => Parts.ToList().FindIndex(part => part.Regimes.Contains(name)))];
        reasons = [.. Names.Select((name, number) => memberOf[number] < 0 ? $"{name} volatility" : $"{name} volatility: {Parts[memberOf[number]].Name}")];
        regimes = PerInstrument(instrument => Track<Indicator>(By == RegimeMeasure.Volatility ? new VolatilityRegime(VolatilityBars, Window, Upper, Lower) : new HiddenMarkovRegime(States, Window, Refit, Certainty), instrument));
    }

    protected override Verdict Combine(InstrumentIndex instrument, ReadOnlySpan<Signal> opinions, PositionSide before)
    {
        var regime = regimes[instrument].Value;
        if (double.IsNaN(regime)) return new Verdict(PositionSide.Flat, "regime not known");
        var member = memberOf[(int)regime];
        return new Verdict(member < 0 ? PositionSide.Flat : opinions[member].Direction, reasons[(int)regime]);
    }
}
