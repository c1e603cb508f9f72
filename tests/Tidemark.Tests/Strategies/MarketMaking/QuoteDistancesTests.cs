using Tidemark.Strategies.MarketMaking;

namespace Tidemark.Tests.Strategies.MarketMaking;

/// <summary>Distances of quotes by hand, and against what they are derived from: prices at which the maker does not mind, and the best of all distances.</summary>
public sealed class QuoteDistancesTests
{
    /// <summary>The figures of the paper's simulation: aversion 0.1, deviation 2, kappa 1.5; 10 x ln(1 + 1/15) = 0.6453852.</summary>
    [Theory]
    [InlineData(0, 1, 0.8453852, 0.8453852)]
    [InlineData(1, 1, 1.2453852, 0.4453852)]
    [InlineData(-2, 1, 0.0453852, 1.6453852)]
    [InlineData(3, 0.5, 1.3453852, 0.1453852)]
    [InlineData(3, 0, 0.6453852, 0.6453852)]
    public void Session_ByHand(double inventory, double left, double bid, double ask)
    {
        var distances = QuoteDistances.OfSession(inventory, 0.1, 4, left, 1.5);
        Assert.Equal(bid, distances.Bid, 6);
        Assert.Equal(ask, distances.Ask, 6);
    }

    /// <summary>With a limit of 1: room 4 at zero, so ln(3/4) / 0.5 = -0.5753641 on both sides; 2 x ln(1 + 0.5) = 0.8109302.</summary>
    [Fact]
    public void Infinite_ByHand()
    {
        var distances = QuoteDistances.OfInfinite(0, 1, 0.5, 1);
        Assert.Equal(0.8109302 + 0.5753641, distances.Bid, 6);
        Assert.Equal(0.8109302 + 0.5753641, distances.Ask, 6);
        Assert.True(double.IsNaN(QuoteDistances.OfInfinite(1, 1, 0.5, 1).Bid), "at the limit no price is low enough to buy");
        Assert.True(double.IsFinite(QuoteDistances.OfInfinite(1, 1, 0.5, 1).Ask));
    }

    [Theory]
    [InlineData(0, 0.1, 4, 1, 1.5)]
    [InlineData(3, 0.02, 0.7, 250, 0.4)]
    [InlineData(-5, 0.5, 0.2, 12, 3)]
    public void Session_IsTheBestDistanceFromThePriceOfIndifference(double inventory, double aversion, double variance, double left, double decay)
    {
        // The logarithm of the expected disutility of money x and q held at a middle of 0.
        double Worth(double money, double held) => -aversion * money + aversion * aversion * held * held * variance * left / 2;
        var distances = QuoteDistances.OfSession(inventory, aversion, variance, left, decay);
        AssertBest(inventory, aversion, decay, Worth, distances);
    }

    [Theory]
    [InlineData(0, 5, 0.1, 1.5, 2)]
    [InlineData(3, 5, 0.02, 0.4, 0.3)]
    [InlineData(-4, 5, 0.5, 3, 1)]
    public void Infinite_IsTheBestDistanceFromThePriceOfIndifference_WhateverTheVariance(double inventory, double limit, double aversion, double decay, double variance)
    {
        var discount = aversion * aversion * variance * (limit + 1) * (limit + 1) / 2;
        double Worth(double money, double held) => -aversion * money - Math.Log(discount - aversion * aversion * held * held * variance / 2);
        AssertBest(inventory, aversion, decay, Worth, QuoteDistances.OfInfinite(inventory, limit, aversion, decay));
    }

    /// <summary>The ground state of the equations that the limit approximates, by iteration.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-3)]
    public void Asymptotic_IsNearTheSolutionOfTheEquations(int inventory)
    {
        const double Aversion = 0.01, Variance = 0.2, Decay = 0.5, Rate = 1;
        const int Most = 40;
        var strength = Decay / 2 * Aversion * Variance;
        var coupling = Rate * Math.Pow(1 + Aversion / Decay, -(1 + Decay / Aversion));
        var state = Enumerable.Repeat(1.0, 2 * Most + 1).ToArray();
        for (var step = 0; step < 20_000; step++)
        {
            var next = state.Select((value, index) => value + 0.1 * (coupling * ((index > 0 ? state[index - 1] : 0) + (index < 2 * Most ? state[index + 1] : 0)) - strength * Math.Pow(index - Most, 2) * value)).ToArray();
            state = [.. next.Select(value => value / next[Most])];
        }
        var half = Math.Log(1 + Aversion / Decay) / Aversion;
        var distances = QuoteDistances.OfAsymptotic(inventory, Aversion, Variance, new IntensityFit(Rate, Decay));
        var bid = half + Math.Log(state[Most + inventory] / state[Most + inventory + 1]) / Decay;
        var ask = half + Math.Log(state[Most + inventory] / state[Most + inventory - 1]) / Decay;
        Assert.InRange(distances.Bid, bid - 0.005, bid + 0.005);
        Assert.InRange(distances.Ask, ask - 0.005, ask + 0.005);
    }

    /// <summary>The reservation distance is where buying (selling) one more leaves the worth the same; beyond it exp(-k d) (1 - exp(-g (d - reservation))) is largest.</summary>
    private static void AssertBest(double inventory, double aversion, double decay, Func<double, double, double> worth, QuoteDistances distances)
    {
        var buy = Root(distance => worth(distance, inventory + 1) - worth(0, inventory));
        var sell = Root(distance => worth(distance, inventory - 1) - worth(0, inventory));
        Assert.Equal(Best(buy, aversion, decay), distances.Bid, 5);
        Assert.Equal(Best(sell, aversion, decay), distances.Ask, 5);
    }

    private static double Root(Func<double, double> of)
    {
        var (low, high) = (-1e4, 1e4);
        for (var step = 0; step < 200; step++)
        {
            var middle = (low + high) / 2;
            if (of(middle) > 0) low = middle;
            else high = middle;
        }
        return low;
    }

    private static double Best(double reservation, double aversion, double decay)
    {
        double Slope(double distance) => -decay * (1 - Math.Exp(-aversion * distance)) + aversion * Math.Exp(-aversion * distance);
        var (low, high) = (0.0, 1e3);
        for (var step = 0; step < 200; step++)
        {
            var middle = (low + high) / 2;
            if (Slope(middle) > 0) low = middle;
            else high = middle;
        }
        return reservation + low;
    }
}
