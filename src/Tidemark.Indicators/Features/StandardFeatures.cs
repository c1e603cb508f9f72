namespace Tidemark.Indicators.Features;

/// <summary>The features that are taken where none are declared.</summary>
public static class StandardFeatures
{
    private static readonly FeatureDefinition[] OfPrices =
    [
        Of("logret_1", "logret(1)", "log return"),
        Of("logret_3", "logret(3)", "log return"),
        Of("logret_6", "logret(6)", "log return"),
        Of("logret_12", "logret(12)", "log return"),
        Of("logret_24", "logret(24)", "log return"),
        Of("rsi_14", "rsi(14)", "0 to 100"),
        Of("natr_14", "natr(14)", "% of the price"),
        Of("macd_hist_pct", "macd(12, 26, 9).hist / close * 100", "% of the price"),
        Of("bb_pctb", "(close - bbands(20, 2, 2).lower) / (bbands(20, 2, 2).upper - bbands(20, 2, 2).lower)", "share of the band"),
        Of("stoch_k", "stoch(14, 3, sma, 3, sma).slowK", "0 to 100"),
        Of("adx_14", "adx(14)", "0 to 100"),
        Of("mfi_14", "mfi(14)", "0 to 100"),
        Of("cci_20", "cci(20)", "mean deviations / 0.015"),
        Of("vol_24", "volatility(24)", "log return per bar"),
        Of("vol_168", "volatility(168)", "log return per bar"),
        Of("volume_z_48", "volume_z(48)", "deviations"),
        Of("sma_ratio_50", "close / sma(50) - 1", "fraction"),
        Of("range_48", "(close - donchian(48).lower) / (donchian(48).upper - donchian(48).lower)", "share of the range"),
    ];

    private static readonly FeatureDefinition[] OfTheDay = [Of("hour_sin", "hour_sin", "-1 to 1"), Of("hour_cos", "hour_cos", "-1 to 1")];

    private static readonly FeatureDefinition[] OfTheWeek = [Of("weekday_sin", "weekday_sin", "-1 to 1"), Of("weekday_cos", "weekday_cos", "-1 to 1")];

    /// <summary>The list for bars of a length: the time of day only where bars are shorter than one, the day of the week where they are shorter than that.</summary>
    public static FeatureList For(Interval interval)
    {
        var length = interval.ApproximateNanoseconds;
        return new FeatureList([.. OfPrices, .. length < Duration.NanosecondsPerDay ? OfTheDay : [], .. length < 7 * Duration.NanosecondsPerDay ? OfTheWeek : []]);
    }

    private static FeatureDefinition Of(string name, string formula, string unit) => new(name, formula) { Unit = unit };
}
