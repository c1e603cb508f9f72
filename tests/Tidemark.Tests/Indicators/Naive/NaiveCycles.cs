namespace Tidemark.Tests.Indicators.Naive;

/// <summary>
/// Ehlers' cycle measurements as his book writes them, series by series with indexes into the past; everything before the start is zero.
/// </summary>
internal static class NaiveCycles
{
    public sealed record Cycle(double[] Smooth, double[] InPhase, double[] Quadrature, double[] Period, double[] SmoothPeriod);

    /// <param name="x">Prices, which may begin with NaN.</param>
    /// <param name="skipped">Prices before the first one that is measured: 12 or 37.</param>
    public static Cycle Measure(double[] x, int skipped)
    {
        var n = x.Length;
        var start = NaiveAverages.First(x) + skipped;
        double[] smooth = new double[n], detrender = new double[n], q1 = new double[n], i1 = new double[n], i2 = new double[n], q2 = new double[n];
        double[] re = new double[n], im = new double[n], period = new double[n], smoothPeriod = new double[n];
        for (var t = start; t < n; t++)
        {
            smooth[t] = (4 * x[t] + 3 * x[t - 1] + 2 * x[t - 2] + x[t - 3]) / 10;
            var gain = 0.075 * period[t - 1] + 0.54;
            detrender[t] = Hilbert(smooth, t, start) * gain;
            q1[t] = Hilbert(detrender, t, start) * gain;
            i1[t] = detrender[t - 3];
            var jI = Hilbert(i1, t, start) * gain;
            var jQ = Hilbert(q1, t, start) * gain;
            i2[t] = 0.2 * (i1[t] - jQ) + 0.8 * i2[t - 1];
            q2[t] = 0.2 * (q1[t] + jI) + 0.8 * q2[t - 1];
            re[t] = 0.2 * (i2[t] * i2[t - 1] + q2[t] * q2[t - 1]) + 0.8 * re[t - 1];
            im[t] = 0.2 * (i2[t] * q2[t - 1] - q2[t] * i2[t - 1]) + 0.8 * im[t - 1];
            var measured = im[t] != 0 && re[t] != 0 ? 2 * Math.PI / Math.Atan(im[t] / re[t]) : period[t - 1];
            measured = Math.Min(measured, 1.5 * period[t - 1]);
            measured = Math.Max(measured, 0.67 * period[t - 1]);
            measured = Math.Min(Math.Max(measured, 6), 50);
            period[t] = 0.2 * measured + 0.8 * period[t - 1];
            smoothPeriod[t] = 0.33 * period[t] + 0.67 * smoothPeriod[t - 1];
        }
        return new Cycle(smooth, i1, q1, period, smoothPeriod);
    }

    public static (double[] Mama, double[] Fama) Mama(double[] x, double fastLimit, double slowLimit)
    {
        var cycle = Measure(x, 12);
        var start = NaiveAverages.First(x) + 12;
        double[] phase = new double[x.Length], mama = new double[x.Length], fama = new double[x.Length];
        for (var t = start; t < x.Length; t++)
        {
            phase[t] = cycle.InPhase[t] == 0 ? 0 : Math.Atan(cycle.Quadrature[t] / cycle.InPhase[t]) * 180 / Math.PI;
            var delta = Math.Max(1, phase[t - 1] - phase[t]);
            var alpha = Math.Max(fastLimit / delta, delta > 1 ? slowLimit : 0);
            mama[t] = alpha * x[t] + (1 - alpha) * mama[t - 1];
            fama[t] = 0.5 * alpha * mama[t] + (1 - 0.5 * alpha) * fama[t - 1];
        }
        var first = NaiveAverages.First(x) + 32;
        return (NaiveAverages.From(mama, first), NaiveAverages.From(fama, first));
    }

    public static double[] Phase(Cycle cycle, int start)
    {
        var n = cycle.Smooth.Length;
        var phase = new double[n];
        for (var t = start; t < n; t++)
        {
            var whole = (int)(cycle.SmoothPeriod[t] + 0.5);
            double real = 0, imaginary = 0;
            for (var i = 0; i < whole; i++)
            {
                var smooth = t - i < start ? 0 : cycle.Smooth[t - i];
                real += Math.Sin(2 * Math.PI * i / whole) * smooth;
                imaginary += Math.Cos(2 * Math.PI * i / whole) * smooth;
            }
            var angle = imaginary != 0 ? Math.Atan(real / imaginary) * 180 / Math.PI : phase[t - 1] + 90 * Math.Sign(real);
            angle += 90 + 360 / cycle.SmoothPeriod[t] + (imaginary < 0 ? 180 : 0);
            phase[t] = angle > 315 ? angle - 360 : angle;
        }
        return phase;
    }

    public static double[] Trendline(double[] x, Cycle cycle, int start)
    {
        double[] means = new double[x.Length], line = new double[x.Length];
        for (var t = start; t < x.Length; t++)
        {
            var whole = (int)(cycle.SmoothPeriod[t] + 0.5);
            means[t] = whole == 0 ? 0 : x[(t - whole + 1)..(t + 1)].Sum() / whole;
            line[t] = (4 * means[t] + 3 * means[t - 1] + 2 * means[t - 2] + means[t - 3]) / 10;
        }
        return line;
    }

    public static double[] TrendMode(double[] x)
    {
        const int Start = 37;
        var cycle = Measure(x, Start);
        var phase = Phase(cycle, Start);
        var line = Trendline(x, cycle, Start);
        var mode = new double[x.Length];
        var sinceCross = 0;
        for (var t = Start; t < x.Length; t++)
        {
            var gapNow = Lead(phase[t]);
            var gapBefore = t == Start ? 0 : Lead(phase[t - 1]);
            var crossed = (gapNow > 0 && gapBefore <= 0) || (gapNow < 0 && gapBefore >= 0);
            sinceCross = crossed ? 1 : sinceCross + 1;
            var perBar = 360 / cycle.SmoothPeriod[t];
            var turn = phase[t] - phase[t - 1];
            var trends = !crossed && sinceCross >= 0.5 * cycle.SmoothPeriod[t] && !(turn > 0.67 * perBar && turn < 1.5 * perBar);
            var isFar = line[t] != 0 && Math.Abs((cycle.Smooth[t] - line[t]) / line[t]) >= 0.015;
            mode[t] = trends || isFar ? 1 : 0;
        }
        return NaiveAverages.From(mode, 63);

        static double Lead(double degrees) => Math.Sin(degrees * Math.PI / 180) - Math.Sin((degrees + 45) * Math.PI / 180);
    }

    private static double Hilbert(double[] s, int t, int start)
    {
        double At(int ago) => t - ago < start ? 0 : s[t - ago];
        return 0.0962 * At(0) + 0.5769 * At(2) - 0.5769 * At(4) - 0.0962 * At(6);
    }
}
