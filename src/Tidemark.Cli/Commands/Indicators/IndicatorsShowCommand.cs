using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Cli.Commands.Indicators;

/// <summary><c>indicators show</c>: what one indicator takes, gives and means.</summary>
internal static class IndicatorsShowCommand
{
    private static readonly Argument<string> IndicatorName = new("NAME") { Description = "The indicator: its name, TA-Lib's name or another alias, in any case" };

    public static Command Create() =>
        new Command("show", "What an indicator takes, gives and means")
            .With(IndicatorName, CommonOptions.Json)
            .Example("indicators show macd")
            .Example("indicators show BBANDS --json -")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var descriptor = IndicatorCatalog.Standard.Find(context.Get(IndicatorName)!);
        var output = context.Output;
        output.WriteLine($"{descriptor.Name}: {descriptor.Title} ({IndicatorText.Of(descriptor.Group)})");
        output.WriteLine(descriptor.Summary);
        output.WriteLine();
        if (descriptor.Aliases.Length > 0) output.WriteLine($"also called  {string.Join(", ", descriptor.Aliases)}");
        output.WriteLine($"reads        {IndicatorText.Input(descriptor)}");
        output.WriteLine($"source       {descriptor.Source}");
        if (descriptor.Input is not (IndicatorInput.Trades or IndicatorInput.Quotes))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"warm after   {descriptor.Create().WarmUp} bars with the defaults{(descriptor.IsEventDriven ? "; afterwards defined once something has happened" : "")}"));
        output.WriteLine();
        if (descriptor.Parameters.IsEmpty) output.WriteLine("It has no parameters.");
        else
        {
            var parameters = new TextTable("parameter", ">default", "possible", "meaning");
            foreach (var parameter in descriptor.Parameters) parameters.Add(parameter.Name, parameter.Format(parameter.Default), parameter.Possible, parameter.Description);
            parameters.WriteTo(output);
        }
        output.WriteLine();
        var outputs = new TextTable("output", "measured as", "meaning");
        foreach (var spec in descriptor.Outputs) outputs.Add(spec.Name, IndicatorText.CamelCase(spec.Scale), Meaning(spec));
        outputs.WriteTo(output);
        context.WriteJson(json => IndicatorJson.Write(json, descriptor));
        return TidemarkCommandLine.Success;
    }

    private static string Meaning(OutputSpec spec) => spec.Displacement == 0
        ? spec.Description
        : string.Create(CultureInfo.InvariantCulture, $"{spec.Description} (drawn {Math.Abs(spec.Displacement)} bars {(spec.Displacement > 0 ? "ahead" : "back")})").TrimStart();
}
