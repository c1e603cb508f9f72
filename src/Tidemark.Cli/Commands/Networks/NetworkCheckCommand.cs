using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Learning.Networks.Cases;

namespace Tidemark.Cli.Commands.Networks;

/// <summary><c>nn check</c>: computes a network of a file and compares with the results that the file has.</summary>
internal static class NetworkCheckCommand
{
    private const int RowsShown = 12;

    private static readonly Argument<string> CaseFile = new("CASE") { Description = "A JSON file with a network's parameters and inputs, and what other software computed from them" };

    private static readonly Option<double> Tolerance = new("--tolerance")
    {
        Description = "The largest difference that passes, as a fraction of the largest magnitude of each tensor",
        HelpName = "FRACTION",
        DefaultValueFactory = _ => 1e-4,
    };

    public static Command Create() =>
        new Command("check", "Compute a network's outputs, gradients or training as a file describes it, and compare with the file's values")
            .With(CaseFile, Tolerance, CommonOptions.Json)
            .Example("nn check lstm_small.json --json -")
            .Example("nn check optimizers.json --tolerance 1e-5")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var path = context.Get(CaseFile)!;
        var tolerance = context.Get(Tolerance);
        if (!(tolerance > 0 && double.IsFinite(tolerance))) throw new BadInputException("--tolerance must be above 0");
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file");
        CaseReport report;
        try
        {
            report = NetworkCase.Check(path);
        }
        catch (Exception failure) when (failure is InvalidDataException or FileNotFoundException)
        {
            throw new BadInputException($"{path}: {failure.Message}");
        }
        WriteText(context, path, report, tolerance);
        context.WriteJson(json => WriteJson(json, report, tolerance));
        return report.Agrees(tolerance) ? TidemarkCommandLine.Success : TidemarkCommandLine.WorkFailed;
    }

    private static void WriteText(CommandContext context, string path, CaseReport report, double tolerance)
    {
        foreach (var missing in report.Missing) context.Error.WriteLine($"{path}: the result '{missing}' of the file is not known");
        if (report.Worst is not { } worst)
        {
            context.Output.WriteLine($"{path}: {report.Kind}, computed; the file has no results to compare with (--json - prints what was computed)");
            return;
        }
        var table = new TextTable("result", ">values", ">largest error", ">of an element");
        foreach (var one in report.Comparisons.OrderByDescending(one => one.RelativeError).Take(RowsShown))
            table.Add(one.Path, one.Count.ToString(CultureInfo.InvariantCulture), Shown(one.RelativeError), Shown(one.ElementError));
        table.WriteTo(context.Output);
        if (report.Comparisons.Length > RowsShown) context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"... and {report.Comparisons.Length - RowsShown} more, closer ones"));
        context.Output.WriteLine();
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{path}: {report.Kind}, {report.Comparisons.Sum(one => one.Count)} values; the largest error {worst.RelativeError:0.0e+0} of {worst.Path} is {(report.Agrees(tolerance) ? "within" : "not within")} {tolerance:0.0e+0}"));
    }

    private static void WriteJson(Utf8JsonWriter json, CaseReport report, double tolerance)
    {
        json.WriteStartObject();
        json.WriteString("kind", report.Kind);
        foreach (var (name, value) in report.Results)
        {
            json.WritePropertyName(name);
            if (value is null) json.WriteNullValue();
            else value.WriteTo(json);
        }
        json.WritePropertyName("largestRelativeError");
        WriteNumber(json, report.Worst?.RelativeError);
        json.WriteString("worst", report.Worst?.Path);
        json.WriteNumber("tolerance", tolerance);
        json.WriteBoolean("agrees", report.Agrees(tolerance));
        json.WriteStartArray("missing");
        foreach (var missing in report.Missing) json.WriteStringValue(missing);
        json.WriteEndArray();
        json.WriteStartArray("comparisons");
        foreach (var one in report.Comparisons)
        {
            json.WriteStartObject();
            json.WriteString("path", one.Path);
            json.WriteNumber("values", one.Count);
            json.WritePropertyName("relativeError");
            WriteNumber(json, one.RelativeError);
            json.WritePropertyName("elementError");
            WriteNumber(json, one.ElementError);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumberValue(number);
        else json.WriteNullValue();
    }

    private static string Shown(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
