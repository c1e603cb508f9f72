using System.Collections.Immutable;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Tests.Estimators;

public class HyperParametersTests
{
    private static readonly ImmutableArray<HyperParameter> Parameters =
    [
        new("learningRate", HyperParameterKind.Number, "0.1", "how far a step goes") { Aliases = ["eta"], Minimum = 0, Maximum = 1 },
        new("depth", HyperParameterKind.Integer, "6", "levels of a tree") { Aliases = ["max_depth"], Minimum = 1 },
        new("hidden", HyperParameterKind.Integers, "64,32", "sizes of layers") { Minimum = 1 },
        new("growth", HyperParameterKind.Choice, "depth", "order of splits") { Choices = ["depth", "leaf"] },
    ];

    [Theory]
    [InlineData("learning_rate")]
    [InlineData("ETA")]
    [InlineData("learningRate")]
    public void Parse_NameOfAnotherLibrary_IsTheSameSetting(string name) => Assert.Equal(0.3, Parse((name, "0.3")).Number("learningRate"));

    [Fact]
    public void Parse_NothingGiven_IsTheDefaults()
    {
        var parsed = Parse();
        Assert.Equal((0.1, 6, "depth"), (parsed.Number("learningRate"), parsed.Integer("depth"), parsed.Text("growth")));
        Assert.Equal([64, 32], parsed.Integers("hidden"));
        Assert.Empty(parsed.Given);
    }

    [Theory]
    [InlineData("depth", "0", "depth cannot be '0'; it is a whole number, at least 1")]
    [InlineData("eta", "NaN", "learningRate cannot be 'NaN'; it is a number, at least 0, at most 1")]
    [InlineData("growth", "width", "growth cannot be 'width'; it is one of depth, leaf")]
    [InlineData("hidden", "64,x", "hidden cannot be '64,x'")]
    [InlineData("detph", "3", "there is no parameter 'detph'")]
    public void Parse_WhatCannotBe_NamesIt(string name, string text, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => Parse((name, text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_SameSettingByTwoNames_IsRefused() =>
        Assert.Equal("the parameter 'depth' is given twice", Assert.Throws<ArgumentException>(() => Parse(("depth", "3"), ("max_depth", "4"))).Message);

    private static HyperParameters Parse(params (string, string)[] given) =>
        HyperParameters.Parse(Parameters, given.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)));
}
