namespace Tidemark.Engine.Strategies;

/// <summary>The parameters that every strategy has without declaring them: when it may enter, and whether it is out at the end.</summary>
public static class HoursParameters
{
    private const string AllHours = "all";

    /// <summary>Trading hours, trading days, and whether it is flat at their end.</summary>
    public static IReadOnlyList<StrategyParameter> All { get; } =
    [
        new StrategyParameter("trading-hours", typeof(string), new ParameterAttribute { Description = "window of the day in which it may enter, UTC: 08:00-16:00; all for any time" },
            strategy => strategy.SessionHours.HoursText, (strategy, value) => strategy.SessionHours = Read("trading-hours", () => WithHours(strategy.SessionHours, (string)value))),
        new StrategyParameter("trading-days", typeof(string), new ParameterAttribute { Description = "days on which that window begins: mon-fri; all for every day" },
            strategy => strategy.SessionHours.DaysText, (strategy, value) => strategy.SessionHours = Read("trading-days", () => strategy.SessionHours.WithDays(TradingHoursText.ParseDays((string)value)))),
        new StrategyParameter("flat-at-end", typeof(bool), new ParameterAttribute { Description = "closes positions and cancels orders when the window ends" },
            strategy => strategy.SessionHours.IsFlatAtEnd, (strategy, value) => strategy.SessionHours = strategy.SessionHours with { IsFlatAtEnd = (bool)value }),
    ];

    /// <summary>Those of a strategy that are not as they would be without being set.</summary>
    public static IEnumerable<StrategyParameter> SetOn(Strategy strategy) => All.Where(parameter => parameter.ValueOf(strategy) is not ("all" or "false"));

    /// <summary>Whether a name is one of them.</summary>
    public static bool IsOne(string name) => All.Any(parameter => parameter.Name.Replace("-", "", StringComparison.Ordinal).Equals(name.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    /// <exception cref="BadInputException">There is an end to be flat at, but no window that ends.</exception>
    internal static void Check(Strategy strategy)
    {
        if (strategy.SessionHours is { IsFlatAtEnd: true, Window: null })
            throw new BadInputException("parameter flat-at-end needs trading-hours or trading-days: without them there is no end");
    }

    private static SessionHours Read(string name, Func<SessionHours> read)
    {
        try
        {
            return read();
        }
        catch (FormatException refused)
        {
            throw new BadInputException($"parameter {name}: {refused.Message}", refused);
        }
    }

    private static SessionHours WithHours(SessionHours hours, string text)
    {
        if (text.Trim().Equals(AllHours, StringComparison.OrdinalIgnoreCase)) return hours.WithHours(default, default);
        var (from, to) = TradingHoursText.ParseHours(text);
        return hours.WithHours(from, to);
    }
}
