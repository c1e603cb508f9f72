using Tidemark.Indicators;
using Tidemark.Indicators.State;
using Tidemark.Statistics.HiddenMarkov;

namespace Tidemark.Strategies.Combined;

/// <summary>
/// The state of a hidden Markov model of logarithmic returns, 0 for the calmest. The model is fitted on the last returns when the window
/// is full and anew every so many bars, on past returns only; between fits its probabilities are carried on bar by bar (filtered, never
/// smoothed). The state changes when another one is likely enough. Warm after window + 1 bars.
/// </summary>
public sealed class HiddenMarkovRegime : SeriesIndicator
{
    private readonly int refit;
    private readonly double certainty;
    private readonly double[] window;
    private readonly double[] probabilities;
    private readonly double[] parameters;
    private GaussianHiddenMarkov? model;
    private double previous = double.NaN;
    private long count;

    /// <param name="states">2 or 3.</param>
    /// <param name="window">Returns of a fit, at least ten a state.</param>
    /// <param name="refit">Bars between two fits.</param>
    /// <param name="certainty">The probability from which another state is believed.</param>
    public HiddenMarkovRegime(int states, int window, int refit, double certainty)
    {
        (this.refit, this.certainty) = (refit, certainty);
        this.window = new double[window];
        probabilities = new double[states];
        // Initial probabilities, transitions, means and variances, for saving and loading.
        parameters = new double[states * (states + 3)];
    }

    public override int WarmUp => window.Length + 1;

    /// <summary>State, then the probability of each.</summary>
    public override int OutputCount => 1 + probabilities.Length;

    public override double Output(int index) => index == 0 ? Value : index <= probabilities.Length ? (IsWarm ? probabilities[index - 1] : double.NaN) : throw NoOutput(index);

    public override void Update(double input)
    {
        var before = previous;
        previous = input;
        if (double.IsNaN(before)) return;
        var value = input > 0 && before > 0 ? Math.Log(input / before) : 0;
        window.AsSpan(1).CopyTo(window);
        window[^1] = value;
        if (++count < window.Length) return;
        if ((count - window.Length) % refit == 0 || model is null) Fit();
        else model.Step(value, probabilities);
        Value = StateAfter();
    }

    protected override void KeepState(IndicatorState state)
    {
        var states = probabilities.Length;
        var hasModel = model is not null;
        if (hasModel) Write();
        state.Keep(window);
        state.Keep(probabilities);
        state.Keep(parameters);
        state.Keep(ref previous);
        state.Keep(ref count);
        state.Keep(ref hasModel);
        model = hasModel
            ? new GaussianHiddenMarkov(parameters.AsSpan(0, states), parameters.AsSpan(states, states * states), parameters.AsSpan(states * (states + 1), states), parameters.AsSpan(states * (states + 2), states))
            : null;
    }

    private void Fit()
    {
        if (HiddenMarkovFit.Run(window, probabilities.Length) is not { } fit)
        {
            // Nothing moved: as calm as can be.
            model = null;
            Array.Clear(probabilities);
            probabilities[0] = 1;
            return;
        }
        model = fit.Model;
        model.Filter(window, probabilities);
    }

    private double StateAfter()
    {
        var likeliest = 0;
        for (var state = 1; state < probabilities.Length; state++)
            if (probabilities[state] > probabilities[likeliest]) likeliest = state;
        return double.IsNaN(Value) || probabilities[likeliest] >= certainty ? likeliest : Value;
    }

    private void Write()
    {
        var states = probabilities.Length;
        model!.Initial.CopyTo(parameters);
        for (var from = 0; from < states; from++)
            for (var to = 0; to < states; to++) parameters[states + from * states + to] = model.Transition(from, to);
        model.Means.CopyTo(parameters.AsSpan(states * (states + 1)));
        model.Variances.CopyTo(parameters.AsSpan(states * (states + 2)));
    }
}
