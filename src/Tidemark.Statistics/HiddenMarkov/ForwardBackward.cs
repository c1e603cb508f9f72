namespace Tidemark.Statistics.HiddenMarkov;

/// <summary>The two passes of Baum-Welch over one series of observations, scaled at each step.</summary>
internal sealed class ForwardBackward(int count, int states)
{
    private readonly double[] densities = new double[count * states];
    private readonly double[] forward = new double[count * states];
    private readonly double[] backward = new double[count * states];
    private readonly double[] scales = new double[count];
    private GaussianHiddenMarkov model = null!;

    /// <summary>Computes both passes under a model. Returns the log-likelihood.</summary>
    public double Run(GaussianHiddenMarkov under, ReadOnlySpan<double> values)
    {
        model = under;
        var logLikelihood = 0.0;
        for (var time = 0; time < count; time++)
        {
            var row = densities.AsSpan(time * states, states);
            var largest = model.LogDensities(values[time], row);
            foreach (ref var density in row) density = Math.Exp(density - largest);
            logLikelihood += Forward(time) + largest;
        }
        for (var state = 0; state < states; state++) backward[(count - 1) * states + state] = 1;
        for (var time = count - 2; time >= 0; time--) Backward(time);
        return logLikelihood;
    }

    /// <summary>The probability of a state at a time given all observations: for fitting only, since it looks ahead.</summary>
    public double Smoothed(int time, int state) => forward[time * states + state] * backward[time * states + state];

    /// <summary>The model under which the expected states are most likely.</summary>
    /// <param name="values">The observations of the last <see cref="Run"/>.</param>
    /// <param name="smallestVariance">No state's variance becomes smaller.</param>
    public GaussianHiddenMarkov Maximise(ReadOnlySpan<double> values, double smallestVariance)
    {
        var (initial, transitions, means, variances) = (new double[states], new double[states * states], new double[states], new double[states]);
        for (var state = 0; state < states; state++)
        {
            initial[state] = Smoothed(0, state);
            var (weight, sum, squares) = (0.0, 0.0, 0.0);
            for (var time = 0; time < count; time++)
            {
                weight += Smoothed(time, state);
                sum += Smoothed(time, state) * values[time];
            }
            means[state] = weight > 0 ? sum / weight : model.Means[state];
            for (var time = 0; time < count; time++) squares += Smoothed(time, state) * (values[time] - means[state]) * (values[time] - means[state]);
            variances[state] = Math.Max(smallestVariance, weight > 0 ? squares / weight : model.Variances[state]);
            for (var next = 0; next < states; next++) transitions[state * states + next] = Expected(state, next);
        }
        Normalise(initial);
        for (var state = 0; state < states; state++) Normalise(transitions.AsSpan(state * states, states));
        return new GaussianHiddenMarkov(initial, transitions, means, variances);
    }

    private double Forward(int time)
    {
        var sum = 0.0;
        for (var to = 0; to < states; to++)
        {
            var reached = time == 0 ? model.Initial[to] : 0;
            for (var from = 0; from < states && time > 0; from++) reached += forward[(time - 1) * states + from] * model.Transition(from, to);
            sum += forward[time * states + to] = reached * densities[time * states + to];
        }
        scales[time] = sum > 0 ? sum : double.Epsilon;
        for (var state = 0; state < states; state++) forward[time * states + state] /= scales[time];
        return Math.Log(scales[time]);
    }

    private void Backward(int time)
    {
        for (var from = 0; from < states; from++)
        {
            var sum = 0.0;
            for (var to = 0; to < states; to++) sum += model.Transition(from, to) * densities[(time + 1) * states + to] * backward[(time + 1) * states + to];
            backward[time * states + from] = sum / scales[time + 1];
        }
    }

    /// <summary>How often the chain is expected to have gone from one state to another.</summary>
    private double Expected(int from, int to)
    {
        var sum = 0.0;
        for (var time = 0; time < count - 1; time++)
            sum += forward[time * states + from] * densities[(time + 1) * states + to] * backward[(time + 1) * states + to] / scales[time + 1];
        return sum * model.Transition(from, to);
    }

    private static void Normalise(Span<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights) sum += weight;
        for (var i = 0; i < weights.Length; i++) weights[i] = sum > 0 ? Math.Min(1, weights[i] / sum) : 1.0 / weights.Length;
    }
}
