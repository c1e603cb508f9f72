namespace Tidemark.Indicators.MovingAverages;

/// <summary>Kinds of moving averages by TA-Lib's numbers.</summary>
public enum MovingAverageKind : byte
{
    /// <summary>Simple: <see cref="SimpleMovingAverage"/>.</summary>
    Sma = 0,

    /// <summary>Exponential: <see cref="ExponentialMovingAverage"/>.</summary>
    Ema = 1,

    /// <summary>Linearly weighted: <see cref="WeightedMovingAverage"/>.</summary>
    Wma = 2,

    /// <summary>Double exponential: <see cref="DoubleExponentialMovingAverage"/>.</summary>
    Dema = 3,

    /// <summary>Triple exponential: <see cref="TripleExponentialMovingAverage"/>.</summary>
    Tema = 4,

    /// <summary>Triangular: <see cref="TriangularMovingAverage"/>.</summary>
    Trima = 5,

    /// <summary>Kaufman's adaptive: <see cref="KaufmanAdaptiveMovingAverage"/>.</summary>
    Kama = 6,

    /// <summary>Ehlers' MESA adaptive, whatever the period: <see cref="MesaAdaptiveMovingAverage"/>.</summary>
    Mama = 7,

    /// <summary>Tillson's T3 with a volume factor of 0.7: <see cref="TillsonMovingAverage"/>.</summary>
    T3 = 8,
}
