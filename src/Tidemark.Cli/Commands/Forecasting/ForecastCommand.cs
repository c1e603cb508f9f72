using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Research.Forecasting;
using Tidemark.Research.Predictions;
using Tidemark.Statistics.TimeSeries;

namespace Tidemark.Cli.Commands.Forecasting;

/// <summary><c>forecast</c>: classical models of a column of numbers.</summary>
internal static class ForecastCommand
{
    private static readonly string[] Models = ["arima", "ets", "garch", "gjr", "egarch", "var"];
    private static readonly string[] UsualColumns = ["close", "value", "y", "price", "returns"];

    private static readonly Option<string> Model = new("--model") { Description = $"One of {string.Join(", ", Models)} (sarima is arima with --seasonal)", HelpName = "NAME", Required = true };
    private static readonly Option<string> Csv = new("--csv") { Description = "CSV file (or .csv.gz) with a header line, oldest row first", HelpName = "FILE", Required = true };
    private static readonly Option<string> Column = new("--column") { Description = "Column to forecast, several with commas for var (default: close, value, y, or the only one)", HelpName = "NAME" };
    private static readonly Option<string> Order = new("--order") { Description = "p,d,q of arima (default 1,1,1); errors and variances p,q of garch, gjr, egarch (1,1); lags of var (1)", HelpName = "P,D,Q" };
    private static readonly Option<string> Seasonal = new("--seasonal") { Description = "Seasonal orders and season of arima: 1,0,1,24", HelpName = "P,D,Q,S" };
    private static readonly Option<string> Trend = new("--trend") { Description = "n (none), c (constant), t (drift), ct; of ets none, add, damped (default: c where nothing is differenced, else n; ets none)", HelpName = "KIND" };
    private static readonly Option<string> Season = new("--season") { Description = "Season of ets: add,24 or mul,24", HelpName = "KIND,PERIOD" };
    private static readonly Option<string> Errors = new("--errors") { Description = "Errors of garch, gjr, egarch: normal or t", HelpName = "KIND", DefaultValueFactory = _ => "normal" };
    private static readonly Option<bool> Returns = new("--returns") { Description = "Model the log returns of the column, not its values" };
    private static readonly Option<int> Horizon = new("--horizon") { Description = "Steps to look ahead", HelpName = "STEPS", DefaultValueFactory = _ => 10 };
    private static readonly Option<double> Level = new("--level") { Description = "Probability of the interval", HelpName = "P", DefaultValueFactory = _ => 0.95 };
    private static readonly Option<int> Holdout = new("--holdout") { Description = "Also fit without the last N values and judge one-step forecasts of them beside the simplest rules", HelpName = "N" };

    public static Command Create() =>
        new Command("forecast", "Forecast a column of numbers by a classical model: ARIMA, exponential smoothing, GARCH, VAR")
            .With(Model, Csv, Column, Order, Seasonal, Trend, Season, Errors, Returns, Horizon, Level, Holdout, CommonOptions.Json)
            .Example("forecast --model arima --order 1,1,1 --csv prices.csv --holdout 100 --json -")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var (steps, level, holdout) = (context.Get(Horizon), context.Get(Level), context.Get(Holdout));
        if (steps is < 1 or > 100_000) throw new BadInputException("--horizon goes from 1 to 100,000 steps");
        if (!(level is > 0 and < 1)) throw new BadInputException("--level lies between 0 and 1");
        if (holdout < 0) throw new BadInputException("--holdout cannot be negative");
        var model = ModelName(context);
        RefuseForeign(context, model);
        var path = context.Get(Csv)!;
        var file = NumberColumns.Open(path);
        var names = Columns(context, file, model, path);
        file.Read(names);
        var series = names.Select(name => context.Get(Returns) ? LogReturns(file[name], path, name) : file[name]).ToArray();
        ForecastReport report;
        try
        {
            report = Fit(context, model, series, names, steps, holdout);
        }
        catch (ArgumentException refused)
        {
            throw new BadInputException($"{path}, column {string.Join(", ", names)}: {refused.Message}", refused);
        }
        ForecastText.Write(context.Output, report, path, level, context.Get(Returns));
        context.WriteJson(json => ForecastJson.Write(json, model, report, path, level, context.Get(Returns)));
        return TidemarkCommandLine.Success;
    }

    private static string ModelName(CommandContext context)
    {
        var given = context.Get(Model)!;
        var name = given switch { "sarima" => "arima", "holt-winters" or "exponential-smoothing" => "ets", _ => given };
        return Models.Contains(name) ? name : throw new BadInputException($"--model: there is no '{given}'; there are {string.Join(", ", Models)}{NearestNames.Hint(given, Models)}");
    }

    /// <summary>An option that a model does not have was meant for something.</summary>
    private static void RefuseForeign(CommandContext context, string model)
    {
        var isVolatility = model is "garch" or "gjr" or "egarch";
        foreach (var (option, belongs) in new (Option, bool)[]
        {
            (Order, model != "ets"), (Seasonal, model == "arima"), (Trend, !isVolatility), (Season, model == "ets"), (Errors, isVolatility), (Holdout, model != "var"),
        })
            if (context.IsGiven(option) && !belongs) throw new BadInputException($"{option.Name} is not for {model}");
    }

    private static string[] Columns(CommandContext context, NumberColumns file, string model, string path)
    {
        if (context.Get(Column) is { } given)
        {
            var names = given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (model != "var" && names.Length != 1) throw new BadInputException($"--column: {model} takes one column");
            if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Length) throw new BadInputException("--column: a column is named twice");
            return names;
        }
        if (model == "var") throw new BadInputException("--column is needed: which columns go together, such as --column btc,eth");
        if (file.Names.Count == 1) return [file.Names[0]];
        return [UsualColumns.FirstOrDefault(file.Has) ?? throw new BadInputException($"{path}: say which column is to be forecast with --column (columns: {string.Join(", ", file.Names)})")];
    }

    private static double[] LogReturns(double[] values, string path, string column)
    {
        var bad = Array.FindIndex(values, value => value <= 0);
        if (bad >= 0) throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"{path}: row {bad + 1} of '{column}' is {values[bad]}; returns need values above zero"));
        return [.. values.Skip(1).Select((value, i) => Math.Log(value / values[i]))];
    }

    private static ForecastReport Fit(CommandContext context, string model, double[][] series, string[] names, int steps, int holdout)
    {
        switch (model)
        {
            case "arima":
                return Forecaster.Arima(series[0], names[0], ArimaOrderOf(context), steps, holdout);
            case "ets":
                return Forecaster.Smoothing(series[0], names[0], SmoothingOf(context), steps, holdout);
            case "var":
                var trend = context.Get(Trend) ?? "c";
                if (trend is not ("c" or "n")) throw new BadInputException($"--trend of var is c or n, not '{trend}'");
                return Forecaster.Vector(series, names, Integers(context, Order, 1, "1")[0], trend == "c", steps);
            default:
                var order = Integers(context, Order, 2, "1,1");
                var errors = context.Get(Errors)!;
                if (errors is not ("normal" or "t")) throw new BadInputException($"--errors is normal or t, not '{errors}'");
                return Forecaster.OfVolatility(series[0], names[0], new VolatilityOrder(Enum.Parse<VolatilityKind>(model, ignoreCase: true), order[0], order[1], IsStudent: errors == "t"), steps, holdout);
        }
    }

    private static ArimaOrder ArimaOrderOf(CommandContext context)
    {
        var (order, season) = (Integers(context, Order, 3, "1,1,1"), context.IsGiven(Seasonal) ? Integers(context, Seasonal, 4, "") : [0, 0, 0, 0]);
        var trend = context.Get(Trend) ?? (order[1] + season[1] > 0 ? "n" : "c");
        if (trend is not ("n" or "c" or "t" or "ct")) throw new BadInputException($"--trend of arima is n, c, t or ct, not '{trend}'");
        return new ArimaOrder(order[0], order[1], order[2])
        {
            SeasonalP = season[0],
            SeasonalD = season[1],
            SeasonalQ = season[2],
            Period = season[3],
            HasConstant = trend.Contains('c', StringComparison.Ordinal),
            HasDrift = trend.Contains('t', StringComparison.Ordinal),
        };
    }

    private static SmoothingKind SmoothingOf(CommandContext context)
    {
        var trend = context.Get(Trend) ?? "none";
        if (trend is not ("none" or "add" or "damped")) throw new BadInputException($"--trend of ets is none, add or damped, not '{trend}'");
        var kind = new SmoothingKind(trend != "none", trend == "damped");
        if (context.Get(Season) is not { } season) return kind;
        var parts = season.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || parts[0] is not ("add" or "mul") || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var period))
            throw new BadInputException($"--season is add,PERIOD or mul,PERIOD, not '{season}'");
        return kind with { Season = parts[0] == "add" ? SeasonKind.Additive : SeasonKind.Multiplicative, Period = period };
    }

    private static int[] Integers(CommandContext context, Option<string> option, int count, string usual)
    {
        var text = context.Get(option) ?? usual;
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (parts.Length != count || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                throw new BadInputException($"{option.Name} is {count switch { 1 => "a whole number", 2 => "two whole numbers, such as 1,1", 3 => "three whole numbers, such as 1,1,1", _ => "four whole numbers, such as 1,0,1,24" }}, not '{text}'");
        return numbers;
    }
}
