using Tidemark.Statistics.HiddenMarkov;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Statistics.HiddenMarkov;

public sealed class GaussianHiddenMarkovTests
{
    private static readonly double[] Short = [0.3, -1.2, 4.0, 3.1, -0.2, 0.1, -5.5];

    private static GaussianHiddenMarkov Three => new([0.5, 0.3, 0.2], [0.8, 0.15, 0.05, 0.2, 0.7, 0.1, 0.1, 0.3, 0.6], [0.1, 0.5, -1], [0.25, 2, 9]);

    [Fact]
    public void Filter_AgreesWithTheSumOverAllPaths()
    {
        var model = Three;
        for (var length = 1; length <= Short.Length; length++)
        {
            var filtered = new double[3];
            var logLikelihood = model.Filter(Short.AsSpan(0, length), filtered);
            var (density, ends, _) = Enumerate(model, Short[..length]);
            Assert.Equal(Math.Log(density), logLikelihood, 1e-12);
            for (var state = 0; state < 3; state++) Assert.Equal(ends[state], filtered[state], 1e-12);
        }
    }

    /// <summary>statsmodels' MarkovRegression (script in bench/peers).</summary>
    [Fact]
    public void Filter_AgreesWithStatsmodels()
    {
        foreach (var test in ReferenceCases.Of("hiddenMarkov"))
        {
            var values = ReferenceCases.Named(test, "column");
            var model = new GaussianHiddenMarkov(Numbers("initial"), Numbers("transitions"), Numbers("means"), Numbers("variances"));
            var filtered = new double[model.States];
            var rows = test.GetProperty("rows").EnumerateArray().Select(row => row.GetInt32()).ToArray();
            for (var i = 0; i < rows.Length; i++)
            {
                model.Filter(values.AsSpan(0, rows[i] + 1), filtered);
                ReferenceCases.Near(test.GetProperty("filtered")[i], filtered, test);
            }
            ReferenceCases.Near(test.GetProperty("logLikelihood").GetDouble(), model.Filter(values, filtered), test);

            double[] Numbers(string name) => ReferenceCases.Numbers(test.GetProperty(name));
        }
    }

    [Fact]
    public void Step_CarriesOnWhatFilterBegan()
    {
        var (whole, stepped) = (new double[3], new double[3]);
        Three.Filter(Short, whole);
        Three.Filter(Short.AsSpan(0, 3), stepped);
        foreach (var value in Short[3..]) Three.Step(value, stepped);
        Assert.Equal(whole, stepped);
    }

    /// <summary>One round of Baum-Welch against the expectations summed over all paths.</summary>
    [Fact]
    public void Maximise_AgreesWithTheExpectationsOverAllPaths()
    {
        var model = Three;
        var passes = new ForwardBackward(Short.Length, 3);
        passes.Run(model, Short);
        var next = passes.Maximise(Short, 1e-9);
        var (density, _, paths) = Enumerate(model, Short);
        double Expect(Func<int[], double> of) => paths.Sum(path => path.Density * of(path.States)) / density;
        var (means, variances) = (new double[3], new double[3]);
        for (var state = 0; state < 3; state++)
        {
            var weight = Expect(path => path.Count(at => at == state));
            means[state] = Expect(path => path.Select((at, time) => at == state ? Short[time] : 0).Sum()) / weight;
            variances[state] = Expect(path => path.Select((at, time) => at == state ? (Short[time] - means[state]) * (Short[time] - means[state]) : 0).Sum()) / weight;
        }
        // The model brings its states into the order of their variances.
        var order = Enumerable.Range(0, 3).OrderBy(state => variances[state]).ToArray();
        for (var place = 0; place < 3; place++)
        {
            var state = order[place];
            Assert.Equal(means[state], next.Means[place], 1e-10);
            Assert.Equal(variances[state], next.Variances[place], 1e-10);
            Assert.Equal(Expect(path => path[0] == state ? 1 : 0), next.Initial[place], 1e-12);
            var left = Expect(path => path.SkipLast(1).Count(at => at == state));
            for (var to = 0; to < 3; to++)
                Assert.Equal(Expect(path => path.Skip(1).Where((at, time) => at == order[to] && path[time] == state).Count()) / left, next.Transition(place, to), 1e-12);
        }
    }

    [Fact]
    public void Fit_OfASimulatedChain_FindsItsStates()
    {
        var (values, states) = Simulate(6_000, 3);
        var fit = HiddenMarkovFit.Run(values, 2)!;
        Assert.Equal(0.01, Math.Sqrt(fit.Model.Variances[0]), 0.0005);
        Assert.Equal(0.04, Math.Sqrt(fit.Model.Variances[1]), 0.002);
        Assert.Equal(0.98, fit.Model.Transition(0, 0), 0.01);
        Assert.Equal(0.95, fit.Model.Transition(1, 1), 0.02);
        var filtered = new double[2];
        fit.Model.Filter(values.AsSpan(0, 1), filtered);
        var right = 0;
        for (var time = 1; time < values.Length; time++)
        {
            fit.Model.Step(values[time], filtered);
            if (filtered[1] > 0.5 == (states[time] == 1)) right++;
        }
        Assert.True(right > 0.93 * values.Length, $"{right} of {values.Length}");
    }

    [Fact]
    public void Fit_GainsWithEveryIteration_AndIsTheSameTwice()
    {
        var (values, _) = Simulate(800, 11);
        var last = double.NegativeInfinity;
        for (var iterations = 1; iterations <= 12; iterations++)
        {
            var fit = HiddenMarkovFit.Run(values, 3, iterations, 0)!;
            Assert.True(fit.LogLikelihood >= last);
            last = fit.LogLikelihood;
        }
        var (left, right) = (HiddenMarkovFit.Run(values, 3)!, HiddenMarkovFit.Run(values, 3)!);
        Assert.Equal(left.LogLikelihood, right.LogLikelihood);
        Assert.Equal(left.Model.Variances.ToArray(), right.Model.Variances.ToArray());
        Assert.True(left.Model.Variances[0] < left.Model.Variances[1] && left.Model.Variances[1] < left.Model.Variances[2]);
    }

    [Fact]
    public void Fit_OfOutliersAndStandstill_StaysFinite()
    {
        var values = new double[200];
        values[50] = 1e6;
        values[51] = -1e-9;
        var fit = HiddenMarkovFit.Run(values, 2)!;
        Assert.True(double.IsFinite(fit.LogLikelihood));
        var filtered = new double[2];
        fit.Model.Filter(values, filtered);
        Assert.Equal(1, filtered[0] + filtered[1], 1e-12);
        Assert.Null(HiddenMarkovFit.Run(new double[200], 2));
        Assert.Throws<ArgumentException>(() => HiddenMarkovFit.Run(new double[19], 2));
        Assert.Throws<ArgumentException>(() => HiddenMarkovFit.Run([.. Enumerable.Repeat(1.0, 30), double.NaN], 2));
    }

    /// <summary>Two states with deviations 1 % and 4 %, staying with 0.98 and 0.95.</summary>
    private static (double[] Values, int[] States) Simulate(int count, ulong seed)
    {
        var random = new SeededRandom(seed, "chain");
        var (values, states, state) = (new double[count], new int[count], 0);
        for (var time = 0; time < count; time++)
        {
            if (random.NextDouble() >= (state == 0 ? 0.98 : 0.95)) state = 1 - state;
            states[time] = state;
            values[time] = (state == 0 ? 0.01 : 0.04) * random.NextNormal();
        }
        return (values, states);
    }

    /// <summary>Every path of states with its density: the definition, with nothing clever.</summary>
    private static (double Density, double[] Ends, List<(int[] States, double Density)> Paths) Enumerate(GaussianHiddenMarkov model, double[] values)
    {
        var paths = new List<(int[] States, double Density)>();
        for (var number = 0; number < (int)Math.Pow(model.States, values.Length); number++)
        {
            var (states, rest, density) = (new int[values.Length], number, 1.0);
            for (var time = 0; time < values.Length; time++)
            {
                states[time] = rest % model.States;
                rest /= model.States;
                density *= time == 0 ? model.Initial[states[0]] : model.Transition(states[time - 1], states[time]);
                var variance = model.Variances[states[time]];
                density *= Math.Exp(-(values[time] - model.Means[states[time]]) * (values[time] - model.Means[states[time]]) / (2 * variance)) / Math.Sqrt(2 * Math.PI * variance);
            }
            paths.Add((states, density));
        }
        var sum = paths.Sum(path => path.Density);
        return (sum, [.. Enumerable.Range(0, model.States).Select(state => paths.Where(path => path.States[^1] == state).Sum(path => path.Density) / sum)], paths);
    }
}
