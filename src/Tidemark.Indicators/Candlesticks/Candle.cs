namespace Tidemark.Indicators.Candlesticks;

/// <summary>One bar as a candlestick: a real body between open and close, and the shadows above and below it.</summary>
internal readonly record struct Candle(double Open, double High, double Low, double Close)
{
    /// <summary>Closed at or above its open.</summary>
    public bool IsWhite => Close >= Open;

    /// <summary>Closed below its open.</summary>
    public bool IsBlack => !IsWhite;

    /// <summary>1 for white, -1 for black.</summary>
    public int Color => IsWhite ? 1 : -1;

    /// <summary>The length of the real body.</summary>
    public double Body => Math.Abs(Close - Open);

    /// <summary>The upper end of the real body.</summary>
    public double BodyTop => IsWhite ? Close : Open;

    /// <summary>The lower end of the real body.</summary>
    public double BodyBottom => IsWhite ? Open : Close;

    public double UpperShadow => High - BodyTop;

    public double LowerShadow => BodyBottom - Low;

    public double Range => High - Low;

    /// <summary>A shadow is long when it is longer than this: the real body of its own candle.</summary>
    public double LongShadow => Body;

    /// <summary>A shadow is very long when it is longer than this: twice the real body of its own candle.</summary>
    public double VeryLongShadow => 2 * Body;

    /// <summary>Its real body lies above the other's without touching it.</summary>
    public bool GapsAbove(in Candle other) => BodyBottom > other.BodyTop;

    /// <summary>Its real body lies below the other's without touching it.</summary>
    public bool GapsBelow(in Candle other) => BodyTop < other.BodyBottom;

    /// <summary>It lies above the other with its shadows.</summary>
    public bool IsWhollyAbove(in Candle other) => Low > other.High;

    /// <summary>It lies below the other with its shadows.</summary>
    public bool IsWhollyBelow(in Candle other) => High < other.Low;
}
