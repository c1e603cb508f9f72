using Tidemark.Statistics.Cointegration;
using Tidemark.Statistics.Stationarity;

namespace Tidemark.Strategies.StatisticalArbitrage;

/// <summary>Two prices that share what moves them stay near a fixed relation; who trades their distance bets on its return, not on the market.</summary>
[About(
    Group = "statistical arbitrage",
    Idea = "Two prices that share what moves them stay near a fixed relation; who trades their distance bets on its return, not on the market.",
    Rules = "Logarithms of the closes of the first two instruments at moments at which both have a bar, the last lookback of them. Every refit such moments: Engle-Granger test of the first on the second (constant, lags by AIC); cointegrated while its p-value is at most max-p-value and the hedge ratio is positive. The spread is the residual of that fit, z its distance from zero in standard deviations of the fit's residuals. Flat and cointegrated: z at least entry sells the first and buys the second, z at most -entry the other way round; the first is worth exposure / (1 + ratio) of equity, the second ratio times that. Leave both when z is within exit of zero or has crossed it, when |z| is at least stop, or when a refit says not cointegrated; after a stop enter only once |z| has been below exit (with exit 0: once z has crossed zero).",
    Source = "E. Gatev, W. Goetzmann, K. Rouwenhorst, Pairs trading, Review of Financial Studies 19, 2006; R. Engle, C. Granger, Econometrica 55, 1987",
    FailsWhen = "The relation breaks: cointegration of the past is an estimate, and of many pairs tried some look bound by chance alone. Two legs pay fees twice, and shorts pay to borrow.")]
public sealed class Pairs : Strategy
{
    private static readonly InstrumentIndex First = new(0);
    private static readonly InstrumentIndex Second = new(1);

    private double[] first = [];
    private double[] second = [];
    private long moments;
    private double ratio;
    private double constant;
    private double deviation;
    private bool isCointegrated;

    /// <summary>The sign of z at which it gave up; 0 when it may enter.</summary>
    private int calmingFrom;

    [Parameter(Min = 50, Max = 5_000, Description = "common bars of the fit")]
    public int Lookback { get; init; } = 240;

    [Parameter(Min = 1, Max = 5_000, Description = "common bars between two fits")]
    public int Refit { get; init; } = 24;

    [Parameter(Min = 0.0001, Max = 1, Description = "largest p-value that counts as cointegrated")]
    public double MaxPValue { get; init; } = 0.05;

    [Parameter(Min = 0.1, Max = 20, Description = "distance at which it enters, in standard deviations")]
    public double Entry { get; init; } = 2;

    [Parameter(Min = 0, Max = 20, Description = "distance at which it leaves with a gain")]
    public double Exit { get; init; } = 0.5;

    [Parameter(Min = 0.1, Max = 50, Description = "distance at which it gives up")]
    public double Stop { get; init; } = 4;

    [Parameter(Min = 0.01, Max = 5, Description = "what both legs together are worth, as a fraction of equity")]
    public double Exposure { get; init; } = 0.9;

    public override int MinimumInstruments => 2;

    public override bool NeedsShorting => true;

    protected override void ValidateParameters()
    {
        if (Exit >= Entry) throw new BadInputException($"parameter exit ({Exit}) must be smaller than entry ({Entry})");
        if (Stop <= Entry) throw new BadInputException($"parameter stop ({Stop}) must be larger than entry ({Entry})");
    }

    protected override void OnStart()
    {
        if (Instruments.Count != 2) throw new BadInputException($"pairs trades two instruments, not {Instruments.Count}");
        first = new double[Lookback];
        second = new double[Lookback];
    }

    protected override void OnBarsClosed(Instant closeTime)
    {
        // On a common calendar only: the last price of the one and an older price of the other are no spread.
        if (LastCloseTime(First) != closeTime || LastCloseTime(Second) != closeTime) return;
        Shift(first, Math.Log(LastBar(First).Close));
        Shift(second, Math.Log(LastBar(Second).Close));
        if (++moments < Lookback) return;
        if ((moments - Lookback) % Refit == 0) Fit();
        var score = isCointegrated ? (first[^1] - ratio * second[^1] - constant) / deviation : double.NaN;
        Decide(score);
    }

    private void Decide(double score)
    {
        var side = Position(First).Side;
        if (Math.Abs(score) < Exit || (Exit == 0 && calmingFrom * score <= 0)) calmingFrom = 0;
        if (side == PositionSide.Flat && Position(Second).IsFlat)
        {
            if (calmingFrom != 0 || !(Math.Abs(score) >= Entry) || Math.Abs(score) >= Stop) return;
            var weight = Exposure / (1 + ratio) * -Math.Sign(score);
            SetTargetWeight(First, weight, "enter");
            SetTargetWeight(Second, -ratio * weight, "enter");
            return;
        }
        // Long the first: the spread was low and should rise to zero.
        var distance = side == PositionSide.Long ? -score : score;
        if (double.IsNaN(score)) Leave("not cointegrated");
        else if (side == PositionSide.Flat) Leave("one leg missing");
        else if (distance <= Exit) Leave("back");
        else if (distance >= Stop)
        {
            Leave("gives up");
            calmingFrom = Math.Sign(score);
        }
    }

    private void Leave(string tag)
    {
        SetTarget(First, Quantity.Zero, tag);
        SetTarget(Second, Quantity.Zero, tag);
    }

    private void Fit()
    {
        isCointegrated = false;
        if (IsStill(first) || IsStill(second)) return;
        if (Test() is not { } test) return;
        ratio = test.HedgeRatios[0];
        deviation = Math.Sqrt(test.Residuals.Sum(residual => residual * residual) / Lookback);
        constant = first[^1] - ratio * second[^1] - test.Residuals[^1];
        isCointegrated = test.PValue <= MaxPValue && ratio > 0 && deviation > 0;
    }

    /// <summary>Null for a stretch whose prices move too little for the test; that is no cointegration.</summary>
    private EngleGrangerTest? Test()
    {
        try
        {
            return EngleGrangerTest.Run(first, [second], DeterministicTerms.Constant, LagChoice.Akaike);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsStill(double[] values) => values.AsSpan().IndexOfAnyExcept(values[0]) < 0;

    private static void Shift(double[] window, double value)
    {
        window.AsSpan(1).CopyTo(window);
        window[^1] = value;
    }
}
