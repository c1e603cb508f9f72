namespace Tidemark.Node.Sessions;

/// <summary>How good predictions were whose horizon has passed, beside a rule that knows nothing of the market.</summary>
public sealed record PredictionScore
{
    /// <summary>Predictions with an opinion whose outcome is known.</summary>
    public required long Judged { get; init; }

    /// <summary>How many of them have horizons that do not overlap: so many observations they are worth.</summary>
    public required long Independent { get; init; }

    /// <summary>After how many the price was higher.</summary>
    public required long Rises { get; init; }

    /// <summary>How many leaned to a side.</summary>
    public required long Calls { get; init; }

    /// <summary>How many leaned to the right side; no change counts as a fall.</summary>
    public required long Hits { get; init; }

    /// <summary>Mean loss: log loss of probabilities; of expected returns the squared error less that of expecting none; of weights what holding earned more. NaN while none is judged.</summary>
    public required double Loss { get; init; }

    /// <summary>The rule's mean loss on the same outcomes: that of always saying the share of rises among them; 0 for returns and weights.</summary>
    public required double BaseLoss { get; init; }

    /// <summary>The rule's mean loss less the model's; above 0 the model is better.</summary>
    public required double Advantage { get; init; }

    /// <summary>The standard error of <see cref="Advantage"/>, with one observation for each independent outcome; NaN below two.</summary>
    public required double AdvantageError { get; init; }

    /// <summary>How many gave a low and a high end.</summary>
    public required long Ranged { get; init; }

    /// <summary>How many of those had their outcome between the two.</summary>
    public required long Covered { get; init; }
}
