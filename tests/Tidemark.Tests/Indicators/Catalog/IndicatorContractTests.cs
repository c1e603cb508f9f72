using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Tests.Indicators.Catalog;

/// <summary>What every indicator of the catalog promises, whoever wrote it.</summary>
[Collection(Allocated.Alone)]
public sealed class IndicatorContractTests
{
    public static TheoryData<string> Names => [.. IndicatorCatalog.Standard.All.Select(descriptor => descriptor.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Batch_AnyBars_IsStreamingBitForBit(string name) => OnAllBars(name, (indicator, bars) =>
    {
        var batch = indicator.Batch(bars);
        AssertSame(batch, indicator.Streamed(bars), indicator.Create().OutputCount, "fed bar by bar");
        AssertSame(batch, indicator.Streamed(bars, 0, 1, bars.Count / 3, bars.Count / 2, bars.Count - 1), indicator.Create().OutputCount, "saved and loaded on the way");
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Batch_FewerBars_SaysTheSameOfThem(string name) => OnAllBars(name, (indicator, bars) =>
    {
        var whole = indicator.Batch(bars);
        foreach (var count in new[] { bars.Count / 4, bars.Count / 2, bars.Count - 1 }.Where(count => count > 0))
        {
            var part = indicator.Batch(bars.Slice(0, count));
            for (var output = 0; output < whole.Length / bars.Count; output++)
                AssertSame(whole[(output * bars.Count)..(output * bars.Count + count)], part[(output * count)..((output + 1) * count)], 1, $"output {output} of {count} bars");
        }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_AreDefinedFromTheWarmUpOn_AndFinite(string name) => OnAllBars(name, (indicator, bars) =>
    {
        var outputs = indicator.Create().OutputCount;
        var warmUp = indicator.Create().WarmUp;
        var values = indicator.Batch(bars);
        for (var output = 0; output < outputs; output++)
            for (var i = 0; i < bars.Count; i++)
            {
                var value = values[output * bars.Count + i];
                Assert.False(double.IsInfinity(value) && !indicator.Descriptor.IsPartial, $"output {output} is {value} at bar {i}");
                if (i < warmUp - 1) Assert.True(double.IsNaN(value), $"output {output} is {value} at bar {i}, but warm only after {warmUp} bars");
                else if (!indicator.Descriptor.IsEventDriven && !indicator.Descriptor.IsPartial && indicator.Descriptor.Input is not (IndicatorInput.Trades or IndicatorInput.Quotes))
                    Assert.False(double.IsNaN(value), $"output {output} is not defined at bar {i}, although warm after {warmUp} bars");
            }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Update_OnceWarm_AllocatesNothing(string name)
    {
        var indicator = IndicatorCatalog.Standard.Find(name).Create();
        var bars = IndicatorBars.Walk(1_000, 21, 100, 0.01);
        FeedAll();
        Assert.Equal(0, Allocated.By(FeedAll));

        void FeedAll()
        {
            for (var i = 0; i < bars.Count; i++) IndicatorCase.Feed(indicator, bars, i);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Description_IsWhole(string name)
    {
        var descriptor = IndicatorCatalog.Standard.Find(name);
        Assert.Equal(descriptor.Name.ToLowerInvariant(), descriptor.Name);
        Assert.False(string.IsNullOrWhiteSpace(descriptor.Title));
        Assert.EndsWith(".", descriptor.Summary, StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(descriptor.Source));
        Assert.Equal(descriptor.Input switch { IndicatorInput.Series => 1, IndicatorInput.Pair => 2, _ => 0 }, descriptor.DefaultFields.Length);
        Assert.Equal(descriptor.Outputs.Length, descriptor.Create().OutputCount);
        Assert.Equal(descriptor.Outputs.Length, descriptor.Outputs.Select(output => output.Name).Distinct().Count());
        Assert.All(descriptor.Parameters, parameter =>
        {
            Assert.True(parameter.IsPossible(parameter.Default), $"the default of {parameter.Name}");
            Assert.Equal(parameter.Default, parameter.Parse(parameter.Format(parameter.Default)));
            Assert.False(string.IsNullOrWhiteSpace(parameter.Description));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void State_OfOtherBytes_IsRefused(string name)
    {
        var descriptor = IndicatorCatalog.Standard.Find(name);
        var bytes = IndicatorState.Save(descriptor.Create());
        Assert.Throws<ArgumentException>(() => IndicatorState.Load(descriptor.Create(), bytes.AsMemory(0, bytes.Length - 1)));
        Assert.Throws<ArgumentException>(() => IndicatorState.Load(descriptor.Create(), (byte[])[.. bytes, 0]));
    }

    private static void OnAllBars(string name, Action<IndicatorCase, BarColumns> check)
    {
        foreach (var indicator in IndicatorCase.Of(IndicatorCatalog.Standard.Find(name)))
            foreach (var (kind, bars) in IndicatorBars.All)
            {
                try
                {
                    check(indicator, bars);
                }
                catch (Exception failure) when (failure is not Xunit.Sdk.XunitException { Message: var message } || !message.StartsWith("On ", StringComparison.Ordinal))
                {
                    throw new Xunit.Sdk.XunitException($"On {kind}, {indicator.Name}: {failure.Message}", failure);
                }
            }
    }

    private static void AssertSame(double[] expected, double[] actual, int outputs, string how)
    {
        for (var i = 0; i < expected.Length; i++)
            if (BitConverter.DoubleToInt64Bits(expected[i]) != BitConverter.DoubleToInt64Bits(actual[i]) && !(double.IsNaN(expected[i]) && double.IsNaN(actual[i])))
                Assert.Fail($"{how}: output {i * outputs / expected.Length}, bar {i % (expected.Length / outputs)}: {actual[i]:R} instead of {expected[i]:R}");
    }
}
