using System.Globalization;

namespace Tidemark.Research.Retraining;

/// <summary>When a model is trained anew while it trades, and on what.</summary>
public sealed record RetrainPlan
{
    /// <summary>Time between two trainings by schedule, counted from the start of trading; null for none by schedule.</summary>
    public Duration? Every { get; init; }

    /// <summary>Whether a backtest begins without what the model has learnt: with its settings it is trained on what is known when trading starts.</summary>
    public bool FromStart { get; init; }

    /// <summary>How far back the samples of a training lie; null for everything known.</summary>
    public Duration? Window { get; init; }

    /// <summary>Whether a training also begins when the model's losses have drifted; looked at once a day.</summary>
    public bool OnDrift { get; init; }

    /// <summary>How that is noticed.</summary>
    public DriftTest DriftTest { get; init; }

    /// <summary>The probability of a false alarm in a thousand losses while nothing changes.</summary>
    public double FalseAlarmRate { get; init; } = 0.05;

    /// <summary>The last part of the samples, on which champion and challenger are compared and from which the challenger does not learn.</summary>
    public double HeldOut { get; init; } = 0.2;

    /// <summary>Samples that the comparison needs at least.</summary>
    public int LeastHeldOut { get; init; } = 50;

    /// <summary>Reads a length such as <c>30d</c>.</summary>
    /// <exception cref="BadInputException">It is none; the message names the option.</exception>
    public static Duration ParseLength(string text, string option)
    {
        if (text.Length >= 2 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count > 0 && SecondsOf(text[^1]) is { } seconds && count * seconds <= 1e9)
            return new Duration((long)(count * seconds * 1e9));
        throw new BadInputException($"{option}: '{text}' is not a length of time; write a count and one of m h d w, such as 30d");
    }

    private static double? SecondsOf(char unit) => unit switch
    {
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        'w' => 604_800,
        _ => null,
    };
}
