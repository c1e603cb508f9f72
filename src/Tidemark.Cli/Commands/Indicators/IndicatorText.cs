using System.Text.Json;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Cli.Commands.Indicators;

/// <summary>How commands write descriptions of indicators.</summary>
internal static class IndicatorText
{
    /// <summary><c>MovingAverages</c> as a heading: <c>moving averages</c>.</summary>
    public static string Of(IndicatorGroup group) =>
        string.Concat(group.ToString().Select((letter, index) => char.IsUpper(letter) && index > 0 ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    /// <summary>What it is fed with, in words.</summary>
    public static string Input(IndicatorDescriptor descriptor) => descriptor.Input switch
    {
        IndicatorInput.Series => $"one series ({CamelCase(descriptor.DefaultFields[0])} unless --input says otherwise)",
        IndicatorInput.Pair => $"two series ({CamelCase(descriptor.DefaultFields[0])} and {CamelCase(descriptor.DefaultFields[1])} unless --input is given twice)",
        IndicatorInput.Trades => "trades",
        IndicatorInput.Quotes => "quotes",
        _ => "whole bars",
    };

    /// <summary>Parameters with their defaults in one line: <c>fastPeriod=12 slowPeriod=26</c>.</summary>
    public static string Defaults(IndicatorDescriptor descriptor) =>
        string.Join(' ', descriptor.Parameters.Select(parameter => $"{parameter.Name}={parameter.Format(parameter.Default)}"));

    public static string Outputs(IndicatorDescriptor descriptor) => string.Join(' ', descriptor.Outputs.Select(output => output.Name));

    public static string CamelCase<T>(T name) where T : Enum => JsonNamingPolicy.CamelCase.ConvertName(name.ToString());
}
