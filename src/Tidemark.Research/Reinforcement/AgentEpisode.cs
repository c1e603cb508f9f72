namespace Tidemark.Research.Reinforcement;

/// <summary>How a finished agent traded one stretch of bars, costs included, beside holding throughout.</summary>
/// <param name="From">The open of the first bar traded.</param>
/// <param name="To">The close of the last.</param>
/// <param name="Bars">Bars traded.</param>
/// <param name="Return">Of equity, a fraction.</param>
/// <param name="BuyAndHold">Of the price from the first open to the last close, without costs, a fraction.</param>
/// <param name="Changes">How often it wanted something else than before.</param>
public sealed record AgentEpisode(Instant From, Instant To, int Bars, double Return, double BuyAndHold, int Changes)
{
    /// <summary>The whole stretch once.</summary>
    /// <param name="options">The stretch, with the bars of its warm-up.</param>
    /// <param name="act">Begins the episode and acts until it is over.</param>
    internal static AgentEpisode Play(EpisodeOptions options, Action<TradingEnvironment> act)
    {
        var warmUp = options.WarmUpBars!.Value;
        using var environment = new TradingEnvironment(options);
        environment.Reset(1, new float[environment.Observations.Size]);
        var (bars, cash) = (options.Bars, environment.Equity);
        act(environment);
        return new AgentEpisode(new Instant(bars.OpenTimes.Span[warmUp]), bars.Interval.CloseOf(new Instant(bars.OpenTimes.Span[^1])), bars.Count - warmUp, environment.Equity / cash - 1,
            bars.Close.Span[^1] / bars.Open.Span[warmUp] - 1, environment.Answers.Zip(environment.Answers.Skip(1)).Count(pair => !pair.First.AsSpan().SequenceEqual(pair.Second)));
    }
}
