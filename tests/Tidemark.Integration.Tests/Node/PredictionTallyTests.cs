using Tidemark.Engine.Ports;
using Tidemark.Node.Sessions;

namespace Tidemark.Integration.Tests.Node;

public sealed class PredictionTallyTests
{
    private static readonly Instant Start = Instant.Parse("2024-03-01T00:00:00Z");

    [Fact]
    public void Probabilities_StandAgainstTheShareOfRises()
    {
        var score = Score(PredictionKind.Probability, ([0.8], 0.01), ([0.6], -0.02), ([0.3], -0.01), ([0.5], 0.03));
        Assert.Equal(4, score.Judged);
        Assert.Equal(2, score.Rises);
        Assert.Equal(3, score.Calls);
        Assert.Equal(2, score.Hits);
        double[] losses = [-Math.Log(0.8), -Math.Log(0.4), -Math.Log(0.7), -Math.Log(0.5)];
        Assert.Equal(losses.Average(), score.Loss, 12);
        Assert.Equal(Math.Log(2), score.BaseLoss, 12);
        var better = losses.Select(loss => Math.Log(2) - loss).ToArray();
        Assert.Equal(better.Average(), score.Advantage, 12);
        Assert.Equal(Math.Sqrt(better.Average(d => d * d) - Math.Pow(better.Average(), 2)) / Math.Sqrt(4), score.AdvantageError, 12);
    }

    [Fact]
    public void Probabilities_WithMoreFallsThanRises_StandAgainstThatShare()
    {
        var score = Score(PredictionKind.Probability, ([0.5], 0.01), ([0.5], -0.02), ([0.5], -0.01), ([0.5], 0));
        Assert.Equal(1, score.Rises);
        Assert.Equal(-0.25 * Math.Log(0.25) - 0.75 * Math.Log(0.75), score.BaseLoss, 12);
        Assert.Equal(0, score.Calls);
        Assert.True(score.Advantage < 0);
    }

    [Fact]
    public void Directions_CountAsRiseAmongRiseAndFall()
    {
        var score = Score(PredictionKind.Direction, ([0.1, 0.6, 0.3], 0.01));
        Assert.Equal(-Math.Log(0.75), score.Loss, 12);
        Assert.Equal(1, score.Hits);
    }

    [Fact]
    public void Values_StandAgainstExpectingNothing_AndTheirRangesAreCounted()
    {
        var score = Score(PredictionKind.Value, ([0.01, -0.01, 0.03], 0.02), ([-0.01, -0.02, 0.0], 0.01));
        var better = new[] { 0.02 * 0.02 - 0.01 * 0.01, 0.01 * 0.01 - 0.02 * 0.02 };
        Assert.Equal(better.Average(), score.Advantage, 12);
        Assert.Equal(0, score.BaseLoss);
        Assert.Equal(2, score.Ranged);
        Assert.Equal(1, score.Covered);
        Assert.Equal(1, score.Hits);
    }

    [Fact]
    public void Weights_StandAgainstHolding()
    {
        var score = Score(PredictionKind.TargetWeight, ([0.0], -0.02), ([0.5], 0.04));
        Assert.Equal((0.02 - 0.02) / 2, score.Advantage, 12);
        Assert.Equal(1, score.Calls);
    }

    [Fact]
    public void Horizons_ThatOverlap_AreOneObservation()
    {
        var tally = new PredictionTally(PredictionKind.Probability);
        for (var minute = 0; minute < 10; minute++)
        {
            var asked = Start + Duration.FromMinutes(minute);
            tally.Add(asked, asked + Duration.FromMinutes(4), [0.6], 0.01);
            if (minute < 2) tally.Add(asked, asked + Duration.FromMinutes(4), [0.6], -0.01);
        }
        Assert.Equal(12, tally.ToScore().Judged);
        Assert.Equal(3, tally.ToScore().Independent);
    }

    /// <summary>Twenty markets that move as one say no more than one of them, and the interval is as wide.</summary>
    [Fact]
    public void Instruments_ThatMoveAsOne_CountOnce()
    {
        PredictionTally one = new(PredictionKind.Value), twenty = new(PredictionKind.Value);
        for (var number = 0; number < 50; number++)
        {
            var (asked, outcome) = (Start + Duration.FromMinutes(5 * number), Math.Sin(number) / 100);
            for (var instrument = 0; instrument < 20; instrument++)
            {
                twenty.Add(asked, asked + Duration.FromMinutes(5), [0.005], outcome);
                if (instrument == 0) one.Add(asked, asked + Duration.FromMinutes(5), [0.005], outcome);
            }
        }
        Assert.Equal((1000L, 50L), (twenty.ToScore().Judged, twenty.ToScore().Independent));
        Assert.Equal(one.ToScore().AdvantageError, twenty.ToScore().AdvantageError, 12);
        Assert.Equal(one.ToScore().Advantage, twenty.ToScore().Advantage, 12);
    }

    [Fact]
    public void NoOpinion_AndOutcomesThatAreNoNumber_AreNotJudged()
    {
        var score = Score(PredictionKind.Direction, ([], 0.01), ([double.NaN, 0.5, 0.5], 0.01), ([0.2, 0.3, 0.5], double.NaN), ([0, 1, 0], 0.01));
        Assert.Equal(0, score.Judged);
        Assert.True(double.IsNaN(score.Loss) && double.IsNaN(score.Advantage) && double.IsNaN(score.AdvantageError));
    }

    [Fact]
    public void Probability_ThatWasCertainAndWrong_HasALossThatCanBeAdded()
    {
        Assert.True(double.IsFinite(Score(PredictionKind.Probability, ([0.0], 0.01)).Loss));
    }

    private static PredictionScore Score(PredictionKind kind, params (double[] Outputs, double Outcome)[] predictions)
    {
        var tally = new PredictionTally(kind);
        for (var number = 0; number < predictions.Length; number++)
        {
            var asked = Start + Duration.FromMinutes(5 * number);
            tally.Add(asked, asked + Duration.FromMinutes(5), predictions[number].Outputs, predictions[number].Outcome);
        }
        return tally.ToScore();
    }
}
