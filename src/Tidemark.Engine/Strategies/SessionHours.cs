namespace Tidemark.Engine.Strategies;

/// <summary>When a strategy may enter, as it is set for any strategy from outside, and whether it is out at the end.</summary>
/// <param name="Window">Null for always.</param>
/// <param name="IsFlatAtEnd">Whether its positions are closed, and its working orders canceled, when the window ends.</param>
internal readonly record struct SessionHours(TradingHours? Window, bool IsFlatAtEnd)
{
    /// <summary>The name of the timer at the end of the window; no strategy is told of it.</summary>
    public const string EndTimer = "end of trading hours";

    /// <summary>The whole day, on some days.</summary>
    private static readonly TradingHours WholeDay = new(default, default);

    public bool IsWholeDay => Window is null || Window.From == Window.To;

    public string HoursText => IsWholeDay ? "all" : TradingHoursText.TextOf(Window!.From, Window.To);

    public string DaysText => TradingHoursText.TextOf(Window?.Days ?? Weekdays.All);

    public SessionHours WithHours(TimeOfDay from, TimeOfDay to) => Of((Window ?? WholeDay) with { From = from, To = to });

    public SessionHours WithDays(Weekdays days) => Of((Window ?? WholeDay) with { Days = days });

    private SessionHours Of(TradingHours window) => this with { Window = window.From == window.To && window.Days == Weekdays.All ? null : window };
}
