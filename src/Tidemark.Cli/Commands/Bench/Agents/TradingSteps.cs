using Tidemark.Engine.Sessions;
using Tidemark.Research.Features;
using Tidemark.Research.Reinforcement;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Markets;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Strategies.Steering;

namespace Tidemark.Cli.Commands.Bench.Agents;

/// <summary>Steps in the engine as an agent's market: generated hours, the features that come with the program, episodes of 500 bars.</summary>
internal static class TradingSteps
{
    private const int Bars = 20_000;
    private const int EpisodeBars = 500;

    /// <summary>Takes steps, which change what is held or set every ten bars.</summary>
    /// <param name="steps">How many.</param>
    /// <param name="steering">What is steered; null for an agent that trades by itself.</param>
    public static void Take(int steps, string? steering)
    {
        var bars = new SyntheticMarket(new SyntheticMarketOptions(5, Interval.Hours(1), Instant.FromDate(2020, 1, 1), 100)).Generate(Bars);
        using var environment = new TradingEnvironment(new EpisodeOptions
        {
            Setup = new SessionSetup
            {
                Instruments = [new Instrument(InstrumentId.Parse("TOY/USDT@synthetic"))],
                BaseIntervals = [bars.Interval],
                Accounts = [new AccountSetup(new AccountId("main"), "synthetic", AccountKind.Margin, [new Money(100_000m, "USDT")], FeePresets.Flat(2m).Rates, FundsPolicy.InitialMargin)],
                Currency = "USDT",
            },
            Venue = new VenueOptions(new WorstCaseFillModel(), SlippageModels.Default, FeePresets.Flat(2m)),
            Bars = bars,
            Features = FeatureSpecification.Of(null, bars.Interval).List,
            Steering = steering is null ? null : SteeringPlan.Parse(steering),
            Length = EpisodeBars,
        });
        var (observation, action) = (new float[environment.Observations.Size], new float[environment.Actions.Size]);
        var (episode, isOver) = (0UL, true);
        for (var step = 0; step < steps; step++)
        {
            if (isOver) environment.Reset(episode++, observation);
            for (var place = 0; place < action.Length; place++)
                action[place] = environment.Actions.Box is { } box ? step / 10 % 2 == 0 ? box.Low[place] : box.High[place] : step / 10 % environment.Actions.Count;
            isOver = environment.Step(action, observation).IsOver;
        }
    }
}
