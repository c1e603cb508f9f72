namespace Tidemark.Statistics.HiddenMarkov;

/// <summary>
/// A hidden Markov model with normal observations: a chain of states that nobody sees, each with a mean and a variance. States are in
/// the order of their variances, so a fit on other data calls the calm state by the same number.
/// </summary>
/// <remarks>L. Rabiner, A tutorial on hidden Markov models, Proceedings of the IEEE 77, 1989; probabilities are scaled at each step.</remarks>
public sealed class GaussianHiddenMarkov
{
    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);

    private readonly double[] initial;
    private readonly double[] transitions;
    private readonly double[] means;
    private readonly double[] variances;

    /// <param name="initial">The probability of each state at the first observation.</param>
    /// <param name="transitions">From state i to state j at [i * states + j]; each row sums to 1.</param>
    /// <param name="means">Of each state.</param>
    /// <param name="variances">Of each state, positive.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a number is no probability or variance.</exception>
    public GaussianHiddenMarkov(ReadOnlySpan<double> initial, ReadOnlySpan<double> transitions, ReadOnlySpan<double> means, ReadOnlySpan<double> variances)
    {
        var count = initial.Length;
        if (count == 0 || transitions.Length != count * count || means.Length != count || variances.Length != count) throw new ArgumentException("the sizes of a hidden Markov model do not fit");
        RequireDistribution(initial);
        for (var state = 0; state < count; state++)
        {
            RequireDistribution(transitions.Slice(state * count, count));
            if (!(variances[state] > 0) || !double.IsFinite(means[state])) throw new ArgumentException("a state needs a finite mean and a positive variance");
        }
        var order = new int[count];
        for (var state = 0; state < count; state++) order[state] = state;
        var keys = variances.ToArray();
        Array.Sort(order, (left, right) => keys[left] != keys[right] ? keys[left].CompareTo(keys[right]) : left.CompareTo(right));
        this.initial = new double[count];
        this.transitions = new double[count * count];
        this.means = new double[count];
        this.variances = new double[count];
        for (var to = 0; to < count; to++)
        {
            (this.initial[to], this.means[to], this.variances[to]) = (initial[order[to]], means[order[to]], variances[order[to]]);
            for (var next = 0; next < count; next++) this.transitions[to * count + next] = transitions[order[to] * count + order[next]];
        }
    }

    public int States => initial.Length;

    /// <summary>The probability of each state at the first observation.</summary>
    public ReadOnlySpan<double> Initial => initial;

    public ReadOnlySpan<double> Means => means;

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<double> Variances => variances;

    /// <summary>The probability of going from one state to another at the next observation.</summary>
    public double Transition(int from, int to) => transitions[from * States + to];

    /// <summary>
    /// The probabilities of the states given all observations up to and including the last, never later ones (the forward pass alone).
    /// </summary>
    /// <param name="values">The observations.</param>
    /// <param name="filtered">One probability a state; they sum to 1.</param>
    /// <returns>The logarithm of the density of the observations.</returns>
    public double Filter(ReadOnlySpan<double> values, Span<double> filtered)
    {
        var logLikelihood = 0.0;
        for (var time = 0; time < values.Length; time++) logLikelihood += time == 0 ? Begin(values[0], filtered) : Step(values[time], filtered);
        return logLikelihood;
    }

    /// <summary>Takes one more observation into probabilities that <see cref="Filter"/> or this gave. Returns the logarithm of its density.</summary>
    public double Step(double value, Span<double> filtered)
    {
        Span<double> before = stackalloc double[States];
        filtered.CopyTo(before);
        for (var to = 0; to < States; to++)
        {
            var sum = 0.0;
            for (var from = 0; from < States; from++) sum += before[from] * transitions[from * States + to];
            filtered[to] = sum;
        }
        return Weigh(value, filtered);
    }

    private double Begin(double value, Span<double> filtered)
    {
        initial.CopyTo(filtered);
        return Weigh(value, filtered);
    }

    /// <summary>Multiplies by the densities of an observation and scales to a sum of 1; the largest density is taken out first, so nothing underflows.</summary>
    private double Weigh(double value, Span<double> probabilities)
    {
        Span<double> logs = stackalloc double[States];
        var largest = LogDensities(value, logs);
        var sum = 0.0;
        for (var state = 0; state < States; state++)
        {
            logs[state] = probabilities[state] * Math.Exp(logs[state] - largest);
            sum += logs[state];
        }
        // Only a state that cannot be reached fits: nothing is left to scale, and the chain is believed.
        if (!(sum > 0)) return double.NegativeInfinity;
        for (var state = 0; state < States; state++) probabilities[state] = logs[state] / sum;
        return Math.Log(sum) + largest;
    }

    /// <summary>The logarithm of each state's density at a value. Returns the largest.</summary>
    internal double LogDensities(double value, Span<double> logs)
    {
        var largest = double.NegativeInfinity;
        for (var state = 0; state < States; state++)
        {
            var distance = value - means[state];
            logs[state] = -0.5 * (LogTwoPi + Math.Log(variances[state]) + distance * distance / variances[state]);
            largest = Math.Max(largest, logs[state]);
        }
        return largest;
    }

    private static void RequireDistribution(ReadOnlySpan<double> probabilities)
    {
        var sum = 0.0;
        foreach (var probability in probabilities)
        {
            if (!(probability is >= 0 and <= 1)) throw new ArgumentException("a probability lies between 0 and 1");
            sum += probability;
        }
        if (Math.Abs(sum - 1) > 1e-9) throw new ArgumentException("probabilities must sum to 1");
    }
}
