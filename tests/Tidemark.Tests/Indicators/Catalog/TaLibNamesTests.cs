using Tidemark.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Catalog;

/// <summary>Whoever comes from TA-Lib finds each of its functions by its own name.</summary>
public sealed class TaLibNamesTests
{
    /// <summary>Every function of TA-Lib 0.6 but the candlestick patterns.</summary>
    private const string Functions = """
        ACCBANDS ACOS AD ADD ADOSC ADX ADXR APO AROON AROONOSC ASIN ATAN ATR AVGDEV AVGPRICE BBANDS BETA BOP CCI CEIL CMO CORREL COS COSH
        DEMA DIV DX EMA EXP FLOOR HT_DCPERIOD HT_DCPHASE HT_PHASOR HT_SINE HT_TRENDLINE HT_TRENDMODE IMI KAMA LINEARREG LINEARREG_ANGLE
        LINEARREG_INTERCEPT LINEARREG_SLOPE LN LOG10 MA MACD MACDEXT MACDFIX MAMA MAVP MAX MAXINDEX MEDPRICE MFI MIDPOINT MIDPRICE MIN
        MININDEX MINMAX MINMAXINDEX MINUS_DI MINUS_DM MOM MULT NATR OBV PLUS_DI PLUS_DM PPO ROC ROCP ROCR ROCR100 RSI SAR SAREXT SIN SINH
        SMA SQRT STDDEV STOCH STOCHF STOCHRSI SUB SUM T3 TAN TANH TEMA TRANGE TRIMA TRIX TSF TYPPRICE ULTOSC VAR WCLPRICE WILLR WMA
        """;

    public static TheoryData<string> Names => [.. Functions.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Catalog_NameOfTaLib_IsAnIndicatorOfThatName(string name) =>
        Assert.Equal(name.ToLowerInvariant(), IndicatorCatalog.Standard.Find(name).Name);
}
